"""How chats, feelings and the scene are written on a terminal. What models and files say cannot steer it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from chat.db.changes import Step
from chat.db.chats import Listed
from chat.db.turns import Turn
from chat.story.acquaintance import KNEW, pair_key, strangers
from chat.story.builtin_stories import BuiltinStory
from chat.story.models import AXES, Member, Pair, State
from chat.story.relations import Relations, mood_at
from chat.story.scene import time_text

STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all control characters but newline and tab


def plain(text: str) -> str:
    return STEERING.sub("", text)


def choices(listed: Sequence[Listed], openings: Sequence[BuiltinStory]) -> Iterator[str]:
    """What can be played, numbered from 1: the chats, then the stories one can begin."""
    for number, chat in enumerate(listed, 1):
        yield f"{number:3}  {chat.title} ({', '.join(chat.cast)}; {chat.turns} turn{'s' * (chat.turns != 1)})"
    for number, opening in enumerate(openings, 1 + len(listed)):
        yield f"{number:3}  Begin {opening.title}. {opening.blurb}"


def told(turn: Turn) -> str:
    """A turn that is over, as the page shows it."""
    said = f"> {turn.text}\n\n" if turn.text.strip() else ""
    return f"{said}{turn.narrative.strip()}" if turn.narrative.strip() else f"{said}({turn.status})"


# ---------------------------------------------------------------- feelings


def pairs(members: Sequence[Member], state: State, depth: int, relations: Relations) -> Iterator[str]:
    """What everybody feels about everybody, a line each; `members` as they are known by now."""
    for source in members:
        for target in members:
            if source.id != target.id:
                pair = state.pairs.get((source.id, target.id), relations.neutral)
                met = pair_key(source.id, target.id) in state.met
                felt = _feelings(pair, mood_at(pair, depth, relations)) if met else "not met yet"
                yield f"{source.name} → {target.name}: {felt}"


def _feelings(pair: Pair, mood: str) -> str:
    parts = [
        f"{axis} {pair.axes[axis]:+}{' (pinned)' if axis in pair.pinned else ''}"
        for axis in AXES
        if pair.axes[axis] or axis in pair.pinned
    ]
    parts += [mood] if mood != "neutral" else []
    text = ", ".join(parts) or "nothing yet"
    text += f'. "{pair.view}"' if pair.view else ""
    return text + (" (a turn is not taken into account yet)" if pair.stale else "")


def why(steps: Sequence[Step], source: str, target: str) -> Iterator[str]:
    """Each change of a pair, the oldest first, with the quotes it rests on."""
    for step in steps:
        moved = _moved(step)
        yield f"Turn {step.entry.depth}: {'; '.join(_reasons(step)) or 'nothing happened'}{': ' if moved else ''}{moved}"
    if not steps:
        yield f"Nothing has changed yet in what {source} feels about {target}."


def _reasons(step: Step) -> Iterator[str]:
    change = step.entry.change
    for act in change.acts:
        yield f'{act.act} ({act.strength} of 3), "{act.quote}"'
    for refusal in change.refused:
        yield f"{refusal.what} not taken: {refusal.reason}"
    if change.mood is not None:
        yield f"mood {change.mood}"
    if change.stale:
        yield "could not be asked"
    if change.operation == KNEW:
        yield "you said that they had met before the story"
    elif change.by == "user":
        axis, value = change.arguments.get("axis"), change.arguments.get("value")
        lifted = change.operation == "unpin"
        yield f"you {'unpinned' if lifted else 'pinned' if change.kind == 'pin' else 'set'} {axis}" + (
            f" {value:+}" if isinstance(value, int) else ""
        )


def _moved(step: Step) -> str:
    key = (step.entry.change.source or "", step.entry.change.target or "")
    before, after = step.before.pairs.get(key), step.after.pairs.get(key)
    axes: Mapping[str, int] = before.axes if before else {}
    now: Mapping[str, int] = after.axes if after else {}
    return ", ".join(
        f"{axis} {axes.get(axis, 0):+} → {now.get(axis, 0):+}" for axis in AXES if axes.get(axis, 0) != now.get(axis, 0)
    )


# ---------------------------------------------------------------- the scene


def scene(state: State, members: Sequence[Member]) -> Iterator[str]:
    found, names = state.scene, {member.id: member.name for member in members}
    yield f"{found.place or 'Somewhere'}, {time_text(found)}"
    yield f"There: {', '.join(names.get(member, member) for member in found.present) or 'nobody'}"
    unknown = ", ".join(member.name for member in strangers(state, members))
    if unknown:
        yield f"Not met yet: {unknown}"
    for item, where in found.items.items():
        yield f"{item}: {names.get(where, where)}"
    for member, what in found.conditions.items():
        yield f"{names.get(member, member)}: {', '.join(what)}"
    for thread in found.threads:
        yield f"Open: {thread}"
