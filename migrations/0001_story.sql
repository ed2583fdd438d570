-- The tree of turns, the ledger of changes, members frozen per chat, stored decisions, the log of calls, memories.
-- Times are ISO 8601 UTC text; JSON columns hold what CONTRACT shows unless a comment says otherwise.

CREATE TABLE character (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    card    TEXT NOT NULL,              -- the character object, without id and avatar
    source  TEXT NOT NULL CHECK (source IN ('builtin', 'import', 'user')),
    avatar  BLOB,
    created TEXT NOT NULL
) STRICT;

CREATE TABLE chat (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    title    TEXT NOT NULL,
    profile  TEXT NOT NULL,
    persona  TEXT NOT NULL,             -- member id
    settings TEXT NOT NULL,
    head     TEXT,                      -- turn id; null before the first turn
    version  INTEGER NOT NULL DEFAULT 1,
    seed     INTEGER NOT NULL,
    undo     TEXT,                      -- {"id", "head"} of the last delete, until the tree changes again
    created  TEXT NOT NULL,
    updated  TEXT NOT NULL
) STRICT;

CREATE TABLE member (
    chat     TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    id       TEXT NOT NULL,
    position INTEGER NOT NULL,          -- the persona is 0
    card     TEXT NOT NULL,             -- frozen at the chat's creation
    PRIMARY KEY (chat, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE turn (
    number          INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    chat            TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    parent          TEXT REFERENCES turn (id) ON DELETE CASCADE,
    depth           INTEGER NOT NULL,   -- the root is 1
    origin          TEXT NOT NULL CHECK (origin IN ('greeting', 'message', 'continue', 'regenerate', 'edit', 'import')),
    status          TEXT NOT NULL CHECK (status IN
                        ('accepted', 'telling', 'told', 'committed', 'interrupted', 'cancelled', 'failed')),
    text            TEXT NOT NULL,
    narrative       TEXT NOT NULL DEFAULT '',
    instruction     TEXT,               -- of a regenerate
    finish_reason   TEXT,
    truncated       INTEGER NOT NULL DEFAULT 0,
    error           TEXT,
    timings         TEXT,
    usage           TEXT,
    idempotency_key TEXT,
    body_sha256     TEXT,
    label           TEXT,               -- the name of a branch that begins here
    deleted         TEXT,               -- the undo id under which it was deleted
    created         TEXT NOT NULL
) STRICT;
CREATE INDEX turn_parent ON turn (chat, parent);
CREATE INDEX turn_unfinished ON turn (status) WHERE status IN ('accepted', 'telling', 'told');
CREATE UNIQUE INDEX turn_idempotency ON turn (chat, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- The ledger: the truth about every pair and the scene. State is its fold along a path.
CREATE TABLE change (
    id      TEXT PRIMARY KEY,
    chat    TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    turn    TEXT NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    seq     INTEGER NOT NULL,           -- the user's corrections count from 10000: they fold after the model's changes
    kind    TEXT NOT NULL,
    source  TEXT,
    target  TEXT,
    by      TEXT NOT NULL CHECK (by IN ('model', 'user', 'rule')),
    body    TEXT NOT NULL,              -- acts, refused, mood, view, stale | operation, arguments, refused
    UNIQUE (turn, seq)
) STRICT;
CREATE INDEX change_pair ON change (chat, source, target) WHERE source IS NOT NULL;

-- A cache of folded states, never required, never exported.
CREATE TABLE snapshot (
    turn      TEXT PRIMARY KEY REFERENCES turn (id) ON DELETE CASCADE,
    relations TEXT NOT NULL,            -- the hash of the table it was folded with
    body      TEXT NOT NULL
) STRICT;

-- What clocks, workers and dice decided for a turn; replay feeds it back.
CREATE TABLE decided (
    turn      TEXT PRIMARY KEY REFERENCES turn (id) ON DELETE CASCADE,
    intent    TEXT NOT NULL,
    recalled  TEXT NOT NULL,
    summaries TEXT NOT NULL DEFAULT '[]',
    state_of  TEXT,                     -- the turn whose state the narrator was shown
    draws     TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE call (
    id            TEXT PRIMARY KEY,
    chat          TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    turn          TEXT NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    role          TEXT NOT NULL,
    purpose       TEXT NOT NULL,
    attempt       INTEGER NOT NULL,
    backend       TEXT NOT NULL,
    model         TEXT NOT NULL,
    params        TEXT NOT NULL,
    prompt        TEXT NOT NULL,        -- [[role, [[name, section hash, tokens, why], …]], …]
    left_out      TEXT NOT NULL,
    chunks        TEXT NOT NULL,        -- [[ms, text], …]
    completion    TEXT,
    first_ms      REAL,
    total_ms      REAL NOT NULL,
    in_tokens     INTEGER,
    cached_tokens INTEGER,
    out_tokens    INTEGER,
    finish_reason TEXT,
    price         REAL,
    error         TEXT,
    created       TEXT NOT NULL
) STRICT;
CREATE INDEX call_turn ON call (turn);

-- Each text of a prompt once a chat, under the first 16 bytes of its SHA-256.
CREATE TABLE section (
    chat TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    hash BLOB NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (chat, hash)
) STRICT, WITHOUT ROWID;

-- Which model made a vector. Another model, or another file of it, is another row, and what it made is embedded anew.
CREATE TABLE embedding_model (
    number    INTEGER PRIMARY KEY,
    model     TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    sha256    TEXT NOT NULL,            -- of the weights; empty for a remote server
    UNIQUE (model, dimension, sha256)
) STRICT;

-- What can be recalled. Rows without a vector of today's model are the embedding worker's queue.
CREATE TABLE memory (
    number    INTEGER PRIMARY KEY AUTOINCREMENT, -- shown as m_7, so never used twice
    chat      TEXT NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    turn      TEXT NOT NULL REFERENCES turn (id) ON DELETE CASCADE,
    kind      TEXT NOT NULL CHECK (kind IN ('passage', 'fact', 'summary')),
    text      TEXT NOT NULL,
    length    INTEGER NOT NULL,         -- words
    witnesses TEXT NOT NULL,            -- member ids
    told_at   TEXT NOT NULL,            -- the story's own time, as text for the prompt
    weight    REAL NOT NULL DEFAULT 0,  -- importance, 0..1
    vector    BLOB,                     -- float32, unit length: the truth
    bits      BLOB,                     -- the vector's signs, for the first look; see memory_bits
    model     INTEGER REFERENCES embedding_model (number),
    tries     INTEGER NOT NULL DEFAULT 0,
    parked    TEXT,                     -- why it will not be embedded
    CHECK ((vector IS NULL) = (model IS NULL) AND (bits IS NULL) = (model IS NULL))
) STRICT;
CREATE INDEX memory_turn ON memory (turn);
CREATE INDEX memory_queue ON memory (model, tries, number) WHERE parked IS NULL;
-- Covering, so that knowing a chat's memories, and scanning its vectors, never reads the rows themselves.
CREATE INDEX memory_outline ON memory (chat, number, turn, kind, witnesses, weight, length);
CREATE INDEX memory_bits ON memory (chat, model, bits) WHERE bits IS NOT NULL;

-- The FTS5 table of each chat is words_<number>. While it is being rebuilt, the memories from `next` to `last` are
-- still to be put into it.
CREATE TABLE word_index (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    chat   TEXT NOT NULL UNIQUE REFERENCES chat (id) ON DELETE CASCADE,
    next   INTEGER,
    last   INTEGER
) STRICT;
