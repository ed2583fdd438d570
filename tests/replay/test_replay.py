"""A session is played again without any model; whatever is not as it was is named at the first turn."""

from dataclasses import replace as changed

import pytest

from chat.engine.root import Engine
from chat.formats.session import Session
from chat.replay.replay import replay
from chat.story import pairs
from tests.replay.conftest import narration


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
