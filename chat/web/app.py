"""The ASGI application: routes, static files, the page, and every error in the contract's shape."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from chat.engine.engine import Engine
from chat.errors import ChatError, StorageError
from chat.web.api import ROUTES
from chat.web.errors import chat_error, http_error
from chat.web.live import Live
from chat.web.login import login
from chat.web.security import HEADERS, Logins, Security, check_setup

log = logging.getLogger(__name__)
STATIC = Path(__file__).with_name("static")


def create_app(engine: Engine) -> Starlette:
    """The app owns the running turns, and closes the engine when it ends."""
    check_setup(engine.settings)
    logins = Logins(engine.settings)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.live = live = Live(engine)
        await live.recover()
        try:
            yield
        finally:
            try:
                await engine.close()  # ends every turn; what is left to say is said before the streams close
            except StorageError as error:  # the next start looks at the database closely, and says what to do
                log.error("%s %s", error.message, error.hint)
            await live.close()

    app = Starlette(
        routes=[
            Route("/", page),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/api/login", login, methods=["POST"]),
            *ROUTES,
        ],
        lifespan=lifespan,
        middleware=[Middleware(Security, settings=engine.settings, logins=logins)],
        exception_handlers={ChatError: chat_error, HTTPException: http_error, Exception: bug},
    )
    app.router.redirect_slashes = False  # one path for each thing, and no address made from a Host
    app.state.engine, app.state.logins = engine, logins
    return app


async def page(_: Request) -> Response:
    return FileResponse(STATIC / "index.html")


async def bug(_: Request, error: Exception) -> Response:
    """The server logs the traceback; the client is told no more than that. This answer is made outside of Security."""
    internal = ChatError("Something in Fabula itself went wrong.", hint="Try again; the log has the details.")
    return JSONResponse({"error": internal.as_json()}, status_code=500, headers=HEADERS)
