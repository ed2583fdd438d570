"""Dice through the whole engine: rolled once for what the player tries, told to the narrator, kept by a swipe."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from chat.db import changes, chats, turn_inputs
from chat.db.chats import Chat
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.events import SceneChanged
from chat.formats.session import read, write
from chat.formats.session_lines import DrawLine
from chat.replay.replay import replay
from chat.story.dice import TOLD
from chat.turn import Request
from tests.engine.playing import begin, head, names, play, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply
from tests.session_files import export_session, import_session

pytestmark = pytest.mark.usefixtures("no_models")

RISKY = '{"kind": "act", "uncertain": true, "trait": "agility", "difficulty": "hard"}'
SAFE = '{"kind": "speak", "uncertain": false, "trait": "", "difficulty": "fair"}'


@asynccontextmanager
async def with_dice(
    folder: Path, answer: str = RISKY, dice: bool = True
) -> AsyncIterator[tuple[Engine, Chat, Provider]]:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira holds her breath."))
        provider.on(structured("addressed"), Reply(answer))
        async with playing(folder, provider, intent_wait=5.0) as engine:
            chat = await begin(engine)
            await engine.db.write(chats.update, chat.id, engine.now(), {"settings": {"dice": dice}})
            yield engine, chat, provider


async def drawn(engine: Engine, chat: Chat) -> list[Any]:
    decided = await engine.db.read(turn_inputs.of_turn, (await head(engine, chat)).id)
    assert decided is not None
    return list(decided.draws)


async def again(engine: Engine, chat: Chat, **more: Any) -> list[Any]:
    """What was drawn for one more telling of the last turn."""
    await play(engine, Request(chat.id, "regenerate", turn=(await head(engine, chat)).id, **more))
    return await drawn(engine, chat)


async def test_a_roll_is_stored_told_and_shown(tmp_path: Path) -> None:
    async with with_dice(tmp_path) as (engine, chat, provider):
        events = await say(engine, chat, "I leap across the gap.")
        (draw,) = await drawn(engine, chat)
        assert (draw["trait"], draw["difficulty"], draw["number"]) == ("agility", "hard", 0)
        assert draw["total"] == sum(draw["dice"]) - 2

        prompt = provider.matching(streaming)[-1].prompt
        assert "agility, hard" in prompt and TOLD[draw["outcome"]] in prompt

        (shown,) = (event for event in events if isinstance(event, SceneChanged) and event.change["kind"] == "roll")
        assert shown.change["arguments"] == {name: value for name, value in draw.items() if name != "kind"}
        ledger = await engine.db.read(changes.steps_of, chat.id, (await head(engine, chat)).id, engine.relations)
        assert ledger[0].entry.change.kind == "roll" and ledger[0].before == ledger[0].after


async def test_what_does_not_fit_is_not_rolled_for_and_the_record_says_why(tmp_path: Path) -> None:
    hopeless = RISKY.replace('"hard"', '"hopeless"')
    async with with_dice(tmp_path, hopeless) as (engine, chat, provider):
        events = await say(engine, chat, "I leap across the gap.")
        assert names(events)[-1] == "turn.committed" and await drawn(engine, chat) == []
        (shown,) = (event for event in events if isinstance(event, SceneChanged) and event.change["kind"] == "roll")
        assert shown.change["refused"] == "no such difficulty" and shown.change["arguments"]["difficulty"] == "hopeless"
        assert "Dice were rolled" not in provider.matching(streaming)[-1].prompt
        file = await export_session(engine, chat.id)
    assert await replay(read(file)) == []


async def test_a_swipe_and_an_edited_narrative_keep_the_roll_and_a_reroll_does_not(tmp_path: Path) -> None:
    async with with_dice(tmp_path) as (engine, chat, provider):
        await say(engine, chat, "I leap across the gap.")
        first = await drawn(engine, chat)
        assert await again(engine, chat, instruction="Let Ash succeed.") == first
        (rerolled,) = await again(engine, chat, reroll=True)
        assert rerolled["number"] == 1
        assert await again(engine, chat) == [rerolled]
        provider.on(structured("addressed"), Reply(SAFE))
        assert await again(engine, chat) == [rerolled]
        await play(engine, Request(chat.id, "edit", turn=(await head(engine, chat)).id, narrative="Ash lands."))
        assert await drawn(engine, chat) == [rerolled]


@pytest.mark.parametrize(
    ("answer", "dice"), [(SAFE, True), (RISKY, False), ("no JSON", True), ('{"kind": "act"}', True)]
)
async def test_nothing_is_rolled(tmp_path: Path, answer: str, dice: bool) -> None:
    async with with_dice(tmp_path, answer, dice) as (engine, chat, provider):
        assert names(await say(engine, chat, "I leap across the gap."))[-1] == "turn.committed"
        assert await drawn(engine, chat) == []
        assert "dice" not in provider.matching(streaming)[-1].prompt
        assert all(("dice" in sent.prompt) is dice for sent in provider.matching(structured("addressed")))


async def test_a_classifier_that_is_too_late_rolls_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.engine.asks.DICE_WAIT", 0.05)
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira holds her breath."))
        provider.on(structured("addressed"), Reply(RISKY, first=0.5))
        async with playing(tmp_path, provider, intent_wait=0) as engine:
            chat = await begin(engine)
            await engine.db.write(chats.update, chat.id, engine.now(), {"settings": {"dice": True}})
            await say(engine, chat, "I leap across the gap.")
            assert await drawn(engine, chat) == []


async def test_a_reroll_needs_dice(tmp_path: Path) -> None:
    async with with_dice(tmp_path, dice=False) as (engine, chat, _):
        await say(engine, chat, "I leap across the gap.")
        with pytest.raises(Unprocessable, match="without dice"):
            await again(engine, chat, reroll=True)


async def test_a_replay_draws_what_was_drawn(tmp_path: Path) -> None:
    async with with_dice(tmp_path) as (engine, chat, _):
        await say(engine, chat, "I leap across the gap.")
        await again(engine, chat, reroll=True)
        await again(engine, chat)
        turn = (await head(engine, chat)).id
        await play(engine, Request(chat.id, "edit", "I leap across it.", turn, keep=True))
        file = await export_session(engine, chat.id)
    assert file.count(b'{"type": "draw"') == 4
    assert await replay(read(file)) == []


async def test_an_imported_story_keeps_its_rolls(tmp_path: Path) -> None:
    async with with_dice(tmp_path / "one") as (engine, chat, _):
        await say(engine, chat, "I leap across the gap.")
        rerolled = await again(engine, chat, reroll=True)
        file = await export_session(engine, chat.id)
    async with with_dice(tmp_path / "other", SAFE) as (engine, _, _):
        imported = await import_session(engine, file)
        assert await drawn(engine, imported) == await again(engine, imported) == rerolled


async def test_a_draw_of_a_file_that_cannot_be_is_no_roll(tmp_path: Path) -> None:
    async with with_dice(tmp_path, SAFE) as (engine, chat, provider):
        await say(engine, chat, "I leap across the gap.")
        session = read(await export_session(engine, chat.id))
        bad = {"kind": "roll", "trait": "x" * 10_000, "difficulty": "hard", "number": 0, "dice": [6, 6]}
        last = session.turns[-1]
        last.draws = [DrawLine(turn=last.turn.id, draw=bad)]
        imported = await import_session(engine, write(session))
        assert await again(engine, imported) == []
        assert "dice" not in provider.matching(streaming)[-1].prompt
