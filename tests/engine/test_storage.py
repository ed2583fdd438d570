"""A turn while the database refuses to store: it ends aloud, reading goes on, and with room again nothing is lost."""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from chat.db import changes, turns
from chat.engine.root import Engine
from chat.errors import StorageError
from chat.events import TurnFailed
from chat.turn import Request, accept, tell
from tests.engine.playing import begin, head, names, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply

LONG = "Mira, Sergeant Holt, Pell and Ash carry the heavy sack inside. " * 400
HELPED = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}


@pytest.fixture(autouse=True)
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


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


@pytest.mark.parametrize(
    ("since", "left", "after"),
    [("turn.accepted", "accepted", "interrupted"), ("narrative.done", "told", "committed")],
)
async def test_an_end_the_full_disk_refused_is_stored_when_there_is_room(
    provider: Provider, tmp_path: Path, since: str, left: str, after: str
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        accepted = await accept(engine, Request(chat.id, "message", "I lift the sack."))
        assert accepted.run is not None
        events = []
        async with aclosing(tell(engine, accepted.run)) as told:
            async for event in told:
                events.append(event)
                if event.name == since:
                    await fill(engine)
        last = events[-1]
        assert isinstance(last, TurnFailed) and "The disk is full" in last.message
        assert (await head(engine, chat)).status == left  # and reading goes on
        with pytest.raises(StorageError, match="The disk is full"):
            await say(engine, chat)

        await free(engine)
        assert names(await say(engine, chat))[-1] == "turn.committed"

        first = await engine.db.read(turns.get, accepted.turn_id)
        assert (first.status, first.narrative) == (after, LONG)
        if after == "committed":
            state = await engine.db.read(changes.state_at, chat.id, accepted.turn_id, engine.relations)
            assert state.pairs
