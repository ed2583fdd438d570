"""HTTP for the tree of turns: the head, undo and redo, the map, the branches."""

from sqlite3 import Connection

from starlette.requests import Request
from starlette.responses import Response

from chat.commands import tree
from chat.db import branches as parts
from chat.db import chats, turns
from chat.engine.engine import Engine
from chat.errors import NotFound
from chat.formats import wire
from chat.web.answer import answer
from chat.web.bodies import Body, read_body, read_number
from chat.web.chats import opened

PAGE = 200  # lines of the map, or turns of a path, unless asked for
MOST = 500
DEEPEST = 1_000_000_000


class HeadBody(Body):
    turn_id: str
    newest: bool = False  # to the end of what was played last from the turn, as a swipe does
    version: int | None = None


class StepBody(Body):
    version: int | None = None


async def head(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, HeadBody)
    chat = await tree.move_head(engine, request.path_params["chat"], body.turn_id, body.version, newest=body.newest)
    return await answer(await opened(engine, chat.id))


async def undo_delete(request: Request) -> Response:
    """A delete is undone by its own link."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, StepBody, empty=True)
    chat = await tree.undo_delete(engine, request.path_params["chat"], request.path_params["undo"], body.version)
    return await answer(await opened(engine, chat.id))


async def undo(request: Request) -> Response:
    """The last step of the tree is taken back."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, StepBody, empty=True)
    chat = await tree.undo(engine, request.path_params["chat"], body.version)
    return await answer(await opened(engine, chat.id))


async def redo(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    body = await read_body(request, StepBody, empty=True)
    chat = await tree.redo(engine, request.path_params["chat"], body.version)
    return await answer(await opened(engine, chat.id))


async def show(request: Request) -> Response:
    """Every turn; with ?fold=1 runs of turns folded to lines, a page of them around the head, or from the line ?from=
    on (?spare=1: with versions that nobody played on); with ?path= a page of the path that ends at this turn, or
    where it is ?depth= deep."""
    engine: Engine = request.app.state.engine
    chat, query = request.path_params["chat"], request.query_params
    limit = read_number(request, "limit", PAGE, 1, MOST)
    if "path" in query:
        depth = read_number(request, "depth", DEEPEST, 1, DEEPEST)
        return await answer(await engine.db.read_much(_path, chat, query["path"], depth, limit))
    if query.get("fold") == "1":
        start = read_number(request, "from", 0, 0, DEEPEST) if "from" in query else None
        return await answer(await engine.db.read_much(_lines, chat, start, limit, query.get("spare") == "1"))
    return await answer(await engine.db.read_much(_tree, chat))


def _tree(db: Connection, chat_id: str) -> wire.Json:
    chat = chats.get(db, chat_id)
    found = turns.tree(db, chat_id)
    return {"head": chat.head, "turns": [wire.node(turn) for turn in found]}


def _path(db: Connection, chat_id: str, end: str, depth: int, limit: int) -> wire.Json:
    chat, last = chats.get(db, chat_id), turns.get(db, end)
    if last.chat != chat_id:
        raise NotFound(f"There is no turn {end} in this chat.")
    found = turns.path(db, turns.at_depth(db, last, min(depth, last.depth)), limit)
    return {"head": chat.head, "turns": [wire.node(turn) for turn in found]}


def _lines(db: Connection, chat_id: str, start: int | None, limit: int, spare: bool) -> wire.Json:
    """`from` is the place of the first line given, of `count` in all."""
    chat = chats.get(db, chat_id)
    found = parts.outline(db, chat_id, chat.head, spare=spare)
    if start is None:
        head = next((place for place, line in enumerate(found) if line.head), 0)
        start = max(0, min(head - limit // 2, len(found) - limit))
    page = found[start : start + limit]
    ends = turns.some(db, {turn for line in page for turn in (line.first, line.last)})
    lines = [wire.line(line, ends[line.first], ends[line.last]) for line in page]
    depth = turns.get(db, chat.head).depth if chat.head else 0
    return {"head": chat.head, "depth": depth, "from": start, "count": len(found), "lines": lines}


async def branches(request: Request) -> Response:
    """Where each branch ends; the last played first."""
    engine: Engine = request.app.state.engine
    return await answer(await engine.db.read_much(_branches, request.path_params["chat"]))


def _branches(db: Connection, chat_id: str) -> wire.Json:
    chat = chats.get(db, chat_id)
    found = parts.branches(db, chat_id, chat.head)
    return {"items": [wire.branch(branch) for branch in found], "next": None}
