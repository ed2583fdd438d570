"""HTTP for turns: post, follow, stop, regenerate, edit, delete, and everything one can ask about a turn."""

import hashlib
import json
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.commands.tree import delete_turn
from chat.db import calls, changes, chats, turn_inputs, turns
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.formats import wire
from chat.story.relations import Relations
from chat.turn import Accepted, accept, stop
from chat.turn import Request as TurnRequest
from chat.web.answer import answer
from chat.web.bodies import Body, read_body, read_version
from chat.web.chats import whole_turns
from chat.web.live import Live

MAX_KEY = 200  # characters of an Idempotency-Key


class PostBody(Body):
    """POST /api/chats/{id}/turns."""

    text: str | None = None
    continue_: bool = Field(False, alias="continue")
    version: int | None = None


class RegenerateBody(Body):
    instruction: str | None = None
    reroll: bool = False
    version: int | None = None


class EditBody(Body):
    text: str | None = None
    narrative: str | None = None
    keep: bool = False
    version: int | None = None


class LabelBody(Body):
    """PATCH /api/turns/{id}; null takes the name away."""

    label: str | None = Field(None, max_length=100)
    version: int | None = None


async def post(request: Request) -> Response:
    body = await read_body(request, PostBody)
    origin: Any = "continue" if body.continue_ else "message"
    if body.continue_ and body.text:
        raise Unprocessable("A turn has a text or continues without one, not both.", hint="Send one of the two.")
    wanted = TurnRequest(
        request.path_params["chat"],
        origin,
        body.text if not body.continue_ else "",
        version=body.version,
        **_once(request, body),
    )
    return await _accepted(request, wanted)


async def regenerate(request: Request) -> Response:
    body = await read_body(request, RegenerateBody, empty=True)
    chat = await _chat_of(request)
    instruction = body.instruction or None
    return await _accepted(
        request,
        TurnRequest(
            chat,
            "regenerate",
            turn=request.path_params["turn"],
            instruction=instruction,
            version=body.version,
            reroll=body.reroll,
            **_once(request, body),
        ),
    )


async def edit(request: Request) -> Response:
    body = await read_body(request, EditBody)
    wanted = TurnRequest(
        await _chat_of(request),
        "edit",
        body.text,
        request.path_params["turn"],
        body.narrative,
        version=body.version,
        keep=body.keep,
        **_once(request, body),
    )
    return await _accepted(request, wanted)


def _once(request: Request, body: Body) -> dict[str, Any]:
    """The Idempotency-Key with the hash of what it was sent with: the call, the turn it is about, the body."""
    key = request.headers.get("idempotency-key")
    if key is not None and not 0 < len(key) <= MAX_KEY:
        raise Unprocessable(f"The Idempotency-Key must have 1 to {MAX_KEY} characters.", hint="Use a random id.")
    sent = json.dumps([request.scope["path"], body.model_dump(by_alias=True)], sort_keys=True)
    return {"key": key, "body_sha256": hashlib.sha256(sent.encode()).hexdigest()}


async def _turn(request: Request) -> turns.Turn:
    engine: Engine = request.app.state.engine
    return await engine.db.read(turns.get, request.path_params["turn"])


async def _chat_of(request: Request) -> str:
    """Also of a deleted turn: an Idempotency-Key is looked at first, and what it made may be there still."""
    engine: Engine = request.app.state.engine
    return await engine.db.read(turns.chat_of, request.path_params["turn"])


async def _accepted(request: Request, wanted: TurnRequest) -> Response:
    """202 with where to listen, or the events themselves for a client that accepts a stream."""
    engine: Engine = request.app.state.engine
    live: Live = request.app.state.live
    accepted: Accepted = await accept(engine, wanted, live.start)
    if "text/event-stream" in request.headers.get("accept", ""):
        return await live.response(accepted.turn_id, last_event_id=None)
    return JSONResponse(
        {
            "turn_id": accepted.turn_id,
            "events": f"/api/turns/{accepted.turn_id}/events",
            "version": accepted.version,
        },
        status_code=202,
    )


async def follow(request: Request) -> Response:
    live: Live = request.app.state.live
    turn = await _turn(request)
    return await live.response(turn.id, last_event_id=request.headers.get("last-event-id"))


async def stop_turn(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    await stop(engine, request.path_params["turn"])
    return JSONResponse({"turn_id": request.path_params["turn"]}, status_code=202)


async def remove(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    deleted, chat, undo, version = await delete_turn(engine, request.path_params["turn"], read_version(request))
    return JSONResponse({"deleted": deleted, "undo": f"/api/chats/{chat}/undo/{undo}", "version": version})


async def record(request: Request) -> Response:
    """Everything about a turn."""
    engine: Engine = request.app.state.engine
    return await answer(await engine.db.read(whole_turn, request.path_params["turn"], engine.relations))


def whole_turn(db: Connection, turn_id: str, relations: Relations) -> wire.Json:
    turn = turns.get(db, turn_id)
    names = {member.id: member.name for member in chats.get(db, turn.chat).members}
    return {
        **whole_turns(db, [turn])[0],
        **wire.turn_record(
            turn_inputs.of_turn(db, turn_id),
            changes.steps_of(db, turn.chat, turn_id, relations),
            calls.of_turn(db, turn_id),
            names,
        ),
    }


async def patch(request: Request) -> Response:
    """The turn gets a name, which is that of the branch that begins there."""
    engine: Engine = request.app.state.engine
    body = await read_body(request, LabelBody)
    async with engine.lock(await _chat_of(request)):
        turn = await engine.db.write(_patch, request.path_params["turn"], body)
    return JSONResponse(wire.node(turn))


def _patch(db: Connection, turn_id: str, body: LabelBody) -> turns.Turn:
    turn = turns.get(db, turn_id)
    chats.check_version(chats.get(db, turn.chat), body.version)
    if "label" not in body.model_fields_set:
        return turn
    label = " ".join((body.label or "").split()) or None
    turns.set_label(db, turn.id, label)
    return replace(turn, label=label)


async def prompt(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    turn = await _turn(request)
    return await answer(wire.prompt(await engine.db.read(calls.prompts_of, turn.id)))
