"""HTTP for whole chats as files: export and import."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.engine.root import Engine
from chat.engine.sessions import models_used, put_session, take_session
from chat.errors import Unprocessable
from chat.formats import session
from chat.formats.session_lines import ModelsUsed
from chat.web.bodies import read_bytes
from chat.web.chats import PAGE, open_chat

MAX_FILE = 64 * 1024 * 1024  # bytes


async def export(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    wanted = request.query_params.get("format", "session")
    if wanted != "session":
        raise Unprocessable(f"There is no format {wanted[:40]}.", hint="Ask for session.", code="unknown_format")

    def models(profile: str) -> ModelsUsed:
        return models_used(engine.settings, engine.profiles.get(profile))

    chat = request.path_params["chat"]
    taken = await engine.db.read(take_session, chat, engine.relations, models)
    headers = {"content-disposition": f'attachment; filename="{chat}.jsonl"'}
    return Response(await asyncio.to_thread(session.write, taken), media_type="application/x-ndjson", headers=headers)


async def import_(request: Request) -> Response:
    """The body is the file as it is. The answer is the new chat."""
    engine: Engine = request.app.state.engine
    taken = await asyncio.to_thread(session.read, await read_bytes(request, MAX_FILE))
    wanted = taken.head.chat.profile
    profile = wanted if wanted in engine.profiles else engine.default_profile
    chat = await engine.db.write(put_session, taken, engine.relations, engine.now(), profile)
    engine.worker.wake()
    return JSONResponse(await engine.db.read(open_chat, chat.id, None, None, PAGE), status_code=201)
