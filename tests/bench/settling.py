"""Rows of one turn's calls: settling against one call, the whole seed scenario, and the naive way beside it."""

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

from chat.llm.client import Message
from chat.llm.openai_client import OpenAIClient, Timeouts
from tests.bench.row import Asked, Row, row
from tests.bench.stage import make_chat, play, serving
from tests.provider import Provider, asking, streaming, structured
from tests.replies import Reply

NAMES = ("Mira", "Sergeant Holt", "Pell")
PAIR = json.dumps({"acts": [], "mood": "neutral", "view": ""})
STORY = f"{', '.join(NAMES)} and Ash " + "go on and on " * 43  # 180 tokens
CLASSIFY = 0.15 + 60 / 423  # seconds a classifier call takes
LOCKED = 5.0  # seconds a writer waits that meets a lock: the default of Python's sqlite3


async def settling(folder: Path, repeats: int) -> list[Row]:
    """Pairs of 2, 3 and 4 present, each call 300 ms, against one such call."""
    rows = []
    for cast, pairs in ((1, 2), (2, 6), (3, 12)):
        chat = await make_chat(folder / f"cast{cast}", 3, cast)
        async with Provider() as provider:
            provider.on(streaming, Reply(f"{', '.join(NAMES[:cast])} and Ash look at each other."))
            provider.on(structured("acts"), Reply(PAIR, headers_after=0.3))
            async with serving(folder / f"cast{cast}", provider) as client:
                await play(client, chat, "I wait.")
                spans, slowest = [], []
                for _ in range(repeats):
                    provider.requests.clear()
                    played = await play(client, chat, "I wait.")
                    calls = provider.matching(structured("acts"))
                    assert len(calls) == pairs and provider.overlap(structured("acts")) == pairs
                    spans.append((played.at["turn.committed"] - played.at["narrative.done"]) * 1000)
                    slowest.append(max((call.ended or 0) - call.received for call in calls) * 1000)
        against = ("the slowest call", slowest)
        rows.append(row(f"settling {pairs} pairs", "ms", spans, Asked("ratio", 1.15), against=against))
    return rows


async def scenario(folder: Path, repeats: int) -> list[Row]:
    """Four present; narrator 350 ms and 150 tokens/s for 180 tokens; classifier 150 ms and 423 tokens/s for 60."""
    chat = await make_chat(folder / "scenario", 3, 3)
    async with Provider() as provider:
        provider.on(streaming, Reply(STORY, first=0.35, delay=1 / 150))
        provider.on(asking, lambda request: Reply(answer_to(request.schema), headers_after=CLASSIFY))
        async with serving(folder / "scenario", provider) as client:
            await play(client, chat, "I wait.")
            spans, critical = [], []
            for _ in range(repeats):
                provider.requests.clear()
                played = await play(client, chat, "I wait.")
                narrator, calls = provider.matching(streaming)[0], provider.matching(asking)
                intent, rest = calls[0], calls[1:]
                spans.append(played.at["turn.committed"] - played.posted)
                lengths = [(call.ended or 0) - call.received for call in (intent, narrator)]
                critical.append(sum(lengths) + max((call.ended or 0) - call.received for call in rest))
        naive = [await _naive(provider, folder / "naive.db", len(rest)) for _ in range(max(1, repeats // 3))]
    asked = (Asked("p50", 2.5), Asked("ratio", 1.03))
    return [
        row("seed scenario, the whole turn", "s", spans, *asked, against=("its critical calls", critical)),
        row("seed scenario, the naive way", "s", naive, against=("the whole turn", spans)),
    ]


def answer_to(schema: Mapping[str, object] | None) -> str:
    fields = str(schema)
    if "'acts'" in fields:
        return PAIR
    if "'operations'" in fields:
        return '{"operations": []}'
    return '{"facts": []}' if "'facts'" in fields else '{"kind": "other", "addressed": [], "target": null, "tone": ""}'


async def _naive(provider: Provider, file: Path, settle: int) -> float:
    """The same calls one after another, each result stored by itself; and once, as it happens where a transaction is
    left open over a call, a writer waits for the lock as long as it would, and gives up. Seconds."""
    client = OpenAIClient("naive", provider.base_url, None, clocks=Timeouts())
    messages: list[Message] = [{"role": "user", "content": "Go on."}]
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("CREATE TABLE IF NOT EXISTS pair (value TEXT)")
    began = monotonic()
    await client.generate(messages, model="m")
    async for _ in client.stream(messages, model="m"):
        pass
    for number in range(settle):
        done = await client.generate(messages, model="m")
        if number == 0:
            other.execute("BEGIN IMMEDIATE")
        await asyncio.to_thread(_store, file, done.text)
        if number == 0:
            other.execute("COMMIT")
    span = monotonic() - began
    other.close()
    await client.close()
    return span


def _store(file: Path, value: str) -> None:
    db = sqlite3.connect(file, timeout=LOCKED)
    try:
        with db:
            db.execute("INSERT INTO pair VALUES (?)", (value,))
    except sqlite3.OperationalError as error:
        assert "locked" in str(error)
    finally:
        db.close()
