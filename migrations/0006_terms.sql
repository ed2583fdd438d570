-- What a turn was told with and where it hung then, so that a chat that was changed on the way can be played again.

-- The chat's settings, the persona's card, what of the profile goes into prompts, and the table: once a chat each.
CREATE TABLE terms (
    chat TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    hash BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (chat, hash)
) STRICT, WITHOUT ROWID;
ALTER TABLE turn ADD COLUMN terms BLOB; -- null: nothing was asked

-- Where turns hung that an edit has kept; the first row of each is where it was made.
CREATE TABLE place (
    turn   TEXT NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    since  INTEGER NOT NULL,            -- the number of the chat's newest turn then
    parent TEXT NOT NULL,               -- may be deleted since
    PRIMARY KEY (turn, since)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO place SELECT kept, turn.number, step.parent
FROM step JOIN turn ON turn.id = step.kept WHERE kind = 'keep' ORDER BY step.number;
INSERT OR REPLACE INTO place SELECT kept, turn.number, step.turn
FROM step JOIN turn ON turn.id = step.turn WHERE kind = 'keep' AND NOT undone;
