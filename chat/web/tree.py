"""HTTP for the tree of turns: the head, undo and redo, the map, the branches."""

from sqlite3 import Connection

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.db import chats, turns
from chat.engine.root import Engine
from chat.engine.tree import move_head, redo, undo, undo_delete
from chat.formats import wire
from chat.web.bodies import Body, read_body
from chat.web.chats import opened


class HeadBody(Body):
    turn_id: str
    newest: bool = False  # to the end of what was played last from the turn, as a swipe does
    version: int | None = None


class StepBody(Body):
    version: int | None = None


async def head(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, HeadBody)
    chat = await move_head(engine, request.path_params["chat"], body.turn_id, body.version, newest=body.newest)
    return JSONResponse(await opened(engine, chat.id))


async def put_back(request: Request) -> Response:
    """A delete is undone by its own link."""
    engine: Engine = request.app.state.engine
    chat = await undo_delete(engine, request.path_params["chat"], request.path_params["undo"])
    return JSONResponse(await opened(engine, chat.id))


async def back(request: Request) -> Response:
    """The last step of the tree is taken back."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, StepBody, empty=True)
    chat = await undo(engine, request.path_params["chat"], body.version)
    return JSONResponse(await opened(engine, chat.id))


async def again(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, StepBody, empty=True)
    chat = await redo(engine, request.path_params["chat"], body.version)
    return JSONResponse(await opened(engine, chat.id))


async def show(request: Request) -> Response:
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
