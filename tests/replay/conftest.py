"""A session to play again: a pair that fails and is caught up with later, a pin, a regenerate that takes it over."""

import json
from pathlib import Path

import pytest

from chat.commands.corrections import Correction, correct
from chat.formats.session import Session, read
from chat.formats.session_lines import CallLine
from chat.turn import Request
from tests.engine.playing import begin, head, play, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply, error
from tests.session_files import export_session

HELPED = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}


@pytest.fixture(autouse=True)
def without_models(no_models: None) -> None:
    """Nothing here is about them."""


@pytest.fixture
async def session(tmp_path: Path, no_models: None) -> Session:
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
            return read(await export_session(engine, chat.id))


def narration(session: Session) -> CallLine:
    """The first call of the narrator."""
    return next(call for told in session.turns for call in told.calls if call.purpose == "narrate")
