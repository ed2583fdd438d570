"""The laws of the fold, over random ledgers."""

import json
from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from chat.story.models import AXES, Act, Change, State
from chat.story.relations import fold, load_relations, state_from_json, state_to_json
from chat.story.scene_operations import OPERATIONS

TABLE = load_relations()
MEMBERS = ("c_0", "c_1", "c_2")
Ledger = Sequence[Sequence[Change]]  # the changes of each turn, from depth 1 on

ends = st.permutations(MEMBERS).map(lambda order: order[:2])
words = st.sampled_from(["mill", "lamp", "Ash", "lame", "find Tom"])
act = st.builds(Act, st.sampled_from([*TABLE.acts, "unheard_of"]), st.integers(0, 5), st.just("three plain words"))


@st.composite
def pair_change(draw: st.DrawFn) -> Change:
    source, target = draw(ends)
    if draw(st.integers(0, 4)) == 0:
        return Change("pair", "model", source, target, stale=True)
    acts = tuple(draw(st.lists(act, max_size=4)))
    mood = draw(st.sampled_from([None, *TABLE.moods, "odd"]))
    return Change("pair", "model", source, target, acts, mood=mood, view=draw(st.none() | words))


@st.composite
def correction(draw: st.DrawFn) -> Change:
    source, target = draw(ends)
    axis = draw(st.sampled_from([*AXES, "odd"]))
    arguments = {"axis": axis, "value": draw(st.integers(-500, 500)), "pin": draw(st.booleans())}
    kind = draw(st.sampled_from(["correction", "pin"]))
    operation = draw(st.sampled_from([None, "pin", "unpin"])) if kind == "pin" else None
    return Change(kind, "user", source, target, operation=operation, arguments=arguments)  # type: ignore[arg-type]


@st.composite
def scene_change(draw: st.DrawFn) -> Change:
    operation = draw(st.sampled_from([*OPERATIONS, "fly", None]))
    number = st.none() | st.integers(-10, 100_000)
    names = {"place", "item", "holder", "condition", "thread"}
    arguments: dict[str, object] = {name: draw(words) for name in sorted(names)}
    arguments |= {"minutes": draw(number), "day": draw(number), "flashback": draw(st.booleans())}
    arguments["member"] = draw(st.sampled_from(MEMBERS))
    return Change("scene", "model", operation=operation, arguments=arguments)


law = settings(max_examples=25, deadline=None)  # the fast tier has seconds; slow machines have no deadline
turn = st.lists(st.one_of(pair_change(), pair_change(), correction(), scene_change()), max_size=5)
ledger = st.lists(turn, max_size=8)


def folded(turns: Ledger, state: State | None = None, *, depth: int = 0) -> list[State]:
    """The state after each turn, the first one before them all."""
    states = [state or State()]
    for number, changes in enumerate(turns, depth + 1):
        states.append(fold(states[-1], f"t_{number}", number, changes, TABLE))
    return states


@law
@given(ledger)
def test_every_value_stays_on_its_axis(turns: Ledger) -> None:
    for pair in folded(turns)[-1].pairs.values():
        assert tuple(pair.axes) == AXES
        for name, axis in TABLE.axes.items():
            assert axis.low <= pair.axes[name] <= axis.high
        assert pair.stale == bool(pair.stale_turns)


@law
@given(ledger)
def test_the_same_ledger_gives_the_same_state(turns: Ledger) -> None:
    assert folded(turns) == folded(turns)


@law
@given(ledger, st.integers(0, 8))
def test_folding_on_from_any_snapshot_equals_the_whole(turns: Ledger, cut: int) -> None:
    cut = min(cut, len(turns))
    whole = folded(turns)
    snapshot = state_from_json(json.loads(json.dumps(state_to_json(whole[cut]))))
    assert snapshot == whole[cut]
    assert folded(turns[cut:], snapshot, depth=cut)[-1] == whole[-1]


@law
@given(ledger)
def test_one_change_at_a_time_equals_a_turn_at_once(turns: Ledger) -> None:
    state = State()
    for depth, changes in enumerate(turns, 1):
        for change in changes:
            state = fold(state, f"t_{depth}", depth, [change], TABLE)
    assert state == folded(turns)[-1]


@law
@given(ledger, st.randoms(use_true_random=False))
def test_the_order_of_different_pairs_does_not_matter(turns: Ledger, random: object) -> None:
    def by_pair(changes: Sequence[Change]) -> Sequence[Change]:
        keys = sorted({(change.source or "", change.target or "") for change in changes})
        random.shuffle(keys)  # type: ignore[attr-defined]
        return sorted(changes, key=lambda change: keys.index((change.source or "", change.target or "")))

    assert folded([by_pair(changes) for changes in turns])[-1] == folded(turns)[-1]


@law
@given(ledger)
def test_a_model_moves_an_axis_by_its_cap_a_turn_at_most(turns: Ledger) -> None:
    only_models = [[change for change in changes if change.by == "model"] for changes in turns]
    for before, after in pairwise(folded(only_models)):
        for key, pair in after.pairs.items():
            old = before.pairs.get(key, TABLE.neutral)
            for name, axis in TABLE.axes.items():
                assert abs(pair.axes[name] - old.axes[name]) <= axis.cap


@law
@given(ledger)
def test_a_pinned_axis_is_moved_by_the_user_only(turns: Ledger) -> None:
    state = State()
    for depth, changes in enumerate(turns, 1):
        for change in changes:
            after = fold(state, f"t_{depth}", depth, [change], TABLE)
            for key, pair in after.pairs.items():
                assert all(pair.axes[name] == value for name, value in pair.pinned.items())
                if change.by == "model":
                    assert pair.pinned == state.pairs.get(key, TABLE.neutral).pinned
            state = after


@law
@given(ledger, st.data())
def test_catching_up_later_equals_an_update_in_time(turns: Ledger, data: st.DataObject) -> None:
    """A failed update, then its catch-up at the end of the same turn's ledger, as if it had not failed."""
    late = data.draw(pair_change().filter(lambda change: not change.stale))
    at = data.draw(st.integers(0, len(turns)))
    failed = Change("pair", "model", late.source, late.target, stale=True)
    in_time = [*turns[:at], [late], *turns[at:]]
    caught_up = [*turns[:at], [failed, late], *turns[at:]]
    assert folded(caught_up)[-1] == folded(in_time)[-1]


@law
@given(ledger)
def test_without_a_flashback_the_clock_never_runs_backwards(turns: Ledger) -> None:
    state = State()
    for depth, changes in enumerate(turns, 1):
        for change in changes:
            after = fold(state, f"t_{depth}", depth, [change], TABLE)
            if not change.arguments.get("flashback"):
                assert (after.scene.day, after.scene.minutes) >= (state.scene.day, state.scene.minutes)
            state = after
