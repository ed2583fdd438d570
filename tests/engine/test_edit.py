"""An edit that keeps what follows: the turns hang under the new sibling, are folded anew, and nothing is lost."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.commands.tree import redo, undo
from chat.db import changes, chats, snapshots, turns
from chat.engine import records
from chat.engine.engine import Engine
from chat.errors import StorageError, Unprocessable
from chat.story.models import State
from chat.story.relations import state_to_json
from chat.turn import Request, accept, stop, tell
from tests.engine.playing import begin, head, names, play, playing, say, until
from tests.provider import Provider, Reply, structured

pytestmark = pytest.mark.usefixtures("no_models")


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        yield provider


def helped(quote: str) -> Reply:
    acts = [{"act": "helped", "strength": 2, "quote": quote}]
    return Reply(json.dumps({"acts": acts, "mood": "", "view": ""}))


async def state(engine: Engine, chat: chats.Chat, turn: str | None = None) -> State:
    return await engine.db.read(changes.state_at, chat.id, turn or (await head(engine, chat)).id, engine.relations)


async def path(engine: Engine, chat: chats.Chat) -> list[str]:
    return (await engine.path(chat.id, (await head(engine, chat)).id)).turns


async def played(engine: Engine, count: int = 3) -> tuple[chats.Chat, list[turns.Turn]]:
    chat = await begin(engine)
    made = []
    for number in range(1, count + 1):
        await say(engine, chat, f"I lift the havy sack number {number}.")
        made.append(await head(engine, chat))
    return chat, made


async def test_a_kept_edit_mends_a_turn_and_keeps_what_follows(provider: Provider, tmp_path: Path) -> None:
    provider.on(structured("acts"), helped("You came back"))
    async with playing(tmp_path, provider) as engine:
        chat, (first, second, third) = await played(engine)
        before, old_path = await state(engine, chat), await path(engine, chat)
        narrations = sum(request.stream for request in provider.requests)
        provider.on(structured("acts"), Reply('{"acts": [], "mood": "", "view": ""}'))

        events = await play(engine, Request(chat.id, "edit", "I lift the heavy sack.", first.id, keep=True))

        assert names(events)[-1] == "turn.committed"
        assert sum(request.stream for request in provider.requests) == narrations
        assert (await head(engine, chat)).id == third.id
        mended = await engine.db.read(turns.get, (await engine.db.read(turns.get, second.id)).parent or "")
        assert (mended.text, mended.narrative) == ("I lift the heavy sack.", first.narrative)
        assert (await engine.db.read(turns.get, first.id)).text == first.text
        assert await path(engine, chat) == [*old_path[:-3], mended.id, second.id, third.id]

        now = await state(engine, chat)
        await engine.db.write(snapshots.drop, chat.id, 0)
        assert now == await state(engine, chat)
        assert now.pairs[chat.members[1].id, chat.persona] != before.pairs[chat.members[1].id, chat.persona]

        assert (await undo(engine, chat.id)).head == third.id
        assert await path(engine, chat) == old_path and await state(engine, chat) == before
        await redo(engine, chat.id)
        assert (await path(engine, chat))[-3] == mended.id and await state(engine, chat) == now


async def test_kept_edits_are_undone_one_inside_the_other(provider: Provider, tmp_path: Path) -> None:
    provider.on(structured("acts"), helped("You came back"))
    async with playing(tmp_path, provider) as engine:
        chat, (first, second, _) = await played(engine)

        async def seen() -> tuple[str, list[str]]:
            await engine.db.write(snapshots.drop, chat.id, 0)
            return json.dumps(state_to_json(await state(engine, chat))), await path(engine, chat)

        was = [await seen()]
        provider.on(structured("acts"), Reply("no answer"))
        for turn in (second, first):
            await play(engine, Request(chat.id, "edit", "I lift the heavy sack.", turn.id, keep=True))
            was.append(await seen())
        provider.on(structured("acts"), Reply('{"acts": [], "mood": "happy", "view": ""}'))
        await say(engine, chat, "I wait.")  # and both are caught up with
        last = await seen()
        await undo(engine, chat.id)
        caught_up = await seen()  # without the last turn, which the edits do not need for that
        assert len({found for found, _ in (*was, caught_up, last)}) == 5

        for before in was[1::-1]:
            await undo(engine, chat.id)
            assert await seen() == before
        for after in (was[1], caught_up, last):
            await redo(engine, chat.id)
            assert await seen() == after


async def test_undoing_a_kept_edit_takes_back_what_was_caught_up_with_since(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat, (first, _) = await played(engine, 2)
        provider.on(structured("acts"), Reply("no answer"))
        await say(engine, chat, "I lift the havy sack.")
        before = await state(engine, chat)
        assert any(pair.stale for pair in before.pairs.values())

        await play(engine, Request(chat.id, "edit", "I lift the heavy sack.", first.id, keep=True))
        provider.on(structured("acts"), Reply('{"acts": [], "mood": "happy", "view": ""}'))
        await say(engine, chat, "I wait.")
        after = await state(engine, chat)
        assert not any(pair.stale for pair in after.pairs.values())

        await undo(engine, chat.id)
        await undo(engine, chat.id)
        assert json.dumps(state_to_json(await state(engine, chat))) == json.dumps(state_to_json(before))

        await redo(engine, chat.id)
        await redo(engine, chat.id)
        assert json.dumps(state_to_json(await state(engine, chat))) == json.dumps(state_to_json(after))


async def test_what_still_settles_when_a_kept_edit_is_undone_catches_up_with_nothing(
    provider: Provider, tmp_path: Path
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat, (first, _) = await played(engine, 2)
        provider.on(structured("acts"), Reply("no answer"))
        await say(engine, chat, "I lift the havy sack.")
        before = await state(engine, chat)
        await play(engine, Request(chat.id, "edit", "I lift the heavy sack.", first.id, keep=True))

        answer = asyncio.Event()
        provider.on(structured("acts"), Reply('{"acts": [], "mood": "happy", "view": ""}', headers_after=answer))
        accepted = await accept(engine, Request(chat.id, "message", "I wait."))
        assert accepted.run is not None
        async with aclosing(tell(engine, accepted.run)) as telling:
            await until(telling, "narrative.done")
            settling = asyncio.create_task(until(telling, "turn.committed"))
            await undo(engine, chat.id)
            await undo(engine, chat.id)
            answer.set()
            await settling
        assert await state(engine, chat) == before


@pytest.mark.parametrize("broken", ["stopped", "refused"])
async def test_a_kept_edit_is_told_as_soon_as_it_is_accepted(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    """Whatever happens then, the turns that follow it hang under a whole one."""
    async with playing(tmp_path, provider) as engine:
        chat, (first, second) = await played(engine, 2)
        edit = Request(chat.id, "edit", "I lift the heavy sack.", first.id, keep=True)
        accepted = await accept(engine, edit)
        assert accepted.run is not None
        if broken == "stopped":
            await stop(engine, accepted.turn_id)
        else:
            monkeypatch.setattr(records, "save_told", _refused)
        async with aclosing(tell(engine, accepted.run)) as told:
            ends = names([event async for event in told])[-1]
        assert ends == "turn.committed"

        mended = await engine.db.read(turns.get, accepted.turn_id)
        assert (mended.narrative, mended.error) == (first.narrative, None)
        assert mended.status == "committed"
        assert (await path(engine, chat))[-2:] == [mended.id, second.id]


def _blank(db: Connection, turn: str) -> None:
    db.execute("UPDATE turn SET narrative = '' WHERE id = ?", (turn,))


def _refused(*arguments: object) -> None:
    raise StorageError("The disk is full.")


async def test_a_quote_that_the_edit_took_away_is_no_evidence(provider: Provider, tmp_path: Path) -> None:
    provider.on(structured("acts"), helped("I lift the havy sack"))
    async with playing(tmp_path, provider) as engine:
        chat, (first, second) = await played(engine, 2)
        await play(engine, Request(chat.id, "edit", "I lift the heavy sack.", first.id, keep=True))
        mended = (await engine.db.read(turns.get, second.id)).parent or ""
        made = [
            step.entry.change
            for step in await engine.db.read(changes.steps_of, chat.id, mended, engine.relations)
            if step.entry.change.kind == "pair"
        ]
        assert made and not any(change.acts for change in made)
        assert all("not in the turn" in change.refused[0].reason for change in made)


async def test_the_user_s_corrections_and_the_label_go_with_the_mended_turn(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat, (first, second) = await played(engine, 2)
        await engine.db.write(turns.set_label, first.id, "The sack")
        await play(engine, Request(chat.id, "edit", None, first.id, "She lifts it herself.", keep=True))
        mended = await engine.db.read(turns.get, (await engine.db.read(turns.get, second.id)).parent or "")
        assert (mended.label, mended.narrative, mended.text) == ("The sack", "She lifts it herself.", first.text)


async def test_there_must_be_something_told_to_keep(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat, (first, _) = await played(engine, 2)
        await engine.db.write(_blank, first.id)
        with pytest.raises(Unprocessable, match="Nothing was told"):
            await play(engine, Request(chat.id, "edit", "Another text.", first.id, keep=True))


async def test_at_the_head_there_is_nothing_to_keep_and_the_edit_is_the_head(
    provider: Provider, tmp_path: Path
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat, (first, last) = await played(engine, 2)
        await play(engine, Request(chat.id, "edit", "I lift it.", last.id, keep=True))
        mended = await head(engine, chat)
        assert (mended.parent, mended.text, mended.narrative) == (first.id, "I lift it.", last.narrative)
