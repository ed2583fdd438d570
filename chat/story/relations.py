"""What characters feel about each other: the table of axes, acts and moods (relations.toml), and the fold.

A change says what happened; the fold does the arithmetic, in whole numbers, and is total: an act, axis or operation
that the table no longer knows moves nothing, so an old ledger can always be folded with a newer table.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from chat.errors import SetupError
from chat.story.acquaintance import KNEW, START, became, entered, pair_key
from chat.story.models import AXES, Act, Change, Pair, Scene, State
from chat.story.scene_operations import apply

NEUTRAL = "neutral"
OWED = 16  # turns of one pair that can still be caught up; what is older is given up


class Axis(BaseModel):
    """Bounds, the most it moves in a turn, and (lowest value, words) from low to high. Every axis starts at 0."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    low: int = Field(ge=-100, le=0)
    high: int = Field(ge=1, le=100)
    cap: int = Field(ge=1)
    bands: tuple[tuple[int, str], ...]

    def clamp(self, value: int) -> int:
        return _within(self.low, value, self.high)

    def words(self, value: int) -> str:
        return next((words for lowest, words in reversed(self.bands) if lowest <= value), "")


class Rule(BaseModel):
    """An act: what it means, with {s} and {t} for source and target, and what strength 1 moves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    says: str
    moves: Mapping[str, int]


class Repeat(BaseModel):
    """The same act again within `window` turns counts for `percent` of itself, the last value from there on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    window: int = Field(ge=1)
    percent: Annotated[tuple[Annotated[int, Field(ge=0, le=100)], ...], Field(min_length=1)]


class Relations(BaseModel):
    """The whole table. `moods` gives the turns each is felt; `sha256` is that of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    axes: Mapping[str, Axis]
    repeat: Repeat
    moods: Mapping[str, int]
    acts: Mapping[str, Rule]
    sha256: str

    @model_validator(mode="after")
    def _fits(self) -> "Relations":
        if tuple(self.axes) != AXES:
            raise ValueError(f"the axes must be {', '.join(AXES)}")
        if NEUTRAL not in self.moods:
            raise ValueError("the mood neutral is missing")
        if unknown := {axis for rule in self.acts.values() for axis in rule.moves} - set(AXES):
            raise ValueError(f"an act moves the unknown axis {min(unknown)}")
        return self

    @property
    def neutral(self) -> Pair:
        """A pair that nothing has changed yet."""
        return Pair(dict.fromkeys(AXES, 0))


def load_relations(path: Path | None = None) -> Relations:
    """SetupError names the file and what is wrong in it."""
    path = path or Path(__file__).with_name("relations.toml")
    try:
        return parse_relations(path.read_bytes().decode())
    except ValidationError as error:
        first = error.errors()[0]
        problem = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except (OSError, ValueError, TypeError) as error:
        problem = str(error)
    raise SetupError(f"{path} cannot be used: {problem}.", hint="Correct or restore the file.")


@lru_cache(maxsize=16)
def parse_relations(text: str) -> Relations:
    """A ValueError of whatever kind for what is no table."""
    return Relations(**tomllib.loads(text), sha256=hashlib.sha256(text.encode()).hexdigest())


# ---------------------------------------------------------------- the fold


def fold(state: State, turn_id: str, depth: int, changes: Iterable[Change], relations: Relations) -> State:
    """The state after the changes of one turn, in ledger order."""
    pairs, scene, met = dict(state.pairs), state.scene, state.met
    for change in changes:
        if change.source is not None and change.target is not None:
            key = (scene.merged.get(change.source, change.source), scene.merged.get(change.target, change.target))
            if key[0] == key[1] or key[0] in scene.away or key[1] in scene.away:
                continue
            if change.operation == KNEW:
                met = {**met, pair_key(*key): START}
            else:
                pairs[key] = fold_pair(pairs.get(key) or relations.neutral, turn_id, depth, change, relations)
        else:
            after = apply(scene, change)
            for gone in after.merged.keys() - scene.merged.keys():
                pairs = _merge(pairs, gone, after.merged[gone], relations)
                met = became(met, gone, after.merged[gone])
            if after.present is not scene.present:
                met = entered(met, scene.present, after.present, turn_id)
            scene = after
    return State(scene, pairs, met)


def _merge(
    pairs: Mapping[tuple[str, str], Pair], gone: str, into: str, relations: Relations
) -> dict[tuple[str, str], Pair]:
    """One member turned out to be another: what was felt by and for either adds up; what they felt for each other
    stays in the ledger only, and updates still owed to the one who is gone are given up."""
    kept = {key: pair for key, pair in pairs.items() if gone not in key}
    for key, pair in pairs.items():
        source, target = (into if member == gone else member for member in key)
        if gone in key and source != target:
            known = kept.get((source, target), relations.neutral)
            kept[source, target] = _added(known, pair, relations)
    return kept


def _added(pair: Pair, other: Pair, relations: Relations) -> Pair:
    pinned = {**other.pinned, **pair.pinned}
    later = max(pair, other, key=lambda one: one.mood_depth)
    return replace(
        pair,
        axes={
            name: pinned.get(name, axis.clamp(pair.axes[name] + other.axes[name]))
            for name, axis in relations.axes.items()
        },
        mood=later.mood,
        mood_depth=later.mood_depth,
        view=pair.view or other.view,
        pinned=pinned,
        recent=tuple(sorted((*pair.recent, *other.recent))),
    )


def fold_pair(pair: Pair, turn_id: str, depth: int, change: Change, relations: Relations) -> Pair:
    if change.kind in ("correction", "pin"):
        return _correct(pair, change, relations)
    if change.kind != "pair":
        return pair
    owed = pair.stale_turns
    if turn_id in owed:
        owed = tuple(turn for turn in owed if turn != turn_id)
    if change.stale:
        return replace(pair, stale=True, stale_turns=(*owed, turn_id)[-OWED:])
    recent = [earlier for earlier in pair.recent if earlier[0] > depth - relations.repeat.window]
    axes, moved = dict(pair.axes), dict(pair.moved) if pair.moved_in == turn_id else {}
    for act in change.acts:
        if act.act in relations.acts:
            _experience(pair.pinned, axes, moved, act, [name for _, name in recent].count(act.act), relations)
            recent.append((depth, act.act))
    mood, since = pair.mood, pair.mood_depth
    if change.mood is not None and change.mood in relations.moods:
        mood, since = change.mood, depth
    view = pair.view if change.view is None else change.view
    # not by `replace`, which takes as long as all the rest
    return Pair(axes, mood, view, bool(owed), pair.pinned, tuple(recent), since, owed, turn_id, moved)


def _experience(
    pinned: Mapping[str, int], axes: dict[str, int], moved: dict[str, int], act: Act, times: int, relations: Relations
) -> None:
    """Moves the axes of a pair, and what moved in this turn; the same act was there so many times before."""
    falling = relations.repeat.percent
    percent = falling[times] if times < len(falling) else falling[-1]
    strength = _within(1, act.strength, 3) * percent
    for name, move in relations.acts[act.act].moves.items():
        if name not in pinned:
            axis, before, so_far = relations.axes[name], axes[name], moved.get(name, 0)
            whole = move * strength // 100 if move > 0 else -(-move * strength // 100)  # towards nothing
            after = axis.clamp(before + _within(-axis.cap, so_far + whole, axis.cap) - so_far)
            axes[name] = after
            moved[name] = so_far + after - before  # what really moved: the end of an axis hides nothing


def _within(low: int, value: int, high: int) -> int:
    return low if value < low else high if value > high else value


def _correct(pair: Pair, change: Change, relations: Relations) -> Pair:
    """What the user says holds at once, without a cap; a pinned axis then keeps its value until it is unpinned."""
    name, value = change.arguments.get("axis"), change.arguments.get("value")
    if not isinstance(name, str) or name not in relations.axes:
        return pair
    axes, pinned = dict(pair.axes), dict(pair.pinned)
    if isinstance(value, int):
        axes[name] = relations.axes[name].clamp(value)
    if change.operation == "unpin":
        pinned.pop(name, None)
    elif name in pinned or change.kind == "pin" or change.arguments.get("pin"):
        pinned[name] = axes[name]
    return replace(pair, axes=axes, pinned=pinned)


# ---------------------------------------------------------------- reading a pair


def mood_at(pair: Pair, depth: int, relations: Relations) -> str:
    """The mood as it is felt at a depth: it fades to neutral."""
    return pair.mood if depth - pair.mood_depth <= relations.moods.get(pair.mood, -1) else NEUTRAL


def describe(pair: Pair, depth: int, source: str, target: str, relations: Relations) -> str:
    """The pair in one or two sentences for a prompt; source and target are names."""
    verbs = [words for name, axis in relations.axes.items() if (words := axis.words(pair.axes[name]))]
    feels = " and ".join(filter(None, (", ".join(verbs[:-1]), *verbs[-1:])))
    text = f"{source} {feels} {target}." if verbs else f"{source} has no strong feelings about {target}."
    mood = mood_at(pair, depth, relations)
    return text if mood == NEUTRAL else f"{text} Towards {target}, {source} is {mood} now."


# ---------------------------------------------------------------- JSON, for snapshots


def state_to_json(state: State) -> dict[str, Any]:
    """Without who is away: others may join later, and the table of members knows them."""
    scene = asdict(state.scene)
    del scene["away"]
    return {
        "scene": _plain(scene),
        "pairs": [[source, target, _plain(asdict(pair))] for (source, target), pair in state.pairs.items()],
        "met": [[one, other, turn] for (one, other), turn in state.met.items()],
    }


def state_from_json(value: Mapping[str, Any]) -> State:
    """The inverse of state_to_json, also after a round trip through text; nobody is away."""
    scene = dict(value["scene"])
    for name in ("present", "threads", "offered", "joined"):
        scene[name] = tuple(scene[name])
    for name in ("conditions", "aliases"):
        scene[name] = {member: tuple(what) for member, what in scene[name].items()}
    pairs = {}
    for source, target, fields in value["pairs"]:
        recent = tuple((depth, act) for depth, act in fields["recent"])
        pairs[source, target] = Pair(**{**fields, "recent": recent, "stale_turns": tuple(fields["stale_turns"])})
    return State(Scene(**scene), pairs, {(one, other): turn for one, other, turn in value["met"]})


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value
