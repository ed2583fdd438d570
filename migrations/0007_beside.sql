-- The turns that were still settling when this one read the story, as a list of ids; null: none. What they were about to
-- write into the ledger it did not know.
ALTER TABLE turn ADD COLUMN beside TEXT;
