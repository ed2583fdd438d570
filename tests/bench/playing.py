"""A turn played in this process, and when each of its events came."""

from contextlib import aclosing
from time import perf_counter

from chat.engine.engine import Engine
from chat.turn import Request, accept, tell


async def play_through(engine: Engine, request: Request) -> dict[str, float]:
    accepted = await accept(engine, request)
    assert accepted.run is not None
    async with aclosing(tell(engine, accepted.run)) as told:
        at = {event.name: perf_counter() async for event in told}
    assert "turn.committed" in at
    return at
