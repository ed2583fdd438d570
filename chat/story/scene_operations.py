"""The listed operations on a scene: what each does, and when it does not apply. Some are for the user alone.

Accepting a model's answer and folding the ledger both go through `step`, so the clock runs backwards in neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from chat.story.cast import bare
from chat.story.models import Change, ChangeKind, Scene

DAY = 24 * 60  # minutes
MAX_WAIT = 30 * DAY
NOT_IN_CAST = "they are not in the cast"
MAX_ITEMS, MOST_CONDITIONS, MOST_THREADS, MOST_OFFERED = 60, 8, 12, 12  # conditions: of one member

Arguments = Mapping[str, Any]


def apply(scene: Scene, change: Change) -> Scene:
    """One change of the ledger. What was refused, or does not apply any more, changes nothing."""
    if change.refused or change.operation is None:
        return scene
    after = step(scene, change.operation, change.arguments)
    return scene if isinstance(after, str) else after


def step(scene: Scene, operation: str, arguments: Arguments) -> Scene | str:
    """The scene after an operation, or the reason why it does not apply."""
    known = KNOWN.get(operation)
    if known is None:
        return "no such operation"
    for name in known.texts:
        if not isinstance(arguments.get(name), str) or not arguments[name]:
            return f"{name} is missing or unknown"
    return known.run(scene, arguments)


def _move(scene: Scene, arguments: Arguments) -> Scene | str:
    place: str = arguments["place"]
    return "already there" if place.casefold() == scene.place.casefold() else replace(scene, place=place)


def _pass_time(scene: Scene, arguments: Arguments) -> Scene | str:
    minutes = arguments.get("minutes")
    if not isinstance(minutes, int) or not 1 <= minutes <= MAX_WAIT:
        return "minutes must be between one and thirty days"
    days, left = divmod(scene.minutes + minutes, DAY)
    return replace(scene, day=scene.day + days, minutes=left)


def _set_time(scene: Scene, arguments: Arguments) -> Scene | str:
    day, minutes = arguments.get("day"), arguments.get("minutes")
    if not isinstance(day, int) or not isinstance(minutes, int) or not 1 <= day <= 99_999 or not 0 <= minutes < DAY:
        return "no such time"
    if (day, minutes) < (scene.day, scene.minutes) and arguments.get("flashback") is not True:
        return "time does not run backwards outside a flashback"
    return replace(scene, day=day, minutes=minutes)


def _enter(scene: Scene, arguments: Arguments) -> Scene | str:
    if arguments["member"] in scene.away:
        return NOT_IN_CAST
    if arguments["member"] in scene.present:
        return "already present"
    return replace(scene, present=(*scene.present, arguments["member"]))


def _leave(scene: Scene, arguments: Arguments) -> Scene | str:
    if arguments["member"] not in scene.present:
        return "not present"
    return replace(scene, present=tuple(member for member in scene.present if member != arguments["member"]))


def _item_put(where: str) -> Callable[[Scene, Arguments], Scene | str]:
    def put(scene: Scene, arguments: Arguments) -> Scene | str:
        item = arguments["item"]
        if scene.items.get(item) == arguments[where]:
            return "it is there already"
        if item not in scene.items and len(scene.items) >= MAX_ITEMS:
            return "too many things are kept already"
        return replace(scene, items={**scene.items, item: arguments[where]})

    return put


def _item_lose(scene: Scene, arguments: Arguments) -> Scene | str:
    if arguments["item"] not in scene.items:
        return "no such thing"
    return replace(scene, items={item: at for item, at in scene.items.items() if item != arguments["item"]})


def _condition_add(scene: Scene, arguments: Arguments) -> Scene | str:
    member, condition = arguments["member"], arguments["condition"]
    now = scene.conditions.get(member, ())
    if member in scene.away:
        return NOT_IN_CAST
    if condition in now:
        return "already so"
    if len(now) >= MOST_CONDITIONS:
        return "too many conditions already"
    return replace(scene, conditions={**scene.conditions, member: (*now, condition)})


def _condition_remove(scene: Scene, arguments: Arguments) -> Scene | str:
    member, condition = arguments["member"], arguments["condition"]
    now = scene.conditions.get(member, ())
    if condition not in now:
        return "no such condition"
    left = {**scene.conditions, member: tuple(item for item in now if item != condition)}
    return replace(scene, conditions={who: what for who, what in left.items() if what})


def _thread_open(scene: Scene, arguments: Arguments) -> Scene | str:
    thread = arguments["thread"]
    if thread in scene.threads:
        return "already open"
    if len(scene.threads) >= MOST_THREADS:
        return "too many threads are open"
    return replace(scene, threads=(*scene.threads, thread))


def _thread_close(scene: Scene, arguments: Arguments) -> Scene | str:
    if arguments["thread"] not in scene.threads:
        return "no such thread"
    return replace(scene, threads=tuple(item for item in scene.threads if item != arguments["thread"]))


def _offer(scene: Scene, arguments: Arguments) -> Scene | str:
    name: str = arguments["name"]
    if _without(scene.offered, name) != scene.offered:
        return "offered already"
    if len(scene.offered) >= MOST_OFFERED:
        return "too many persons are offered already"
    return replace(scene, offered=(*scene.offered, name))


def _dismiss(scene: Scene, arguments: Arguments) -> Scene | str:
    left = _without(scene.offered, arguments["name"])
    return "nobody is offered by this name" if left == scene.offered else replace(scene, offered=left)


def _join(scene: Scene, arguments: Arguments) -> Scene | str:
    away = tuple(member for member in scene.away if member != arguments["member"])
    entered = _enter(replace(scene, away=away), arguments)
    if isinstance(entered, str):
        return entered
    joined = tuple(dict.fromkeys((*scene.joined, arguments["member"])))
    return replace(entered, joined=joined, offered=_without(scene.offered, arguments["name"]))


def _merge(scene: Scene, arguments: Arguments) -> Scene | str:
    """A name is somebody's, and the member who bore it, if there was one, is nobody else any more."""
    gone, name = arguments.get("member") or "", arguments["name"]
    into: str = scene.merged.get(arguments["into"], arguments["into"])
    if gone == into or gone in scene.merged:
        return "they are the same already"
    if gone in scene.away or into in scene.away:
        return NOT_IN_CAST

    def now(member: str) -> str:
        return into if member == gone else member

    called = (*scene.aliases.get(into, ()), name, *scene.aliases.get(gone, ()))
    aliases = {who: names for who, names in scene.aliases.items() if who != gone}
    conditions: dict[str, tuple[str, ...]] = {}
    for who, what in scene.conditions.items():
        conditions[now(who)] = tuple(dict.fromkeys((*conditions.get(now(who), ()), *what)))
    return replace(
        scene,
        present=tuple(dict.fromkeys(now(member) for member in scene.present)),
        items={item: arguments.get("into_name", at) if gone and at == name else at for item, at in scene.items.items()},
        conditions=conditions,
        offered=_without(scene.offered, name),
        aliases={**aliases, into: tuple(dict.fromkeys(called))},
        merged={who: now(became) for who, became in scene.merged.items()} | ({gone: into} if gone else {}),
    )


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(known for known in names if (bare(known) or known) != (bare(name) or name))


@dataclass(frozen=True, slots=True)
class Operation:
    """`texts`: the arguments that must be non-empty text; `says` stands in the prompt, with the fields to fill."""

    kind: ChangeKind
    texts: tuple[str, ...]
    run: Callable[[Scene, Arguments], Scene | str]
    says: str


OPERATIONS: Mapping[str, Operation] = {
    "move": Operation("scene", ("place",), _move, "the scene is at another place now; what: the place"),
    "pass_time": Operation("scene", (), _pass_time, "time went by; minutes: how many"),
    "set_time": Operation(
        "scene", (), _set_time, "a time of day is named; time: as 18:30; day: its number, 0 if unsaid"
    ),
    "enter": Operation("cast", ("member",), _enter, "a character joined the scene; who"),
    "leave": Operation("cast", ("member",), _leave, "a character left the scene; who"),
    "item_gain": Operation("item", ("item", "holder"), _item_put("holder"), "who got a thing; who, what"),
    "item_drop": Operation("item", ("item", "place"), _item_put("place"), "a thing was put down here; what"),
    "item_lose": Operation("item", ("item",), _item_lose, "a thing is used up, broken or gone; what"),
    "condition_add": Operation(
        "condition", ("member", "condition"), _condition_add, "a wound, illness or other lasting state; who, what"
    ),
    "condition_remove": Operation("condition", ("member", "condition"), _condition_remove, "it is over; who, what"),
    "thread_open": Operation("thread", ("thread",), _thread_open, "a goal, promise or open question; what"),
    "thread_close": Operation("thread", ("thread",), _thread_close, "it is settled; what"),
}

OFFER, DISMISS, JOIN, MERGE = "offer", "dismiss", "join", "merge"
# `offer` is what becomes of an `enter` by somebody who is not in the cast.
FOR_THE_USER: Mapping[str, Operation] = {
    OFFER: Operation("cast", ("name",), _offer, "somebody came up who is not in the cast"),
    DISMISS: Operation("cast", ("name",), _dismiss, "an offered person stays outside the cast"),
    JOIN: Operation("cast", ("member", "name"), _join, "an offered person is in the cast from here on"),
    MERGE: Operation("cast", ("into", "name"), _merge, "a name, or a member, turned out to be a member"),
}
KNOWN: Mapping[str, Operation] = {**OPERATIONS, **FOR_THE_USER}
