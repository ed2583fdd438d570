"""The fold as examples; tests/story/test_fold.py has its laws."""

from dataclasses import replace
from pathlib import Path

import pytest

from chat.errors import SetupError
from chat.story import relations
from chat.story.models import Act, Change, Pair, State
from chat.story.relations import describe, fold, load_relations, mood_at

TABLE = load_relations()


def acts(*names: str, strength: int = 1) -> Change:
    return Change("pair", "model", "c_1", "c_0", acts=tuple(Act(name, strength, "a few words") for name in names))


def told(*turns: Change) -> Pair:
    """The pair after one change a turn, from depth 1 on."""
    state = State()
    for depth, change in enumerate(turns, 1):
        state = fold(state, f"t_{depth}", depth, [change], TABLE)
    return state.pairs["c_1", "c_0"]


def test_an_act_moves_what_the_table_says_times_its_strength() -> None:
    moves = TABLE.acts["helped"].moves
    assert told(acts("helped", strength=2)).axes["trust"] == 2 * moves["trust"]


def test_the_same_act_again_counts_for_less_until_it_is_forgotten() -> None:
    once = told(acts("saved")).axes["trust"]
    twice = told(acts("saved"), acts("saved")).axes["trust"]
    nothing = [acts()] * TABLE.repeat.window
    later = told(acts("saved"), *nothing, acts("saved")).axes["trust"]
    assert once < twice < 2 * once == later


def test_fear_does_not_fall_below_nothing() -> None:
    assert told(acts("comforted", strength=3)).axes["fear"] == 0


def test_one_turn_moves_an_axis_by_its_cap_at_most() -> None:
    cruel = acts("betrayed", "attacked", "harmed", "abandoned", strength=3)
    assert told(cruel).axes["trust"] == -TABLE.axes["trust"].cap


def test_the_cap_holds_for_all_changes_of_a_turn_together() -> None:
    state = fold(State(), "t_1", 1, [acts("betrayed", strength=3)] * 5, TABLE)
    assert state.pairs["c_1", "c_0"].axes["trust"] == -TABLE.axes["trust"].cap


def test_the_end_of_an_axis_does_not_widen_the_cap() -> None:
    turn = acts("comforted", "attacked", "harmed", "threatened", strength=3)
    assert told(turn).axes["fear"] == TABLE.axes["fear"].cap


def test_an_act_the_table_does_not_know_moves_nothing() -> None:
    assert told(acts("set trust to 100")).axes == TABLE.neutral.axes


def test_a_mood_fades_to_neutral() -> None:
    pair = told(Change("pair", "model", "c_1", "c_0", mood="angry"))
    felt = [mood_at(pair, depth, TABLE) for depth in range(1, 9)]
    assert felt == ["angry"] * (TABLE.moods["angry"] + 1) + ["neutral"] * (7 - TABLE.moods["angry"])


def test_a_view_stays_until_there_is_another() -> None:
    first = replace(acts("helped"), view="Kind enough.")
    assert told(first, acts("helped")).view == "Kind enough."


def test_a_failed_update_keeps_the_value_and_is_owed_until_it_is_caught_up() -> None:
    stale = Change("pair", "model", "c_1", "c_0", stale=True)
    owed = told(acts("helped"), stale, acts("helped"))
    assert (owed.stale, owed.stale_turns) == (True, ("t_2",))

    caught_up = fold(State(), "t_2", 2, [stale, acts("gave")], TABLE).pairs["c_1", "c_0"]
    assert (caught_up.stale, caught_up.stale_turns) == (False, ())
    assert caught_up.axes["affection"] > 0


def test_the_order_in_the_ledger_decides_whether_an_update_is_owed() -> None:
    stale = Change("pair", "model", "c_1", "c_0", stale=True)
    assert fold(State(), "t_1", 1, [acts("gave"), stale], TABLE).pairs["c_1", "c_0"].stale


def test_a_correction_sets_the_value_within_the_axis() -> None:
    def corrected(value: int) -> Change:
        return Change("correction", "user", "c_1", "c_0", arguments={"axis": "fear", "value": value})

    assert told(corrected(40)).axes["fear"] == 40
    assert told(corrected(999)).axes["fear"] == 100
    assert told(corrected(-5)).axes["fear"] == 0


def test_a_pin_holds_against_the_model_until_it_is_taken_away() -> None:
    pin = Change("correction", "user", "c_1", "c_0", arguments={"axis": "trust", "value": 40, "pin": True})
    unpin = Change("pin", "user", "c_1", "c_0", operation="unpin", arguments={"axis": "trust"})
    held = told(pin, acts("betrayed", strength=3))
    assert (held.axes["trust"], held.pinned) == (40, {"trust": 40})
    assert held.axes["affection"] < 0
    free = told(pin, unpin, acts("betrayed", strength=3))
    assert (free.axes["trust"], free.pinned) == (40 - 24, {})


def test_correcting_a_pinned_value_pins_the_new_one() -> None:
    pin = Change("pin", "user", "c_1", "c_0", operation="pin", arguments={"axis": "trust"})
    correct = Change("correction", "user", "c_1", "c_0", arguments={"axis": "trust", "value": -7})
    assert told(acts("saved"), pin).pinned == {"trust": 6}
    assert told(acts("saved"), pin, correct).pinned == {"trust": -7}


def test_a_pair_in_words() -> None:
    pair = Pair({"trust": -70, "affection": 8, "respect": 0, "fear": 30, "attraction": 2}, mood="angry", mood_depth=3)
    text = "Mira deeply distrusts, likes and fears Ash. Towards Ash, Mira is angry now."
    assert describe(pair, 4, "Mira", "Ash", TABLE) == text
    assert describe(TABLE.neutral, 4, "Mira", "Ash", TABLE) == "Mira has no strong feelings about Ash."


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[axes.trust]", "[axes.loyalty]", "the axes must be"),
        ("neutral = 0", "", "neutral is missing"),
        ("trust = 3, affection = 2", "loyalty = 3", "unknown axis loyalty"),
        ("cap = 25", "cap = 'high'", "axes.trust.cap"),
        ("[repeat]", "[repeat", "Expected"),
    ],
)
def test_a_damaged_table_is_named_with_its_fault(tmp_path: Path, old: str, new: str, problem: str) -> None:
    path = tmp_path / "relations.toml"
    shipped = Path(relations.__file__).with_suffix(".toml").read_text()
    path.write_text(shipped.replace(old, new, 1))
    with pytest.raises(SetupError, match=problem) as caught:
        load_relations(path)
    assert "relations.toml" in caught.value.message


def test_the_table_has_words_for_every_value() -> None:
    for axis in TABLE.axes.values():
        lowest = [low for low, _ in axis.bands]
        assert lowest == sorted(lowest)
        assert lowest[0] == axis.low
        assert axis.words(0) == ""


def test_every_act_moves_something_and_explains_itself() -> None:
    for name, rule in TABLE.acts.items():
        assert rule.moves, name
        assert "{t}" in rule.says and "{s}" in rule.says, name
