"""Rows of the tree of turns: insert, walk, and the few moments at which a turn changes its status.

A turn deleted by the user keeps its row under the step that deleted it, and is in no walk. A failed turn without text
is nobody's sibling; the next success takes its place.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from chat.db.turn_status import UNFINISHED
from chat.errors import NotFound

TERMINAL = ("committed", "interrupted", "cancelled", "failed")


@dataclass(frozen=True, slots=True)
class Turn:
    id: str
    chat: str
    parent: str | None
    depth: int
    origin: str
    status: str
    text: str
    narrative: str
    instruction: str | None
    finish_reason: str | None
    truncated: bool
    error: Mapping[str, Any] | None
    timings: Mapping[str, Any] | None
    usage: Mapping[str, Any] | None
    body_sha256: str | None
    label: str | None
    created: str


COLUMNS = (
    "id, chat, parent, depth, origin, status, text, narrative, instruction, finish_reason, truncated,"
    " error, timings, usage, body_sha256, label, created"
)
QUALIFIED = ", ".join(f"turn.{column.strip()}" for column in COLUMNS.split(","))
THERE = "deleted IS NULL AND NOT EXISTS (SELECT 1 FROM chat WHERE chat.id = turn.chat AND phase = 'deleting')"
BYTES = "octet_length(turn.text) + octet_length(turn.narrative)"  # of a row, nearly
# a turn that others see: not deleted, and not a failure without text
SEEN = "turn.deleted IS NULL AND turn.status != 'failed'"


def _turn(row: Sequence[Any]) -> Turn:
    def parsed(value: str | None) -> Any:
        return None if value is None else json.loads(value)

    values = [*row[:10], bool(row[10]), parsed(row[11]), parsed(row[12]), parsed(row[13]), *row[14:]]
    return Turn(*values)


def insert(
    db: Connection,
    *,
    turn_id: str,
    chat: str,
    parent: Turn | None,
    origin: str,
    status: str,
    text: str,
    now: str,
    narrative: str = "",
    instruction: str | None = None,
    key: str | None = None,
    body_sha256: str | None = None,
    number: int | None = None,
) -> Turn:
    """`number` is its place in the order in which turns are made; None for the next."""
    db.execute(
        "INSERT INTO turn (number, id, chat, parent, depth, origin, status, text, narrative, instruction,"
        " idempotency_key, body_sha256, finish_reason, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, turn_id, chat, parent and parent.id, parent.depth + 1 if parent else 1, origin, status, text, narrative,
            instruction, key, body_sha256, "stop" if narrative else None, now,
        ),
    )  # fmt: skip
    return get(db, turn_id)


def get(db: Connection, turn_id: str) -> Turn:
    """NotFound for a deleted turn too, and for one of a deleted chat."""
    row = db.execute(f"SELECT {COLUMNS} FROM turn WHERE id = ? AND {THERE}", (turn_id,)).fetchone()
    if row is None:
        raise NotFound(f"There is no turn {turn_id}.")
    return _turn(row)


def chat_of(db: Connection, turn_id: str) -> str:
    """Of a deleted turn too. NotFound."""
    row = db.execute("SELECT chat FROM turn WHERE id = ?", (turn_id,)).fetchone()
    if row is None:
        raise NotFound(f"There is no turn {turn_id}.")
    return str(row[0])


def with_key(db: Connection, chat: str, key: str) -> Turn | None:
    row = db.execute(f"SELECT {COLUMNS} FROM turn WHERE chat = ? AND idempotency_key = ?", (chat, key)).fetchone()
    return None if row is None else _turn(row)


def path(db: Connection, turn_id: str | None, limit: int) -> list[Turn]:
    """The last `limit` turns of the path that ends at `turn_id`, oldest first."""
    rows = db.execute(
        "WITH RECURSIVE up(id, n) AS ("
        " SELECT ?, 1 UNION ALL"
        " SELECT turn.parent, n + 1 FROM up JOIN turn ON turn.id = up.id WHERE turn.parent IS NOT NULL AND n < ?)"
        f" SELECT {QUALIFIED} FROM up JOIN turn ON turn.id = up.id ORDER BY n DESC",
        (turn_id, limit),
    )
    return [_turn(row) for row in rows]


def some(db: Connection, ids: Iterable[str]) -> dict[str, Turn]:
    """Those of these turns that are not deleted."""
    rows = db.execute(
        f"SELECT {QUALIFIED} FROM json_each(?) AS wanted JOIN turn ON turn.id = wanted.value AND deleted IS NULL",
        (json.dumps(list(ids)),),
    )
    return {turn.id: turn for turn in map(_turn, rows)}


def at_depth(db: Connection, turn: Turn, depth: int) -> str:
    """The id of the turn that stands at a depth on the path to `turn`, which lies at least as deep. NotFound."""
    row = db.execute(
        "WITH RECURSIVE up(id, parent, depth) AS ("
        " SELECT id, parent, depth FROM turn WHERE id = ?1 UNION ALL"
        " SELECT turn.id, turn.parent, turn.depth FROM up JOIN turn ON turn.id = up.parent WHERE up.depth > ?2)"
        " SELECT id FROM up WHERE depth = ?2",
        (turn.id, depth),
    ).fetchone()
    if row is None:
        raise NotFound(f"There is no turn {depth} on the way to {turn.id}.", hint=f"1 to {turn.depth}.")
    return str(row[0])


@dataclass(frozen=True, slots=True)
class Ancestor:
    """Of a turn what those below it are told with."""

    id: str
    parent: str | None
    depth: int
    status: str
    text: str
    narrative: str


def above(db: Connection, turn_id: str | None, limit: int) -> list[Ancestor]:
    """The last `limit` turns of the path that ends at `turn_id`, oldest first; reading them whole takes twice as long."""
    rows = db.execute(
        "WITH RECURSIVE up(id, n) AS ("
        " SELECT ?, 1 UNION ALL"
        " SELECT turn.parent, n + 1 FROM up JOIN turn ON turn.id = up.id WHERE turn.parent IS NOT NULL AND n < ?)"
        " SELECT turn.id, parent, depth, status, text, narrative FROM up JOIN turn ON turn.id = up.id ORDER BY n DESC",
        (turn_id, limit),
    )
    return [Ancestor(*row) for row in rows]


def path_ids(db: Connection, turn_id: str | None) -> list[str]:
    """Every id from the root to `turn_id`."""
    rows = db.execute(
        "WITH RECURSIVE up(id, n) AS ("
        " SELECT ?, 1 UNION ALL"
        " SELECT turn.parent, n + 1 FROM up JOIN turn ON turn.id = up.id WHERE turn.parent IS NOT NULL)"
        " SELECT id FROM up WHERE id IS NOT NULL ORDER BY n DESC",
        (turn_id,),
    )
    return [row[0] for row in rows]


def siblings(db: Connection, turns: Sequence[Turn]) -> dict[str, list[str]]:
    """For each turn the ids under the same parent in the order they were made, itself always among them."""
    found: dict[str, list[str]] = {}
    for turn in turns:
        rows = db.execute(
            f"SELECT id FROM turn WHERE chat = ? AND parent IS ? AND (id = ? OR ({SEEN})) ORDER BY number",
            (turn.chat, turn.parent, turn.id),
        )
        found[turn.id] = [row[0] for row in rows]
    return found


def tree(db: Connection, chat: str) -> list[Turn]:
    """In the order they were made, but a turn that was hung elsewhere after its new parent."""
    rows = db.execute(f"SELECT {COLUMNS} FROM turn WHERE chat = ? AND deleted IS NULL ORDER BY number", (chat,))
    made = [_turn(row) for row in rows]
    place: dict[str | None, int] = {}
    number = {turn.id: number for number, turn in enumerate(made)}
    for turn in sorted(made, key=lambda turn: turn.depth):
        place[turn.id] = max(number[turn.id], place.get(turn.parent, 0))
    return sorted(made, key=lambda turn: (place[turn.id], turn.depth))


def child_towards(db: Connection, turn: Turn, head: str | None) -> Turn | None:
    """The turn that follows on the path to the head; None when the path ends here, or goes by elsewhere."""
    row = db.execute(
        "WITH RECURSIVE up(id, parent, depth) AS ("
        " SELECT id, parent, depth FROM turn WHERE id = ? UNION ALL"
        " SELECT turn.id, turn.parent, turn.depth FROM up JOIN turn ON turn.id = up.parent WHERE up.depth > ?)"
        " SELECT id FROM up WHERE parent = ?",
        (head, turn.depth + 1, turn.id),
    ).fetchone()
    return None if row is None else get(db, row[0])


def has_followers(db: Connection, turn: Turn) -> bool:
    followers = "SELECT EXISTS (SELECT 1 FROM turn WHERE chat = ? AND parent = ?)"
    return bool(db.execute(followers, (turn.chat, turn.id)).fetchone()[0])


def set_label(db: Connection, turn_id: str, label: str | None) -> None:
    db.execute("UPDATE turn SET label = ? WHERE id = ?", (label, turn_id))


def newest(db: Connection, chat: str) -> int | None:
    """The number of the turn that was made last."""
    found: int | None = db.execute("SELECT max(number) FROM turn WHERE chat = ?", (chat,)).fetchone()[0]
    return found


def last_number(db: Connection) -> int:
    """Of the turns of all chats; 0 before the first."""
    found: int = db.execute("SELECT coalesce(max(number), 0) FROM turn").fetchone()[0]
    return found


def numbers(db: Connection, ids: Iterable[str]) -> dict[str, int]:
    """Those of these turns: who was made later has the higher one."""
    rows = db.execute(
        "SELECT turn.id, number FROM json_each(?) AS wanted JOIN turn ON turn.id = wanted.value",
        (json.dumps(list(ids)),),
    )
    return dict(rows.fetchall())


def subtree(db: Connection, turn_id: str) -> list[tuple[str, int]]:
    """A turn and everything under it that is not deleted, the deepest first, each with the bytes of its row."""
    rows = db.execute(
        "WITH RECURSIVE down(id, depth, bytes) AS ("
        f" SELECT id, depth, {BYTES} FROM turn WHERE id = ? AND deleted IS NULL UNION ALL"
        f" SELECT turn.id, turn.depth, {BYTES} FROM down JOIN turn ON turn.parent = down.id WHERE turn.deleted IS NULL)"
        " SELECT id, bytes FROM down ORDER BY depth DESC",
        (turn_id,),
    )
    return rows.fetchall()


def deleted_by(db: Connection, chat: str, step: str) -> list[tuple[str, int]]:
    """What a step has deleted, parents first, each with the bytes of its row."""
    rows = db.execute(f"SELECT id, {BYTES} FROM turn WHERE chat = ? AND deleted = ? ORDER BY depth", (chat, step))
    return rows.fetchall()


def newest_under(db: Connection, turn_id: str) -> str:
    """The end of what was played last from a turn, itself if nothing follows. What was hung elsewhere is as new as its
    new parent."""
    row = db.execute(
        "WITH RECURSIVE down(id, place, depth) AS ("
        " SELECT id, number, depth FROM turn WHERE id = ?1 UNION ALL"
        " SELECT turn.id, max(turn.number, down.place), turn.depth"
        " FROM down JOIN turn ON turn.parent = down.id WHERE turn.deleted IS NULL)"
        " SELECT id FROM down ORDER BY place DESC, depth DESC LIMIT 1",
        (get(db, turn_id).id,),
    ).fetchone()
    return str(row[0])


def mark_deleted(db: Connection, turn_ids: Sequence[str], step: str | None) -> None:
    """Under a step, or of None no more."""
    db.executemany("UPDATE turn SET deleted = ? WHERE id = ?", [(step, turn_id) for turn_id in turn_ids])


def unfinished(db: Connection) -> list[Turn]:
    """Turns that were being told when the app went down, also of a chat that is being removed."""
    return [_turn(row) for row in db.execute(f"SELECT {COLUMNS} FROM turn WHERE {UNFINISHED}")]


def told(db: Connection) -> list[Turn]:
    """Turns that still have to settle, parents first."""
    rows = db.execute(f"SELECT {COLUMNS} FROM turn WHERE status = 'told' AND {THERE} ORDER BY depth, number")
    return [_turn(row) for row in rows]
