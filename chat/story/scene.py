"""Where and when the story stands: in words, in the prompt that asks what a passage changed, and in its answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from chat.prompts import Prompt, Rendered
from chat.story.answers import Reply, at_most, first, one_of
from chat.story.cast import name_words, resolve, words_of
from chat.story.models import Change, ChangeKind, Member, Refusal, Scene
from chat.story.scene_operations import DAY, KNOWN, OFFER, OPERATIONS, step

MAX_OPERATIONS = 6
MAX_TEXT = 80


def time_text(scene: Scene) -> str:
    """As "day 2, morning 10:15"."""
    hour, minute = divmod(scene.minutes, 60)
    starts = ((22, "night"), (18, "evening"), (12, "afternoon"), (5, "morning"), (0, "night"))
    part = next(name for start, name in starts if hour >= start)
    return f"day {scene.day}, {part} {hour}:{minute:02}"


class OperationAnswer(Reply):
    """Flat, with every field optional but `op`: small models leave out what they do not need."""

    op: Annotated[str, one_of(OPERATIONS)]
    who: Annotated[str, at_most(MAX_TEXT), first(MAX_TEXT)] = ""
    what: Annotated[str, at_most(MAX_TEXT), first(MAX_TEXT)] = ""
    minutes: int = 0
    day: int = 0
    time: Annotated[str, at_most(5), first(5)] = ""
    flashback: bool = False


class SceneAnswer(Reply):
    operations: Annotated[list[OperationAnswer], at_most(MAX_OPERATIONS), first(MAX_OPERATIONS)]


@dataclass(frozen=True, slots=True)
class SceneInput:
    operations: str
    cast: str
    place: str
    time: str
    present: str
    items: str
    conditions: str
    threads: str
    player: str
    text: str
    narrative: str


PROMPT = Prompt("scene", SceneInput)


def scene_prompt(scene: Scene, members: Sequence[Member], text: str, narrative: str) -> Rendered:
    names = {member.id: member.name for member in members}
    conditions = [f"{names.get(who, who)}: {', '.join(what)}" for who, what in scene.conditions.items()]
    return PROMPT.sections(
        SceneInput(
            operations="\n".join(f"- {name}: {operation.says}" for name, operation in OPERATIONS.items()),
            cast=", ".join(_known_as(member, scene) for member in members),
            place=scene.place or "not named yet",
            time=time_text(scene),
            present=", ".join(names.get(member, member) for member in scene.present) or "nobody",
            items="; ".join(f"{item} ({at})" for item, at in scene.items.items()) or "none",
            conditions="; ".join(conditions) or "none",
            threads="; ".join(scene.threads) or "none",
            player=next((member.name for member in members if member.persona), "The player"),
            text=text.strip() or "(nothing)",
            narrative=narrative,
        )
    )


def _known_as(member: Member, scene: Scene) -> str:
    others = scene.aliases.get(member.id)
    return f"{member.name} ({', '.join(others)})" if others else member.name


def accept_scene(answer: SceneAnswer, scene: Scene, members: Sequence[Member], texts: Sequence[str]) -> list[Change]:
    """A change for each operation, in order; one that does not apply carries the reason as its refusal. Who enters and
    is in one of the `texts` of the turn, but not in the cast, is offered to the user."""
    changes = []
    for proposed in answer.operations:
        stranger = _stranger(proposed, members, texts)
        op, arguments = (OFFER, {"name": stranger}) if stranger else (proposed.op, _arguments(proposed, scene, members))
        after = step(scene, op, arguments)
        if op == "leave" and any(who.persona and who.id == arguments.get("member") for who in members):
            after = "the player's character is always present"
        refused = (Refusal(op, after),) if isinstance(after, str) else ()
        scene = scene if isinstance(after, str) else after
        kind: ChangeKind = KNOWN[op].kind if op in KNOWN else "scene"
        changes.append(Change(kind, "model", refused=refused, operation=op, arguments=arguments))
    return changes


_NOBODY = frozenset(words_of("he she it they we you i him her them us me someone somebody everyone everybody nobody"))


def _stranger(proposed: OperationAnswer, members: Sequence[Member], texts: Sequence[str]) -> str:
    """Who enters under a name of the text that is nobody's in the cast; empty for everybody else."""
    words = words_of(proposed.who)
    bare = words[1:] if words[:1] in (["a"], ["an"], ["the"]) else words
    if proposed.op != "enter" or not bare or resolve(proposed.who, members):
        return ""
    if set(bare) <= _NOBODY | name_words(members):  # also a name that two members share
        return ""
    there = any(f" {' '.join(bare)} " in _only_words(text) for text in texts)
    return " ".join(proposed.who.split()) if there else ""


@lru_cache(maxsize=4)  # the two texts of a turn are asked about for each who enters
def _only_words(text: str) -> str:
    return f" {' '.join(words_of(text))} "


def _arguments(proposed: OperationAnswer, scene: Scene, members: Sequence[Member]) -> dict[str, Any]:
    """Names become members, things the ones already known; what is unknown stays empty and is refused by `step`."""
    member = resolve(proposed.who, members)
    what = " ".join(proposed.what.split())
    who = {"member": member.id if member else "", "name": member.name if member else proposed.who}
    match proposed.op:
        case "move":
            return {"place": what}
        case "pass_time":
            return {"minutes": proposed.minutes}
        case "set_time":
            return _time(proposed, scene)
        case "enter" | "leave":
            return who
        case "item_gain":
            return {"item": _known(what, scene.items), "holder": member.name if member else ""}
        case "item_drop":
            return {"item": _known(what, scene.items), "place": scene.place or "here"}
        case "item_lose":
            return {"item": _known(what, scene.items)}
        case "condition_add" | "condition_remove":
            return {**who, "condition": _known(what, scene.conditions.get(who["member"], ()))}
        case "thread_open" | "thread_close":
            return {"thread": _known(what, scene.threads)}
        case _:
            return {}


def _time(proposed: OperationAnswer, scene: Scene) -> dict[str, Any]:
    """Without a day, the next such time of day is meant; in a flashback, the last one."""
    hour, _, minute = proposed.time.partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return {"day": None, "minutes": None, "flashback": proposed.flashback}
    minutes = int(hour) * 60 + int(minute) if int(minute) < 60 else DAY
    day = proposed.day
    if not day:
        later: Literal[0, 1] = 1 if minutes < scene.minutes and not proposed.flashback else 0
        day = scene.day + later
    return {"day": day, "minutes": minutes, "flashback": proposed.flashback}


def _known(what: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    """The known name that is meant: the same but for case and article, or the only one that contains it."""
    wanted = _bare(what)
    same = [name for name in known if _bare(name) == wanted]
    part = [name for name in known if wanted and (wanted in _bare(name) or _bare(name) in wanted)]
    return same[0] if same else part[0] if len(part) == 1 else what


def _bare(name: str) -> str:
    first, _, rest = name.casefold().partition(" ")
    return (
        rest if first in ("a", "an", "the", "his", "her", "their", "some", "my", "your") and rest else name.casefold()
    )
