"""One event stream for several turns: all tabs of a browser share it, as a browser opens six connections to a host.

It is asked for with a cursor for each turn, `?turns=t_1:57,t_2`: the number of the last event that was seen, or none to
begin at the first. An event's id names its turn: `t_1:58`. A turn of which nothing is left, or that is not there, ends
with `turn.over`. Silence is broken by an event, not by a comment: scripts of a page cannot see comments.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping

from starlette.requests import Request
from starlette.responses import Response

from chat.db import turns
from chat.engine.engine import Engine
from chat.errors import NotFound, Unprocessable
from chat.web.feed import encode
from chat.web.live import Live
from chat.web.sse import COMMENT, EventStream

MAX_TURNS = 200
CURSOR = re.compile(r"([A-Za-z0-9_-]{1,64})(?::(\d{1,16}))?")
BEAT = b"event: beat\ndata: {}\n\n"


async def events(request: Request) -> Response:
    engine: Engine = request.app.state.engine
    live: Live = request.app.state.live
    streams = {}
    for turn_id, last in _cursors(request.query_params.get("turns", "")).items():
        try:
            await engine.db.read(turns.get, turn_id)
            pieces = await live.events_after(turn_id, last)
        except NotFound:
            pieces = None
        streams[turn_id] = pieces or _over(turn_id)
    return EventStream(merged(streams))


def _cursors(given: str) -> dict[str, str | None]:
    """The last event seen of each turn that is asked for."""
    found = [CURSOR.fullmatch(cursor) for cursor in given.split(",")]
    if len(found) > MAX_TURNS or not all(found):
        hint = f"Up to {MAX_TURNS} turns with commas, each with the number of its last event: t_1:57,t_2."
        raise Unprocessable("`turns` is not a list of turns.", hint=hint)
    return {match[1]: match[2] for match in found if match}


async def merged(streams: Mapping[str, AsyncGenerator[bytes, None]]) -> AsyncGenerator[bytes, None]:
    """The pieces of all streams as they come, at most one of each waiting to be taken."""
    pending = {asyncio.create_task(_next(pieces)): turn_id for turn_id, pieces in streams.items()}
    try:
        while pending:
            done, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                turn_id, piece = pending.pop(task), task.result()
                if piece is not None:
                    pending[asyncio.create_task(_next(streams[turn_id]))] = turn_id
                    yield named(turn_id, piece)
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        for pieces in streams.values():
            await pieces.aclose()


async def _next(pieces: AsyncGenerator[bytes, None]) -> bytes | None:
    return await anext(pieces, None)


def named(turn_id: str, piece: bytes) -> bytes:
    """The same events with ids that name their turn. Data has no line ends, so that only an event begins with `id`."""
    if piece == COMMENT:
        return BEAT
    return (b"\n" + piece).replace(b"\nid: ", b"\nid: " + turn_id.encode() + b":")[1:]


async def _over(turn_id: str) -> AsyncGenerator[bytes, None]:
    yield encode(0, "turn.over", {"turn_id": turn_id})
