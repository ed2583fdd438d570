"""Rows of much at once: CPU for a streamed chunk, and the lag of the server's loop under live streams."""

import asyncio
from collections.abc import Callable, Coroutine
from itertools import pairwise
from pathlib import Path
from time import monotonic, process_time
from typing import Any

import httpx2
import openai

from chat.llm.client import Message
from chat.llm.openai_client import OpenAIClient, Timeouts
from tests.bench.row import Asked, Row, row
from tests.bench.stage import apart, drain, make_chat, quiet, serving_at
from tests.bench.stepped import FILE

CHUNKS = 4000
RATE = 40  # tokens a second of each stream
IDLE = 1.0  # seconds in which the loop without streams is watched


async def chunks(folder: Path, repeats: int) -> list[Row]:
    """Microseconds of CPU a chunk. The provider is a process of its own."""
    messages: list[Message] = [{"role": "user", "content": "Go on."}]
    text = folder / "chunks.txt"
    text.write_text("word " * CHUNKS)
    async with apart(text, rate=0) as url, httpx2.AsyncClient() as client:
        ours = OpenAIClient("bench", url, None, clocks=Timeouts())
        sdk = openai.AsyncOpenAI(base_url=url, api_key="none", max_retries=0)

        async def by_us() -> None:
            async for _ in ours.stream(messages, model="m"):
                pass

        async def by_sdk() -> None:
            created: Any = sdk.chat.completions.create(model="m", messages=messages, stream=True)  # type: ignore[arg-type]
            async for _ in await created:
                pass

        async def bytes_only() -> None:
            body = {"model": "m", "messages": messages, "stream": True}
            async with client.stream("POST", f"{url}/chat/completions", json=body) as answer:
                async for _ in answer.aiter_bytes():
                    pass

        bare, mine, theirs = [await _spent(read, repeats) for read in (bytes_only, by_us, by_sdk)]
        await ours.close()
        await sdk.close()
    return [
        row("CPU of a streamed chunk", "µs", mine, against=("reading its bytes", bare)),
        row(
            "CPU of a streamed chunk, the SDK's loop",
            "µs",
            theirs,
            Asked("ratio", 8, least=True),
            against=("ours", mine),
        ),
    ]


async def _spent(read: Callable[[], Coroutine[Any, Any, None]], repeats: int) -> list[float]:
    await read()
    spent = []
    for _ in range(repeats):
        began = process_time()
        await read()
        spent.append((process_time() - began) / CHUNKS * 1e6)
    return spent


async def streams(folder: Path, live: int, tokens: int, backlog: int = 0) -> list[Row]:
    """So many turns told at once, and perhaps memories to embed: how late the server's loop calls what is due. The
    provider is a process of its own, and the followers read bytes, so that the server is what is measured."""
    made = [await make_chat(folder, 1) for _ in range(live)]
    if backlog:
        await make_chat(folder, backlog, vectors=False)
    text, probe = folder / "words.txt", folder / "late.txt"
    text.write_text("word " * tokens)
    server = ("tests.bench.probed", str(probe), str(folder / FILE))
    async with (
        apart(text, rate=RATE) as url,
        serving_at(folder, url, server, CHAT_MAX_LIVE_TURNS=str(live)) as client,
    ):
        if not backlog:
            await quiet(client)
        moments = [monotonic()]
        await asyncio.sleep(IDLE)
        moments.append(monotonic())
        whole = await asyncio.gather(*(drain(client, chat) for chat in made))
        moments.append(monotonic())
    failed = [float(b"event: turn.committed" not in stream) for stream in whole]
    lines = [tuple(map(float, line.split())) for line in probe.read_text().splitlines()]
    idle, busy = ([line[1:3] for line in lines if start < line[0] <= end] for start, end in pairwise(moments))
    cpu = (busy[-1][1] - busy[0][1]) / (live * tokens) * 1e6
    what = f"{live} live streams" + (f" and {backlog} memories to embed" if backlog else "")
    return [
        row(f"loop lag, before {what}", "ms", [late for late, _ in idle]),
        row(f"loop lag, {what}", "ms", [late for late, _ in busy], Asked("p99", 15)),
        row(f"CPU of the server for a token, {what}", "µs", [cpu]),
        row(f"turns that failed, {live} live streams", "", failed, Asked("p99", 0)),
    ]
