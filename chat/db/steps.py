"""What the user did to the tree of a chat, step by step, so that it can be undone and redone, also after a restart.

A new step makes what was undone final. The oldest steps are forgotten, and what they deleted is gone with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf
from sqlite3 import Connection
from typing import Literal

from chat.db import changes, chats, places, snapshots, turns
from chat.db.ids import new_id

MOST_STEPS = 100  # of a chat
Kind = Literal["turn", "head", "delete", "keep"]


@dataclass(frozen=True, slots=True)
class Step:
    """`turn` was made or deleted; `kept` was hung from `parent` under it. `before` and `after` are the head."""

    id: str
    chat: str
    kind: Kind
    turn: str | None
    kept: str | None
    parent: str | None
    before: str | None
    after: str | None


COLUMNS = "id, chat, kind, turn, kept, parent, head_before, head_after"


def do(
    db: Connection,
    chat: str,
    kind: Kind,
    *,
    turn: str | None = None,
    kept: turns.Turn | None = None,
    before: str | None,
    after: str | None,
) -> Step:
    """Take a step, and write it down."""
    hung, parent = (kept.id, kept.parent) if kept else (None, None)
    step = Step(new_id("u"), chat, kind, turn, hung, parent, before, after)
    db.execute("DELETE FROM step WHERE chat = ? AND undone", (chat,))
    db.execute(
        f"INSERT INTO step ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (step.id, chat, kind, turn, hung, parent, before, after),
    )
    _forget(db, chat)
    redo(db, step)
    return step


def redo(db: Connection, step: Step) -> None:
    if step.kind == "delete" and step.turn:
        turns.mark_deleted(db, turns.subtree(db, step.turn), step.id)
    if step.kept and step.turn:
        made = _number(db, step.turn)
        _hang(db, step, step.kept, step.turn, changes.catch_up_again(db, step.chat, made, _next_edit(db, step, made)))
    chats.move_head(db, step.chat, step.after)
    db.execute("UPDATE step SET undone = 0 WHERE id = ?", (step.id,))


def undo(db: Connection, step: Step) -> None:
    turns.restore(db, step.chat, step.id)
    if step.kept and step.turn and step.parent:
        _hang(db, step, step.kept, step.parent, changes.owe_again(db, step.chat, _number(db, step.turn)))
    chats.move_head(db, step.chat, step.before)
    db.execute("UPDATE step SET undone = 1 WHERE id = ?", (step.id,))


def _hang(db: Connection, step: Step, kept: str, parent: str, changed: Iterable[int]) -> None:
    """`changed` are the depths of turns whose ledger is another now."""
    places.hang(db, kept, parent)
    snapshots.drop(db, step.chat, min((turns.get(db, kept).depth, *changed)))


def _number(db: Connection, turn: str) -> int:
    return turns.numbers(db, [turn])[turn]


def _next_edit(db: Connection, step: Step, made: int) -> float:
    """The number of the turn that the next kept edit made; that is undone still when this is done again."""
    row = db.execute(
        "SELECT min(turn.number) FROM step JOIN turn ON turn.id = step.turn"
        " WHERE step.chat = ? AND kind = 'keep' AND turn.number > ?",
        (step.chat, made),
    ).fetchone()
    return inf if row[0] is None else row[0]


def take_back(db: Connection, chat: str, turn: str) -> None:
    """A turn that came to nothing: the step that made it is undone and never was."""
    step = last(db, chat)
    if step is not None and step.kind in ("turn", "keep") and step.turn == turn:
        undo(db, step)
        db.execute("DELETE FROM step WHERE id = ?", (step.id,))


def last(db: Connection, chat: str) -> Step | None:
    """The one that would be undone."""
    return _first(db, "chat = ? AND NOT undone ORDER BY number DESC", chat)


def following(db: Connection, chat: str) -> Step | None:
    """The one that would be redone."""
    return _first(db, "chat = ? AND undone ORDER BY number", chat)


def down_to(db: Connection, chat: str, step_id: str) -> list[Step]:
    """The steps from the last one back to this one; empty when this one does not stand."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM step WHERE chat = ? AND NOT undone"
        " AND number >= (SELECT number FROM step WHERE id = ? AND chat = ? AND NOT undone) ORDER BY number DESC",
        (chat, step_id, chat),
    )
    return [Step(*row) for row in rows]


def _first(db: Connection, which: str, chat: str) -> Step | None:
    row = db.execute(f"SELECT {COLUMNS} FROM step WHERE {which} LIMIT 1", (chat,)).fetchone()
    return None if row is None else Step(*row)


def _forget(db: Connection, chat: str) -> None:
    old = db.execute(
        "SELECT id FROM step WHERE chat = ? ORDER BY number DESC LIMIT -1 OFFSET ?", (chat, MOST_STEPS)
    ).fetchall()
    for (step_id,) in old:
        turns.purge_deleted(db, chat, step_id)
        db.execute("DELETE FROM step WHERE id = ?", (step_id,))
