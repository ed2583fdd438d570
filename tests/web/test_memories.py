"""What is remembered, over HTTP: odd questions are plain words, who was away knows nothing, and damage ends no play."""

import asyncio
import json
import logging
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.db import memory_search
from tests.provider import Provider, Reply, streaming, structured
from tests.web.stage import Json, Stage, staged

SECRET = "The silver key lies under the third stone."
ODD = (
    '"', '"silver key"', "silver AND OR NOT", "NEAR(silver key)", "silver*", "^silver", "text:silver", "-silver +key",
    "(silver", "silver) OR 1=1 --", "{}[]\\/", "🗝️", "🗝️ silver", "silver\x00key", "銀の鍵", "المفتاح", "the and of",
    "", "   ", "key " * 2_560, "k" * 10_240,
)  # fmt: skip


async def told(stage: Stage, chat: Json, text: str = "I wait.") -> str:
    turn = await stage.post(chat, text)
    await stage.until(turn, "turn.committed")
    return turn


async def ask(stage: Stage, chat: Json, what: str, **query: str) -> Json:
    answer = await stage.client.get(f"/api/chats/{chat['id']}/{what}", params=query)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def test_odd_questions_are_plain_words(stage: Stage) -> None:
    stage.provider.on(streaming, Reply(SECRET))
    chat = await stage.chat()
    turn = await told(stage, chat)
    for query in ODD:
        for what in ("memories", "search"):
            found = [item["turn"] for item in (await ask(stage, chat, what, q=query))["items"]]
            assert turn in found or "silver" not in query, (what, query)
    hit = (await ask(stage, chat, "search", q="silver"))["items"][0]
    assert "silver" in hit["snippet"] and hit["on_path"]


async def test_who_was_away_finds_nothing_of_it(stage: Stage) -> None:
    chat = await stage.chat("lantern")
    present = (await stage.call("GET", f"/api/chats/{chat['id']}/state"))["scene"]["present"]
    away, here = [name for name in present if name != "Ash"][:2]
    left = json.dumps({"operations": [{"op": "leave", "who": away}]})
    stage.provider.on(structured("operations"), Reply(left), Reply('{"operations": []}'))
    stage.provider.on(streaming, Reply(f"{away} goes out into the rain."), Reply(SECRET))
    await told(stage, chat)
    turn = await told(stage, chat)
    found = {who: await ask(stage, chat, "memories", q="the silver key", **{"as": who}) for who in (away, here)}
    assert turn not in [item["turn"] for item in found[away]["items"]]
    assert turn in [item["turn"] for item in found[here]["items"]]
    await stage.refused("GET", f"/api/chats/{chat['id']}/memories?q=key&as=Nobody", status=404)


@pytest.mark.parametrize(
    "damage",
    ["DROP TABLE words_1", "DELETE FROM words_1_data", "UPDATE words_1_data SET block = zeroblob(9) WHERE id > 10"],
)
async def test_a_turn_is_told_over_a_damaged_index_which_is_made_anew(
    provider: Provider, tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor is there an embedder: the notice is in every turn, the log has it once."""
    provider.on(streaming, Reply(SECRET), Reply("The rain goes on. " * 60))
    async with staged(tmp_path / "data", provider, context_tokens=2600) as stage:
        chat = await stage.chat()
        first = await told(stage, chat)
        for _ in range(10):
            await told(stage, chat)
        await stage.engine.db.write(lambda db: db.execute(damage) and None)
        events = await stage.until(await stage.post(chat, "Where is the silver key?"), "turn.committed")
        recalled = next(event.data for event in events if event.name == "turn.recalled")
        assert recalled["items"] == [] and "index of words is damaged" in recalled["notice"]

        async with asyncio.timeout(30):
            while await stage.engine.db.read(unfinished, chat["id"]):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        for _ in range(2):
            events = await stage.until(await stage.post(chat, "Where is the silver key?"), "turn.committed")
            recalled = next(event.data for event in events if event.name == "turn.recalled")
            assert first in [item["turn"] for item in recalled["items"]]
            assert "by words only" in recalled["notice"] and "models fetch" in recalled["notice"]
    said = [record.message for record in caplog.records if record.levelno >= logging.WARNING]
    assert len([message for message in said if "searched by words only" in message]) == 1
    assert len([message for message in said if "wait for their vectors" in message]) == 1


def unfinished(db: Connection, chat: str) -> bool:
    """Whether the chat's table of words is still missing, unreadable or not full."""
    row = db.execute("SELECT next FROM word_index WHERE chat = ?", (chat,)).fetchone()
    return row is None or row[0] is not None or chat in memory_search.behind(db)
