"""The ends of turns that the database refused: kept in memory, and tried again until each is stored."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from chat.db import turns
from chat.db.connection import Database
from chat.db.driver import is_transient
from chat.errors import Interrupted, NotFound, StorageError

log = logging.getLogger(__name__)
FIRST_PAUSE, MAX_PAUSE = 1.0, 15.0  # seconds before they are tried again, doubled each time
End = Callable[[Connection], Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """`stored` becomes what `end` returned, or the error with which it can never be stored."""

    end: End
    stored: asyncio.Future[Any]

    def fail(self, error: Exception) -> None:
        if not self.stored.done():
            self.stored.set_exception(error)
            self.stored.exception()  # nobody has to wait for it


class PendingWrites:
    """`lock` gives the lock of a chat; `stored` is called after each that is stored."""

    def __init__(self, db: Database, lock: Callable[[str], asyncio.Lock], stored: Callable[[], None]) -> None:
        self._db, self._lock, self._stored = db, lock, stored
        self._kept: dict[str, dict[str, Kept]] = {}  # by chat and turn
        self._task: asyncio.Task[None] | None = None

    def keep(self, chat: str, turn: str, end: End) -> asyncio.Future[Any]:
        """Who has to know waits for the future: what `end` returned, or StorageError when it can never be stored, NotFound
        when the turn is gone, Interrupted when the app goes down before."""
        kept = Kept(end, asyncio.get_running_loop().create_future())
        self._kept.setdefault(chat, {})[turn] = kept
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._retry(), name="ends of turns")
        return kept.stored

    def keeps(self, turn: str) -> bool:
        return any(turn in kept for kept in self._kept.values())

    async def store(self, chat: str) -> None:
        """Those of a chat, under its lock. StorageError while the database still refuses; they stay kept."""
        while kept := self._kept.get(chat):
            turn, end = next(iter(kept.items()))
            try:
                result = await self._db.write(_store, turn, end.end)
                if not end.stored.done():
                    end.stored.set_result(result)
            except NotFound as error:
                log.warning("The turn %s was deleted before its end could be stored.", turn)
                end.fail(error)
            except StorageError as error:
                if is_transient(error):
                    raise
                log.error("The end of the turn %s can never be stored: %s", turn, error.message)
                end.fail(error)
            except Exception as error:  # a bug in what was to be stored: it keeps nobody else from being stored
                log.exception("The end of the turn %s can never be stored.", turn)
                end.fail(error)
            del kept[turn]
            if not kept:
                del self._kept[chat]
            self._stored()

    async def close(self) -> None:
        """A last try. Of what is refused once more, only what was saved while it was told is there at the next start."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
        try:
            await self._store_all()
        except StorageError as error:
            lost = ", ".join(turn for kept in self._kept.values() for turn in kept)
            log.error("The ends of these turns could not be stored: %s. %s", lost, error.message)
        for kept in self._kept.values():
            for end in kept.values():
                end.fail(Interrupted("The app went down before this turn could be stored."))

    async def _retry(self) -> None:
        pause = FIRST_PAUSE
        while self._kept:
            await asyncio.sleep(pause)
            pause = min(2 * pause, MAX_PAUSE)
            with suppress(StorageError):  # each turn said so when it ended
                await self._store_all()

    async def _store_all(self) -> None:
        for chat in list(self._kept):
            async with self._lock(chat):
                await self.store(chat)


def _store(db: Connection, turn: str, end: End) -> Any:
    """Nothing for a turn that has ended: a try whose caller was cancelled may have stored it."""
    return None if turns.get(db, turn).status in turns.TERMINAL else end(db)
