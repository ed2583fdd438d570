"""HTTP for chats: make, list, open, change, delete; the head, the tree, the state at any turn, the ledger of a pair."""

from sqlite3 import Connection
from typing import Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.db import changes, chats, steps, turns
from chat.engine import tree as grown
from chat.engine.corrections import Correction, correct
from chat.engine.creation import NewChat, create_chat
from chat.engine.root import Engine
from chat.errors import NotFound, Unprocessable
from chat.formats import wire
from chat.story.cast import member_of
from chat.story.relations import Relations
from chat.web.bodies import Body, read_body
from chat.web.render import render

PAGE = 30  # turns in a page of a path, unless asked for
MOST = 200
MOST_FOUND = 20
MOST_QUERY = 20_000  # characters


class Persona(Body):
    name: str = Field("You", min_length=1, max_length=100)
    description: str = Field("", max_length=20_000)


class CreateBody(Body):
    character_ids: list[str] = Field(max_length=20)
    title: str | None = Field(None, max_length=300)
    persona: Persona = Persona()
    profile: str | None = None
    greeting: int | None = 0


class ChatSettings(Body):
    """What a chat may set; null takes a value back to the default."""

    temperature: float | None = Field(None, ge=0, le=5)
    top_p: float | None = Field(None, gt=0, le=1)
    min_p: float | None = Field(None, ge=0, le=1)
    max_tokens: int | None = Field(None, ge=1, le=32_000)
    stop: list[str] = Field([], max_length=16)
    system_prompt: str | None = Field(None, max_length=20_000)
    author_note: str | None = Field(None, max_length=20_000)


class PatchedPersona(Body):
    name: str | None = Field(None, min_length=1, max_length=100)
    description: str | None = Field(None, max_length=20_000)


class PatchBody(Body):
    title: str | None = Field(None, min_length=1, max_length=300)
    profile: str | None = None
    persona: PatchedPersona | None = None
    settings: ChatSettings | None = None
    version: int | None = None


class HeadBody(Body):
    turn_id: str
    version: int | None = None


class StepBody(Body):
    version: int | None = None


class ChangeBody(Body):
    kind: Literal["correction", "pin"]
    source: str
    target: str
    axis: str
    value: int | None = None
    pin: bool | None = None


async def create(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, CreateBody)
    persona = body.persona
    wanted = NewChat(body.character_ids, persona.name, persona.description, body.title, body.profile, body.greeting)
    chat = await create_chat(engine, wanted)
    return JSONResponse(await _opened(engine, chat.id), status_code=201)


async def listing(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    found = await engine.db.read(chats.listed)
    return JSONResponse({"items": [wire.listed_chat(item) for item in found], "next": None})


async def show(request: Request) -> Response:
    """The chat with a page of its path: the end of it, or what stands before the turn `?before=`."""
    engine: Engine = request.app.state.engine
    query = request.query_params
    try:
        limit = int(query.get("limit", PAGE))
    except ValueError:
        raise Unprocessable("`limit` must be a number.", hint=f"1 to {MOST}.") from None
    if not 1 <= limit <= MOST:
        raise Unprocessable("`limit` is out of bounds.", hint=f"1 to {MOST}.")
    return JSONResponse(await _opened(engine, request.path_params["chat"], query.get("before"), limit))


async def _opened(engine: Engine, chat_id: str, before: str | None = None, limit: int = PAGE) -> wire.Json:
    return await engine.db.read(open_chat, chat_id, engine.telling.get(chat_id), before, limit)


def open_chat(db: Connection, chat_id: str, live: str | None, before: str | None, limit: int) -> wire.Json:
    chat = chats.get(db, chat_id)
    last = chat.head
    if before:
        later = turns.get(db, before)
        if later.chat != chat_id:
            raise NotFound(f"There is no turn {before} in this chat.")
        last = later.parent
    page = turns.path(db, last, limit) if last else []
    siblings = turns.siblings(db, page)
    items = [wire.turn(turn, siblings[turn.id], render(turn.narrative)) for turn in page]
    opened = wire.chat(chat, live, items, page[0].id if page and page[0].parent else None)
    back, again = steps.last(db, chat_id), steps.following(db, chat_id)
    return {**opened, "undo": back and back.kind, "redo": again and again.kind}


async def patch(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    chat_id = request.path_params["chat"]
    body = await read_body(request, PatchBody)
    if body.profile is not None and body.profile not in engine.profiles:
        raise Unprocessable(f"There is no profile {body.profile}.", hint=f"One of {', '.join(engine.profiles)}.")
    values: dict[str, Any] = body.model_dump(exclude_unset=True, exclude_none=True, exclude={"version", "settings"})
    if body.settings is not None:
        values["settings"] = body.settings.model_dump(exclude_unset=True)
    async with engine.lock(chat_id):
        await engine.db.write(_patch, chat_id, engine.now(), values, body.version)
    return JSONResponse(await _opened(engine, chat_id))


def _patch(db: Connection, chat_id: str, now: str, values: dict[str, Any], version: int | None) -> None:
    chat = chats.get(db, chat_id)
    chats.check_version(chat, version)
    name = values.get("persona", {}).get("name", "").strip().casefold()
    if any(name == member.name.casefold() for member in chat.members if not member.persona):
        raise Unprocessable("A character of the chat has this name.", code="equal_names", hint="Choose another.")
    chats.update(db, chat_id, now, values)


async def remove(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    await grown.delete_chat(engine, request.path_params["chat"])
    return Response(status_code=204)


async def head(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, HeadBody)
    chat = await grown.move_head(engine, request.path_params["chat"], body.turn_id, body.version)
    return JSONResponse(await _opened(engine, chat.id))


async def undo_delete(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    chat = await grown.undo_delete(engine, request.path_params["chat"], request.path_params["undo"])
    return JSONResponse(await _opened(engine, chat.id))


async def undo(request: Request) -> Response:
    """The last step of the tree is taken back."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, StepBody, empty=True)
    chat = await grown.undo(engine, request.path_params["chat"], body.version)
    return JSONResponse(await _opened(engine, chat.id))


async def redo(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, StepBody, empty=True)
    chat = await grown.redo(engine, request.path_params["chat"], body.version)
    return JSONResponse(await _opened(engine, chat.id))


async def tree(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    return JSONResponse(await engine.db.read(_tree, request.path_params["chat"]))


def _tree(db: Connection, chat_id: str) -> wire.Json:
    chat = chats.get(db, chat_id)
    found = turns.tree(db, chat_id)
    return {"head": chat.head, "turns": [wire.node(turn) for turn in found]}


async def branches(request: Request) -> Response:
    """Where each branch ends; the last played first."""
    engine: Engine = request.app.state.engine
    return JSONResponse(await engine.db.read(_branches, request.path_params["chat"]))


def _branches(db: Connection, chat_id: str) -> wire.Json:
    chat = chats.get(db, chat_id)
    found = turns.branches(db, chat_id, chat.head)
    return {"items": [wire.branch(branch) for branch in found], "next": None}


async def state(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    wanted = request.query_params.get("turn")
    return JSONResponse(await engine.db.read(state_of, request.path_params["chat"], wanted, engine.relations))


def state_of(db: Connection, chat_id: str, turn_id: str | None, relations: Relations) -> wire.Json:
    chat = chats.get(db, chat_id)
    wanted = turn_id or chat.head
    turn = turns.get(db, wanted) if wanted else None
    if turn is not None and turn.chat != chat_id:
        raise NotFound(f"There is no turn {turn_id} in this chat.")
    found = changes.state_at(db, chat_id, turn.id if turn else None, relations)
    return wire.state(turn.id if turn else None, turn.depth if turn else 0, found, chat.members, relations)


async def pair(request: Request) -> Response:
    """The ledger of a pair along the head's path; the path takes names or ids."""
    engine: Engine = request.app.state.engine
    ends = request.path_params["source"], request.path_params["target"]
    return JSONResponse(await engine.db.read(pair_ledger, request.path_params["chat"], *ends, engine.relations))


def pair_ledger(db: Connection, chat_id: str, source: str, target: str, relations: Relations) -> wire.Json:
    chat = chats.get(db, chat_id)
    start, end = member_of(source, chat.members), member_of(target, chat.members)
    path = turns.path_ids(db, chat.head)
    steps = changes.ledger_of_pair(db, chat_id, path, start.id, end.id, relations)
    names = {member.id: member.name for member in chat.members}
    return {
        "source": start.name,
        "source_id": start.id,
        "target": end.name,
        "target_id": end.id,
        "changes": [wire.change(step, names) for step in steps],
    }


async def search(request: Request) -> Response:
    """Full text over every branch; odd input is searched as plain words."""
    engine: Engine = request.app.state.engine
    chat, query = await engine.db.read(chats.get, request.path_params["chat"]), _query(request, "q")
    hits = await engine.recaller.search(chat.id, await engine.path(chat.id, chat.head), query, MOST_FOUND)
    items = [
        {"turn": hit.turn, "snippet": hit.snippet, "score": round(hit.score, 3), "on_path": on_path}
        for hit, on_path in hits
    ]
    return JSONResponse({"items": items, "next": None})


async def memories(request: Request) -> Response:
    """What would be recalled for a text, as seen by a character or by the narrator."""
    engine: Engine = request.app.state.engine
    chat, query = await engine.db.read(chats.get, request.path_params["chat"]), _query(request, "q")
    who = request.query_params.get("as")
    scene = (await engine.db.read(changes.state_at, chat.id, chat.head, engine.relations)).scene
    found = await engine.recaller.rank(
        chat.id,
        await engine.path(chat.id, chat.head),
        query,
        present=scene.present,
        as_member=member_of(who, chat.members).id if who else None,
        limit=MOST_FOUND,
    )
    names = {member.id: member.name for member in chat.members}
    items = [
        {**wire.recalled(item), "witnesses": [names.get(member, member) for member in item.witnesses]}
        for item in found.items
    ]
    return JSONResponse({"items": items, "next": None, "notice": found.notice})


def _query(request: Request, name: str) -> str:
    query = request.query_params.get(name, "")
    if len(query) > MOST_QUERY:
        raise Unprocessable("The query is too long.", hint=f"At most {MOST_QUERY} characters.")
    return query


async def change(request: Request) -> Response:
    """The user corrects or pins a value."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, ChangeBody)
    wanted = Correction(body.kind, body.source, body.target, body.axis, body.value, body.pin)
    step, names = await correct(engine, request.path_params["chat"], wanted)
    return JSONResponse(wire.change(step, names), status_code=201)
