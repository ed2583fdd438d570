"""An answer of any size as JSON. It is encoded on a thread, piece by piece, as Python's encoder lets nobody else run
within one call; and it is sent in pieces, each when the one before is taken. A page of long turns took 0.2 s of the event
loop.
"""

import asyncio
from collections.abc import Iterator, Mapping
from json import JSONEncoder
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

DEPTH = 3  # a turn of a page, a section of a prompt: what lies deeper is encoded in one call
PIECE = 256 * 1024  # bytes
_json = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), check_circular=False).encode


class Answer(Response):
    media_type = "application/json"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        for at in range(0, len(self.body), PIECE):
            await send({"type": "http.response.body", "body": self.body[at : at + PIECE], "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def answer(value: Mapping[str, Any], status_code: int = 200) -> Response:
    return Answer(await asyncio.to_thread(encoded, value), status_code)


def encoded(value: Any) -> bytes:
    """As Starlette's JSONResponse has it."""
    return "".join(_pieces(value, DEPTH)).encode()


def _pieces(value: Any, depth: int) -> Iterator[str]:
    if depth == 0 or not value or not isinstance(value, dict | list) or _is_flat(value):
        yield _json(value)
        return
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    before = "{" if isinstance(value, dict) else "["
    for key, item in pairs:
        yield before if key is None else f"{before}{_json(key)}:"
        yield from _pieces(item, depth - 1)
        before = ","
    yield "}" if isinstance(value, dict) else "]"


def _is_flat(value: Any) -> bool:
    """A dict of plain values, as a node of the tree: there may be ten thousand of them."""
    return isinstance(value, dict) and not any(isinstance(item, dict | list | tuple) for item in value.values())
