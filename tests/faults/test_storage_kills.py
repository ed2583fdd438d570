"""kill -9 at random moments of turns, several chats at once, with the real server, over and over on the same database.

What the server had said is written down as it comes, and looked for after each restart: nothing acknowledged is lost.
"""

import asyncio
import json
import os
import random
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.faults.test_kill import LEGAL, serving
from tests.provider import Provider, streaming, structured
from tests.replies import Reply

KILLS = 12  # of one database
DATABASES = -(-int(os.environ.get("FABULA_KILLS", "12")) // KILLS)  # 200 kills take some twenty minutes
CHATS = 4
WORDS = [f"Mira carries sack {number} to the mill. " for number in range(10)]
TOLD = "".join(WORDS).strip()
STEPS = [step for word in WORDS for step in (word, 0.03)]
HELPED = {"acts": [{"act": "helped", "strength": 2, "quote": "carries sack 3"}], "mood": "content", "view": ""}
LONGEST = 2.5  # seconds until the kill; some four turns of each chat


@dataclass
class Seen:
    """What the server said of one turn."""

    text: str
    heard: str = ""
    done: bool = False
    committed: bool = False


@dataclass
class Story:
    """A chat and what was acknowledged in it, oldest first: since the last kill, and before."""

    chat: str
    posted: int = 0
    turns: dict[str, Seen] = field(default_factory=dict)
    before: dict[str, Seen] = field(default_factory=dict)

    async def play(self, client: httpx2.AsyncClient) -> None:
        """Message after message until the server is gone."""
        try:
            while True:
                await self._say(client)
        except httpx2.HTTPError:
            return

    async def _say(self, client: httpx2.AsyncClient) -> None:
        self.posted += 1
        text = f"{self.chat} says {self.posted}."
        async with client.stream(
            "POST", f"/api/chats/{self.chat}/turns", json={"text": text}, headers={"Accept": "text/event-stream"}
        ) as answer:
            assert answer.status_code == 200
            name, seen = "", Seen(text)
            async for line in answer.aiter_lines():
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: "):
                    self._take(name, json.loads(line[6:]), seen)

    def _take(self, name: str, data: dict[str, Any], seen: Seen) -> None:
        if name == "turn.accepted":
            self.turns[data["turn_id"]] = seen
        elif name == "narrative.delta":
            seen.heard += data["text"]
        elif name == "narrative.done":
            seen.done = True
        elif name == "turn.committed":
            seen.committed = True
        assert name != "turn.failed", data

    async def check(self, client: httpx2.AsyncClient) -> None:
        """Everything that was said is so; and the last turn, if it was cut, can be told again."""
        for turn_id, seen in self.turns.items():
            turn = await settled(client, turn_id)
            assert turn["text"] == seen.text and turn["status"] in LEGAL - {"cancelled"}
            assert TOLD.startswith(turn["narrative"].strip())
            if seen.done:
                assert turn["status"] == "committed" and turn["narrative"].strip() == seen.heard.strip() == TOLD
            if seen.committed:
                assert turn["status"] == "committed"
        found = (await client.get(f"/api/chats/{self.chat}?limit=100")).json()
        path = [turn["id"] for turn in found["turns"]["items"]]
        assert [turn for turn in path if turn in self.turns] == list(self.turns)
        last = found["turns"]["items"][-1]
        if last["status"] in ("interrupted", "failed"):
            again = await client.post(f"/api/turns/{last['id']}/regenerate", headers={"Accept": "text/event-stream"})
            assert "event: turn.committed" in again.text
        self.before |= self.turns
        self.turns.clear()


async def settled(client: httpx2.AsyncClient, turn_id: str) -> dict[str, Any]:
    async with asyncio.timeout(20):
        while True:
            turn: dict[str, Any] = (await client.get(f"/api/turns/{turn_id}")).json()
            if turn["status"] != "told":
                return turn
            await asyncio.sleep(0.05)


async def begun(client: httpx2.AsyncClient) -> Story:
    body = {"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}}
    return Story((await client.post("/api/chats", json=body)).json()["id"])


@pytest.mark.parametrize("seed", range(DATABASES))
async def test_killed_anywhere_nothing_acknowledged_is_lost(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    stories: list[Story] = []
    async with Provider() as provider:
        provider.on(streaming, Reply(steps=STEPS))
        provider.on(structured("acts"), Reply(json.dumps(HELPED)))
        for number in range(KILLS + 1):
            delay = chance.uniform(0, LONGEST)
            try:
                async with serving(tmp_path, provider) as (client, server):
                    stories = stories or [await begun(client) for _ in range(CHATS)]
                    await asyncio.gather(*(story.check(client) for story in stories))
                    if number == KILLS:
                        break
                    playing = [asyncio.create_task(story.play(client)) for story in stories]
                    await asyncio.sleep(delay)
                    server.kill()
                    await asyncio.gather(*playing)
            except BaseException as error:
                error.add_note(f"kill {number}, after {delay:.3f} s")
                raise
    await asyncio.to_thread(look, tmp_path / "fabula.db", stories)


def look(path: Path, stories: list[Story]) -> None:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        statuses = {row[0] for row in database.execute("SELECT DISTINCT status FROM turn")}
        assert statuses <= {"committed", "interrupted", "failed"}
        helped = database.execute(
            "SELECT count(change.id) FROM turn LEFT JOIN change ON change.turn = turn.id AND change.kind = 'pair'"
            " WHERE turn.status = 'committed' AND turn.text != '' GROUP BY turn.id"
        )
        assert {row[0] for row in helped} == {2}  # each way, for every told turn, and never twice
        stored = {row[0]: row[1:] for row in database.execute("SELECT id, text, status, narrative FROM turn")}
    said = {turn: seen for story in stories for turn, seen in story.before.items()}
    for turn, seen in said.items():
        text, status, narrative = stored[turn]
        assert text == seen.text and narrative.startswith(seen.heard.strip() if seen.done else "")
        assert status == "committed" or not seen.done
    assert sum(seen.committed for seen in said.values()) > KILLS // 4
