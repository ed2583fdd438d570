"""Deep chats whose rows are put straight into the database: played, they would take hours."""

from sqlite3 import Connection

from chat.db import changes, memories, turn_inputs, turns
from chat.db.memories import Memory
from chat.db.turn_inputs import Decided
from chat.story.models import Act, Change, Intent

NOW = "2026-01-01T00:00:00.000Z"


def put_turns(
    db: Connection,
    chat: str,
    parent: str | None,
    count: int,
    *,
    name: str = "t",
    calls: int = 0,
    size: int = 100,
    pair: tuple[str, str] = ("c_mira", "c_ash"),
) -> str | None:
    """So many turns that follow each other, named by their depth, the last of which is returned. Each has the change of a
    pair, a memory with its words, what was decided, and so many calls with chunks of `size` bytes."""
    for _ in range(count):
        above = turns.get(db, parent) if parent else None
        parent = f"{name}_{above.depth + 1 if above else 1}"
        turns.insert(
            db, turn_id=parent, chat=chat, parent=above, origin="message", status="committed",
            text=f"I wait for {parent}.", narrative="x" * size, now=NOW,
        )  # fmt: skip
        act = Act(("helped", "lied")[len(parent) % 2], 1, "I wait for")
        changes.insert(db, chat, parent, [Change("pair", "model", *pair, (act,))])
        turn_inputs.save(db, parent, Decided(Intent()))
        memories.insert(db, chat, parent, [Memory("passage", f"Ash waits for {parent}.", ("c_mira",))])
        put_calls(db, chat, parent, calls, size)
    return parent


def put_calls(db: Connection, chat: str, turn: str, count: int, size: int) -> None:
    db.executemany(
        "INSERT INTO call (id, chat, turn, role, purpose, attempt, backend, model, params, prompt, left_out, chunks,"
        " total_ms, created) VALUES (?, ?, ?, 'classifier', 'pair', 1, 'b', 'm', '{}', '[]', '[]', ?, 1, ?)",
        [(f"k_{turn}_{number}", chat, turn, "x" * size, NOW) for number in range(count)],
    )
