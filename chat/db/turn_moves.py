"""Rows of where turns hung: a kept edit hangs a turn elsewhere, and undo and redo hang it back and again. A turn that
always hung where it was made has none. And which turns were still settling when one read the story.
"""

import json
from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from chat.db.turns import Turn

Place = tuple[int, str]  # since: the number of the chat's newest turn then; and the parent


def hang(db: Connection, turn: str, parent: str) -> None:
    """Under another turn of the same depth, with all that follows it."""
    db.execute("INSERT OR IGNORE INTO place SELECT id, number, parent FROM turn WHERE id = ?", (turn,))
    db.execute(
        "INSERT OR REPLACE INTO place SELECT id, (SELECT max(number) FROM turn AS any WHERE any.chat = turn.chat), ?"
        " FROM turn WHERE id = ?",
        (parent, turn),
    )
    db.execute("UPDATE turn SET parent = ? WHERE id = ?", (parent, turn))


def of_chat(db: Connection, chat: str) -> dict[str, list[Place]]:
    """By turn, oldest first."""
    rows = db.execute(
        "SELECT place.turn, since, place.parent FROM turn JOIN place ON place.turn = turn.id WHERE turn.chat = ?"
        " ORDER BY place.turn, since",
        (chat,),
    )
    found: dict[str, list[Place]] = {}
    for turn, since, parent in rows:
        found.setdefault(turn, []).append((since, parent))
    return found


def put(db: Connection, turn: str, places: Sequence[Place]) -> None:
    """As they were elsewhere."""
    db.executemany(
        "INSERT OR REPLACE INTO place (turn, since, parent) VALUES (?, ?, ?)",
        [(turn, since, parent) for since, parent in places],
    )


def unsettled(db: Connection, turn: Turn, running: Iterable[str]) -> list[str]:
    """Of the turns that run, those of the same chat that are told."""
    rows = db.execute(
        # in this order: left to itself SQLite walks through all turns of the chat
        "SELECT turn.id FROM json_each(?) AS wanted CROSS JOIN turn ON turn.id = wanted.value"
        " WHERE turn.chat = ? AND turn.status = 'told' AND turn.id != ?",
        (json.dumps(list(running)), turn.chat, turn.id),
    )
    return [row[0] for row in rows]


def put_beside(db: Connection, turn_id: str, beside: Sequence[str]) -> None:
    """Those that were still settling when it read the story."""
    db.execute("UPDATE turn SET beside = ? WHERE id = ?", (json.dumps(beside) if beside else None, turn_id))


def beside(db: Connection, chat: str) -> dict[str, list[str]]:
    """By turn; most have none."""
    rows = db.execute("SELECT id, beside FROM turn WHERE chat = ? AND beside IS NOT NULL", (chat,))
    return {turn: json.loads(found) for turn, found in rows}
