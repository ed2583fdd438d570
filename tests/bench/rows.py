"""The rows of the bench: what is measured, each against a baseline of the same run."""

import asyncio
import json
import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import httpx2
import openai

from chat.llm.client import Message
from chat.llm.openai_client import Clocks, OpenAIClient
from tests.bench.stage import apart, drain, make_chat, play, prose, quiet, serving, serving_at
from tests.provider import Provider, asking, streaming, structured
from tests.replies import Reply

NAMES = ("Mira", "Sergeant Holt", "Pell")
PAIR = {"acts": [], "mood": "neutral", "view": ""}


@dataclass(frozen=True, slots=True)
class Row:
    """`value` with its unit, and `of` what it is a ratio, or the bound it is held against."""

    name: str
    value: float
    unit: str
    of: str = ""


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    ordered = sorted(values)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


async def first_token(folder: Path, lengths: Sequence[int], repeats: int) -> list[Row]:
    """From the POST to the narrator's request, the classifier answering at once, and from a chunk to its event."""
    rows, medians = [], {}
    for length in lengths:
        chat = await make_chat(folder / str(length), length)
        async with Provider() as provider:
            provider.on(streaming, Reply("Mira nods. The wheel turns."))
            async with serving(folder / str(length), provider) as client:
                await quiet(client)
                before: list[float] = []
                after: list[float] = []
                dice = random.Random(1)
                for _ in range(repeats + 3):
                    provider.requests.clear()
                    played = await play(client, chat, f"I ask Mira: {prose(dice, 12)}")
                    await quiet(client)  # as in play: nobody types while the last turn is still being embedded
                    narrator = provider.matching(streaming)[0]
                    before.append((narrator.received - played.posted) * 1000)
                    after.append((played.at["narrative.delta"] - (narrator.first_byte or 0)) * 1000)
                p50, p95 = percentiles([a + b for a, b in zip(before[3:], after[3:], strict=True)])
                medians[length] = p50
                rows.append(Row(f"first token added by us, {length} turns, p50", p50, "ms", "<= 15"))
                rows.append(Row(f"first token added by us, {length} turns, p95", p95, "ms", "<= 30"))
                rows += await opened(client, chat, length, repeats)
    if len(medians) > 1:
        first, last = min(medians), max(medians)
        rows.append(Row(f"{last} turns against {first}", medians[last] / medians[first], "x", "<= 1.2"))
    return rows


async def opened(client: httpx2.AsyncClient, chat: str, length: int, repeats: int) -> list[Row]:
    spans = []
    for _ in range(repeats):
        began = monotonic()
        answer = await client.get(f"/api/chats/{chat}")
        spans.append((monotonic() - began) * 1000)
    return [
        Row(f"opening a chat of {length} turns, p50", percentiles(spans)[0], "ms", "<= 50"),
        Row(f"opening a chat of {length} turns", len(answer.content) / 1000, "kB", "<= 100"),
    ]


async def settling(folder: Path, repeats: int) -> list[Row]:
    """Pairs of 2, 3 and 4 present, each call 300 ms, against one such call."""
    rows = []
    for cast, pairs in ((1, 2), (2, 6), (3, 12)):
        chat = await make_chat(folder / f"cast{cast}", 3, cast)
        async with Provider() as provider:
            provider.on(streaming, Reply(f"{', '.join(NAMES[:cast])} and Ash look at each other."))
            provider.on(structured("acts"), Reply(json.dumps(PAIR), headers_after=0.3))
            async with serving(folder / f"cast{cast}", provider) as client:
                await play(client, chat, "I wait.")
                spans, slowest = [], []
                for _ in range(repeats):
                    provider.requests.clear()
                    played = await play(client, chat, "I wait.")
                    calls = provider.matching(structured("acts"))
                    assert len(calls) == pairs and provider.overlap(structured("acts")) == pairs
                    spans.append(played.at["turn.committed"] - played.at["narrative.done"])
                    slowest.append(max((call.ended or 0) - call.received for call in calls))
                ratio = statistics.median(spans) / statistics.median(slowest)
                rows.append(Row(f"settling {pairs} pairs, of the slowest call", ratio, "x", "<= 1.15"))
    return rows


async def scenario(folder: Path, repeats: int) -> list[Row]:
    """Four present; narrator 350 ms and 150 tokens/s for 180 tokens; classifier 150 ms and 423 tokens/s for 60."""
    chat = await make_chat(folder / "scenario", 3, 3)
    story = f"{', '.join(NAMES)} and Ash " + "go on and on " * 43
    asked = 0.15 + 60 / 423
    async with Provider() as provider:
        provider.on(streaming, Reply(story, first=0.35, delay=1 / 150))
        provider.on(asking, lambda request: _after(asked, request.schema))
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
                naive = sum(lengths) + sum((call.ended or 0) - call.received for call in rest)
    whole, ratio = statistics.median(spans), statistics.median(a / b for a, b in zip(spans, critical, strict=True))
    return [
        Row("whole turn, 4 present", whole, "s", "<= 2.5"),
        Row("whole turn, of its critical calls", ratio, "x", "<= 1.03"),
        Row("the same calls one after another", naive, "s"),
    ]


def _after(seconds: float, schema: object) -> Reply:
    fields = str(schema)
    if "'acts'" in fields:
        return Reply(json.dumps(PAIR), headers_after=seconds)
    if "'operations'" in fields:
        return Reply('{"operations": []}', headers_after=seconds)
    if "'facts'" in fields:
        return Reply('{"facts": []}', headers_after=seconds)
    return Reply('{"kind": "other", "addressed": [], "target": null, "tone": ""}', headers_after=seconds)


async def written(folder: Path) -> list[Row]:
    """What a turn of a chat of four leaves in the database file."""
    chat = await make_chat(folder / "written", 3, 3)
    count = 20
    async with Provider() as provider:
        provider.on(streaming, Reply(f"{', '.join(NAMES)} and Ash " + "go on and on " * 43))
        provider.on(asking, lambda request: _after(0, request.schema))
        before = (folder / "written" / "fabula.db").stat().st_size
        async with serving(folder / "written", provider) as client:
            for _ in range(count):
                await play(client, chat, "I wait.")
    grown = ((folder / "written" / "fabula.db").stat().st_size - before) / count / 1000
    return [Row("row data a turn, 12 pairs", grown, "kB", "<= 64")]


async def chunks() -> list[Row]:
    """CPU for each streamed chunk, ours against the SDK's own loop."""
    count = 4000
    messages: list[Message] = [{"role": "user", "content": "Go on."}]
    async with Provider() as provider:
        provider.on(streaming, Reply("word " * count))
        ours = OpenAIClient("bench", provider.base_url, None, clocks=Clocks())
        sdk = openai.AsyncOpenAI(base_url=provider.base_url, api_key="none", max_retries=0)

        async def by_us() -> None:
            async for _ in ours.stream(messages, model="m"):
                pass

        async def by_sdk() -> None:
            created: Any = sdk.chat.completions.create(model="m", messages=messages, stream=True)  # type: ignore[arg-type]
            async for _ in await created:
                pass

        async def nobody() -> None:
            async with httpx2.AsyncClient() as client:
                body = {"model": "m", "messages": messages, "stream": True}
                async with client.stream("POST", f"{provider.base_url}/chat/completions", json=body) as answer:
                    async for _ in answer.aiter_bytes():
                        pass

        spent = {}
        for name, read in (("us", by_us), ("sdk", by_sdk), ("nobody", nobody)):
            await read()
            began = process_time()
            await read()
            spent[name] = (process_time() - began) / count * 1e6
        await ours.close()
        await sdk.close()
    mine, theirs = (max(spent[name] - spent["nobody"], 0.1) for name in ("us", "sdk"))
    return [
        Row("CPU a chunk beyond reading its bytes", mine, "us"),
        Row("the SDK's loop, of ours", theirs / mine, "x", ">= 8"),
    ]


async def streams(folder: Path, live: int, tokens: int) -> list[Row]:
    """So many turns told at once at 40 tokens a second: how late the server answers anything else. The provider is a
    process of its own, and the followers read bytes, so that the server is what is measured."""
    made = [await make_chat(folder / "streams", 1) for _ in range(live)]
    text = folder / "words.txt"
    text.write_text("word " * tokens)
    async with (
        apart(text, rate=40) as url,
        serving_at(folder / "streams", url, CHAT_MAX_LIVE_TURNS=str(live)) as client,
    ):
        await quiet(client)
        idle = [await _lag(client) for _ in range(100)]
        telling = asyncio.gather(*(drain(client, chat) for chat in made))
        lags = []
        while not telling.done():
            lags.append(await _lag(client))
            await asyncio.sleep(0.01)
        whole = await telling
    failed = sum(b"event: turn.committed" not in stream for stream in whole)
    return [
        Row(f"{live} live streams, an answer of /healthz, p99", sorted(lags)[int(len(lags) * 0.99)], "ms"),
        Row(f"{live} live streams, an answer of /healthz, p50", statistics.median(lags), "ms"),
        Row("the same of an idle server, p50", statistics.median(idle), "ms"),
        Row(f"{live} live streams, turns that failed", failed, "", "0"),
    ]


async def _lag(client: httpx2.AsyncClient) -> float:
    began = monotonic()
    await client.get("/healthz")
    return (monotonic() - began) * 1000
