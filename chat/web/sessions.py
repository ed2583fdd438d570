"""HTTP for whole chats as files: export and import, both as streams."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Coroutine
from contextlib import ExitStack, aclosing
from typing import IO, Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from chat.db.chats import Chat
from chat.engine.engine import Engine
from chat.engine.exchange import export_session, import_session
from chat.engine.incoming import check_room, incoming_file
from chat.engine.progress import Progress
from chat.errors import ChatError, RequestError, Unprocessable
from chat.formats.wire import Json
from chat.web.answer import answer
from chat.web.bodies import save_body
from chat.web.chats import PAGE, open_chat
from chat.web.feed import encode
from chat.web.sse import EventStream

log = logging.getLogger(__name__)
T = TypeVar("T")
LOOK = 0.25  # seconds between two looks at how far an import has come


class Download(EventStream):
    """A file in pieces. One that cannot be finished is cut off, so that it does not look whole."""

    media_type = "application/x-ndjson"

    def __init__(self, first: bytes, rest: AsyncGenerator[bytes, None], name: str) -> None:
        super().__init__(rest)
        self.first, self.rest = first, rest
        self.headers["content-disposition"] = f'attachment; filename="{name}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with aclosing(self.rest):
            await super().__call__(scope, receive, send)

    async def _follow(self, send: Send) -> None:
        try:
            await send({"type": "http.response.body", "body": self.first, "more_body": True})
            await super()._follow(send)
        except ChatError as error:  # without its last part uvicorn closes the connection
            log.error("An export was cut off: %s %s", error.message, error.hint)


async def export(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    wanted = request.query_params.get("format", "session")
    if wanted != "session":
        raise Unprocessable(f"There is no format {wanted[:40]}.", hint="Ask for session.", code="unknown_format")
    chat = request.path_params["chat"]
    pieces = export_session(engine, chat)
    return Download(await _unless_gone(request, _first(pieces), "export began"), pieces, f"{chat}.jsonl")


async def _first(pieces: AsyncGenerator[bytes, None]) -> bytes:
    return await anext(pieces)


async def import_(request: Request) -> Response:
    """The body is the file as it is. The answer is the new chat; or, for a client that accepts a stream, how far it has
    come, and then the chat."""
    engine: Engine = request.app.state.engine
    with ExitStack() as stack:
        file = stack.enter_context(incoming_file(engine.settings.data_dir))
        await save_body(request, file, check_room)
        if "text/event-stream" in request.headers.get("accept", ""):
            return Importing(engine, file, stack.pop_all())
        chat = await _unless_gone(request, import_session(engine, file), "import was done")
    return await answer(await _opened(engine, chat), status_code=201)


class Importing(EventStream):
    """The events of one import. The reader leaving ends it, and nothing of it stays."""

    def __init__(self, engine: Engine, file: IO[bytes], stack: ExitStack) -> None:
        super().__init__(_events(engine, file))
        self.stack = stack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self.stack:
            await super().__call__(scope, receive, send)


async def _events(engine: Engine, file: IO[bytes]) -> AsyncGenerator[bytes, None]:
    progress, number, seen = Progress(), 0, Json()
    task = asyncio.create_task(import_session(engine, file, progress))
    try:
        while not (await asyncio.wait({task}, timeout=LOOK))[0]:
            now = progress.data()
            if now != seen:
                seen, number = now, number + 1
                yield encode(number, "import.progress", now)
        yield encode(number + 1, *await _last(engine, task))
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _last(engine: Engine, task: asyncio.Task[Chat]) -> tuple[str, Json]:
    try:
        return "import.done", {"chat": await _opened(engine, task.result())}
    except ChatError as error:
        return "import.failed", error.as_json()


async def _opened(engine: Engine, chat: Chat) -> Json:
    return await engine.db.read(open_chat, chat.id, engine.relations, None, None, PAGE)


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _unless_gone(request: Request, work: Coroutine[Any, Any, T], what: str) -> T:
    """RequestError when the client leaves before it is done; it is cancelled then."""
    task, leaving = asyncio.create_task(work), asyncio.create_task(_left(request))
    try:
        await asyncio.wait((task, leaving), return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise RequestError(f"The client went away before the {what}.", hint="Send it again.")
    finally:
        for each in (task, leaving):
            each.cancel()
        await asyncio.wait((task, leaving))
