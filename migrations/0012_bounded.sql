-- Work on a tree of any size goes in slices: what a slice leaves for the next one is said in the row that began it.

-- Only an open chat is seen. One that is imported is not there yet, one that is deleted is not there any more; what a
-- crash leaves of either is removed after the next start.
ALTER TABLE chat ADD COLUMN phase TEXT NOT NULL DEFAULT 'open' CHECK (phase IN ('importing', 'open', 'deleting'));
CREATE INDEX chat_unopened ON chat (phase) WHERE phase != 'open';

-- What is left to do of a step: mark its turns as deleted, bring them back, or remove them for good. Null: nothing.
ALTER TABLE step ADD COLUMN work TEXT CHECK (work IN ('deleting', 'restoring', 'purging'));
CREATE INDEX step_work ON step (work) WHERE work IS NOT NULL;

-- Every foreign key has an index that begins with it: without one, each row that is removed costs a walk over its table.
DROP INDEX turn_parent;
CREATE INDEX turn_child ON turn (parent, chat);
CREATE INDEX turn_depth ON turn (chat, depth);
CREATE INDEX change_chat ON change (chat);
CREATE INDEX call_chat ON call (chat);
CREATE INDEX memory_model ON memory (model);
CREATE INDEX turn_chat ON turn (chat); -- in the order of their numbers: the newest is asked for in many writes

-- What goes for good goes from the deepest turn up.
DROP INDEX turn_deleted;
CREATE INDEX turn_deleted ON turn (chat, deleted, depth) WHERE deleted IS NOT NULL;

-- A change to the past makes the snapshots from this depth on worth nothing at once; they are removed after it.
ALTER TABLE chat ADD COLUMN stale INTEGER;

-- What was caught up with since a kept edit is found without a look at what was before it.
DROP INDEX change_said;
CREATE INDEX change_said ON change (chat, abs(said)) WHERE said IS NOT NULL;

CREATE INDEX memory_parked ON memory (number) WHERE parked IS NOT NULL;
