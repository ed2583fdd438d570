"""HTTP for the library of characters, and for the built-in stories made of them."""

from sqlite3 import Connection
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.db import characters
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.formats import wire
from chat.formats.card import parse_card
from chat.web.answer import answer
from chat.web.bodies import read_json


async def create(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    card, source = parse_card(await read_json(request))
    made = await engine.db.write(characters.insert, card, source, engine.now())
    return await answer(wire.character(made), status_code=201)


async def listing(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    found = await engine.db.read(characters.listed)
    return await answer({"items": [wire.character(item) for item in found], "next": None})


async def show(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    return await answer(wire.character(await engine.db.read(characters.get, request.path_params["character"])))


async def patch(request: Request) -> Response:
    """Chats that were begun with the character keep the card they froze."""
    engine: Engine = request.app.state.engine
    body = await read_json(request)
    if not isinstance(body, dict):
        raise Unprocessable("The change is a JSON object.", hint="Send the fields to change.")
    changed = await engine.db.write(_patch, request.path_params["character"], body)
    return await answer(wire.character(changed))


def _patch(db: Connection, character_id: str, body: dict[str, Any]) -> characters.Character:
    found = characters.get(db, character_id)
    if found.source == "builtin":
        raise Unprocessable("Built-in characters cannot be changed.", hint="Make a character of your own from it.")
    card, _ = parse_card({**wire.card(found.card), **body})
    return characters.update(db, character_id, {**found.card, **card})


async def remove(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    await engine.db.write(characters.delete, request.path_params["character"])
    return Response(status_code=204)


async def stories(request: Request) -> Response:
    """What one can begin with: the built-in openings."""
    engine: Engine = request.app.state.engine
    items = [wire.opening(opening) for opening in engine.openings.values()]
    return JSONResponse({"items": items, "next": None})
