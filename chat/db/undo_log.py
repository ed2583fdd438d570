"""What the user did to the tree of a chat, step by step, so that it can be undone and redone, also after a restart.

A new step makes what was undone final. The oldest steps are forgotten, and what they deleted is gone with them.

A delete, and its undo, only begin here: its turns are marked after it, in slices, of which each leaves a whole tree. So
the deepest turns are deleted first, and the head has gone before; the deepest come back last, and then the head does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from sqlite3 import Connection
from typing import Literal

from chat.db import changes, chats, snapshots, turn_moves, turns
from chat.db.ids import new_id

MAX_STEPS = 100  # of a chat
STANDS = "NOT undone AND work IS NOT 'purging'"  # was taken, and can be undone
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


@dataclass(frozen=True, slots=True)
class Marking:
    """The turns that are still to be marked for a step, in this order, each with the bytes of its row."""

    step: Step
    work: Literal["deleting", "restoring"]
    turns: Sequence[tuple[str, int]]


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
    """Take a step, and write it down. A delete is only begun: `mark` goes on with it."""
    hung, parent = (kept.id, kept.parent) if kept else (None, None)
    step = Step(new_id("u"), chat, kind, turn, hung, parent, before, after)
    # what was undone has deleted nothing any more
    db.execute("DELETE FROM step WHERE chat = ? AND undone", (chat,))
    db.execute(
        f"INSERT INTO step ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (step.id, chat, kind, turn, hung, parent, before, after),
    )
    _forget(db, chat)
    redo(db, step)
    return step


def redo(db: Connection, step: Step) -> None:
    """A delete is only begun."""
    if step.kept and step.turn:
        made = _number(db, step.turn)
        _hang(db, step, step.kept, step.turn, changes.catch_up_again(db, step.chat, made, _next_edit(db, step, made)))
    chats.move_head(db, step.chat, step.after)
    work = "deleting" if step.kind == "delete" else None
    db.execute("UPDATE step SET undone = 0, work = ? WHERE id = ?", (work, step.id))


def undo(db: Connection, step: Step) -> None:
    """That of a delete is only begun."""
    if step.kind == "delete":
        db.execute("UPDATE step SET work = 'restoring' WHERE id = ?", (step.id,))
        return
    if step.kept and step.turn and step.parent:
        _hang(db, step, step.kept, step.parent, changes.owe_again(db, step.chat, _number(db, step.turn)))
    chats.move_head(db, step.chat, step.before)
    db.execute("UPDATE step SET undone = 1 WHERE id = ?", (step.id,))


def unfinished(db: Connection, chat: str | None = None) -> Marking | None:
    """The first delete of a chat, or of any, that was begun and has not come to its end. It reads all its turns."""
    which, values = ("", ()) if chat is None else (" AND chat = ?", (chat,))
    row = db.execute(
        f"SELECT {COLUMNS}, work FROM step WHERE work IN ('deleting', 'restoring'){which} ORDER BY number LIMIT 1",
        values,
    ).fetchone()
    if row is None:
        return None
    step, work = Step(*row[:-1]), row[-1]
    left = turns.subtree(db, step.turn or "") if work == "deleting" else turns.deleted_by(db, step.chat, step.id)
    return Marking(step, work, left)


def mark(db: Connection, marking: Marking, portion: Sequence[str], *, last: bool, now: str) -> None:
    """Some of its turns; with the last of them the step has come to its end."""
    step = marking.step
    turns.mark_deleted(db, portion, step.id if marking.work == "deleting" else None)
    if not last:
        return
    if marking.work == "restoring":
        chats.move_head(db, step.chat, step.before)
        db.execute("UPDATE step SET undone = 1 WHERE id = ?", (step.id,))
        chats.bump(db, step.chat, now)
    db.execute("UPDATE step SET work = NULL WHERE id = ?", (step.id,))


def _hang(db: Connection, step: Step, kept: str, parent: str, changed: Iterable[int]) -> None:
    """`changed` are the depths of turns whose ledger is another now."""
    turn_moves.hang(db, kept, parent)
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


def roll_back_step(db: Connection, chat: str, turn: str) -> None:
    """A turn that came to nothing: the step that made it is undone and never was."""
    step = last(db, chat)
    if step is not None and step.kind in ("turn", "keep") and step.turn == turn:
        undo(db, step)
        db.execute("DELETE FROM step WHERE id = ?", (step.id,))


def last(db: Connection, chat: str) -> Step | None:
    """The one that would be undone."""
    return _first(db, f"chat = ? AND {STANDS} ORDER BY number DESC", chat)


def following(db: Connection, chat: str) -> Step | None:
    """The one that would be redone."""
    return _first(db, "chat = ? AND undone ORDER BY number", chat)


def down_to(db: Connection, chat: str, step_id: str) -> list[Step]:
    """The steps from the last one back to this one; empty when this one does not stand."""
    rows = db.execute(
        f"SELECT {COLUMNS} FROM step WHERE chat = ? AND {STANDS}"
        f" AND number >= (SELECT number FROM step WHERE id = ? AND chat = ? AND {STANDS}) ORDER BY number DESC",
        (chat, step_id, chat),
    )
    return [Step(*row) for row in rows]


def _first(db: Connection, which: str, chat: str) -> Step | None:
    row = db.execute(f"SELECT {COLUMNS} FROM step WHERE {which} LIMIT 1", (chat,)).fetchone()
    return None if row is None else Step(*row)


def _forget(db: Connection, chat: str) -> None:
    """The turns that an old delete has left are removed later, by the sweeper."""
    oldest = "SELECT number FROM step WHERE chat = ? AND work IS NOT 'purging' ORDER BY number DESC LIMIT -1 OFFSET ?"
    old = [row[0] for row in db.execute(oldest, (chat, MAX_STEPS))]
    for number in old:
        db.execute("UPDATE step SET work = 'purging' WHERE number = ? AND kind = 'delete'", (number,))
        db.execute("DELETE FROM step WHERE number = ? AND kind != 'delete'", (number,))
