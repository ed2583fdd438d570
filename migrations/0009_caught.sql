-- Few rows of the ledger say when they were made; undoing a kept edit looks for those that were caught up with since.

CREATE INDEX change_said ON change (chat) WHERE said IS NOT NULL;
