"""HTTP for chats: make, list, open, change, delete, and search in what was told."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection
from typing import Annotated, Any

from pydantic import Field, StringConstraints
from starlette.requests import Request
from starlette.responses import Response

from chat.commands import tree as grown
from chat.commands.create import NewChat, create_chat
from chat.db import changes, chats, turn_inputs, turns, undo_log
from chat.engine.engine import Engine
from chat.errors import NotFound, Unprocessable
from chat.formats import wire
from chat.story.cast import member_of
from chat.story.identity import as_known, with_former
from chat.story.relations import Relations
from chat.web.answer import answer
from chat.web.bodies import Body, read_body, read_number, read_version
from chat.web.render import render

PAGE = 30  # turns in a page of a path, unless asked for
MOST = 200
MAX_FOUND = 20
MAX_QUERY = 20_000  # characters


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class Persona(Body):
    name: Name = "You"
    description: str = Field("", max_length=20_000)


class CreateBody(Body):
    character_ids: list[str] = Field(max_length=20)
    title: str | None = Field(None, max_length=300)
    persona: Persona = Persona()
    profile: str | None = None
    greeting: int | None = 0
    present: list[str] | None = Field(None, max_length=20)


class ChatSettings(Body):
    """What a chat may set; null takes a value back to the default."""

    temperature: float | None = Field(None, ge=0, le=5)
    top_p: float | None = Field(None, gt=0, le=1)
    min_p: float | None = Field(None, ge=0, le=1)
    max_tokens: int | None = Field(None, ge=1, le=32_000)
    stop: list[str] = Field([], max_length=16)
    system_prompt: str | None = Field(None, max_length=20_000)
    author_note: str | None = Field(None, max_length=20_000)
    dice: bool | None = None


class PatchedPersona(Body):
    name: Name | None = None
    description: str | None = Field(None, max_length=20_000)


class PatchBody(Body):
    title: Title | None = None
    profile: str | None = None
    persona: PatchedPersona | None = None
    settings: ChatSettings | None = None
    version: int | None = None


async def create(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, CreateBody)
    persona = body.persona
    wanted = NewChat(
        body.character_ids, persona.name, persona.description, body.title, body.profile, body.greeting, body.present
    )
    chat = await create_chat(engine, wanted)
    return await answer(await opened(engine, chat.id), status_code=201)


async def listing(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    found = await engine.db.read(chats.listed)
    return await answer({"items": [wire.listed_chat(item) for item in found], "next": None})


async def show(request: Request) -> Response:
    """The chat with a page of its path: the end of it, or what stands before the turn `?before=`."""
    engine: Engine = request.app.state.engine
    before, limit = request.query_params.get("before"), read_number(request, "limit", PAGE, 1, MOST)
    return await answer(await opened(engine, request.path_params["chat"], before, limit))


async def opened(engine: Engine, chat_id: str, before: str | None = None, limit: int = PAGE) -> wire.Json:
    return await engine.db.read(open_chat, chat_id, engine.relations, engine.telling.get(chat_id), before, limit)


def open_chat(
    db: Connection, chat_id: str, relations: Relations, live: str | None, before: str | None, limit: int
) -> wire.Json:
    chat = _here(db, chats.get(db, chat_id), relations)
    last = chat.head
    if before:
        later = turns.get(db, before)
        if later.chat != chat_id:
            raise NotFound(f"There is no turn {before} in this chat.")
        last = later.parent
    page = turns.path(db, last, limit) if last else []
    whole = wire.chat(chat, live, whole_turns(db, page), page[0].id if page and page[0].parent else None)
    back, again = undo_log.last(db, chat_id), undo_log.following(db, chat_id)
    return {**whole, "undo": back and back.kind, "redo": again and again.kind}


def _here(db: Connection, chat: chats.Chat, relations: Relations) -> chats.Chat:
    """Without those who joined on other branches only."""
    if not any(member.later for member in chat.members):
        return chat
    joined = changes.state_at(db, chat.id, chat.head, relations).scene.joined
    return replace(chat, members=tuple(member for member in chat.members if not member.later or member.id in joined))


def whole_turns(db: Connection, found: Sequence[turns.Turn]) -> list[wire.Json]:
    siblings, rolls = turns.siblings(db, found), turn_inputs.rolls(db, [turn.id for turn in found])
    return [wire.turn(turn, siblings[turn.id], render(turn.narrative), rolls.get(turn.id)) for turn in found]


async def patch(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    chat_id = request.path_params["chat"]
    body = await read_body(request, PatchBody)
    values: dict[str, Any] = body.model_dump(exclude_unset=True, exclude_none=True, exclude={"version", "settings"})
    if body.settings is not None:
        values["settings"] = body.settings.model_dump(exclude_unset=True)
    async with engine.lock(chat_id):
        await engine.refuse_stale(chat_id, body.version)
        if body.profile is not None and body.profile not in engine.profiles:
            raise Unprocessable(f"There is no profile {body.profile}.", hint=f"One of {', '.join(engine.profiles)}.")
        await engine.db.write(_patch, chat_id, engine.now(), values)
    return await answer(await opened(engine, chat_id))


def _patch(db: Connection, chat_id: str, now: str, values: dict[str, Any]) -> None:
    chat = chats.get(db, chat_id)
    name = values.get("persona", {}).get("name", "").strip().casefold()
    if any(name == member.name.casefold() for member in chat.members if not member.persona):
        raise Unprocessable("A character of the chat has this name.", code="equal_names", hint="Choose another.")
    chats.update(db, chat_id, now, values)


async def remove(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    await grown.delete_chat(engine, request.path_params["chat"], read_version(request))
    return Response(status_code=204)


async def search(request: Request) -> Response:
    """Full text over every branch; odd input is searched as plain words."""
    engine: Engine = request.app.state.engine
    chat, query = await engine.db.read(chats.get, request.path_params["chat"]), _query(request, "q")
    hits = await engine.recaller.search(chat.id, await engine.path(chat.id, chat.head), query, MAX_FOUND)
    items = [
        {"turn": hit.turn, "snippet": hit.snippet, "score": round(hit.score, 3), "on_path": on_path}
        for hit, on_path in hits
    ]
    return await answer({"items": items, "next": None})


async def memories(request: Request) -> Response:
    """What would be recalled for a text, as seen by a character or by the narrator."""
    engine: Engine = request.app.state.engine
    chat, query = await engine.db.read(chats.get, request.path_params["chat"]), _query(request, "q")
    who = request.query_params.get("as")
    scene = (await engine.db.read(changes.state_at, chat.id, chat.head, engine.relations)).scene
    known = as_known(chat.members, scene)
    found = await engine.recaller.rank(
        chat.id,
        await engine.path(chat.id, chat.head),
        query,
        present=with_former([member_of(who, known).id] if who else scene.present, scene),
        limit=MAX_FOUND,
    )
    names = {member.id: member.name for member in chat.members}
    items = [
        {**wire.recalled(item), "witnesses": [names.get(member, member) for member in item.witnesses]}
        for item in found.items
    ]
    return await answer({"items": items, "next": None, "notice": found.notice})


def _query(request: Request, name: str) -> str:
    query = request.query_params.get(name, "")
    if len(query) > MAX_QUERY:
        raise Unprocessable("The query is too long.", hint=f"At most {MAX_QUERY} characters.")
    return query
