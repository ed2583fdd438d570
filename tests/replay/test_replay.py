"""A session is played again without any model; whatever is not as it was is named at the first turn."""

import json
from dataclasses import replace as changed
from pathlib import Path

import pytest

from chat.commands.cast import Newcomer, join
from chat.commands.corrections import Correction, correct, lift
from chat.commands.create import NewChat, create_chat
from chat.commands.tree import delete_turn, move_head, undo
from chat.db import chats, turns
from chat.engine.engine import Engine
from chat.formats.session import Session, read, write
from chat.replay.replay import replay
from chat.replay.tree import Tree
from chat.story import pairs
from chat.turn import Request
from tests.engine.playing import begin, head, play, playing, say
from tests.provider import Provider, streaming, structured
from tests.replay.conftest import HELPED, narration
from tests.replies import Reply
from tests.session_files import export_session, import_session


@pytest.mark.parametrize("reopen", [False, True])
async def test_what_nobody_has_touched_is_equal(session: Session, reopen: bool) -> None:
    assert await replay(session, reopen=reopen) == []


async def test_a_changed_reply_is_named_at_its_turn(session: Session) -> None:
    call = narration(session)
    call.chunks = [(0.0, "Nobody carries anything.")]
    found = await replay(session)
    assert [(difference.turn, difference.what) for difference in found] == [(call.turn, "event")]
    assert "carry the heavy sack" in str(found[0]) and "Nobody carries anything." in str(found[0])


async def test_a_changed_answer_of_the_classifier_is_named_at_its_turn(session: Session) -> None:
    told = next(told for told in reversed(session.turns) if told.changes)
    call = next(call for call in told.calls if call.purpose.startswith("pair:"))
    assert call.completion is not None
    call.completion.text = '{"acts": [], "mood": "calm", "view": ""}'
    found = await replay(session)
    assert [(difference.turn, difference.what) for difference in found] == [(told.turn.id, "event")]


async def test_a_changed_prompt_is_named_with_its_section_and_lenient_goes_on(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    sections = pairs.PROMPT.sections

    def sloppy(values: pairs.PairInput) -> object:
        return sections(changed(values, feelings="You may guess."))

    monkeypatch.setattr(pairs.PROMPT, "sections", sloppy)
    found = await replay(session)
    assert len(found) == 1 and found[0].what == "prompt" and found[0].name == "pair:Ash>Mira, section question"
    assert "+Until now: You may guess." in str(found[0])
    more = await replay(session, lenient=True)
    assert found[0] == more[0] and {difference.what for difference in more} == {"prompt"}
    played = [told.turn.id for told in session.turns if told.calls]
    assert {difference.turn for difference in more} == set(played)


async def test_a_changed_rule_is_named_at_the_first_turn_it_touches(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(told for told in session.turns if told.changes)

    def tame(engine: Engine) -> None:
        axes = {name: axis.model_copy(update={"high": 1}) for name, axis in engine.relations.axes.items()}
        engine.relations = engine.relations.model_copy(update={"axes": axes})

    monkeypatch.setattr("chat.replay.player.ReplayEngine._begin_work", tame)
    found = await replay(session)
    assert [(difference.turn, difference.what) for difference in found] == [(first.turn.id, "state")]


async def test_what_an_edit_kept_is_played_before_it_and_hung_under_it(tmp_path: Path, no_models: None) -> None:
    async with Provider() as provider, playing(tmp_path / "data", provider) as engine:
        chat = await begin(engine)
        await say(engine, chat, "I lift the havy sack.")
        mistaken = await head(engine, chat)
        await say(engine, chat, "I set it down.")
        await join(engine, chat.id, Newcomer("Tom", "The carter."))
        await say(engine, chat, '"Tom!" I call.')
        await play(engine, Request(chat.id, "edit", "I lift the heavy sack.", mistaken.id, keep=True))
        await say(engine, chat, "I go on.")
        session = read(await export_session(engine, chat.id))
    assert [record.line.text for record in Tree(session).moved] == ["I set it down."]
    assert [str(difference) for difference in await replay(session)] == []
    assert [str(difference) for difference in await replay(session, reopen=True)] == []


async def test_what_the_user_said_later_or_lifted_is_played_at_its_moment(tmp_path: Path, no_models: None) -> None:
    async with Provider() as provider, playing(tmp_path / "data", provider) as engine:
        chat = await begin(engine)
        await say(engine, chat, "I carry the sack.")
        old = await head(engine, chat)
        pinned, _ = await correct(engine, chat.id, Correction("pin", "Mira", "Ash", "trust", 80))
        await say(engine, chat, "I carry the sack on.")
        newer = await head(engine, chat)
        await move_head(engine, chat.id, old.id, None)
        late, _ = await correct(engine, chat.id, Correction("correction", "Mira", "Ash", "fear", 80))
        await lift(engine, chat.id, pinned.entry.id)
        await say(engine, chat, "I go home.")
        await play(engine, Request(chat.id, "regenerate", turn=old.id))
        await move_head(engine, chat.id, newer.id, None)
        await lift(engine, chat.id, late.entry.id)
        await say(engine, chat, "I rest.")
        session = read(await export_session(engine, chat.id))
        other = await import_session(engine, write(session))
        again = read(await export_session(engine, other.id))
    order = {told.turn.id: number for number, told in enumerate(session.turns)}
    moments = [
        (line.arguments["axis"], line.said_at and order[line.said_at], line.lifted_at and order[line.lifted_at])
        for told in session.turns
        for line in told.changes
        if line.by == "user"
    ]
    assert moments == [("trust", 2, 3), ("fear", 3, 5), ("fear", None, None)]
    assert [line.lifted_at is None for told in again.turns for line in told.changes if line.by == "user"] == [
        False, False, True,
    ]  # fmt: skip
    assert [str(difference) for difference in await replay(session)] == []
    assert [str(difference) for difference in await replay(session, reopen=True)] == []


async def test_who_never_joined_as_that_was_lifted_was_there_until_then(tmp_path: Path, no_models: None) -> None:
    async with Provider() as provider, playing(tmp_path / "data", provider) as engine:
        provider.on(streaming, Reply("Tom and Mira carry the heavy sack inside."))
        provider.on(structured("acts"), Reply(json.dumps(HELPED)))
        chat = await begin(engine)
        await say(engine, chat, "I carry the sack.")
        joined, _ = await join(engine, chat.id, Newcomer("Tom"))
        await say(engine, chat, "I help Tom.")
        await lift(engine, chat.id, joined.entry.id)
        await say(engine, chat, "I rest.")
        session = read(await export_session(engine, chat.id))
    assert [str(difference) for difference in await replay(session)] == []
    assert [str(difference) for difference in await replay(session, reopen=True)] == []


async def test_a_chat_without_a_turn_is_equal(tmp_path: Path, no_models: None) -> None:
    async with Provider() as provider, playing(tmp_path / "data", provider) as engine:
        chat = await create_chat(engine, NewChat(["c_mill_1"], "Ash", greeting=None))
        assert await replay(read(await export_session(engine, chat.id))) == []


@pytest.fixture
async def patched(tmp_path: Path, no_models: None) -> Session:
    """Told with other settings, another persona and another table from turn to turn."""
    async with Provider() as provider, playing(tmp_path / "data", provider) as engine:
        chat = await begin(engine)
        await say(engine, chat, "I lift the sack.")
        for values in (
            {"settings": {"author_note": "It rains.", "temperature": 0.3}},
            {"persona": {"name": "Ashe", "description": "Afraid of water."}},
            {"settings": {"author_note": None, "temperature": None}, "persona": {"name": "Ash", "description": ""}},
        ):
            await engine.db.write(chats.update, chat.id, engine.now(), values)
            await say(engine, chat, "I set it down.")
            await say(engine, chat, "I lift it again.")
        return read(await export_session(engine, chat.id))


async def test_each_turn_is_told_with_what_was_set_then(patched: Session) -> None:
    assert [told.turn.terms for told in patched.turns if told.calls] == [None, 1, 1, 2, 2, None, None]
    assert [line.settings.get("author_note") for line in patched.terms] == ["It rains.", "It rains."]
    assert await replay(patched) == []


async def test_other_terms_are_a_difference_at_the_first_turn_that_had_them(patched: Session) -> None:
    patched.terms[1].settings["author_note"] = "It snows."
    found = await replay(patched)
    first = next(told for told in patched.turns if told.turn.terms == 2)
    assert [(difference.turn, difference.what) for difference in found] == [(first.turn.id, "prompt")]
    assert "It snows." in str(found[0])


async def test_a_kept_edit_that_was_undone_is_played_again(tmp_path: Path, no_models: None) -> None:
    async with Provider() as provider, playing(tmp_path / "data", provider) as engine:
        chat = await begin(engine)
        await say(engine, chat, "I lift the havy sack.")
        mistaken = await head(engine, chat)
        await say(engine, chat, "I set it down.")
        kept = await head(engine, chat)
        await play(engine, Request(chat.id, "edit", "I lift the heavy sack.", mistaken.id, keep=True))
        mended = kept.parent and (await engine.db.read(turns.get, kept.id)).parent
        await say(engine, chat, "I go on.")
        between = await head(engine, chat)
        await undo(engine, chat.id)
        await undo(engine, chat.id)
        await say(engine, chat, "I go home.")
        whole = read(await export_session(engine, chat.id))
        assert mended is not None
        await delete_turn(engine, mended)
        cut = read(await export_session(engine, chat.id))
    assert (await replay(whole), await replay(whole, reopen=True)) == ([], [])
    assert not any(record.taken for record in Tree(whole).records if record.told.calls)
    assert [record.line.id for record in Tree(cut).records if record.taken and record.told.calls] == [between.id]
    assert (await replay(cut), await replay(cut, reopen=True)) == ([], [])
