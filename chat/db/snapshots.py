"""Rows of folded states, so that no fold walks far: one for each turn whose depth is a multiple of EVERY. They are a
cache, and any may be missing.
"""

import json
from sqlite3 import Connection

from chat.db import changes, chats, turns
from chat.story.models import State
from chat.story.relations import Relations, state_to_json

EVERY = 32  # turns; an index is made for this number (migration 0010)
ENDED = f"deleted IS NULL AND status IN {turns.TERMINAL}"
FAR = 3 * EVERY  # turns to fold: more than where one snapshot is missing, because its turn still settles


def drop(db: Connection, chat: str, depth: int) -> None:
    """After a change to the past: every one that may lie behind it."""
    behind = f"SELECT id FROM turn INDEXED BY turn_grid WHERE chat = ? AND depth % {EVERY} = 0 AND depth >= ?"
    db.execute(f"DELETE FROM snapshot WHERE turn IN ({behind})", (chat, depth))


def missing(db: Connection, chat: str, relations: Relations) -> list[str]:
    """The turns that have none, parents first. `relations` is the app's table, here and below."""
    table = chats.table_of(db, chat, relations)
    rows = db.execute(
        f"SELECT id FROM turn INDEXED BY turn_grid WHERE chat = ? AND depth % {EVERY} = 0 AND {ENDED} AND NOT EXISTS"
        " (SELECT 1 FROM snapshot WHERE turn = turn.id AND relations = ?) ORDER BY depth",
        (chat, table.sha256),
    )
    return [row[0] for row in rows]


def write(db: Connection, chat: str, turn: str, relations: Relations) -> bool:
    """One of this turn, unless it is deleted or may get more of a ledger. False, and nothing is written, where the nearest
    one is far."""
    if is_far(db, chat, turn, relations):
        return False
    if db.execute(f"SELECT 1 FROM turn WHERE id = ? AND {ENDED}", (turn,)).fetchone():
        table = chats.table_of(db, chat, relations)
        put(db, turn, changes.state_at(db, chat, turn, relations), table)
    return True


def put(db: Connection, turn: str, state: State, table: Relations) -> None:
    """A state that is known already; `table` is what it was folded with."""
    db.execute(
        "INSERT OR REPLACE INTO snapshot (turn, relations, body) VALUES (?, ?, ?)",
        (turn, table.sha256, json.dumps(state_to_json(state))),
    )


def is_far(db: Connection, chat: str, turn: str | None, relations: Relations) -> bool:
    """Whether the fold at a turn walks over FAR turns and more; None for the head."""
    table = chats.table_of(db, chat, relations)
    row = db.execute(
        "WITH RECURSIVE up(id, n) AS ("
        " SELECT coalesce(?, (SELECT head FROM chat WHERE id = ?)), 1 UNION ALL"
        " SELECT turn.parent, n + 1 FROM up JOIN turn ON turn.id = up.id WHERE turn.parent IS NOT NULL AND n < ?)"
        " SELECT count(*), count(snapshot.turn) FROM up LEFT JOIN snapshot ON snapshot.turn = up.id AND relations = ?",
        (turn, chat, FAR, table.sha256),
    ).fetchone()
    return bool(row[0] == FAR and not row[1])
