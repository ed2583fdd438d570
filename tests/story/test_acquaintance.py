"""Who has met whom: at the start, by entering, by merging, as the user says; and who is a stranger to the player."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from chat.story.acquaintance import KNEW, START, at_start, pair_key, strangers
from chat.story.models import Change, Scene, State
from chat.story.relations import fold, load_relations, state_from_json, state_to_json
from chat.story.scene_operations import MERGE
from tests.story.cast import ASH, CAST, HOLT, MIRA

TABLE = load_relations()
ALONE = State(Scene(present=(ASH.id,)))


def goes(operation: str, who: str) -> Change:
    return Change("cast", "model", operation=operation, arguments={"member": who})


def knew(source: str, target: str) -> Change:
    return Change("correction", "user", source, target, operation=KNEW)


def merge(gone: str, into: str) -> Change:
    return Change("cast", "user", operation=MERGE, arguments={"member": gone, "name": gone, "into": into})


def folded(state: State, *turns: list[Change]) -> State:
    """The turns are t_1, t_2 and so on."""
    for depth, changes in enumerate(turns, 1):
        state = fold(state, f"t_{depth}", depth, changes, TABLE)
    return state


def test_those_there_at_the_start_need_no_turn_to_meet() -> None:
    assert at_start((MIRA.id, ASH.id)) == {(ASH.id, MIRA.id): START}


def test_who_enters_meets_everybody_there_and_keeps_that_turn() -> None:
    state = folded(ALONE, [goes("enter", MIRA.id)], [goes("leave", MIRA.id)], [goes("enter", HOLT.id)])
    assert state.met == {pair_key(ASH.id, MIRA.id): "t_1", pair_key(ASH.id, HOLT.id): "t_3"}
    again = folded(state, [], [], [], [goes("enter", MIRA.id)])
    assert again.met == {**state.met, pair_key(MIRA.id, HOLT.id): "t_4"}


def test_a_moment_together_in_one_turn_is_enough_and_passing_each_other_is_not() -> None:
    with_mira = folded(ALONE, [goes("enter", MIRA.id)])
    met = folded(with_mira, [goes("enter", HOLT.id), goes("leave", MIRA.id)]).met
    missed = folded(with_mira, [goes("leave", MIRA.id), goes("enter", HOLT.id)]).met
    assert pair_key(MIRA.id, HOLT.id) in met and pair_key(MIRA.id, HOLT.id) not in missed


def test_what_was_refused_brings_nobody_together() -> None:
    unknown = Change("cast", "model", operation="enter", arguments={"member": ""})
    assert folded(ALONE, [unknown, goes("leave", HOLT.id)]).met == {}


def test_a_stranger_who_turns_out_to_be_somebody_brings_the_earlier_meeting_along() -> None:
    apart = [goes("enter", HOLT.id)], [goes("leave", HOLT.id), goes("enter", MIRA.id)]
    state = folded(ALONE, *apart, [merge(HOLT.id, MIRA.id)])
    assert state.met == {pair_key(ASH.id, MIRA.id): "t_1"}
    other = folded(ALONE, *apart, [merge(MIRA.id, HOLT.id)])
    assert other.met == {pair_key(ASH.id, HOLT.id): "t_1"}


def test_two_who_knew_each_other_before_have_met_from_the_start() -> None:
    state = folded(ALONE, [goes("enter", MIRA.id), knew(HOLT.id, MIRA.id), knew(MIRA.id, ASH.id)])
    assert state.met == {pair_key(ASH.id, MIRA.id): START, pair_key(MIRA.id, HOLT.id): START}
    assert state.pairs == {}
    merged = folded(state, [], [merge(HOLT.id, ASH.id)])
    assert merged.met == {pair_key(ASH.id, MIRA.id): START}


def test_a_stranger_is_neither_there_nor_met() -> None:
    assert strangers(ALONE, CAST) == [MIRA, HOLT]
    assert strangers(folded(ALONE, [goes("enter", MIRA.id), goes("leave", MIRA.id)]), CAST) == [HOLT]
    assert strangers(State(Scene(present=(ASH.id, HOLT.id))), CAST) == [MIRA]


moves = st.builds(goes, st.sampled_from(["enter", "leave"]), st.sampled_from([ASH.id, MIRA.id, HOLT.id]))
ends = st.permutations([ASH.id, MIRA.id, HOLT.id]).map(lambda order: order[:2])
ledgers = st.lists(st.lists(st.one_of(moves, moves, ends.map(lambda pair: knew(*pair))), max_size=4), max_size=8)


@settings(max_examples=60, deadline=None)
@given(ledgers)
def test_whoever_is_together_has_met_and_nobody_forgets(turns: list[list[Change]]) -> None:
    state = ALONE
    for depth, changes in enumerate(turns, 1):
        after = fold(state, f"t_{depth}", depth, changes, TABLE)
        there = after.scene.present
        assert all(pair_key(one, other) in after.met for one in there for other in there if one != other)
        assert all(after.met[pair] in (turn, START) for pair, turn in state.met.items())
        assert set(after.met.values()) - set(state.met.values()) <= {f"t_{depth}", START}
        kept = state_from_json(json.loads(json.dumps(state_to_json(after))))
        assert list(kept.met.items()) == list(after.met.items())
        state = after
