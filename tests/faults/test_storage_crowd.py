"""Everybody at the database at once: chats, a backlog of vectors, backups of other programs, a lock that stays."""

import asyncio
import sqlite3
import sys
import tracemalloc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection

import numpy as np
import pytest

from chat.db import memories, turns
from chat.db.driver import connect
from chat.engine.engine import Engine
from chat.errors import StorageError
from chat.llm.client import Vectors
from chat.memory.embedder import OnnxEmbedder
from tests.engine.playing import begin, head, names, playing, say
from tests.faults.test_backlog import BACKLOG, filled
from tests.provider import Provider, streaming
from tests.replies import Reply

pytestmark = pytest.mark.usefixtures("no_models")

# A process of its own: of two libraries in one, the one that closes a file first gives up the other's locks
COPIES = """
import sqlite3, sys
source, target = sqlite3.connect(sys.argv[1]), sqlite3.connect(sys.argv[2])
for _ in range(5):
    source.backup(target)
print(target.execute("PRAGMA integrity_check").fetchone()[0])
"""
MANY = 100_000


async def quick(embedder: OnnxEmbedder, texts: Sequence[str]) -> Vectors:
    """Vectors of no meaning, at once."""
    await asyncio.sleep(0)
    return np.full((len(texts), embedder.dimension), 0.05, dtype=np.float32)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."))
        yield provider


@asynccontextmanager
async def embedding(folder: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    monkeypatch.setattr(OnnxEmbedder, "embed", quick)
    async with playing(folder, provider) as engine:
        yield engine


async def queue(engine: Engine) -> int:
    return (await engine.worker.state()).queue


async def test_chats_a_backlog_and_backups_at_once(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    await filled(tmp_path)
    monkeypatch.setenv("CHAT_DATA_DIR", str(tmp_path))
    async with embedding(tmp_path, provider, monkeypatch) as engine:
        chats = [await begin(engine) for _ in range(8)]
        copying = [
            await asyncio.create_subprocess_exec(
                *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
            )
            for command in (
                [sys.executable, "-c", COPIES, str(tmp_path / "fabula.db"), str(tmp_path / "theirs.db")],
                [sys.executable, "-m", "chat", "backup", str(tmp_path / "ours.db")],
            )
        ]

        async def play(number: int) -> list[str]:
            return [names(await say(engine, chats[number]))[-1] for _ in range(4)]

        ends = await asyncio.gather(*map(play, range(8)))
        assert ends == [["turn.committed"] * 4] * 8
        said = [(await process.communicate())[0].decode() for process in copying]
        assert said[0] == "ok\n" and "ours.db: " in said[1]
        async with asyncio.timeout(120):
            while await queue(engine):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert engine.worker._trouble is None
        assert await engine.db.read(lambda db: db.execute("SELECT count(*) FROM memory").fetchone()[0]) > BACKLOG


@pytest.mark.parametrize("held", [0.05, 0.5])
async def test_a_lock_of_another_program_that_goes_is_not_noticed(
    tmp_path: Path, provider: Provider, held: float
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        other = connect(engine.db.path)
        other.execute("PRAGMA busy_timeout = 5000")
        for _ in range(2):
            other.execute("BEGIN IMMEDIATE")
            saying = asyncio.create_task(say(engine, chat))
            await asyncio.sleep(held)
            other.execute("ROLLBACK")
            assert names(await saying)[-1] == "turn.committed"
        other.close()


async def test_a_lock_of_another_program_that_stays_is_said_and_the_text_is_stored_after_it(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.db.connection.BUSY", 0.3)
    monkeypatch.setattr("chat.engine.pending_writes.FIRST_PAUSE", 0.05)
    provider.on(streaming, Reply(first=0.5, steps=["Mira nods."]), Reply("Mira nods."))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        saying = asyncio.create_task(say(engine, chat))
        await provider.seen(streaming)
        other = connect(engine.db.path)
        other.execute("PRAGMA busy_timeout = 5000")
        other.execute("BEGIN IMMEDIATE")
        last = (await saying)[-1]
        assert last.name == "turn.failed" and last.data()["code"] == "storage"
        with pytest.raises(StorageError, match="Another program holds the database"):
            await say(engine, chat)
        assert (await head(engine, chat)).status == "accepted"  # it can be read all the while
        other.execute("ROLLBACK")
        other.close()
        async with asyncio.timeout(20):
            while (await head(engine, chat)).status not in turns.TERMINAL:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        assert (await head(engine, chat)).narrative == "Mira nods."
        assert names(await say(engine, chat))[-1] == "turn.committed"


def _fill(db: Connection, chat: str, turn: str) -> None:
    memories.insert(
        db, chat, turn, [memories.Memory("passage", f"Sack {n} of the mill.", ("c_mill_1",)) for n in range(MANY)]
    )


async def test_a_queue_of_100_000_at_start_is_worked_on_in_little_memory(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        await engine.db.write(_fill, chat.id, chat.head or "")
    tracemalloc.start()
    async with embedding(tmp_path, provider, monkeypatch) as engine:
        assert await queue(engine) > MANY - 1000
        assert names(await say(engine, chat))[-1] == "turn.committed"
        async with asyncio.timeout(60):
            while await queue(engine) > MANY - 2000:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 16_000_000  # bytes; all rows at once would take more
    left = sqlite3.connect(tmp_path / "fabula.db")
    assert 0 < left.execute("SELECT count(*) FROM memory WHERE vector IS NULL").fetchone()[0] < MANY
    left.close()
