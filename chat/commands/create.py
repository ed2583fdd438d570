"""How a chat begins: the cards are frozen into members, and the greetings become the swipes of its first turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from chat.db import characters, chats, memories, turns
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.memory.chunking import told
from chat.story.cast import MAX_MEMBERS
from chat.story.macros import fill_names
from chat.story.models import Scene
from chat.story.scene import time_text


@dataclass(frozen=True, slots=True)
class NewChat:
    """`greeting` indexes the first character's greeting and alternates; None begins without one. `present` are those of
    the characters who are there when the story begins; None: all of them."""

    character_ids: Sequence[str]
    persona_name: str = "You"
    persona_description: str = ""
    title: str | None = None
    profile: str | None = None
    greeting: int | None = 0
    present: Sequence[str] | None = None


async def create_chat(engine: Engine, wanted: NewChat) -> chats.Chat:
    """Raises NotFound for an unknown character, Unprocessable for what cannot be played."""
    profile = wanted.profile or engine.default_profile
    if profile not in engine.profiles:
        raise Unprocessable(f"There is no profile {profile}.", hint=f"One of {', '.join(engine.profiles)}.")
    if not wanted.character_ids:
        raise Unprocessable("A chat needs at least one character.", hint="Name one in character_ids.")
    if len(wanted.character_ids) >= MAX_MEMBERS:  # and the persona
        raise Unprocessable(
            f"A chat has at most {MAX_MEMBERS} members.", code="too_many_members", hint="Begin with fewer characters."
        )
    async with engine.lock("new"):
        return await engine.db.write(_create, wanted, profile, engine.new_seed(), engine.now())


def _create(db: Connection, wanted: NewChat, profile: str, seed: int, now: str) -> chats.Chat:
    cast = [characters.get(db, character_id) for character_id in wanted.character_ids]
    names = [wanted.persona_name, *(character.name for character in cast)]
    folded = [name.strip().casefold() for name in names]
    if len(set(folded)) < len(folded):
        raise Unprocessable(
            "Two members of the chat have the same name.", code="equal_names", hint="Rename one, or the persona."
        )
    greetings = [text for text in (cast[0].card.get("greeting"), *cast[0].card.get("alternate_greetings", ())) if text]
    if wanted.greeting is not None and greetings and not 0 <= wanted.greeting < len(greetings):
        raise Unprocessable(
            f"{cast[0].name} has {len(greetings)} greetings, counted from 0.",
            hint="Choose one of them, or null for none.",
        )
    there = set(wanted.character_ids if wanted.present is None else wanted.present)
    if not there <= set(wanted.character_ids):
        raise Unprocessable("Somebody is present who is not in the cast.", hint="Take present out of character_ids.")
    if wanted.greeting is not None and greetings and cast[0].id not in there:
        raise Unprocessable(
            f"The story begins with a greeting of {cast[0].name}, who is not there.",
            hint="Send null as greeting, or put them among the present.",
        )
    chat = chats.insert(
        db,
        title=wanted.title or " and ".join(character.name for character in cast),
        profile=profile,
        persona=chats.as_member_card({"name": wanted.persona_name, "description": wanted.persona_description}),
        cast=[(character.id, chats.as_member_card(character.card)) for character in cast],
        seed=seed,
        now=now,
        absent=set(wanted.character_ids) - there,
    )
    if wanted.greeting is not None and greetings:
        _greet(db, chat, greetings, wanted.greeting, now)
    return chats.get(db, chat.id)


def _greet(db: Connection, chat: chats.Chat, greetings: Sequence[str], chosen: int, now: str) -> None:
    first, persona = chat.members[1], chat.members[0]
    for index, greeting in enumerate(greetings):
        turn = turns.insert(
            db,
            turn_id=new_id("t"),
            chat=chat.id,
            parent=None,
            origin="greeting",
            status="committed",
            text="",
            narrative=fill_names(greeting, char=first.name, user=persona.name),
            now=now,
        )
        present = tuple(member.id for member in chat.members if not member.absent)
        memories.insert(db, chat.id, turn.id, told(persona.name, "", turn.narrative, present, time_text(Scene())))
        if index == chosen:
            chats.move_head(db, chat.id, turn.id)
