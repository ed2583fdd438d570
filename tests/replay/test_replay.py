"""A session is played again without any model; whatever is not as it was is named at the first turn."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat.engine.corrections import Correction, correct
from chat.engine.root import Engine
from chat.engine.sessions import models_used, take_session
from chat.formats.session import Session, read, write
from chat.replay.replay import replay
from chat.turn import Request
from tests.engine.playing import begin, head, play, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply, error

HELPED = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}


async def taken(engine: Engine, chat: str) -> Session:
    """As it comes out of its file."""
    models = {name: models_used(engine.settings, profile) for name, profile in engine.profiles.items()}
    return read(write(await engine.db.read(take_session, chat, engine.relations, models.__getitem__)))


@pytest.fixture
async def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Session]:
    """A pair that fails and is caught up with later, a pin, a regenerate that takes it over."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira and Ash carry the heavy sack inside."))
        provider.on(structured("acts"), error(500, "no"), error(500, "no"), Reply(json.dumps(HELPED)))
        async with playing(tmp_path / "data", provider) as engine:
            chat = await begin(engine)
            await say(engine, chat, "I carry the sack.")
            await correct(engine, chat.id, Correction("pin", "Mira", "Ash", "trust", 40))
            await say(engine, chat, "Wait \u2028 for me…")
            last = await head(engine, chat)
            await play(engine, Request(chat.id, "regenerate", turn=last.id, instruction="shorter"))
            yield await taken(engine, chat.id)


@pytest.mark.parametrize("reopen", [False, True])
async def test_what_nobody_has_touched_is_equal(session: Session, reopen: bool) -> None:
    assert await replay(session, reopen=reopen) == []


async def test_a_changed_reply_is_named_at_its_turn(session: Session) -> None:
    call = next(call for told in session.turns for call in told.calls if call.purpose == "narrate")
    call.chunks = [(0.0, "Nobody carries anything.")]
    found = await replay(session)
    assert [(difference.turn, difference.what) for difference in found] == [(call.turn, "event")]
    assert "carry the heavy sack" in str(found[0]) and "Nobody carries anything." in str(found[0])
