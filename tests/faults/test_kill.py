"""kill -9 at each named point of a turn, with the real server: what was accepted is there, and only legal states are."""

import asyncio
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.provider import Provider, streaming, structured
from tests.replies import Reply

LEGAL = {"interrupted", "told", "committed", "failed", "cancelled"}


@asynccontextmanager
async def serving(
    folder: Path, provider: Provider, failpoint: str = ""
) -> AsyncIterator[tuple[httpx2.AsyncClient, Any]]:
    environment = {
        **os.environ, "CHAT_DATA_DIR": str(folder), "CHAT_PORT": "0", "CHAT_NARRATIVE_BASE_URL": provider.base_url,
        "CHAT_FAILPOINT": failpoint, "XDG_CACHE_HOME": str(folder / "cache"),
    }  # fmt: skip
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "chat", "serve", "--test", env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        address = (await asyncio.wait_for(server.stdout.readline(), 30)).decode().split()[-1]
        async with httpx2.AsyncClient(base_url=address, timeout=30) as client:
            yield client, server
    finally:
        if server.returncode is None:
            server.terminate()
        await server.wait()


async def say(client: httpx2.AsyncClient, chat: str, text: str) -> str:
    """The name of the turn's last event."""
    answer = await client.post(f"/api/chats/{chat}/turns", json={"text": text}, headers={"Accept": "text/event-stream"})
    return [line[7:] for line in answer.text.splitlines() if line.startswith("event: ")][-1]


@pytest.mark.parametrize(
    ("failpoint", "status"),
    [
        ("accepted:3", {"failed"}),
        ("first_token:3", {"failed"}),
        ("told:3", {"committed"}),
        ("acknowledge:3", {"committed"}),
    ],
)
async def test_killed_at_a_named_point_nothing_accepted_is_lost(
    tmp_path: Path, failpoint: str, status: set[str]
) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."))
        async with serving(tmp_path, provider, failpoint) as (client, server):
            made = (
                await client.post("/api/chats", json={"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}})
            ).json()
            chat = made["id"]
            for number in (1, 2):
                assert await say(client, chat, f"Turn {number}.") == "turn.committed"
            with pytest.raises(httpx2.HTTPError):
                await say(client, chat, "The last words.")
            assert await server.wait() == -9

        async with serving(tmp_path, provider) as (client, _):
            found = await settled(client, chat)
            turns = found["turns"]["items"]
            assert [turn["text"] for turn in turns] == ["", "Turn 1.", "Turn 2.", "The last words."]
            assert turns[-1]["status"] in status and {turn["status"] for turn in turns} <= LEGAL
            events = (await client.get(f"/api/turns/{turns[-1]['id']}/events")).text
            assert events.count("event: turn.") == 1
            again = await client.post(
                f"/api/turns/{turns[-1]['id']}/regenerate", headers={"Accept": "text/event-stream"}
            )
            assert "event: turn.committed" in again.text
    with closing(sqlite3.connect(tmp_path / "fabula.db")) as database:
        whole = database.execute("PRAGMA integrity_check").fetchone()
    assert whole == ("ok",)


@pytest.mark.parametrize("failpoint", ["accepted:4", "told:4", "acknowledge:4"])
async def test_killed_in_a_kept_edit_the_path_is_whole(tmp_path: Path, failpoint: str) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."))
        async with serving(tmp_path, provider, failpoint) as (client, server):
            body = {"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}}
            chat = (await client.post("/api/chats", json=body)).json()["id"]
            for number in (1, 2, 3):
                assert await say(client, chat, f"Turn {number}.") == "turn.committed"
            before = (await client.get(f"/api/chats/{chat}")).json()["turns"]["items"]
            edit = {"text": "Turn one.", "keep": True}
            with pytest.raises(httpx2.HTTPError):
                await client.post(
                    f"/api/turns/{before[1]['id']}/edit", json=edit, headers={"Accept": "text/event-stream"}
                )
            assert await server.wait() == -9

        async with serving(tmp_path, provider) as (client, _):
            async with asyncio.timeout(20):
                while {turn["status"] for turn in (await shown(client, chat))} & {"told", "accepted"}:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            after = await shown(client, chat)
            assert [turn["text"] for turn in after] == ["", "Turn one.", "Turn 2.", "Turn 3."]
            assert [turn["narrative"] for turn in after] == [turn["narrative"] for turn in before]
            assert {turn["status"] for turn in after} == {"committed"}
            assert after[-1]["id"] == before[-1]["id"]
            assert await say(client, chat, "And on.") == "turn.committed"


async def shown(client: httpx2.AsyncClient, chat: str) -> list[dict[str, Any]]:
    """The turns of the path."""
    found: list[dict[str, Any]] = (await client.get(f"/api/chats/{chat}")).json()["turns"]["items"]
    return found


async def settled(client: httpx2.AsyncClient, chat: str) -> dict[str, Any]:
    """The chat once nothing of it is still settling."""
    async with asyncio.timeout(20):
        while True:
            found: dict[str, Any] = (await client.get(f"/api/chats/{chat}")).json()
            if found["turns"]["items"][-1]["status"] != "told":
                return found
            await asyncio.sleep(0.05)


async def test_the_partial_text_survives_a_kill_in_the_middle(tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=["The first part ", 2.2, "and the second ", 1.0, "and more.", 60.0]))
        async with serving(tmp_path, provider) as (client, server):
            made = (
                await client.post("/api/chats", json={"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}})
            ).json()
            accepted = (await client.post(f"/api/chats/{made['id']}/turns", json={"text": "Go on."})).json()
            async with asyncio.timeout(15):
                while not (await client.get(f"/api/turns/{accepted['turn_id']}")).json()["narrative"]:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
            server.kill()
        async with serving(tmp_path, provider) as (client, _):
            turn = (await client.get(f"/api/turns/{accepted['turn_id']}")).json()
            assert (turn["status"], turn["error"]["code"], turn["text"]) == ("interrupted", "interrupted", "Go on.")
            assert turn["narrative"].startswith("The first part ")
            assert (await client.get(f"/api/chats/{made['id']}")).json()["head"] == turn["id"]


async def test_sigterm_with_20_live_turns_ends_each_with_an_event(tmp_path: Path) -> None:
    waits = [Reply(headers_after=60.0), Reply(first=60.0), Reply(steps=["Once ", 60.0]), Reply("Told.")]
    async with Provider() as provider:
        provider.on(streaming, *(waits * 5))
        provider.on(structured("acts"), Reply(headers_after=60.0))
        async with serving(tmp_path, provider) as (client, server):
            followers, chats = [], []
            for _ in range(20):
                body = {"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}}
                chats.append((await client.post("/api/chats", json=body)).json()["id"])
                followers.append(asyncio.create_task(say(client, chats[-1], "Tell me.")))
            await provider.seen(streaming, 20)
            await provider.seen(structured("acts"), 10)
            server.terminate()
            async with asyncio.timeout(30):
                ends = await asyncio.gather(*followers)
                assert await server.wait() in (0, -15)  # uvicorn raises the signal again once all is closed
            assert Counter(ends) == {"turn.failed": 15, "turn.committed": 5}
            for request in provider.requests:
                await request.over()

        async with serving(tmp_path, provider) as (client, _):
            turns = [(await client.get(f"/api/chats/{chat}")).json()["turns"]["items"][-1] for chat in chats]
            assert Counter(turn["status"] for turn in turns) == {"failed": 10, "interrupted": 5, "committed": 5}
            assert {turn["text"] for turn in turns} == {"Tell me."}
            assert Counter(turn["narrative"] for turn in turns) == {"": 10, "Once ": 5, "Told.": 5}
