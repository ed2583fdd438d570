-- Undo and redo of what the user did to a tree; members that join later; a chat's own table of relations.

-- Each change of a chat's tree, oldest first. The steps after the last one that stands were undone, and can be redone.
CREATE TABLE step (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id     TEXT NOT NULL UNIQUE,
    chat   TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    kind   TEXT NOT NULL CHECK (kind IN ('turn', 'head', 'delete', 'keep')),
    turn   TEXT,                        -- made, or deleted with all that follows it
    kept   TEXT,                        -- the turn that was hung from one parent
    parent TEXT,                        -- under another, which is `turn`
    head_before TEXT,
    head_after  TEXT,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX step_chat ON step (chat, number);

INSERT INTO step (id, chat, kind, turn, head_before, head_after)
SELECT chat.undo ->> 'id', chat.id, 'delete', turn.id, chat.undo ->> 'head', chat.head
FROM chat JOIN turn ON turn.chat = chat.id AND turn.deleted = chat.undo ->> 'id'
LEFT JOIN turn AS above ON above.id = turn.parent
WHERE above.deleted IS NULL;
ALTER TABLE chat DROP COLUMN undo;

ALTER TABLE member ADD COLUMN later INTEGER NOT NULL DEFAULT 0; -- joined a chat that had begun: present from then on
ALTER TABLE chat ADD COLUMN relations TEXT; -- the table this chat is folded with, as TOML; null: the app's
