"""The turns that run, owned by the server: each is a task that drains `tell`; whoever listens only follows.

A follower gets what came before and then what comes, however late or often it connects. What was told long ago, or by
another run of the app, is in the database: then `sync` with the whole turn, and what follows it.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator
from contextlib import aclosing
from sqlite3 import Connection

from starlette.responses import Response

from chat import events
from chat.db import turns
from chat.engine.engine import Engine
from chat.engine.run import Run
from chat.errors import Interrupted
from chat.events import Event
from chat.formats import wire
from chat.turn import recover, tell
from chat.web.chats import whole_turns
from chat.web.feed import Blocks, Feed, encode
from chat.web.render import render_aside
from chat.web.sse import EventStream

log = logging.getLogger(__name__)
KEPT = 256  # finished turns whose events are still in memory
KEPT_FOR = 600.0  # seconds
LAST = 10**15  # the id of the terminal event of a turn whose own numbers are forgotten


class Live:
    """The registry of running and lately finished turns."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._feeds: OrderedDict[str, Feed] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """Settle what was told when the app went down. Its events go on from a number that nobody has seen."""
        for run in await recover(self.engine):
            _, whole = await self.engine.db.read(_whole, run.turn)
            feed = Feed(first=int(time.time()))
            feed.push("sync", {"turn": whole})
            self.start(run, feed)

    def start(self, run: Run, feed: Feed | None = None) -> None:
        feed = self._feeds[run.turn] = feed or Feed()
        task = asyncio.create_task(self._drain(run, feed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        for turn in [turn for turn, old in self._feeds.items() if old.finished][: max(0, len(self._feeds) - KEPT)]:
            del self._feeds[turn]

    async def _drain(self, run: Run, feed: Feed) -> None:
        try:
            await self._feed(run, feed)
        except Exception:  # the boundary of a task nobody awaits: followers must not wait for ever
            log.exception("Telling the turn %s failed.", run.turn)
            hint = "Retry; the log has the details."
            bug = events.TurnFailed(run.turn, "internal", "Something in Fabula itself went wrong.", hint, True)
            feed.add(bug, bug.data())
        finally:
            asyncio.get_running_loop().call_later(KEPT_FOR, self._feeds.pop, run.turn, None)

    async def _feed(self, run: Run, feed: Feed) -> None:
        blocks = Blocks()
        async with aclosing(tell(self.engine, run)) as told:
            async for event in told:
                if isinstance(event, events.TurnAccepted) and feed.events:
                    continue  # its `sync` has said so
                if isinstance(event, events.NarrativeDone):
                    for block in await blocks.rest():
                        feed.add(block, block.data())
                    feed.add(event, {**event.data(), "html": await render_aside(feed.text)})
                    continue
                feed.add(event, event.data())
                if isinstance(event, events.NarrativeDelta):
                    feed.tell(event.text)
                    for block in await blocks.add(event.text):
                        feed.add(block, block.data())

    async def close(self) -> None:
        """After the engine has ended every turn, nothing is left to drain but the last event."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1)

    # ------------------------------------------------------------ followers

    async def response(self, turn_id: str, last_event_id: str | None) -> Response:
        """The event stream of a turn, from the start or after an event; 204 when nothing is left. NotFound."""
        pieces = await self.events_after(turn_id, last_event_id)
        return Response(status_code=204) if pieces is None else EventStream(pieces)

    async def events_after(self, turn_id: str, last_event_id: str | None) -> AsyncGenerator[bytes, None] | None:
        """The events of a turn from the start or after an event; None when nothing is left. NotFound."""
        feed = self._feeds.get(turn_id)
        after = _number(last_event_id)
        if feed is not None:
            if after is None:
                return feed.follow(feed.first - 1)
            if feed.first - 1 <= after <= feed.last:
                return None if feed.finished and after == feed.last else feed.follow(after)
        turn, whole = await self.engine.db.read(_whole, turn_id)
        if feed is not None:  # an id we never gave: the whole turn, then what follows
            seen = feed.last - feed.finished  # the terminal event is told again
            if feed.text and not feed.finished:
                whole |= {"narrative": feed.text, "html": await render_aside(feed.text)}
            return _after_sync(whole, seen, feed.follow(seen))
        terminal = None if turn_id in self.engine.running else _terminal(turn)
        if terminal is not None and after == LAST:
            return None
        last = [] if terminal is None else [encode(LAST, terminal.name, terminal.data())]
        return _after_sync(whole, LAST - 1, _each(last))


def _number(last_event_id: str | None) -> int | None:
    """The number in Last-Event-ID: None without one, -1 for what is none of ours."""
    if not last_event_id:
        return None
    ours = last_event_id.isascii() and last_event_id.isdigit() and len(last_event_id) <= len(str(LAST))
    return int(last_event_id) if ours else -1


def _whole(db: Connection, turn_id: str) -> tuple[turns.Turn, wire.Json]:
    turn = turns.get(db, turn_id)
    return turn, whole_turns(db, [turn])[0]


def _terminal(turn: turns.Turn) -> Event | None:
    """The last event of a turn that is over, from what is stored."""
    if turn.status == "committed":
        return events.TurnCommitted(turn.id, turn.timings or {}, turn.usage or {})
    if turn.status == "cancelled":
        return events.TurnCancelled(turn.id)
    if turn.status == "accepted":  # it is about to be told; who asks again gets that
        return None
    error = turn.error or Interrupted("The app stopped while this turn was told.").as_json()
    return events.TurnFailed(turn.id, error["code"], error["message"], error["hint"], error.get("retryable", True))


async def _after_sync(whole: wire.Json, number: int, rest: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
    """`sync` carries the number of the last event it stands for, so that the ids go on from there."""
    yield encode(number, "sync", {"turn": whole})
    async for piece in rest:
        yield piece


async def _each(pieces: list[bytes]) -> AsyncGenerator[bytes, None]:
    for piece in pieces:
        yield piece
