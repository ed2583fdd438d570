"""What the user says wins over the model: corrections and pins, which hang on the head turn, and can be lifted."""

from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Concatenate, Literal, ParamSpec, TypeVar

from chat.db import changes, chats, snapshots, turns
from chat.db.changes import Step
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.story.acquaintance import KNEW, START, pair_key
from chat.story.cast import member_of
from chat.story.identity import as_known
from chat.story.models import AXES, Change
from chat.story.relations import Relations
from chat.story.scene_operations import step

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Correction:
    """Set `value`, pin the axis where it stands, both, or lift a pin (`pin` False without a value). Or, without any
    of these, `met`: the two had met before the story began."""

    kind: Literal["correction", "pin"]
    source: str
    target: str
    axis: str | None = None
    value: int | None = None
    pin: bool | None = None
    met: bool = False


async def correct(
    engine: Engine, chat_id: str, wanted: Correction, version: int | None = None
) -> tuple[Step, dict[str, str]]:
    """The change with before and after, and the names of the members. Unprocessable for what does not fit."""
    return await write_said(engine, version, _correct, chat_id, wanted, engine.relations, engine.now())


def _check(wanted: Correction) -> None:
    if wanted.met and (wanted.kind == "pin" or (wanted.axis, wanted.value, wanted.pin) != (None, None, None)):
        raise Unprocessable(
            "That two have met is a correction of its own.", hint="Send met without axis, value and pin."
        )
    if not wanted.met and wanted.axis not in AXES:
        raise Unprocessable(f"There is no axis {(wanted.axis or '')[:40]}.", hint=f"One of {', '.join(AXES)}.")
    if not wanted.met and wanted.value is None and wanted.pin is None and wanted.kind == "correction":
        raise Unprocessable("A correction needs a value.", hint="Send value, pin, or both.")


def _correct(
    db: Connection, chat_id: str, wanted: Correction, relations: Relations, now: str
) -> tuple[Step, dict[str, str]]:
    _check(wanted)
    chat = chats.get(db, chat_id)
    state = changes.state_at(db, chat_id, chat.head, relations)
    members = as_known(chat.members, state.scene)
    source, target = member_of(wanted.source, members), member_of(wanted.target, members)
    if source.id == target.id:
        raise Unprocessable("A pair has two members.", hint="Name two different ones.")
    if wanted.met:
        if state.met.get(pair_key(source.id, target.id)) == START:
            raise Unprocessable(f"{source.name} and {target.name} know each other from the start.")
        names = {"name": source.name, "other": target.name}
        change = Change("correction", "user", source.id, target.id, operation=KNEW, arguments=names)
    else:
        change = _value(wanted, source.id, target.id, chats.table_of(db, chat_id, relations))
    return say(db, chat, change, relations, now), {member.id: member.name for member in chat.members}


def _value(wanted: Correction, source: str, target: str, table: Relations) -> Change:
    axis = table.axes[wanted.axis or ""]
    if wanted.value is not None and not axis.low <= wanted.value <= axis.high:
        raise Unprocessable(f"{wanted.axis} goes from {axis.low} to {axis.high}.", hint="Choose a value in between.")
    lifted = wanted.pin is False
    pin = bool(wanted.pin or wanted.kind == "pin") and not lifted
    arguments = {"axis": wanted.axis, "value": wanted.value, "pin": pin}
    return Change(wanted.kind, "user", source, target, operation="unpin" if lifted else "set", arguments=arguments)


async def write_said(
    engine: Engine,
    version: int | None,
    fn: Callable[Concatenate[Connection, str, P], T],
    chat_id: str,
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What the user says of a chat goes into its ledger at once, but not while it is told. Conflict for another
    version than the chat's."""
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        await engine.refuse_stale(chat_id, version)
        await engine.snapshot_refresh.near(chat_id)
        said = await engine.db.write(fn, chat_id, *args, **kwargs)
        engine.snapshot_refresh.begin(chat_id)
        return said


def say(db: Connection, chat: chats.Chat, change: Change, relations: Relations, now: str) -> Step:
    """A change of the user's in the ledger of the head. Unprocessable for one that does not apply there."""
    if chat.head is None:
        raise Unprocessable("The chat has no turn yet.", hint="Play a turn first.")
    head = turns.get(db, chat.head)
    if change.source is None and change.operation:
        why = step(changes.state_at(db, chat.id, head.id, relations).scene, change.operation, change.arguments)
        if isinstance(why, str):
            raise Unprocessable(f"This cannot be: {why}.", hint="Look at the state of the chat, then try again.")
    made = changes.insert(db, chat.id, head.id, [change])[0]
    snapshots.drop(db, chat.id, head.depth)
    chats.bump(db, chat.id, now)
    return next(found for found in changes.steps_of(db, chat.id, head.id, relations) if found.entry.id == made)


async def lift(engine: Engine, chat_id: str, change_id: str, version: int | None = None) -> int:
    """What the user said is taken back, as if it had not been said. Returns the chat's version. NotFound."""
    return await write_said(engine, version, _lift, chat_id, change_id, engine.now())


def _lift(db: Connection, chat_id: str, change_id: str, now: str) -> int:
    depth = changes.remove(db, chats.get(db, chat_id).id, change_id)
    snapshots.drop(db, chat_id, depth)
    return chats.bump(db, chat_id, now)
