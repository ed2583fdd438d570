"""Rows that must not grow with a chat: the first token, opening, swiping, what a turn writes, the fold of the ledger."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from sqlite3 import Connection
from time import perf_counter

import httpx2

from chat.config import Settings
from chat.db import changes, chats, snapshots, turns
from chat.engine.engine import Engine
from chat.turn import Request
from tests.bench.playing import play_through
from tests.bench.row import Asked, Row, row
from tests.bench.stage import Making, make_chat, play, prose, quiet, serving
from tests.provider import Provider, streaming, structured
from tests.provider import Request as Call
from tests.replies import Reply

STORY = "Mira, Sergeant Holt, Pell and Ash " + "go on and on " * 43  # 180 tokens
WARM = 3  # turns before the first that counts


@dataclass
class Measured:
    """Of one length: milliseconds, but bytes in kB and reuse in percent."""

    first: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    reuse: list[float] = field(default_factory=list)
    opening: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    swipe: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)
    mended: list[float] = field(default_factory=list)
    log: list[float] = field(default_factory=list)
    fold: list[float] = field(default_factory=list)
    from_snapshot: list[float] = field(default_factory=list)


NAMES: tuple[tuple[str, str, str, tuple[Asked, ...]], ...] = (
    ("first", "first token added by us", "ms", (Asked("p50", 15), Asked("p95", 30))),
    ("reuse", "prompt that begins as the one before", "%", (Asked("p50", 90, least=True),)),
    ("opening", "opening a chat", "ms", (Asked("p50", 50),)),
    ("opened", "opening a chat, its answer", "kB", (Asked("p50", 100),)),
    ("swipe", "a swipe at the end", "ms", ()),
    ("rows", "row data of a turn, 12 pairs", "kB", (Asked("p50", 64),)),
    ("mended", "settling right after an edit far up", "ms", ()),
    ("log", "write-ahead log of a turn, 12 pairs", "kB", (Asked("p50", 256),)),
)


async def by_length(folder: Path, lengths: Sequence[int], repeats: int) -> list[Row]:
    found = {length: await _measure(folder / str(length), length, repeats) for length in lengths}
    return list(_rows(found))


def _rows(found: dict[int, Measured]) -> Iterator[Row]:
    shortest = min(found)
    for name, title, unit, asked in NAMES:
        for length, measured in found.items():
            against = (f"{shortest} turns", getattr(found[shortest], name)) if length != shortest else None
            grown = (Asked("ratio", 1.2),) if name == "first" and against else ()
            if name == "first" and against is None:
                against = ("two calls without us", measured.bare)
            yield row(f"{title}, {length:,} turns", unit, getattr(measured, name), *asked, *grown, against=against)
    for length, measured in found.items():
        if length > shortest:
            against = ("from a snapshot", measured.from_snapshot)
            yield row(
                f"folding the whole ledger, {length:,} turns", "ms", measured.fold, Asked("p50", 1000), against=against
            )


async def _measure(folder: Path, length: int, repeats: int) -> Measured:
    found = Measured()
    chat = await make_chat(folder, length, 3)
    async with Provider() as provider:
        provider.on(streaming, Reply(STORY))
        await _in_process(folder, provider, chat, found, repeats)
        async with serving(folder, provider) as client:
            await quiet(client)
            await _first_token(client, provider, chat, found, repeats)
            await _opening(client, chat, found, repeats)
            await _swiping(client, chat, found, repeats)
    return found


# ---------------------------------------------------------------- the server


async def _first_token(
    client: httpx2.AsyncClient, provider: Provider, chat: str, found: Measured, repeats: int
) -> None:
    """From the POST to the narrator's request, less the classifier's time, and from a chunk to its event."""
    dice, last = random.Random(1), ""
    for number in range(repeats + WARM):
        provider.requests.clear()
        played = await play(client, chat, f"I ask Mira: {prose(dice, 12)}")
        await quiet(client)  # as in play: nobody types while the last turn is still being embedded
        narrator, intent = provider.matching(streaming)[0], provider.matching(structured("kind"))[0]
        if number >= WARM:
            before = narrator.received - played.posted - ((intent.ended or intent.received) - intent.received)
            after = played.at["narrative.delta"] - (narrator.first_byte or 0)
            found.first.append((before + after) * 1000)
            found.reuse.append(_reused(last, narrator))
            found.bare.append(await _bare(client, provider))
        last = narrator.prompt


async def _bare(client: httpx2.AsyncClient, provider: Provider) -> float:
    """Milliseconds of a classifier's and a narrator's call up to the first byte, asked from here by nobody's engine."""
    url, began = f"{provider.base_url}/chat/completions", perf_counter()
    await client.post(url, json={"messages": []})
    async with client.stream("POST", url, json={"messages": [], "stream": True}) as answer:
        await anext(answer.aiter_bytes())
        return (perf_counter() - began) * 1000


def _reused(last: str, call: Call) -> float:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(last, call.prompt, strict=False)))
    return 100 * same / len(call.prompt)


async def _opening(client: httpx2.AsyncClient, chat: str, found: Measured, repeats: int) -> None:
    for _ in range(repeats):
        began = perf_counter()
        answer = await client.get(f"/api/chats/{chat}")
        found.opening.append((perf_counter() - began) * 1000)
        found.opened.append(len(answer.content) / 1000)


async def _swiping(client: httpx2.AsyncClient, chat: str, found: Measured, repeats: int) -> None:
    """To and fro between the last turn and another telling of it, each with the page that comes back and the state."""
    here = (await client.get(f"/api/chats/{chat}")).json()["head"]
    await client.post(f"/api/turns/{here}/regenerate", headers={"Accept": "text/event-stream"})
    await quiet(client)
    there = (await client.get(f"/api/chats/{chat}")).json()["head"]
    for number in range(repeats):
        began = perf_counter()
        moved = await client.post(f"/api/chats/{chat}/head", json={"turn_id": (here, there)[number % 2]})
        await client.get(f"/api/chats/{chat}/state")
        found.swipe.append((perf_counter() - began) * 1000)
        assert moved.status_code == 200


# ---------------------------------------------------------------- the engine in this process


async def _in_process(folder: Path, provider: Provider, chat: str, found: Measured, repeats: int) -> None:
    settings = Settings(data_dir=folder, narrative_base_url=provider.base_url, narrative_model="test-narrator")
    engine = await Making.open(settings)
    try:
        await _folding(engine, chat, found, repeats)
        await _writing(engine, folder / "fabula.db", chat, found, repeats)
        await _mending(engine, chat, found, repeats)
    finally:
        await engine.close()


async def _folding(engine: Engine, chat: str, found: Measured, repeats: int) -> None:
    head = (await engine.db.read(chats.get, chat)).head
    await engine.db.write(snapshots.drop, chat, 0)
    for values in (found.fold, found.from_snapshot):
        for _ in range(max(3, repeats // 4)):
            began = perf_counter()
            await engine.db.read(changes.state_at, chat, head, engine.relations)
            values.append((perf_counter() - began) * 1000)
        engine.snapshot_refresh.begin(chat)
        await engine.snapshot_refresh.finished(chat)


async def _writing(engine: Engine, file: Path, chat: str, found: Measured, repeats: int) -> None:
    """Everything a turn writes but its vector."""
    log = file.with_name(file.name + "-wal")
    await engine.db.checkpoint()
    for _ in range(max(5, repeats // 4)):
        before = await engine.db.read(_pages)
        await play_through(engine, Request(chat, "message", "I wait."))
        found.log.append(log.stat().st_size / 1000)
        found.rows.append((await engine.db.read(_pages) - before) / 1000)
        await engine.db.checkpoint()


async def _mending(engine: Engine, chat: str, found: Measured, repeats: int) -> None:
    """A turn that is posted as soon as an edit far up, which keeps what follows, is committed."""
    head = (await engine.db.read(chats.get, chat)).head
    early = (await engine.db.read(turns.path_ids, head))[1]
    for _ in range(max(3, repeats // 10)):
        await play_through(engine, Request(chat, "edit", "I wait a little.", early, keep=True))
        early = (await engine.db.read(turns.path_ids, head))[1]
        at = await play_through(engine, Request(chat, "message", "I wait."))
        found.mended.append((at["turn.committed"] - at["narrative.done"]) * 1000)
    await engine.snapshot_refresh.finished(chat)  # or the next rows are measured beside the rest of it


def _pages(db: Connection) -> int:
    """Bytes of the pages in use."""
    count, free, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((count - free) * size)
