"""HTTP for whole chats as files: export and import."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.engine.exchange import MAX_FILE, export_session, import_session
from chat.engine.root import Engine
from chat.errors import Unprocessable
from chat.web.bodies import read_bytes
from chat.web.chats import PAGE, open_chat


async def export(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    wanted = request.query_params.get("format", "session")
    if wanted != "session":
        raise Unprocessable(f"There is no format {wanted[:40]}.", hint="Ask for session.", code="unknown_format")
    chat = request.path_params["chat"]
    headers = {"content-disposition": f'attachment; filename="{chat}.jsonl"'}
    return Response(await export_session(engine, chat), media_type="application/x-ndjson", headers=headers)


async def import_(request: Request) -> Response:
    """The body is the file as it is. The answer is the new chat."""
    engine: Engine = request.app.state.engine
    chat = await import_session(engine, await read_bytes(request, MAX_FILE))
    return JSONResponse(await engine.db.read(open_chat, chat.id, engine.relations, None, None, PAGE), status_code=201)
