"""Two tellings of one turn side by side, and the first thing in which they differ, said so that one can act on it.

Not compared: ids, times, usage, prices, and where deltas were cut.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from itertools import zip_longest
from typing import Any, Literal

from chat.engine.record import Record
from chat.formats.session import Told
from chat.formats.session_lines import CallLine, ChangeLine, DecidedLine, Json

LINES = 40  # of a diff
TURN = ("parent", "origin", "text", "instruction", "status", "error", "narrative", "finish_reason", "truncated")
What = Literal["prompt", "event", "state"]


@dataclass(frozen=True, slots=True)
class Difference:
    """`name` says which prompt, event or state of the turn; both sides are as they are shown."""

    turn: str
    number: int
    what: What
    name: str
    recorded: str
    replayed: str

    def __str__(self) -> str:
        head = f"Turn {self.number} ({self.turn}) differs in the {self.what}: {self.name}"
        return f"{head}\n{_sides(self.recorded, self.replayed)}"


def differences(
    record: Record, replayed: Told, names: Mapping[str, str], *, ended: bool, unsure: Collection[tuple[str, str]] | None
) -> Iterator[Difference]:
    """In the order in which things happen in a turn. `ended`: the later turns that added to this one have been played;
    `unsure` are the pairs whose before and after cannot be compared until such turns have been; None when nothing of
    the state can, nor the place in the tree. `names` by member."""

    def differs(what: What, name: str, was: Any, now: Any) -> Difference:
        for member, called in names.items():
            name = name.replace(member, called)
        return Difference(record.line.id, record.number, what, name, _text(was), _text(now))

    told = record.told
    made = replayed.calls if ended else Record(record.number, replayed).own_calls  # a held turn may have later ones too
    calls = _paired_calls(told.calls if ended else record.own_calls, made)
    early = [pair for pair in calls if pair[0] in ("intent", "narrate")]
    for purpose, was, now in early:
        yield from (differs(*found) for found in _call_differences(record, purpose, was, now))
    for name, one, other in _decided(told.decided, replayed.decided):
        yield differs("event", name, one, other)
    if told.draws or replayed.draws:
        drawn = ([line.draw for line in told.draws], [line.draw for line in replayed.draws])
        if drawn[0] != drawn[1]:
            yield differs("event", "draws", *drawn)
    for name in TURN:
        one, other = getattr(told.turn, name), getattr(replayed.turn, name)
        if name == "error":
            one, other = (one or {}).get("code"), (other or {}).get("code")
        if one != other and (name != "parent" or unsure is not None):
            yield differs("event", name, one, other)
    for purpose, was, now in calls:
        if (purpose, was, now) not in early:
            yield from (differs(*found) for found in _call_differences(record, purpose, was, now))
    changes = told.changes if ended else record.own_changes
    later = {change.seq for change in told.changes} - {change.seq for change in changes}
    there = [change for change in replayed.changes if change.seq not in later]  # a held turn may have them already
    for found in _change_differences(changes, there, unsure):
        yield differs(*found)


# ---------------------------------------------------------------- calls

Found = tuple[What, str, Any, Any]
Pair = tuple[str, CallLine | None, CallLine | None]


def _paired_calls(recorded: Sequence[CallLine], replayed: Sequence[CallLine]) -> list[Pair]:
    """By purpose and attempt, as calls that run side by side are logged in any order."""
    purposes = dict.fromkeys(call.purpose for call in (*recorded, *replayed))
    return [
        (purpose, was, now)
        for purpose in purposes
        for was, now in zip_longest(
            [call for call in recorded if call.purpose == purpose],
            [call for call in replayed if call.purpose == purpose],
        )
    ]


def _call_differences(record: Record, purpose: str, was: CallLine | None, now: CallLine | None) -> Iterator[Found]:
    if was is None or now is None:
        again = now is None and was not in record.own_calls  # a turn that caught up with this one may be deleted
        if not record.cut and not again:  # what is on its way when a turn is stopped may be asked or not
            missing = "the file does not have" if was is None else "is not made again"
            yield "event", f"a call of {purpose} that {missing}", was and _end(was), now and _end(now)
        return
    if was.prompt_sha256 != now.prompt_sha256 or was.messages != now.messages or was.params != now.params:
        yield from _prompt_differences(purpose, was, now)
    elif _marks(was) != _marks(now):
        yield "prompt", f"the sections of {purpose}", _marks(was), _marks(now)
    elif not (record.cut and _stopped(was)) and _end(was) != _end(now):
        yield "event", f"the answer of {purpose}", _end(was), _end(now)


def _prompt_differences(purpose: str, was: CallLine, now: CallLine) -> Iterator[Found]:
    if was.params != now.params:
        yield "prompt", f"the settings of {purpose}", was.params, now.params
    shown = False
    for one, other in zip_longest(_sections(was), _sections(now), fillvalue=("", "")):
        if one != other and not shown:
            shown = True
            yield "prompt", f"{purpose}, section {one[0] or other[0]}", one[1], other[1]
    if not shown and was.messages != now.messages:  # edited behind its last section
        yield "prompt", f"the messages of {purpose}", _messages(was), _messages(now)
    elif not shown and was.params == now.params:
        yield "prompt", f"prompt_sha256 of {purpose}", was.prompt_sha256, now.prompt_sha256


def _sections(call: CallLine) -> list[tuple[str, str]]:
    return [(name, text) for sections in call.cut() for name, text, _ in sections]


def _messages(call: CallLine) -> str:
    return "\n\n".join(f"{message.role}: {message.content}" for message in call.messages)


def _marks(call: CallLine) -> Any:
    """What is said about a prompt beside its words."""
    return [[(name, why) for name, _, why in sections] for sections in call.sections], call.left_out


def _stopped(call: CallLine) -> bool:
    return (call.error or {}).get("code") == "interrupted"


def _end(call: CallLine) -> Json:
    said = call.completion
    return {
        "text": "".join(text for _, text in call.chunks),
        "answer": said and said.model_dump(exclude={"usage"}),
        "error": (call.error or {}).get("code"),
    }


# ---------------------------------------------------------------- decisions and changes


def _decided(was: DecidedLine | None, now: DecidedLine | None) -> Iterator[tuple[str, Any, Any]]:
    if was is None or now is None:
        if was is not now:
            yield "decided", was and was.model_dump(), now and now.model_dump()
        return
    for name in ("intent", "recalled", "summaries", "state_of"):
        one, other = was.model_dump()[name], now.model_dump()[name]
        if one != other:
            yield name, one, other


def _change_differences(
    was: Sequence[ChangeLine], now: Sequence[ChangeLine], unsure: Collection[tuple[str, str]] | None
) -> Iterator[Found]:
    for one, other in zip_longest(was, now):
        name = _name(one or other)
        if one is None or other is None or _said(one) != _said(other):
            yield "event", f"change {name}", one and _said(one), other and _said(other)
            return
        if unsure is not None and (one.source or "", one.target or "") not in unsure:
            for side in ("before", "after"):
                if _filled(getattr(one, side)) != _filled(getattr(other, side)):
                    yield "state", f"{side} of {name}", _filled(getattr(one, side)), _filled(getattr(other, side))
                    return


def _filled(side: Json) -> Json:
    """Without what is empty or 0: a record does not know what a later app keeps beside it."""
    return {name: value for name, value in side.items() if value}


def _name(change: ChangeLine | None) -> str:
    assert change is not None
    if change.kind in ("pair", "correction", "pin"):
        return f"{change.kind}:{change.source}>{change.target}"
    return f"{change.kind} {change.operation or ''}".strip()


def _said(change: ChangeLine) -> Json:
    return change.model_dump(exclude={"id", "turn", "seq", "before", "after", "said_at", "lifted_at", "gone"})


# ---------------------------------------------------------------- words


def _text(value: Any) -> str:
    if value is None:
        return "(nothing)"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


def _sides(recorded: str, replayed: str) -> str:
    if "\n" not in recorded and "\n" not in replayed and len(recorded) + len(replayed) < 200:
        return f"  recorded: {recorded}\n  replayed: {replayed}"
    diff = list(unified_diff(recorded.splitlines(), replayed.splitlines(), "recorded", "replayed", lineterm="", n=1))
    more = [f"… and {len(diff) - LINES} lines more"] if len(diff) > LINES else []
    return "\n".join(f"  {line}" for line in diff[:LINES] + more)
