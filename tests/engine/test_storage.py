"""A turn while the database refuses to store: it ends aloud, reading goes on, and with room again nothing is lost."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from chat.db import changes, chats, turns
from chat.engine.engine import Engine
from chat.engine.run import Run
from chat.errors import StorageError
from chat.events import Event, TurnFailed
from chat.turn import Request, accept, tell
from tests.engine.playing import begin, head, names, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply

pytestmark = pytest.mark.usefixtures("no_models")

LONG = "Mira, Sergeant Holt, Pell and Ash carry the heavy sack inside. " * 400
HELPED = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        provider.on(streaming, Reply(LONG))
        provider.on(structured("acts"), Reply(json.dumps(HELPED)))
        yield provider


async def set_room(engine: Engine, pages: int) -> None:
    """SQLite itself refuses to grow the file further: the same SQLITE_FULL a full disk gives."""
    await engine.db.write(lambda db: db.execute(f"PRAGMA max_page_count = {pages}").fetchone())


async def fill(engine: Engine) -> None:
    await set_room(engine, 1)  # SQLite takes the present size instead


async def free(engine: Engine) -> None:
    await set_room(engine, 1_000_000)


ROWS = pytest.mark.parametrize(
    ("since", "left", "after"),
    [("turn.accepted", "accepted", "interrupted"), ("narrative.done", "told", "committed")],
)


async def told_while_full(engine: Engine, chat: chats.Chat, since: str) -> str:
    """A turn for which there is no room any more from one event on; its id. Told, its stream stays open."""
    accepted = await accept(engine, Request(chat.id, "message", "I lift the sack."))
    assert accepted.run is not None
    telling = asyncio.create_task(_filled(engine, accepted.run, since))
    async with asyncio.timeout(30):
        while not (telling.done() or engine.pending_writes.keeps(accepted.turn_id)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    if since == "narrative.done":
        assert not telling.done()
        OPEN.append(telling)
    else:
        last = await telling
        assert isinstance(last, TurnFailed) and last.code == "storage" and "The disk is full" in last.message
    return accepted.turn_id


OPEN: list[asyncio.Task[Event]] = []  # a task that nobody holds may be collected


async def _filled(engine: Engine, run: Run, since: str) -> Event:
    """The last event."""
    async with aclosing(tell(engine, run)) as told:
        async for event in told:
            last = event
            if event.name == since:
                await fill(engine)
    return last


async def ended(engine: Engine, turn: str) -> turns.Turn:
    """The turn once its end is stored."""
    async with asyncio.timeout(30):
        while (found := await engine.db.read(turns.get, turn)).status not in turns.TERMINAL:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        return found


@ROWS
async def test_with_room_again_the_end_is_stored_though_nobody_plays(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: str, left: str, after: str
) -> None:
    monkeypatch.setattr("chat.engine.pending_writes.FIRST_PAUSE", 0.05)
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        turn = await told_while_full(engine, chat, since)
        assert (await head(engine, chat)).status == left
        await free(engine)
        found = await ended(engine, turn)
        assert (found.status, found.narrative) == (after, LONG)


@ROWS
async def test_going_down_is_the_last_try(
    provider: Provider, tmp_path: Path, since: str, left: str, after: str
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        turn = await told_while_full(engine, chat, since)
        await free(engine)
    async with playing(tmp_path, provider) as engine:
        found = await engine.db.read(turns.get, turn)
        assert (found.status, found.narrative) == (after, LONG) != (left, LONG)


async def test_without_room_to_the_last_it_is_said_which_turn_is_not_stored(
    provider: Provider, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with playing(tmp_path, provider) as engine:
        turn = await told_while_full(engine, await begin(engine), "turn.accepted")
    assert f"could not be stored: {turn}. The disk is full" in caplog.text


async def test_an_end_stored_for_a_caller_who_left_is_not_stored_twice(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        turn = await told_while_full(engine, chat, "narrative.done")
        await free(engine)
        leaving = asyncio.create_task(engine.pending_writes.store(chat.id))
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        assert (await engine.db.read(turns.get, turn)).status == "committed"
        once = await engine.db.read(changes.steps_of, chat.id, turn, engine.relations)
        await engine.pending_writes.store(chat.id)
        assert once and await engine.db.read(changes.steps_of, chat.id, turn, engine.relations) == once


@ROWS
async def test_an_end_the_full_disk_refused_is_stored_when_there_is_room(
    provider: Provider, tmp_path: Path, since: str, left: str, after: str
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        turn = await told_while_full(engine, chat, since)
        assert (await head(engine, chat)).status == left  # and reading goes on
        with pytest.raises(StorageError, match="The disk is full"):
            await say(engine, chat)

        await free(engine)
        assert names(await say(engine, chat))[-1] == "turn.committed"

        first = await engine.db.read(turns.get, turn)
        assert (first.status, first.narrative) == (after, LONG)
        if after == "committed":
            state = await engine.db.read(changes.state_at, chat.id, turn, engine.relations)
            assert state.pairs
