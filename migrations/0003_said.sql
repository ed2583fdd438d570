-- When the user said something, and took it back: what is lifted stays in the ledger, and is folded no more.

ALTER TABLE change ADD COLUMN said INTEGER;   -- the number of the chat's newest turn then; null: with its turn
ALTER TABLE change ADD COLUMN lifted INTEGER; -- the same; null while it stands
