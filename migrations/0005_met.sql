-- Characters met and not yet met.

ALTER TABLE member ADD COLUMN absent INTEGER NOT NULL DEFAULT 0; -- not there when the story begins
DELETE FROM snapshot; -- made before a state said who has met whom; each is folded anew where it is wanted
