"""How long a provider may take: the clocks of one call, and what they measured."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

import httpx2

from chat.errors import ProviderError
from chat.llm.provider_errors import Asked

T = TypeVar("T")
TAIL = 0.5  # seconds for usage and the end of the connection, once a finish_reason came
BREATH = 1 << 18  # bytes after which other tasks get a turn, when a body comes faster than it is read


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds until the first content, between contents, and for a whole answer. Reasoning counts as content,
    keep-alive comments and empty deltas do not. An answer that is not streamed has first + idle."""

    first: float = 60
    idle: float = 30
    total: float = 300


class Stopwatch:
    """The clocks of one call, and the line about it on stderr.

    One timer serves all clocks: it is set anew when it rings too early, and not at each of many contents.
    """

    def __init__(self, asked: Asked, characters: int, timing: bool) -> None:
        self.asked = asked
        self._timing = timing
        self._in, self._out = characters, 0
        self._began = monotonic()
        self._first: float | None = None
        self._waiting: asyncio.Task[Any] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._rang = False

    def start(self, clocks: Timeouts) -> None:
        """Waiting for a permit is over."""
        self._clocks = clocks
        self._began = self._last = monotonic()
        self._unread = 0
        self._set(self._ends() - self._began)

    def content(self, characters: int) -> None:
        self._last = monotonic()
        self._out += characters
        if self._first is None:
            self._first = self._last
            self._set(self._ends() - self._last)

    def _ends(self) -> float:
        wait = self._clocks.first if self._first is None else self._clocks.idle
        return min(self._last + wait, self._began + self._clocks.total)

    def _set(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._ring)

    def _ring(self) -> None:
        left = self._ends() - monotonic()
        if left > 0:
            self._set(left)
        elif self._waiting is None:  # whoever reads us is busy; that is not the provider's fault
            self._set(self._clocks.idle)
        else:
            self._rang = True
            self._waiting.cancel()

    async def within(self, work: Awaitable[T]) -> T:
        """The result of `work`; ProviderTimeout if the clock that runs now ends before."""
        task = asyncio.current_task()
        assert task is not None
        cancelling = task.cancelling()
        self._waiting = task
        try:
            return await work
        except asyncio.CancelledError:
            if self._rang and task.uncancel() <= cancelling:
                raise self._late() from None
            raise
        finally:
            self._waiting = None

    def _late(self) -> ProviderError:
        if self._ends() < self._last + (self._clocks.first if self._first is None else self._clocks.idle):
            return self.asked.timeout("was not done", self._clocks.total, "CHAT_TURN_TIMEOUT")
        if self._first is None:
            return self.asked.timeout("sent nothing", self._clocks.first, "CHAT_FIRST_TOKEN_TIMEOUT")
        return self.asked.timeout("sent nothing more", self._clocks.idle, "CHAT_IDLE_TIMEOUT")

    async def next(self, pieces: AsyncGenerator[bytes, None], *, finished: bool = False) -> bytes:
        """The next bytes; none at the end. After a finish_reason no failure counts, and little patience is left."""
        if finished:
            try:
                async with asyncio.timeout(self._last + TAIL - monotonic()):
                    return await anext(pieces, b"")
            except (TimeoutError, httpx2.HTTPError):
                return b""
        piece = await self.within(anext(pieces, b""))
        self._unread += len(piece)
        if self._unread > BREATH:
            self._unread = 0
            await asyncio.sleep(0)
        return piece

    async def read(self, pieces: AsyncGenerator[bytes, None], limit: int) -> bytes:
        """A whole body."""
        body = bytearray()
        while piece := await self.next(pieces):
            body += piece
            if len(body) > limit:
                raise self.asked.not_protocol(f"more than {limit >> 20} MB")
        return bytes(body)

    def end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if not self._timing:
            return
        first = "-" if self._first is None else f"{(self._first - self._began) * 1000:.0f}"
        line = (
            f"llm role={self.asked.role} backend={self.asked.backend} model={self.asked.model} in_chars={self._in}"
            f" out_chars={self._out} first_ms={first} total_ms={(monotonic() - self._began) * 1000:.0f}\n"
        )
        sys.stderr.write(self.asked.secrets.hide(line))
