"""How many calls a backend takes at once, and who goes first when several wait: the narrator."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from chat.llm.client import Role

ORDER: dict[Role, int] = {"narrator": 0, "embedder": 1, "classifier": 2}


class Concurrency:
    """At most `limit` holders at once; None: no limit. Among those of one role the first to come is the first to go."""

    def __init__(self, limit: int | None) -> None:
        self._free = limit
        self._arrivals = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []

    @asynccontextmanager
    async def hold(self, role: Role) -> AsyncIterator[None]:
        if self._free is None:
            yield
            return
        await self._take(role)
        try:
            yield
        finally:
            self._give()

    async def _take(self, role: Role) -> None:
        if self._free:
            self._free -= 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (ORDER[role], next(self._arrivals), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # cancelled after the permit was passed on to it
                self._give()
            raise

    def _give(self) -> None:
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        assert self._free is not None
        self._free += 1
