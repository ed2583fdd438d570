"""Who is in the cast: persons of the narrative who join it or stay outside, and somebody who turns out to be another."""

from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from chat.commands.corrections import say, write_said
from chat.db import changes, characters, chats
from chat.db.changes import Step
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.story.cast import MAX_MEMBERS, member_of, resolve
from chat.story.identity import as_known
from chat.story.models import Change, Member
from chat.story.relations import Relations
from chat.story.scene_operations import DISMISS, JOIN, MERGE


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody for the cast: a card of the library, or a name with a description."""

    name: str
    description: str = ""
    character: str | None = None


async def join(engine: Engine, chat_id: str, newcomer: Newcomer, version: int | None = None) -> tuple[Step, chats.Chat]:
    """In the cast, and present, from the head on. NotFound, Unprocessable."""
    return await write_said(engine, version, _join, chat_id, newcomer, engine.relations, engine.now())


def _join(db: Connection, chat_id: str, newcomer: Newcomer, relations: Relations, now: str) -> tuple[Step, chats.Chat]:
    chat, card = chats.get(db, chat_id), _card(db, newcomer)
    name = " ".join(newcomer.name.split()) or card["name"]
    namesake = next((known for known in chat.members if known.name.casefold() == card["name"].casefold()), None)
    if namesake is not None and not namesake.later:
        raise Unprocessable(f"{namesake.name} is in the cast.", code="equal_names", hint="Choose another name.")
    known = as_known(chat.members, changes.state_at(db, chat_id, chat.head, relations).scene)
    for other in known:
        if {alias.casefold() for alias in other.aliases} & {name.casefold(), card["name"].casefold()}:
            hint = "Choose another name, or take back that they are the same."
            raise Unprocessable(f"{other.name} is called so already.", code="equal_names", hint=hint)
    member = namesake.id if namesake else new_id("c")  # who joined on another branch is the same person
    if namesake is None:
        if len(chat.members) >= MAX_MEMBERS:
            hint = "Begin another chat with those who are still needed."
            raise Unprocessable(f"A chat has at most {MAX_MEMBERS} members.", code="too_many_members", hint=hint)
        chats.add_member(db, chat_id, member, card)
    step = say(
        db, chat, Change("cast", "user", operation=JOIN, arguments={"member": member, "name": name}), relations, now
    )
    return step, chats.get(db, chat_id)


def _card(db: Connection, newcomer: Newcomer) -> dict[str, Any]:
    """As it is frozen; who is offered under another name than the card's answers to that too."""
    name = " ".join(newcomer.name.split())
    if newcomer.character is None:
        if not name:
            raise Unprocessable("Nobody was named.", hint="Send a name, or the id of a character.")
        return chats.as_member_card({"name": name, "description": newcomer.description})
    card = chats.as_member_card(characters.get(db, newcomer.character).card)
    known = {called.casefold() for called in (card["name"], *card["aliases"])}
    return card if not name or name.casefold() in known else {**card, "aliases": [*card["aliases"], name]}


async def dismiss(engine: Engine, chat_id: str, name: str, version: int | None = None) -> Step:
    """An offered person stays outside the cast. Unprocessable for one who is not offered."""
    return await write_said(engine, version, _dismiss, chat_id, name, engine.relations, engine.now())


def _dismiss(db: Connection, chat_id: str, name: str, relations: Relations, now: str) -> Step:
    change = Change("cast", "user", operation=DISMISS, arguments={"name": name})
    return say(db, chats.get(db, chat_id), change, relations, now)


async def merge(engine: Engine, chat_id: str, gone: str, into: str, version: int | None = None) -> Step:
    """Somebody turned out to be a member: a name that answers to nobody, or another member. Both histories are kept,
    and lifting the change parts them again. NotFound, Unprocessable."""
    return await write_said(engine, version, _merge, chat_id, gone, into, engine.relations, engine.now())


def _merge(db: Connection, chat_id: str, gone: str, into: str, relations: Relations, now: str) -> Step:
    chat = chats.get(db, chat_id)
    known = as_known(chat.members, changes.state_at(db, chat_id, chat.head, relations).scene)
    target, former = member_of(into, known), _meant(gone, known)
    if former is not None and former.id == target.id:
        raise Unprocessable(f"{gone[:100]} is {target.name} already.", hint="Name two different ones.")
    if former is not None and former.persona:
        raise Unprocessable("The player's character cannot become another.", hint="Merge the other way round.")
    name = former.name if former else " ".join(gone.split())
    arguments = {"member": former.id if former else "", "name": name, "into": target.id, "into_name": target.name}
    return say(db, chat, Change("cast", "user", operation=MERGE, arguments=arguments), relations, now)


def _meant(name: str, known: tuple[Member, ...]) -> Member | None:
    return next((member for member in known if member.id == name), None) or resolve(name, known)
