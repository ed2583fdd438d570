"""kill -9 with thousands of memories still without a vector: the queue is in the table, and goes on by itself."""

import asyncio
import sqlite3
from pathlib import Path

import httpx2
import pytest

from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import chats, driver, memories, turns
from chat.engine.engine import Engine
from tests.faults.test_kill import say, serving
from tests.provider import Provider, streaming
from tests.replies import Reply

pytestmark = pytest.mark.model
BACKLOG = 5_000


async def test_a_backlog_outlives_kill_9(models: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cache" / "fabula").mkdir(parents=True)
    (tmp_path / "cache" / "fabula" / "models").symlink_to(models)
    with monkeypatch.context() as nowhere:
        nowhere.setenv("XDG_CACHE_HOME", str(tmp_path / "nowhere"))
        chat = await filled(tmp_path)
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."))
        async with serving(tmp_path, provider) as (client, server):
            assert await drained(client, BACKLOG - 300) > BACKLOG // 2
            server.kill()
            await server.wait()
        before = await asyncio.to_thread(vectors, tmp_path)
        assert 0 < before < BACKLOG
        async with serving(tmp_path, provider) as (client, _):
            left = (await client.get("/readyz")).json()["components"]["worker"]
            assert left["queue"] > 0 and left["state"] == "ready" and f"{left['queue']} memories wait" in left["detail"]
            assert await say(client, chat, "I wait.") == "turn.committed"  # play goes on meanwhile
            assert await drained(client, 0) == 0
    assert await asyncio.to_thread(vectors, tmp_path) > BACKLOG


async def filled(folder: Path) -> str:
    """A chat of one turn for each memory, made where there is no model."""
    engine = await Engine.open(Settings(data_dir=folder))
    try:
        chat = await create_chat(engine, NewChat(["c_mill_1"], "Ash", profile="custom"))
        await engine.db.write(_fill, chat)
        return chat.id
    finally:
        await engine.close()


def _fill(db: sqlite3.Connection, chat: chats.Chat) -> None:
    parent = turns.get(db, chat.head or "")
    for number in range(BACKLOG):
        parent = turns.insert(
            db, turn_id=f"t_{number}", chat=chat.id, parent=parent, origin="message", status="committed",
            text=f"Sack {number}.", now="",
        )  # fmt: skip
        memories.insert(db, chat.id, parent.id, [memories.Memory("passage", f"Sack {number}.", ("c_mill_1",))])
    chats.move_head(db, chat.id, parent.id)


async def drained(client: httpx2.AsyncClient, until: int) -> int:
    """Wait until no more than so many are left; how many are."""
    async with asyncio.timeout(240):
        while (left := (await client.get("/readyz")).json()["components"]["worker"]["queue"]) > until:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    return int(left)


def vectors(folder: Path) -> int:
    connection = driver.connect(folder / "fabula.db")
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return int(connection.execute("SELECT count(*) FROM memory WHERE length(vector) = 4 * 384").fetchone()[0])
    finally:
        connection.close()
