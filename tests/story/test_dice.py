from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.llm.schema import schema_of
from chat.story.dice import (
    DIFFICULTIES,
    MAX_TRAIT,
    Risk,
    RiskAnswer,
    Roll,
    accept_risk,
    asked,
    cast_dice,
    draw_of,
    outcome_told,
    roll_change,
    roll_for,
    roll_of,
)  # fmt: skip
from chat.story.intent import IntentAnswer, intent_prompt
from chat.story.models import Change, State
from chat.story.relations import fold, load_relations
from tests.story.cast import CAST, INN

CLIMB = Risk("a steady hand", "hard")
rolls = st.builds(
    Roll,
    st.text(st.characters(categories=["L"]), max_size=MAX_TRAIT),
    st.sampled_from(sorted(DIFFICULTIES)),
    st.integers(0, 9),
    st.tuples(st.integers(1, 6), st.integers(1, 6)),
)


def rolled(risk: Risk | None, *earlier: Roll, reroll: bool = False, seed: int = 4, depth: int = 3) -> Roll | None:
    return roll_for(risk, [draw_of(roll) for roll in earlier], seed=seed, depth=depth, reroll=reroll)


@pytest.mark.parametrize(
    ("difficulty", "dice", "outcome"),
    [
        ("fair", (3, 3), "failure"),
        ("fair", (3, 4), "partial"),
        ("fair", (4, 5), "partial"),
        ("fair", (5, 5), "success"),
        ("easy", (4, 4), "success"),
        ("hard", (4, 4), "failure"),
        ("hard", (6, 6), "success"),
    ],
)
def test_the_outcome_is_the_sum_and_the_difficulty(difficulty: str, dice: tuple[int, int], outcome: str) -> None:
    assert Roll("", difficulty, 0, dice).outcome == outcome


@given(st.integers(0, 1 << 48), st.integers(1, 20_000), st.integers(0, 50))
def test_dice_have_six_sides_and_say_the_same_thing_twice(seed: int, depth: int, number: int) -> None:
    dice = cast_dice(seed, depth, number)
    assert all(1 <= die <= 6 for die in dice)
    assert dice == cast_dice(seed, depth, number)


def test_every_side_comes_about_as_often() -> None:
    sides = Counter(die for depth in range(3000) for die in cast_dice(7, depth, 0))
    assert sorted(sides) == [1, 2, 3, 4, 5, 6]
    assert all(850 < often < 1150 for often in sides.values())


@given(rolls)
def test_a_roll_is_read_back_as_it_was_stored(roll: Roll) -> None:
    assert roll_of(draw_of(roll)) == roll


@given(rolls, st.sampled_from(["kind", "trait", "difficulty", "number", "dice"]))
def test_a_roll_that_cannot_be_ours_is_none(roll: Roll, damaged: str) -> None:
    values: list[Any] = [None, [], {}, -1, True, "x", [0, 7], [1], [True, 2]]
    for value in values:
        draw: dict[str, Any] = {**draw_of(roll), damaged: value}
        if damaged != "trait" or not isinstance(value, str):
            assert roll_of(draw) is None


@given(rolls)
def test_a_swipe_keeps_the_roll_whatever_the_classifier_says_now(roll: Roll) -> None:
    assert rolled(None, roll) == rolled(CLIMB, roll) == roll


@given(rolls)
def test_a_reroll_is_of_the_same_risk_with_other_dice(roll: Roll) -> None:
    again = rolled(CLIMB, roll, reroll=True, depth=3)
    assert again == Roll(roll.trait, roll.difficulty, roll.number + 1, cast_dice(4, 3, roll.number + 1))


def test_nothing_is_rolled_for_what_is_certain() -> None:
    assert rolled(None) is None
    assert rolled(None, reroll=True) is None


def test_another_wording_rolls_no_better() -> None:
    one, other = rolled(Risk("luck", "fair")), rolled(Risk("wit", "fair"))
    assert one and other and one.dice == other.dice


@pytest.mark.parametrize(
    ("answer", "risk"),
    [
        ({"uncertain": True, "trait": " a  steady hand ", "difficulty": "hard"}, CLIMB),
        ({"uncertain": True, "trait": "x" * MAX_TRAIT}, Risk("x" * MAX_TRAIT, "fair")),
        ({"uncertain": False, "trait": "luck"}, None),
        ({}, None),
    ],
)
def test_what_is_taken_of_an_answer(answer: dict[str, Any], risk: Risk | None) -> None:
    assert accept_risk(RiskAnswer.model_validate({"kind": "act", **answer})) == risk


@pytest.mark.parametrize(
    ("answer", "reasons"),
    [
        ({"difficulty": "hopeless"}, ["no such difficulty"]),
        ({"trait": "x " * MAX_TRAIT}, [f"the trait is longer than {MAX_TRAIT} characters"]),
        ({"trait": "x" * 99, "difficulty": ""}, ["the trait is longer than 40 characters", "no such difficulty"]),
    ],
)
def test_what_does_not_fit_is_refused_and_not_rolled_for(answer: dict[str, Any], reasons: list[str]) -> None:
    refused = accept_risk(RiskAnswer.model_validate({"kind": "act", "uncertain": True, **answer}))
    assert isinstance(refused, Change) and [item.reason for item in refused.refused] == reasons
    assert all(len(value) <= MAX_TRAIT + 1 for value in refused.arguments.values())
    assert fold(State(scene=INN), "t_1", 1, [refused], load_relations()) == State(scene=INN)


def test_the_schema_bounds_what_is_read_whatever_it_is() -> None:
    properties = schema_of(RiskAnswer)["properties"]
    assert properties["trait"] == {"type": "string", "maxLength": MAX_TRAIT}
    assert properties["difficulty"] == {"type": "string", "enum": list(DIFFICULTIES)}


def test_an_answer_that_was_not_asked_about_dice_risks_nothing() -> None:
    assert accept_risk(IntentAnswer(kind="attack")) is None


def test_without_dice_neither_prompt_nor_schema_speak_of_them() -> None:
    prompt = intent_prompt("I jump.", CAST, INN.present, "")
    assert "uncertain" not in str(prompt) + str(schema_of(IntentAnswer))
    assert "uncertain" in str(schema_of(RiskAnswer))
    assert [part.name for part in prompt.parts[0][1]] == ["system"]


def test_with_dice_the_question_has_one_section_more() -> None:
    without, with_dice = (intent_prompt("I jump.", CAST, INN.present, "", dice) for dice in ("", asked("Ash")))
    system, dice = with_dice.parts[0][1]
    assert (system, with_dice.parts[1]) == (without.parts[0][1][0], without.parts[1])
    assert "only if Ash tries something that may fail" in dice.text
    assert all(f"- {difficulty}: " in dice.text for difficulty in DIFFICULTIES)


@given(rolls)
def test_the_narrator_is_told_what_happens_and_no_number(roll: Roll) -> None:
    told = outcome_told(roll, "Ash")
    assert roll.difficulty in told and "This outcome stands" in told
    assert not any(letter.isdigit() and letter.isascii() for letter in told.replace(roll.trait, ""))


def test_the_ledger_shows_the_roll_and_the_fold_passes_it_over() -> None:
    change = roll_change(Roll("luck", "easy", 1, (6, 1)))
    assert (change.kind, change.operation) == ("roll", "roll")
    assert change.arguments == {
        "trait": "luck", "difficulty": "easy", "number": 1, "dice": [6, 1], "modifier": 2, "total": 9,
        "outcome": "partial",
    }  # fmt: skip
    state = State(scene=INN)
    assert fold(state, "t_1", 1, [change], load_relations()) == state
