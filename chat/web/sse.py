"""An event stream as a plain ASGI response, with an end for readers who stopped reading."""

import asyncio
import logging
from collections.abc import AsyncIterator

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

log = logging.getLogger(__name__)
HEARTBEAT = 15.0  # seconds of silence before a comment
COMMENT = b": still here\n\n"
SEND_TIMEOUT = 30.0  # seconds until a reader who takes nothing is dropped
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


class EventStream(Response):
    """Sends the pieces as they come. The reader leaving ends the response and nothing else."""

    media_type = "text/event-stream"

    def __init__(self, pieces: AsyncIterator[bytes]) -> None:
        super().__init__(headers=HEADERS)
        del self.headers["content-length"]
        self.pieces = pieces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        gone = asyncio.create_task(_gone(receive))
        following = asyncio.create_task(self._follow(send))
        try:
            await asyncio.wait((gone, following), return_when=asyncio.FIRST_COMPLETED)
            if following.done():
                following.result()
        except TimeoutError:
            log.warning("A reader of %s took nothing for %.0f s and was dropped.", scope["path"], SEND_TIMEOUT)
        finally:
            gone.cancel()
            following.cancel()
            await asyncio.gather(gone, following, return_exceptions=True)

    async def _follow(self, send: Send) -> None:
        async for piece in self.pieces:
            await _send(send, piece, more=True)
        await _send(send, b"", more=False)


async def _send(send: Send, body: bytes, *, more: bool) -> None:
    """TimeoutError for a reader whose window stays closed: its memory is not ours to hold."""
    async with asyncio.timeout(SEND_TIMEOUT):
        await send({"type": "http.response.body", "body": body, "more_body": more})


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
