"""The turns that run, owned by the server: each is a task that drains `tell`; whoever listens only follows.

Events are numbered from 1 and encoded once. A follower gets what came before and then what comes, however late or often
it connects. What was told long ago is in the database: then `sync` with the whole turn, and its terminal event.
"""

import asyncio
import json
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

from starlette.responses import Response

from chat import events
from chat.db import turns
from chat.engine.root import Engine
from chat.engine.running import Running
from chat.events import Event
from chat.formats import wire
from chat.turn import recover, tell
from chat.web.render import paragraphs, render
from chat.web.sse import EventStream

log = logging.getLogger(__name__)
KEPT = 256  # finished turns whose events are still in memory
AFTER_SYNC = 1_000_000  # the id of a `sync` that stands for a turn whose own numbers are forgotten


def encode(number: int, name: str, data: Any) -> bytes:
    """One event of a stream. JSON holds no raw line break, so one data line is enough."""
    return f"id: {number}\nevent: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


@dataclass(slots=True)
class Feed:
    """The events of one turn, numbered from 1."""

    events: list[bytes] = field(default_factory=list)
    text: str = ""  # the narrative so far
    finished: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, event: Event, data: Any) -> None:
        self.events.append(encode(len(self.events) + 1, event.name, data))
        self.finished = event.terminal
        self.news.set()
        self.news = asyncio.Event()

    async def follow(self, after: int) -> AsyncIterator[bytes]:
        """What came after the event of this number, and what comes, until the terminal event."""
        while True:
            news = self.news
            if after < len(self.events):
                yield b"".join(self.events[after:])
                after = len(self.events)
            elif self.finished:
                return
            else:
                await news.wait()


class Live:
    """The registry of running and lately finished turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._feeds: OrderedDict[str, Feed] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """Settle what was told when the app went down."""
        for run in await recover(self.engine):
            self.start(run)

    def start(self, run: Running) -> None:
        feed = self._feeds[run.turn] = Feed()
        task = asyncio.create_task(self._drain(run, feed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        for turn in [turn for turn, old in self._feeds.items() if old.finished][: max(0, len(self._feeds) - KEPT)]:
            del self._feeds[turn]

    async def _drain(self, run: Running, feed: Feed) -> None:
        try:
            await self._feed(run, feed)
        except Exception:  # the boundary of a task nobody awaits: followers must not wait for ever
            log.exception("Telling the turn %s failed.", run.turn)
            hint = "Retry; the log has the details."
            bug = events.TurnFailed(run.turn, "internal", "Something in Fabula itself went wrong.", hint, True)
            feed.add(bug, bug.data())

    async def _feed(self, run: Running, feed: Feed) -> None:
        blocks = Blocks()
        async with aclosing(tell(self.engine, run)) as told:
            async for event in told:
                if isinstance(event, events.NarrativeDone):
                    for block in blocks.rest():
                        feed.add(block, block.data())
                    feed.add(event, {**event.data(), "html": render(blocks.text)})
                    continue
                feed.add(event, event.data())
                if isinstance(event, events.NarrativeDelta):
                    feed.text += event.text
                    for block in blocks.add(event.text):
                        feed.add(block, block.data())

    async def close(self) -> None:
        """After the engine has closed every turn, nothing is left to drain but the last event."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1)

    # ------------------------------------------------------------ followers

    async def response(self, turn_id: str, last_event_id: str | None) -> Response:
        """The event stream of a turn, from the start or after an event; 204 when nothing is left."""
        feed = self._feeds.get(turn_id)
        if last_event_id is None or last_event_id == "":
            after = 0
        else:
            after = (
                int(last_event_id)
                if last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) < 10
                else -1
            )
        if feed is not None and 0 <= after <= len(feed.events):
            if feed.finished and after == len(feed.events):
                return Response(status_code=204)
            return EventStream(feed.follow(after))
        turn, whole = await self.engine.db.read(_whole, turn_id)
        if feed is not None:  # an id we never gave: the whole turn, then what follows
            seen = len(feed.events) - feed.finished  # the terminal event is told again
            if not feed.finished:
                whole |= {"narrative": feed.text, "html": render(feed.text)}
            return EventStream(_after_sync(whole, seen, feed.follow(seen)))
        terminal = _terminal(turn)
        if terminal is not None and after > AFTER_SYNC:
            return Response(status_code=204)
        last = [] if terminal is None else [encode(AFTER_SYNC + 1, terminal.name, terminal.data())]
        return EventStream(_after_sync(whole, AFTER_SYNC, _each(last)))


class Blocks:
    """Cuts the narrative into finished paragraphs while it grows."""

    def __init__(self) -> None:
        self.text = ""
        self._open = ""
        self._count = 0

    def add(self, text: str) -> list[events.NarrativeBlock]:
        self.text += text
        self._open += text
        end = self._open.rfind("\n\n")
        if end < 0:
            return []
        finished, self._open = self._open[:end], self._open[end:]
        return self._rendered(finished)

    def rest(self) -> list[events.NarrativeBlock]:
        finished, self._open = self._open, ""
        return self._rendered(finished)

    def _rendered(self, text: str) -> list[events.NarrativeBlock]:
        made = []
        for block in paragraphs(text):
            made.append(events.NarrativeBlock(self._count, render(block)))
            self._count += 1
        return made


def _whole(db: Connection, turn_id: str) -> tuple[turns.Turn, wire.Json]:
    turn = turns.get(db, turn_id)
    whole = wire.turn(turn, turns.siblings(db, [turn])[turn.id], render(turn.narrative))
    return turn, whole


def _terminal(turn: turns.Turn) -> Event | None:
    """The last event of a turn that is over, from what is stored."""
    if turn.status == "committed":
        return events.TurnCommitted(turn.id, turn.timings or {}, turn.usage or {})
    if turn.status == "cancelled":
        return events.TurnCancelled(turn.id)
    if turn.status in ("failed", "interrupted"):
        error = turn.error or {}
        return events.TurnFailed(
            turn.id,
            error.get("code", "interrupted"),
            error.get("message", "The turn was interrupted."),
            error.get("hint", "Retry tells it again."),
            True,
        )
    return None


async def _after_sync(whole: wire.Json, number: int, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """`sync` carries the number of the last event it stands for, so that the ids go on from there."""
    yield encode(number, "sync", {"turn": whole})
    async for piece in rest:
        yield piece


async def _each(pieces: list[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
