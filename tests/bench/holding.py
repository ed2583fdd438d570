"""How long one transaction holds the writer, which is everybody's: over all that is done to long chats, and while a chat
of 100,000 turns is deleted beside others that play."""

import asyncio
import gc
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection
from time import perf_counter
from typing import Any

from chat.commands import tree
from chat.commands.corrections import Correction, correct
from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import changes, chats, connection, memory_search, turns
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.story.models import Act, Change
from chat.turn import Request
from tests.bench.lengths import STORY
from tests.bench.playing import play_through
from tests.bench.row import Asked, Row, row
from tests.bench.stage import NOW, Making, make_chat, prose
from tests.provider import Provider, streaming
from tests.replies import Reply

HELD, WAITED = 50, 100  # milliseconds more than an empty commit takes
EMPTY = 200  # empty commits
BATCH = 1000  # turns a transaction, where rows are put in
FULL, CALLS, CHUNKS = (
    20,
    6,
    4_000,
)  # every so many turns with so many calls of so many bytes: 30 kB of rows with the rest


@contextmanager
def held() -> Iterator[list[float]]:
    """The milliseconds of each transaction on the writer, its COMMIT included."""
    found: list[float] = []
    real = connection._transaction

    def timed(*args: Any, **kwargs: Any) -> Any:
        began = perf_counter()
        try:
            return real(*args, **kwargs)
        finally:
            found.append((perf_counter() - began) * 1000)

    connection._transaction = timed
    try:
        yield found
    finally:
        connection._transaction = real


async def holding(folder: Path, length: int, others: int) -> list[Row]:
    """Over a chat of so many turns, and beside the deletion of one of `others`."""
    return [await _held(folder / "held", length), *await _deleting(folder / "deleted", others)]


async def _empty(engine: Engine, chat: str) -> list[float]:
    """What empty commits take: a row is written, and nothing is asked."""
    times = []
    for _ in range(EMPTY):
        began = perf_counter()
        await engine.db.write(chats.bump, chat, NOW)
        times.append((perf_counter() - began) * 1000)
    return times


async def _held(folder: Path, length: int) -> Row:
    chat = await make_chat(folder, length, 3, vectors=False)
    async with Provider() as provider:
        provider.on(streaming, Reply(STORY))
        settings = Settings(data_dir=folder, narrative_base_url=provider.base_url, narrative_model="test-narrator")
        engine = await Sweeping.open(settings)
        try:
            empty = await _empty(engine, chat)
            gc.collect()
            gc.freeze()  # as the server does once it listens
            with held() as found:
                await _everything(engine, chat)
        finally:
            await engine.close()
    return row(
        f"hold of the writer, {length:,} turns", "ms", found, _most(HELD, empty), against=("an empty commit", empty)
    )


def _most(limit: float, empty: Sequence[float]) -> Asked:
    """So much more than an empty commit of the same run."""
    return Asked("p99", round(limit + row("", "", empty).p99, 1))


class Sweeping(Making):
    """With the sweeper beside the turns, and nothing else."""

    def _begin_work(self) -> None:
        self.sweeper.start()


async def _everything(engine: Engine, chat: str) -> None:
    """What a player can do, near the end and far up."""
    path = await engine.db.read(turns.path_ids, (await engine.db.read(chats.get, chat)).head)
    for _ in range(5):
        await play_through(engine, Request(chat, "message", "I wait."))
    await correct(engine, chat, Correction("correction", "Mira", "Ash", "trust", 40))
    await play_through(engine, Request(chat, "edit", "I wait a little.", path[len(path) // 20], keep=True))
    await play_through(engine, Request(chat, "message", "I go."))
    for _ in range(2):
        await tree.undo(engine, chat)
    for _ in range(2):
        await tree.redo(engine, chat)
    *_, undo, _ = await tree.delete_turn(engine, path[len(path) // 10])
    await tree.undo_delete(engine, chat, undo)
    await tree.move_head(engine, chat, path[1], None, newest=True)
    await tree.delete_turn(engine, path[2])
    for number in range(101):  # until the delete is too old to be undone
        await tree.move_head(engine, chat, path[number % 2], None)
    await engine.sweeper.finished()
    await tree.delete_chat(engine, chat)
    await engine.sweeper.finished()


# ---------------------------------------------------------------- a chat of 100,000


async def _deleting(folder: Path, length: int) -> list[Row]:
    engine = await Sweeping.open(Settings(data_dir=folder))
    try:
        deep = await create_chat(engine, NewChat(["c_mill_1"], "Ash"))
        other = await create_chat(engine, NewChat(["c_mill_1"], "Ash"))
        dice, parent = random.Random(length), deep.head
        for start in range(2, length + 1, BATCH):
            parent = await engine.db.write(_put, deep, parent, start, min(BATCH, length + 1 - start), dice)
        await engine.db.write(chats.move_head, deep.id, parent)
        await engine.db.checkpoint()
        empty = await _empty(engine, other.id)
        began = perf_counter()
        with held() as found:
            await tree.delete_chat(engine, deep.id)
            answered = (perf_counter() - began) * 1000
            sweeping = asyncio.create_task(engine.sweeper.finished())
            waited = await _others(engine, other, sweeping)
        took = perf_counter() - began
        assert not await engine.db.read(
            lambda db: db.execute("SELECT 1 FROM turn WHERE chat = ?", (deep.id,)).fetchone()
        )
    finally:
        await engine.close()
    against = ("an empty commit", empty)
    name = f"delete of {length:,} while others play"
    return [
        row(f"{name}, its answer", "ms", [answered], against=against),
        row(f"{name}, a write of theirs", "ms", waited, against=against),
        row(f"{name}, the longest of these", "ms", [max(waited)], _most(WAITED, [max(empty)])),
        row(f"{name}, hold of the writer", "ms", found, _most(HELD, empty), against=against),
        row(f"{name}, until the rows are gone", "s", [took]),
    ]


async def _others(engine: Engine, chat: chats.Chat, until: asyncio.Task[None]) -> list[float]:
    """What each write of another chat took, from the call to its answer, a turn each."""
    waited, parent = list[float](), chat.head
    while not until.done():
        began = perf_counter()
        parent = await engine.db.write(_put, chat, parent, len(waited) + 2, 1, random.Random(1))
        waited.append((perf_counter() - began) * 1000)
        await asyncio.sleep(0.01)
    return waited


def _put(
    db: Connection, chat: chats.Chat, parent: str | None, depth: int, count: int, dice: random.Random
) -> str | None:
    """Turns straight into the tables. Only some have rows of the size that they have in play: 100,000 of those would be
    3 GB."""
    rows, texts = [], []
    for at in range(depth, depth + count):
        turn, is_full = new_id("t"), at % FULL == 0
        texts.append((turn, prose(dice, 60 if is_full else 20)))
        rows.append((turn, chat.id, parent, at, texts[-1][1], NOW))
        parent = turn
    columns = "id, chat, parent, depth, origin, status, text, narrative, created"
    db.executemany(f"INSERT INTO turn ({columns}) VALUES (?, ?, ?, ?, 'message', 'committed', 'I wait.', ?, ?)", rows)
    numbers = [
        db.execute(
            "INSERT INTO memory (chat, turn, kind, text, length, witnesses, told_at) VALUES (?, ?, 'passage', ?, 60, '[]', '')"
            " RETURNING number",
            (chat.id, turn, text),
        ).fetchone()[0]
        for turn, text in texts
    ]
    memory_search.add(db, chat.id, [(number, text) for number, (_, text) in zip(numbers, texts, strict=True)])
    act = (Act("helped", 1, "I wait"),)
    for turn, *_ in rows:
        changes.insert(db, chat.id, turn, [Change("pair", "model", chat.persona, "c_mill_1", act)])
    full = [row[0] for row in rows if row[3] % FULL == 0]
    db.executemany(
        "INSERT INTO call (id, chat, turn, role, purpose, attempt, backend, model, params, prompt, left_out, chunks,"
        " total_ms, created) VALUES (?, ?, ?, 'classifier', 'pair', 1, 'b', 'm', '{}', '[]', '[]', ?, 1, ?)",
        [(new_id("k"), chat.id, turn, "x" * CHUNKS, NOW) for turn in full for _ in range(CALLS)],
    )
    db.executemany(
        "INSERT INTO section (chat, hash, text) VALUES (?, randomblob(16), ?)", [(chat.id, "x" * 1000) for _ in full]
    )
    return parent
