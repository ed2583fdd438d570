"""Rows of folded states, so that no fold walks far: one for each turn whose depth is a multiple of EVERY. They are a
cache, and any may be missing.

After a change to the past those behind it are stale. There may be thousands, so the chat says from which depth on, which
holds at once (`chat.stale`); they are removed in slices after it, and only then new ones are written.
"""

import json
from collections.abc import Sequence
from sqlite3 import Connection

from chat.db import changes, chats, turns
from chat.story.models import State
from chat.story.relations import Relations, state_to_json

EVERY = 32  # turns; an index is made for this number (migration 0010)
ENDED = f"deleted IS NULL AND status IN {turns.TERMINAL}"
# of a snapshot and its turn: it is not stale
HOLDS = "coalesce(turn.depth < (SELECT stale FROM chat WHERE chat.id = turn.chat), 1)"
FAR = 3 * EVERY  # turns to fold: more than where one snapshot is missing, because its turn still settles


def drop(db: Connection, chat: str, depth: int) -> None:
    """After a change to the past: every one that may lie behind it is stale."""
    db.execute("UPDATE chat SET stale = min(coalesce(stale, ?1), ?1) WHERE id = ?2", (depth, chat))


def stale_from(db: Connection, chat: str) -> int | None:
    """The depth from which on they are stale; None: all there are hold."""
    row = db.execute("SELECT stale FROM chat WHERE id = ?", (chat,)).fetchone()
    return None if row is None else row[0]


def stale(db: Connection, chat: str) -> list[tuple[str, int]]:
    """The turns of those that are, each with the bytes of its row."""
    rows = db.execute(
        "SELECT turn.id, octet_length(body) FROM turn INDEXED BY turn_grid JOIN snapshot ON snapshot.turn = turn.id"
        f" WHERE chat = ?1 AND depth % {EVERY} = 0 AND depth >= (SELECT stale FROM chat WHERE id = ?1)",
        (chat,),
    )
    return rows.fetchall()


def remove(db: Connection, turn_ids: Sequence[str]) -> None:
    """Stale ones."""
    db.executemany("DELETE FROM snapshot WHERE turn = ?", [(turn,) for turn in turn_ids])


def end_stale(db: Connection, chat: str, depth: int) -> None:
    """All that were stale from this depth on are removed. Nothing if the past has changed further up since."""
    db.execute("UPDATE chat SET stale = NULL WHERE id = ? AND stale = ?", (chat, depth))


def missing(db: Connection, chat: str, relations: Relations) -> list[str]:
    """The turns that have none, parents first. `relations` is the app's table, here and below."""
    table = chats.table_of(db, chat, relations)
    rows = db.execute(
        f"SELECT id FROM turn INDEXED BY turn_grid WHERE chat = ? AND depth % {EVERY} = 0 AND {ENDED} AND NOT EXISTS"
        f" (SELECT 1 FROM snapshot WHERE turn = turn.id AND relations = ? AND {HOLDS}) ORDER BY depth",
        (chat, table.sha256),
    )
    return [row[0] for row in rows]


def write(db: Connection, chat: str, turn: str, relations: Relations) -> bool:
    """One of this turn, unless it is deleted or may get more of a ledger. False, and nothing is written, where the nearest
    one is far, or stale ones are still there."""
    if stale_from(db, chat) is not None or is_far(db, chat, turn, relations):
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
        " SELECT count(*), count(snapshot.turn) FROM up JOIN turn USING (id)"
        f" LEFT JOIN snapshot ON snapshot.turn = up.id AND relations = ? AND {HOLDS}",
        (turn, chat, FAR, table.sha256),
    ).fetchone()
    return bool(row[0] == FAR and not row[1])
