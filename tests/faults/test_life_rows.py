"""The life of a turn while its readers come and go: cuts, stops, slow readers, retellings that fail."""

import asyncio
import json
import random
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from chat.memory.worker import Worker
from chat.web import protocol
from tests.faults.leftovers import nothing_left, tasks
from tests.provider import HANG, Provider, error, streaming, structured
from tests.replies import TEXT, Reply
from tests.web.stage import Event, Stage, staged


@pytest.fixture(autouse=True)
def no_worker(no_models: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model files, and no worker that misses them."""
    monkeypatch.setattr(Worker, "start", lambda worker: None)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        yield provider


@pytest.fixture
async def stage(tmp_path: Path, provider: Provider) -> AsyncIterator[Stage]:
    async with nothing_left(), staged(tmp_path / "data", provider) as stage:
        yield stage


def narrative(events: list[Event]) -> str:
    return "".join(event.data["text"] for event in events if event.name == "narrative.delta")


# ---------------------------------------------------------------- C1, C2: cuts

CUTS, READERS = 200, 5


async def connected(stage: Stage, turn: str, last: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """An event stream on a bare socket, past its head."""
    reader, writer = await asyncio.open_connection("127.0.0.1", stage.port)
    resumed = f"Last-Event-ID: {last}\r\n" if last else ""
    writer.write(f"GET /api/turns/{turn}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n{resumed}\r\n".encode())
    await reader.readuntil(b"\r\n\r\n")
    return reader, writer


def body(read: bytes) -> bytes:
    """What came in whole chunks."""
    found = b""
    while read:
        size, _, rest = read.partition(b"\r\n")
        end = int(size or b"0", 16)
        if not end or len(rest) < end + 2:
            break
        found, read = found + rest[:end], rest[end + 2 :]
    return found


def whole(read: bytes) -> list[Event]:
    """The events that came whole; a reader drops the one that was cut."""
    found = []
    for block in body(read).split(b"\n\n")[:-1]:
        fields = dict(line.split(b": ", 1) for line in block.split(b"\n") if not line.startswith(b":"))
        if fields:
            found.append(Event(int(fields[b"id"]), fields[b"event"].decode(), json.loads(fields[b"data"])))
    return found


async def often_cut(stage: Stage, turn: str, chance: random.Random, cuts: int) -> list[Event]:
    """What a reader has who is cut off after so many bytes each time, and comes back with the last id it saw."""
    seen: list[Event] = []
    for number in range(cuts + 1):
        reader, writer = await connected(stage, turn, seen[-1].id if seen else 0)
        read, most = b"", chance.randrange(1500) if number < cuts else 1 << 30
        while len(read) < most and not read.endswith(b"\r\n0\r\n\r\n"):
            piece = await reader.read(min(4096, most - len(read)))
            assert piece
            read += piece
        writer.close()
        seen += whole(read)
        if seen and seen[-1].name == "turn.committed" and number < cuts:
            seen = seen[: chance.randrange(len(seen))]  # it forgot: the rest is told again
    return seen


async def test_after_200_random_cuts_nothing_is_missing_or_doubled(stage: Stage, provider: Provider) -> None:
    seed = random.randrange(1 << 32)
    text = " ".join(f"word{number} 🐉 “é”\n\n" if number % 20 == 0 else f"word{number}" for number in range(300))
    provider.on(streaming, Reply(text, delay=0.004))
    turn = await stage.post(await stage.chat())
    undisturbed = asyncio.create_task(stage.events(turn))
    chances = [random.Random(seed + number) for number in range(READERS)]
    readers = [often_cut(stage, turn, chance, CUTS // READERS) for chance in chances]
    for seen in await asyncio.gather(*readers):
        assert seen == await undisturbed, f"seed {seed}"
    assert narrative(await undisturbed) == text
    assert (await stage.call("GET", f"/api/turns/{turn}"))["narrative"] == text
    assert len(provider.matching(streaming)) == 1


# ---------------------------------------------------------------- C5: stop


STAGES: list[tuple[str, Any, Reply, str, str]] = [
    # the stage, whom it waits for, what that one answers, the end, what is kept of the narrative
    ("understanding", structured("kind"), Reply(headers_after=HANG), "turn.cancelled", ""),
    ("before the headers", streaming, Reply(headers_after=HANG), "turn.cancelled", ""),
    ("before the first token", streaming, Reply(first=HANG), "turn.cancelled", ""),
    ("in the stream", streaming, Reply(steps=["The door ", HANG]), "turn.cancelled", "The door "),
    ("settling", structured("acts"), Reply(headers_after=HANG), "turn.committed", TEXT),
    ("settling, half answered", structured("acts"), Reply(first=HANG), "turn.committed", TEXT),
]


@pytest.mark.parametrize(("at", "reply", "end", "kept"), [pytest.param(*row[1:], id=row[0]) for row in STAGES])
async def test_stop_closes_upstream_within_a_second(
    stage: Stage, provider: Provider, at: Any, reply: Reply, end: str, kept: str
) -> None:
    provider.on(at, reply)
    stage.engine.settings = stage.engine.settings.model_copy(update={"intent_wait": 30.0})
    chat = await stage.chat()
    async with nothing_left(tasks):
        turn = await stage.post(chat, "I knock.")
        if kept and kept != TEXT:
            await stage.until(turn, "narrative.delta")
        waits = await provider.seen(at)
        stopped = monotonic()
        await stage.call("POST", f"/api/turns/{turn}/stop", status=202)
        events = await stage.events(turn)
        assert events[-1].name == end and sum(event.name == end for event in events) == 1
        await waits.over()
        assert waits.gone is not None and waits.gone - stopped < 10
    record = await stage.call("GET", f"/api/turns/{turn}")
    assert (record["narrative"], record["text"]) == (kept, "I knock.")
    assert all(request.ended is not None for request in provider.requests)

    await stage.call("POST", f"/api/turns/{turn}/stop", status=202)  # after the end: nothing
    assert await stage.call("GET", f"/api/turns/{turn}") == record
    provider.on(at, Reply('{"kind": "act", "acts": []}'))
    assert (await stage.events(await stage.post(chat, "I go on.")))[-1].name == "turn.committed"


async def test_stop_ends_a_wait_for_a_second_try(stage: Stage, provider: Provider) -> None:
    provider.on(streaming, error(429, "slow down", headers={"Retry-After": "30"}))
    turn = await stage.post(await stage.chat())
    await stage.until(turn, "turn.waiting")
    stopped = monotonic()
    await stage.call("POST", f"/api/turns/{turn}/stop", status=202)
    assert (await stage.events(turn))[-1].name == "turn.cancelled"
    assert monotonic() - stopped < 20 and len(provider.matching(streaming)) == 1


# ---------------------------------------------------------------- C6: retellings that fail


async def test_a_retelling_that_fails_changes_nothing(stage: Stage, provider: Provider) -> None:
    chat = await stage.chat()
    good = await stage.post(chat, "I knock.")
    await stage.events(good)
    other = (await stage.call("POST", f"/api/turns/{good}/regenerate", status=202))["turn_id"]
    await stage.events(other)
    before = [await stage.call("GET", f"/api/turns/{turn}") for turn in (good, other)]
    state = await stage.call("GET", f"/api/chats/{chat['id']}/state")

    provider.on(streaming, error(400, "no"), Reply(cut=-1), Reply(steps=[]), error(401, "no"), Reply("x", cut=30))
    for _ in range(4):
        failing = await stage.call("POST", f"/api/turns/{other}/regenerate", status=202)
        assert (await stage.events(failing["turn_id"]))[-1].name == "turn.failed"
        opened = await stage.call("GET", f"/api/chats/{chat['id']}")
        assert opened["head"] == other and opened["turns"]["items"][-1]["siblings"] == [good, other]
        assert [await stage.call("GET", f"/api/turns/{turn}") for turn in (good, other)] == before
        assert (await stage.call("GET", f"/api/chats/{chat['id']}/state"))["pairs"] == state["pairs"]

    provider.on(streaming, Reply("At last."))
    works = (await stage.call("POST", f"/api/turns/{other}/regenerate", status=202))["turn_id"]
    assert (await stage.events(works))[-1].name == "turn.committed"
    opened = await stage.call("GET", f"/api/chats/{chat['id']}")
    assert (opened["head"], opened["turns"]["items"][-1]["siblings"]) == (works, [good, other, works])


# ---------------------------------------------------------------- C8: readers who do not read


async def deaf(stage: Stage, turn: str, window: int = 1024) -> socket.socket:
    """A reader whose window stays closed."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    sock.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(sock, ("127.0.0.1", stage.port))
    await loop.sock_sendall(sock, f"GET /api/turns/{turn}/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return sock


async def slow(reader: socket.socket) -> bytes:
    """All of a stream, taken a little at a time."""
    read = b""
    while not read.endswith(b"\r\n0\r\n\r\n"):
        await asyncio.sleep(0.02)
        read += await asyncio.get_running_loop().sock_recv(reader, 1 << 15)
    return read


async def test_readers_who_do_not_read_are_dropped_and_slow_nobody(
    stage: Stage, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "SEND_TIMEOUT", 1.5)
    begin = asyncio.Event()
    words = ["A long word " * 1000] * 100
    provider.on(streaming, Reply(steps=["So. ", begin, *words]))
    turn = await stage.post(await stage.chat())
    await stage.until(turn, "narrative.delta")
    readers = [await deaf(stage, turn) for _ in range(20)]
    reading = await deaf(stage, turn, 1 << 16)
    taking = asyncio.create_task(slow(reading))
    began = monotonic()
    begin.set()
    assert (await stage.events(turn))[-1].name == "turn.committed"
    assert monotonic() - began < 20
    ours = {reader.getsockname() for reader in readers}
    async with asyncio.timeout(20):
        while ours & {connection.client for connection in stage.state.connections}:  # type: ignore[union-attr]  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    assert b"event: turn.committed" in await taking  # slow, but it reads
    for reader in (*readers, reading):
        reader.close()
    assert narrative(await stage.events(turn)) == "So. " + "".join(words)  # whoever comes back has it all
