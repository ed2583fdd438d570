"""kill -9 beside each COMMIT of a turn: a transaction is there wholly or not at all, and posting again is safe.

The named points between the commits are in tests/faults/test_kill.py.
"""

import sqlite3
from pathlib import Path

import httpx2
import pytest

from chat.story.builtin_stories import load_stories
from tests.faults.test_kill import serving, settled
from tests.provider import Provider, streaming
from tests.replies import Reply

KEY = {"Idempotency-Key": "the-one"}
ACCEPT, TOLD, SETTLED = 1, 2, 3  # the commits of a turn


def before() -> int:
    """The commits of a first start and of a new chat: what ran is ended, each built-in character is put, the worker
    looks for work and names its model; the chat."""
    return 1 + sum(len(opening.cards()) for opening in load_stories()) + 2 + 1


@pytest.mark.parametrize(
    ("point", "nth", "kept"),
    [
        ("commit", ACCEPT, None),
        ("committed", ACCEPT, "failed"),
        ("commit", TOLD, "failed"),
        ("committed", TOLD, "committed"),
        ("commit", SETTLED, "committed"),
    ],
)
async def test_killed_beside_a_commit(tmp_path: Path, point: str, nth: int, kept: str | None) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."))
        async with serving(tmp_path, provider, f"{point}:{before() + nth}") as (client, server):
            made = await client.post("/api/chats", json={"character_ids": ["c_mill_1"], "greeting": None})
            chat = made.json()["id"]
            with pytest.raises(httpx2.HTTPError):
                await post(client, chat, "text/event-stream")
            assert await server.wait() == -9

        async with serving(tmp_path, provider) as (client, _):
            tree = (await client.get(f"/api/chats/{chat}/tree")).json()["turns"]
            assert len(tree) == (kept is not None)
            if kept is not None:
                (turn,) = (await settled(client, chat))["turns"]["items"]
                assert (turn["text"], turn["status"]) == ("The last words.", kept)
                assert turn["narrative"] in ("", "Mira nods.")
                assert kept != "committed" or turn["narrative"]
            again = await post(client, chat)
            assert again.status_code == 202
            tree = (await client.get(f"/api/chats/{chat}/tree")).json()["turns"]
            assert [turn["id"] for turn in tree] == [again.json()["turn_id"]]
            await settled(client, chat)
    database = sqlite3.connect(tmp_path / "fabula.db")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


async def post(client: httpx2.AsyncClient, chat: str, accept: str = "application/json") -> httpx2.Response:
    body = {"text": "The last words."}
    return await client.post(f"/api/chats/{chat}/turns", json=body, headers={**KEY, "Accept": accept})
