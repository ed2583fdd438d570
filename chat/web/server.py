"""Serves the app with uvicorn: one process, one clear line when it is ready, and a clean end."""

import errno
import gc
import socket

import uvicorn

from chat.config import Settings
from chat.engine.engine import Engine
from chat.errors import SetupError
from chat.web.app import create_app
from chat.web.protocol import BoundedHttp
from chat.web.security import check_setup

GRACE = 4  # seconds for open answers after the last turn has ended


async def serve(settings: Settings) -> None:
    """Until SIGINT or SIGTERM. SetupError when it cannot begin."""
    check_setup(settings)
    with bind(settings) as listening:
        engine = await Engine.open(settings)
        host, port = listening.getsockname()[:2]
        shown = f"[{host}]" if ":" in host else host
        line = f"Fabula is ready: http://{shown}:{port}"
        await Announced(configured(engine), line).serve(sockets=[listening])


def configured(engine: Engine) -> uvicorn.Config:
    """The app of an engine, as it is served."""
    return uvicorn.Config(
        create_app(engine),
        http=BoundedHttp,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # an address is the socket's, whatever X-Forwarded-For says
        ws="none",
        lifespan="on",
        timeout_graceful_shutdown=GRACE,
        timeout_keep_alive=30,
    )


class Announced(uvicorn.Server):
    """Says where it is once it listens, and ends every turn before it waits for open streams to close."""

    def __init__(self, config: uvicorn.Config, line: str) -> None:
        super().__init__(config)
        self.line = line

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.collect()
        gc.freeze()  # what was loaded stays: looking through all of it again would hold every stream for 0.1 s
        print(self.line, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        engine: Engine = self.config.app.state.engine  # type: ignore[union-attr]
        await engine.end_turns()
        await super().shutdown(sockets)


def bind(settings: Settings) -> socket.socket:
    """A socket at the address of the settings, not yet listening. SetupError names the setting to change."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host.strip("[]"), settings.port))
    except OSError as error:
        listening.close()
        wrong_host = isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL
        raise SetupError(
            f"{settings.host}:{settings.port} cannot be used: {error.strerror}.",
            hint="Set CHAT_HOST to an address of this machine."
            if wrong_host
            else "Set CHAT_PORT to another port, or stop the program that has it.",
        ) from None
    return listening
