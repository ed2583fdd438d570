"""HTTP for what the ledger says: the state at any turn, the history of a pair, and what the user says about either."""

from sqlite3 import Connection
from typing import Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.commands import corrections
from chat.commands.corrections import Correction, correct
from chat.db import changes, chats, turns
from chat.engine.engine import Engine
from chat.errors import NotFound, Unprocessable
from chat.formats import wire
from chat.story.cast import member_of
from chat.story.identity import as_known
from chat.story.relations import Relations
from chat.web.answer import answer
from chat.web.bodies import Body, read_body, read_number, read_version


class ChangeBody(Body):
    kind: Literal["correction", "pin"]
    source: str
    target: str
    axis: str | None = None
    value: int | None = None
    pin: bool | None = None
    met: bool = False
    version: int | None = None


async def state(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    wanted = request.query_params.get("turn")
    return await answer(await engine.db.read_much(state_of, request.path_params["chat"], wanted, engine.relations))


def state_of(db: Connection, chat_id: str, turn_id: str | None, relations: Relations) -> wire.Json:
    chat = chats.get(db, chat_id)
    wanted = turn_id or chat.head
    turn = turns.get(db, wanted) if wanted else None
    if turn is not None and turn.chat != chat_id:
        raise NotFound(f"There is no turn {turn_id} in this chat.")
    found = changes.state_at(db, chat_id, turn.id if turn else None, relations)
    table = chats.table_of(db, chat_id, relations)
    known = as_known(chat.members, found.scene)
    return wire.state(turn.id if turn else None, turn.depth if turn else 0, found, known, table)


async def pair(request: Request) -> Response:
    """The ledger of a pair along the head's path; the path takes names or ids. With ?axis=trust&below=0 also when the
    value crossed that line, and what its values are called."""
    engine: Engine = request.app.state.engine
    ends = request.path_params["source"], request.path_params["target"]
    line = _line(request, engine.relations)
    return await answer(
        await engine.db.read_much(pair_ledger, request.path_params["chat"], *ends, engine.relations, line)
    )


def _line(request: Request, relations: Relations) -> tuple[str, int] | None:
    """The axis and the threshold that are asked about, if they are."""
    axis = request.query_params.get("axis")
    if axis is None:
        return None
    if axis not in relations.axes:
        raise Unprocessable(f"There is no axis {axis[:40]}.", hint=f"One of {', '.join(relations.axes)}.")
    return axis, read_number(request, "below", 0, relations.axes[axis].low, relations.axes[axis].high)


def pair_ledger(
    db: Connection, chat_id: str, source: str, target: str, relations: Relations, line: tuple[str, int] | None
) -> wire.Json:
    chat = chats.get(db, chat_id)
    members = as_known(chat.members, changes.state_at(db, chat_id, chat.head, relations).scene)
    start, end = member_of(source, members), member_of(target, members)
    path = turns.path_ids(db, chat.head)
    steps = changes.ledger_of_pair(db, chat_id, path, start.id, end.id, relations)
    names = {member.id: member.name for member in chat.members}
    key = start.id, end.id
    ledger: wire.Json = {
        "source": start.name,
        "source_id": start.id,
        "target": end.name,
        "target_id": end.id,
        "changes": [wire.change_of_pair(step, key, names) for step in steps],
    }
    if line is not None:
        ledger["bands"] = chats.table_of(db, chat_id, relations).axes[line[0]].bands
        crossed = changes.crossings(steps, key, *line)
        ledger["crossings"] = [wire.crossing(step, before, after) for step, before, after in crossed]
    return ledger


async def change(request: Request) -> Response:
    """The user corrects or pins a value, or says that two had met before the story."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, ChangeBody)
    wanted = Correction(body.kind, body.source, body.target, body.axis, body.value, body.pin, body.met)
    step, names = await correct(engine, request.path_params["chat"], wanted, body.version)
    return JSONResponse(wire.change(step, names), status_code=201)


async def lift(request: Request) -> Response:
    """What the user said is taken back."""
    engine: Engine = request.app.state.engine
    change_id = request.path_params["change"]
    version = await corrections.lift(engine, request.path_params["chat"], change_id, read_version(request))
    return JSONResponse({"lifted": change_id, "version": version})
