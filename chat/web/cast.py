"""HTTP for the cast of a chat: persons the narrative offers, and somebody who turns out to be another."""

from sqlite3 import Connection

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.commands import cast
from chat.commands.cast import Newcomer
from chat.db import changes, chats, turns
from chat.engine.engine import Engine
from chat.formats import wire
from chat.story.identity import as_known
from chat.story.relations import Relations
from chat.web.answer import answer
from chat.web.bodies import Body, read_body, read_version


class JoinBody(Body):
    """A card of the library, or a name with a description."""

    name: str = Field("", max_length=100)
    description: str = Field("", max_length=20_000)
    character_id: str | None = None
    version: int | None = None


class MergeBody(Body):
    from_: str = Field("", alias="from", max_length=100)
    into: str = Field("", max_length=100)
    version: int | None = None


async def listing(request: Request) -> Response:
    """Who is in the cast by now, and what the user said of the persons of this path, which can be lifted."""
    engine: Engine = request.app.state.engine
    return await answer(await engine.db.read(_cast, request.path_params["chat"], engine.relations))


def _cast(db: Connection, chat_id: str, relations: Relations) -> wire.Json:
    chat = chats.get(db, chat_id)
    state = changes.state_at(db, chat_id, chat.head, relations)
    said = changes.said_of_cast(db, turns.path_ids(db, chat.head))
    return {
        "items": [wire.member(member, state.scene) for member in as_known(chat.members, state.scene)],
        "said": [wire.said(entry) for entry in said],
        "next": None,
    }


async def join(request: Request) -> Response:
    """An offered person, or any other, is in the cast from the head on."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, JoinBody)
    newcomer = Newcomer(body.name, body.description, body.character_id)
    step, chat = await cast.join(engine, request.path_params["chat"], newcomer, body.version)
    member = step.entry.change.arguments["member"]
    joined = {"member": member, **wire.card(chat.cards[member])}
    return JSONResponse({"member": joined, "change": wire.change(step, {}), "version": chat.version}, status_code=201)


async def dismiss(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    chat, name = request.path_params["chat"], request.path_params["name"]
    step = await cast.dismiss(engine, chat, name, read_version(request))
    return JSONResponse(wire.change(step, {}))


async def merge(request: Request) -> Response:
    """A name, or a member, turned out to be a member."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, MergeBody)
    step = await cast.merge(engine, request.path_params["chat"], body.from_, body.into, body.version)
    return JSONResponse(wire.change(step, {}), status_code=201)
