"""How memories are found: by an FTS5 table of its own for each chat, and by their vectors.

A word table is not the truth: one that is missing, damaged or behind is rebuilt from the rows in small steps under a
new name.
"""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from chat.errors import StorageError

log = logging.getLogger(__name__)
MAX_SNIPPET = 400  # characters: a text without spaces is one word, however long it is


@dataclass(frozen=True, slots=True)
class Outline:
    """What recall keeps in memory of each row of an open chat."""

    number: int
    turn: str
    kind: str
    witnesses: str  # a JSON list, sorted, so that equal sets are equal text
    weight: float
    length: int


@dataclass(frozen=True, slots=True)
class Found:
    """A memory as it is shown."""

    number: int
    turn: str
    kind: str
    text: str
    witnesses: tuple[str, ...]
    told_at: str
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn found by full text; `score` grows with relevance and has no fixed scale."""

    turn: str
    snippet: str
    score: float


# ---------------------------------------------------------------- words


def table_of(db: Connection, chat: str) -> str | None:
    """None for a chat without memories."""
    row = db.execute("SELECT number FROM word_index WHERE chat = ?", (chat,)).fetchone()
    return None if row is None else f"words_{row[0]}"


def _create(db: Connection, chat: str, last: int | None) -> str:
    row = db.execute(
        "INSERT INTO word_index (chat, next, last) VALUES (?, ?, ?) RETURNING number",
        (chat, None if last is None else 0, last),
    ).fetchone()
    db.execute(
        f"CREATE VIRTUAL TABLE words_{row[0]} USING fts5(text, content='memory', content_rowid='number',"
        " tokenize='porter unicode61')"
    )
    return f"words_{row[0]}"


def add(db: Connection, chat: str, rows: Sequence[tuple[int, str]]) -> None:
    """(number, text) each. The chat's table is made at the first row, and made anew if it cannot be written."""
    if not rows:
        return
    db.execute("SAVEPOINT words")
    try:
        _put(db, table_of(db, chat) or _create(db, chat, None), rows)
    except db.DatabaseError as error:  # a full disk fails again below, and so fails the caller
        db.execute("ROLLBACK TO words")
        log.warning("The word index of chat %s cannot be written (%s); it is rebuilt.", chat, error)
        rebuild(db, chat)
    db.execute("RELEASE words")


def _put(db: Connection, table: str, rows: Sequence[tuple[int, str]]) -> None:
    db.executemany(f"INSERT INTO {table} (rowid, text) VALUES (?, ?)", rows)
    db.execute(f"INSERT INTO {table} ({table}) VALUES ('flush')")  # else a damaged table fails the caller's COMMIT


def rebuild(db: Connection, chat: str) -> None:
    """Begin anew with an empty table; `rebuild_step` fills it with all rows there are now."""
    drop(db, chat)
    last = db.execute("SELECT max(number) FROM memory WHERE chat = ?", (chat,)).fetchone()[0]
    if last is not None:
        _create(db, chat, int(last))


def rebuild_step(db: Connection, limit: int) -> bool:
    """Put the next rows into a table that is being rebuilt. False when there is none."""
    row = db.execute("SELECT number, chat, next, last FROM word_index WHERE next IS NOT NULL LIMIT 1").fetchone()
    if row is None:
        return False
    index, chat, after, last = row
    rows = db.execute(
        "SELECT number, text FROM memory WHERE chat = ? AND number > ? AND number <= ? ORDER BY number LIMIT ?",
        (chat, after, last, limit),
    ).fetchall()
    _put(db, f"words_{index}", [tuple(found) for found in rows])
    done = len(rows) < limit
    db.execute(
        "UPDATE word_index SET next = ?, last = ? WHERE number = ?",
        (None, None, index) if done else (rows[-1][0], last, index),
    )
    return True


def drop(db: Connection, chat: str) -> None:
    """From now on the chat has no word table; the sweeper removes it later, as it may be large."""
    db.execute("DELETE FROM word_index WHERE chat = ?", (chat,))


def behind(db: Connection) -> list[str]:
    """Chats whose word table is missing, cannot be read, or does not hold as many rows as there are memories."""
    found: list[str] = []
    for chat, rows, table, after in db.execute(
        "SELECT chat, count(*), (SELECT number FROM word_index WHERE word_index.chat = memory.chat),"
        " (SELECT next FROM word_index WHERE word_index.chat = memory.chat) FROM memory GROUP BY chat"
    ).fetchall():
        if after is None and (table is None or _rows_in(db, f"words_{table}") < rows):
            found.append(chat)
    return found


def _rows_in(db: Connection, table: str) -> int:
    try:
        db.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH 'a'").fetchone()
        return int(db.execute(f"SELECT count(*) FROM {table}_docsize").fetchone()[0])
    except db.DatabaseError:
        return -1


def postings(db: Connection, chat: str, terms: Sequence[str], limit: int) -> dict[str, list[int]]:
    """For each term the numbers of the memories with it. A term in more than `limit` rows tells nothing and is not
    among the answers. `terms` are single words of letters and digits."""
    table = table_of(db, chat)
    found: dict[str, list[int]] = {}
    for term in terms if table else ():
        # as one JSON text: a row each costs five times as much to fetch
        numbers = db.execute(
            f"SELECT json_group_array(rowid) FROM (SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?)",
            (f'"{term}"', limit + 1),
        ).fetchone()[0]
        rows: list[int] = json.loads(numbers)
        if rows and len(rows) <= limit:
            found[term] = rows
    return found


def search(db: Connection, chat: str, terms: Sequence[str], limit: int) -> list[Hit]:
    """Turns whose own text has any of the words, best first, each once, on whatever branch."""
    table = table_of(db, chat)
    if table is None or not terms:
        return []
    rows = db.execute(
        f"SELECT memory.turn, substr(snippet({table}, 0, '', '', '…', 24), 1, {MAX_SNIPPET}), -bm25({table})"
        f" FROM {table} JOIN memory ON memory.number = {table}.rowid JOIN turn ON turn.id = memory.turn"
        f" WHERE {table} MATCH ? AND memory.kind = 'passage' AND turn.deleted IS NULL ORDER BY rank LIMIT ?",
        (" OR ".join(f'"{term}"' for term in terms), 4 * limit),  # a long turn has several passages
    ).fetchall()
    best: dict[str, Hit] = {}
    for turn, snippet, score in rows:
        best.setdefault(turn, Hit(turn, snippet, score))
    return list(best.values())[:limit]


# ---------------------------------------------------------------- vectors


def signs_of(db: Connection, vector: bytes) -> bytes:
    """A bit for each dimension."""
    signs: bytes = db.execute("SELECT vec_quantize_binary(?)", (vector,)).fetchone()[0]
    return signs


def signs(db: Connection, model: int, size: int, numbers: Sequence[int]) -> dict[int, bytes]:
    """Of each of these that has a vector of the model. StorageError for damaged ones, which have not `size` bytes."""
    rows = db.execute(
        "SELECT number, bits FROM memory WHERE number IN (SELECT value FROM json_each(?)) AND model = ?",
        (json.dumps(list(numbers)), model),
    )
    found: dict[int, bytes] = dict(rows.fetchall())
    if any(len(each) != size for each in found.values()):
        raise StorageError("The signs of a memory's vector are damaged.", hint="They are made anew by themselves.")
    return found


def cosines(db: Connection, model: int, query: bytes, numbers: Sequence[int]) -> dict[int, float]:
    """The exact similarity, −1..1, of each of these that has a vector of the model. StorageError for a damaged one."""
    rows = db.execute(
        "SELECT number, 1 - vec_distance_cosine(vector, ?) FROM memory"
        " WHERE number IN (SELECT value FROM json_each(?)) AND model = ?",
        (query, json.dumps(list(numbers)), model),
    )
    found = dict(rows.fetchall())
    if None in found.values():  # what NaN becomes
        raise StorageError("A memory's vector is damaged.", hint="It is made anew by itself.")
    return found


def number_after(db: Connection, chat: str, after: int, count: int) -> int | None:
    """Of the next memories beyond a number, so many of them, the last one's; None when there is none."""
    last: int | None = db.execute(
        "SELECT max(number) FROM (SELECT number FROM memory WHERE chat = ? AND number > ? ORDER BY number LIMIT ?)",
        (chat, after, count),
    ).fetchone()[0]
    return last


def requeue_damaged(db: Connection, chat: str, after: int, last: int) -> int:
    """Vectors that are none any more go back to the worker's queue; how many of those beyond one number up to another.
    Their text is the truth."""
    return db.execute(
        "UPDATE memory SET vector = NULL, bits = NULL, model = NULL WHERE chat = :chat"
        " AND number > :after AND number <= :last AND EXISTS ("
        " SELECT 1 FROM embedding_model AS made WHERE made.number = memory.model AND ("
        "  length(vector) != 4 * dimension OR length(bits) != dimension / 8"
        "  OR CASE WHEN length(vector) = 4 * dimension THEN vec_distance_cosine(vector, vector) IS NULL END))",
        {"chat": chat, "after": after, "last": last},
    ).rowcount


# ---------------------------------------------------------------- rows


def outlines(db: Connection, chat: str, after: int) -> list[Outline]:
    """Of all passages and facts beyond a number; a chapter's summary is not recalled, it stands in the prompt."""
    rows = db.execute(
        "SELECT number, turn, kind, witnesses, weight, length FROM memory"
        " WHERE chat = ? AND number > ? AND kind != 'summary' ORDER BY number",
        (chat, after),
    )
    return [Outline(*row) for row in rows]


def beginnings(db: Connection, numbers: Sequence[int], letters: int) -> dict[int, str]:
    """The first letters of each text."""
    rows = db.execute(
        "SELECT number, substr(text, 1, ?) FROM memory WHERE number IN (SELECT value FROM json_each(?))",
        (letters, json.dumps(list(numbers))),
    )
    return dict(rows.fetchall())


def found(db: Connection, numbers: Sequence[int]) -> dict[int, Found]:
    rows = db.execute(
        "SELECT number, turn, kind, text, witnesses, told_at, weight FROM memory"
        " WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    ).fetchall()
    return {
        number: Found(number, turn, kind, text, tuple(json.loads(witnesses)), told_at, weight)
        for number, turn, kind, text, witnesses, told_at, weight in rows
    }


def member_names(db: Connection, chat: str) -> dict[str, tuple[str, ...]]:
    """Member id -> name and aliases."""
    rows = db.execute("SELECT id, card ->> 'name', card -> 'aliases' FROM member WHERE chat = ?", (chat,))
    return {row[0]: (row[1], *(json.loads(row[2] or "null") or ())) for row in rows}
