"""Rows of a chat that is imported in slices: seen by nobody until it is whole, and given up where it cannot become so."""

import json
from collections.abc import Iterable
from sqlite3 import Connection
from typing import Literal

from chat.db import turns
from chat.db.ids import new_id


def begin(db: Connection, chat: str, count: int, now: str) -> int:
    """Hide the new chat, and keep the next `count` numbers of turns for it, as others make theirs between two slices.
    Returns the number before the first."""
    db.execute("UPDATE chat SET phase = 'importing' WHERE id = ?", (chat,))
    last = turns.last_number(db)
    if count:
        db.execute(  # in place of the turn that gets the last of them
            "INSERT INTO turn (number, id, chat, depth, origin, status, text, created)"
            " VALUES (?, ?, ?, 1, 'import', 'failed', '', ?)",
            (last + count, new_id("t"), chat, now),
        )
    return last


def give_number(db: Connection, chat: str, number: int) -> None:
    """Free it for its turn."""
    db.execute("DELETE FROM turn WHERE number = ? AND chat = ?", (number, chat))


def finish(db: Connection, chat: str, head: str | None) -> None:
    """It is whole, and seen from now on."""
    db.execute("UPDATE chat SET head = ?, phase = 'open' WHERE id = ?", (head, chat))


def discard(db: Connection, chat: str) -> None:
    """It will not become whole. Its rows go in slices, as those of any chat that is deleted."""
    db.execute("UPDATE chat SET phase = 'deleting' WHERE id = ? AND phase = 'importing'", (chat,))


def taken(db: Connection, table: Literal["chat", "turn", "change"], ids: Iterable[str]) -> set[str]:
    """Those of the ids that a row has."""
    rows = db.execute(
        f"SELECT wanted.value FROM json_each(?) AS wanted CROSS JOIN {table} ON {table}.id = wanted.value",
        (json.dumps(list(ids)),),
    )
    return {row[0] for row in rows}
