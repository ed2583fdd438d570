"""Rows that go for good: those of deleted chats, of deletes that can no longer be undone, and word tables of nobody.

They are removed from the deepest turn up, and of each turn first what hangs on it: a cascade would go through the whole
tree in one statement, and SQLite gives up below a depth of 1,000. `remove` and `remove_words` do one slice of that.
"""

import json
import logging
from collections.abc import Sequence
from sqlite3 import Connection

from chat.db.batches import Room

log = logging.getLogger(__name__)
# What hangs on a turn, and on a chat beside its turns, with what tells a row of one owner from another
OF_TURN = {
    "call": "rowid",
    "change": "rowid",
    "memory": "rowid",
    "decided": "rowid",
    "snapshot": "rowid",
    "place": "since",
}
OF_CHAT = {"word_index": "number", "step": "number", "section": "hash", "terms": "hash", "member": "id"}
# Where FTS5 keeps a word table's rows, with their key and their bytes
OF_WORDS = {
    "data": ("id", "octet_length(block)"),
    "idx": ("(segid, term)", "octet_length(term)"),
    "docsize": ("id", "8"),
}


def close(db: Connection, chat: str) -> None:
    """From now on the chat is gone for everybody; its rows are removed after that."""
    db.execute("UPDATE chat SET phase = 'deleting' WHERE id = ?", (chat,))


def close_imports(db: Connection) -> None:
    """At start: chats that were being imported when the app went down will not become whole."""
    db.execute("UPDATE chat SET phase = 'deleting' WHERE phase = 'importing' AND phase != 'open'")


def is_any_left(db: Connection) -> bool:
    """Whether `remove` would find something."""
    chats = "SELECT 1 FROM chat WHERE phase = 'deleting' AND phase != 'open'"
    left = f"SELECT EXISTS ({chats}) OR EXISTS (SELECT 1 FROM step WHERE work = 'purging')"
    return bool(db.execute(left).fetchone()[0])


def remove(db: Connection) -> bool:
    """The next rows of a deleted chat, or of what an old step deleted. False when there are none."""
    chat = db.execute("SELECT id FROM chat WHERE phase = 'deleting' AND phase != 'open' LIMIT 1").fetchone()
    if chat is not None:
        _Slice(db).of_chat(chat[0])
        return True
    step = db.execute("SELECT number, chat, id FROM step WHERE work = 'purging' ORDER BY number LIMIT 1").fetchone()
    if step is not None:
        _Slice(db).of_step(*step)
        return True
    return False


class _Slice:
    """Each method is True when it has left nothing of what it is asked to remove."""

    def __init__(self, db: Connection) -> None:
        self._db, self._room = db, Room()
        self._sizes = {table: _size(db, table) for table in ("turn", *OF_TURN, *OF_CHAT)}

    def of_chat(self, chat: str) -> bool:
        if not self._turns("chat = ?", chat):
            return False
        if not all(self._rows(table, key, "chat", [chat]) for table, key in OF_CHAT.items()):
            return False
        self._db.execute("DELETE FROM chat WHERE id = ?", (chat,))
        return True

    def of_step(self, number: int, chat: str, step: str) -> bool:
        if not self._turns("chat = ? AND deleted = ?", chat, step):
            return False
        self._db.execute("DELETE FROM step WHERE number = ?", (number,))
        return True

    def _turns(self, which: str, *values: str) -> bool:
        deepest = f"SELECT id, {self._sizes['turn']} FROM turn WHERE {which} ORDER BY depth DESC LIMIT ?"
        most = self._room.rows
        turns = self._db.execute(deepest, (*values, most)).fetchall()
        ids = [turn for turn, _ in turns]
        if not all(self._rows(table, key, "turn", ids) for table, key in OF_TURN.items()):
            return False
        fitting = [(turn,) for turn, size in turns if self._room.take(size)]
        self._db.executemany("DELETE FROM turn WHERE id = ?", fitting)
        return len(fitting) == len(turns) < most

    def _rows(self, table: str, key: str, owner: str, values: Sequence[str]) -> bool:
        rows = self._db.execute(
            f"SELECT {owner}, {table}.{key}, {self._sizes[table]} FROM json_each(?) AS gone"
            f" CROSS JOIN {table} ON {table}.{owner} = gone.value LIMIT ?",
            (json.dumps(values), self._room.rows + 1),
        ).fetchall()
        fitting = [(value, each) for value, each, size in rows if self._room.take(size)]
        self._db.executemany(f"DELETE FROM {table} WHERE {owner} = ? AND {key} = ?", fitting)
        return len(fitting) == len(rows)


def _size(db: Connection, table: str) -> str:
    """The bytes of a row, which SQLite knows without reading its texts."""
    columns = db.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return " + ".join(f"coalesce(octet_length({table}.{column}), 0)" for (column,) in columns)


# ---------------------------------------------------------------- words


def words_of_nobody(db: Connection) -> list[int]:
    """The numbers of word tables that no chat has any more."""
    rows = db.execute(
        "SELECT cast(substr(name, 7) AS INTEGER) AS number FROM sqlite_schema WHERE type = 'table'"
        " AND name GLOB 'words_[0-9]*' AND sql LIKE 'CREATE VIRTUAL TABLE%'"
        " AND NOT EXISTS (SELECT 1 FROM word_index WHERE word_index.number = cast(substr(name, 7) AS INTEGER))"
    )
    return [row[0] for row in rows]


def remove_words(db: Connection, number: int) -> bool:
    """The next rows of such a table, in the end itself. False when nothing is left to do: one too damaged to be removed
    stays in the file, unused."""
    db.execute("SAVEPOINT words")
    try:
        done = _remove_words(db, f"words_{number}")
    except db.DatabaseError as error:
        db.execute("ROLLBACK TO words")
        log.warning("The word table %d cannot be removed (%s); it stays in the file, unused.", number, error)
        done = True
    db.execute("RELEASE words")
    return not done


def _remove_words(db: Connection, table: str) -> bool:
    """DROP alone would go through all of it at once."""
    room = Room()
    for part, (key, size) in OF_WORDS.items():
        rows = db.execute(f"SELECT {size}, {key.strip('()')} FROM {table}_{part} LIMIT ?", (room.rows + 1,)).fetchall()
        fitting = [tuple(each) for bytes_, *each in rows if room.take(bytes_)]
        marks = ", ".join("?" * (key.count(",") + 1))
        db.executemany(f"DELETE FROM {table}_{part} WHERE {key} = ({marks})", fitting)
        if len(fitting) < len(rows):
            return False
    db.execute(f"DROP TABLE IF EXISTS {table}")
    return True
