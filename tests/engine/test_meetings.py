"""Characters met and not yet met, through the whole engine: told, asked about, corrected, rewound and carried over."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from chat.commands import tree
from chat.commands.corrections import Correction, correct, lift
from chat.commands.create import NewChat, create_chat
from chat.db import changes, chats
from chat.db.chats import Chat
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.formats.session import read
from chat.replay.replay import replay
from chat.story.acquaintance import START, Met, pair_key
from tests.engine.playing import CAST, head, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply
from tests.session_files import export_session, import_session

pytestmark = pytest.mark.usefixtures("no_models")

MIRA, PELL = CAST["Mira"], CAST["Pell"]
COMES = {"op": "enter", "who": "Pell"}


@asynccontextmanager
async def without_pell(folder: Path, *operations: dict[str, Any]) -> AsyncIterator[tuple[Engine, Chat, Provider]]:
    """A story with Ash and Mira, in which Pell is not there yet. The operations are those of the first turn."""
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira speaks of Pell, and Pell of nobody."))
        scenes = [Reply(json.dumps({"operations": list(operations)})), Reply('{"operations": []}')]
        provider.on(structured("operations"), *scenes)
        async with playing(folder, provider) as engine:
            wanted = NewChat([MIRA, PELL], "Ash", present=[MIRA], greeting=None)
            yield engine, await create_chat(engine, wanted), provider


async def met(engine: Engine, chat: Chat) -> Met:
    now = await engine.db.read(chats.get, chat.id)
    return (await engine.db.read(changes.state_at, chat.id, now.head, engine.relations)).met


async def test_the_narrator_is_told_whom_the_player_has_not_met(tmp_path: Path) -> None:
    async with without_pell(tmp_path, COMES) as (engine, chat, provider):
        await say(engine, chat, "I look for Pell.")
        await say(engine, chat, "I look at Pell.")
        first, second = (request.prompt for request in provider.matching(streaming))
        assert "Not met yet: Pell. Ash does not know who they are, nor their names." in first
        assert "Not met yet" not in second and "Present: Ash, Mira, Pell." in second


async def test_who_has_never_been_met_is_not_asked_about(tmp_path: Path) -> None:
    async with without_pell(tmp_path) as (engine, chat, provider):
        await say(engine, chat, "I wonder what Pell thinks of Mira.")
        asked = [request.prompt.rsplit("SOURCE", 1)[-1] for request in provider.matching(structured("acts"))]
        assert len(asked) == 2 and not any("Pell" in question for question in asked)


async def test_they_meet_in_the_turn_in_which_they_are_there_and_a_rewind_forgets_it(tmp_path: Path) -> None:
    async with without_pell(tmp_path, COMES) as (engine, chat, _):
        assert await met(engine, chat) == {pair_key(chat.persona, MIRA): START}
        await say(engine, chat, "I call for Pell.")
        turn = (await head(engine, chat)).id
        both = {pair_key(chat.persona, PELL): turn, pair_key(MIRA, PELL): turn}
        assert await met(engine, chat) == {pair_key(chat.persona, MIRA): START, **both}
        await say(engine, chat)
        await tree.undo(engine, chat.id)
        await tree.undo(engine, chat.id)
        assert await met(engine, chat) == {pair_key(chat.persona, MIRA): START}
        await tree.redo(engine, chat.id)
        assert both.items() <= (await met(engine, chat)).items()


async def test_that_two_knew_each_other_is_said_and_taken_back(tmp_path: Path) -> None:
    async with without_pell(tmp_path) as (engine, chat, provider):
        await say(engine, chat)
        before = await met(engine, chat)
        knew = Correction("correction", "Pell", "Ash", met=True)
        step, _ = await correct(engine, chat.id, knew)
        assert await met(engine, chat) == {**before, pair_key(chat.persona, PELL): START}
        assert step.before.pairs == step.after.pairs
        with pytest.raises(Unprocessable, match="from the start"):
            await correct(engine, chat.id, Correction("correction", "Ash", "Pell", met=True))
        await say(engine, chat)
        assert "Not met yet" not in provider.matching(streaming)[-1].prompt
        file = await export_session(engine, chat.id)
        await lift(engine, chat.id, step.entry.id)
        assert await met(engine, chat) == before
    assert await replay(read(file)) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Correction("pin", "Pell", "Ash", met=True),
        Correction("correction", "Pell", "Ash", "trust", met=True),
        Correction("correction", "Pell", "Ash", value=3, met=True),
        Correction("correction", "Pell", "Pell", met=True),
        Correction("correction", "Ash", "Mira", met=True),
        Correction("correction", "Pell", "Ash"),
    ],
)
async def test_what_is_no_meeting_is_refused(tmp_path: Path, wanted: Correction) -> None:
    async with without_pell(tmp_path) as (engine, chat, _):
        await say(engine, chat)
        before = await engine.db.read(chats.get, chat.id)
        with pytest.raises(Unprocessable):
            await correct(engine, chat.id, wanted)
        assert await engine.db.read(chats.get, chat.id) == before


async def test_an_imported_story_begins_with_the_same_persons(tmp_path: Path) -> None:
    async with without_pell(tmp_path, COMES) as (engine, chat, _):
        await say(engine, chat, "I call for Pell.")
        known = await met(engine, chat)
        file = await export_session(engine, chat.id)
        await tree.delete_chat(engine, chat.id)
        await engine.sweeper.finished()  # from then on its ids are free
        brought = await import_session(engine, file)
        assert [member.name for member in brought.members if member.absent] == ["Pell"]
        assert await met(engine, brought) == known
    assert await replay(read(file)) == []
