"""The events of one turn as bytes of an event stream: numbered, encoded once, kept for whoever follows late or again."""

import asyncio
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from chat.events import Event, NarrativeBlock
from chat.web.render import paragraphs, render_aside
from chat.web.sse import COMMENT, HEARTBEAT

PIECE = 1 << 16  # bytes, about, that are handed on at once; a reader who does not take them holds no more


def encode(number: int, name: str, data: Any) -> bytes:
    """One event of a stream, on one data line. The JSON is ASCII: some clients cut lines at U+2028 or U+0085 too."""
    return f"id: {number}\nevent: {name}\ndata: {json.dumps(data)}\n\n".encode()


@dataclass(slots=True)
class Feed:
    """Numbered from 1; from `first` when what came before was told by another run of the app."""

    first: int = 1
    events: list[bytes] = field(default_factory=list)
    finished: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)
    _parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The narrative so far."""
        return "".join(self._parts)

    def tell(self, text: str) -> None:
        self._parts.append(text)

    @property
    def last(self) -> int:
        """The number of the last event there is; one less than `first` when there is none."""
        return self.first + len(self.events) - 1

    def add(self, event: Event, data: Any) -> None:
        self.push(event.name, data)
        self.finished = event.terminal

    def push(self, name: str, data: Any) -> None:
        self.events.append(encode(self.last + 1, name, data))
        self.news.set()
        self.news = asyncio.Event()

    async def follow(self, after: int) -> AsyncGenerator[bytes, None]:
        """What came after the event of this number, and what comes, until the terminal event; comments in silence."""
        seen, loop = after - self.first + 1, asyncio.get_running_loop()
        while True:
            news = self.news
            if seen < len(self.events):
                end, size = seen, 0
                while end < len(self.events) and size < PIECE:
                    size += len(self.events[end])
                    end += 1
                seen, piece = end, b"".join(self.events[seen:end])
                yield piece
            elif self.finished:
                return
            else:
                beat = loop.call_later(HEARTBEAT, news.set)
                try:
                    await news.wait()
                finally:
                    beat.cancel()
                if self.news.is_set():  # by the beat: whoever waits for more waits for another
                    self.news = asyncio.Event()
                if seen == len(self.events) and not self.finished:
                    yield COMMENT


class Blocks:
    """Cuts the narrative into finished paragraphs while it grows. What is open is joined only where one ends, so that
    a long one costs no more the more pieces it comes in."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._last = ""  # character
        self._count = 0

    async def add(self, text: str) -> list[NarrativeBlock]:
        ends = "\n\n" in self._last + text
        self._open.append(text)
        self._last = text[-1:] or self._last
        if not ends:
            return []
        whole = "".join(self._open)
        end = whole.rfind("\n\n")
        self._open = [whole[end:]]
        return await self._rendered(whole[:end])

    async def rest(self) -> list[NarrativeBlock]:
        finished, self._open = "".join(self._open), []
        return await self._rendered(finished)

    async def _rendered(self, text: str) -> list[NarrativeBlock]:
        made = []
        for block in paragraphs(text):
            made.append(NarrativeBlock(self._count, await render_aside(block)))
            self._count += 1
        return made
