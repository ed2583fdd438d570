"""Snapshots written anew beside the turns: after a change far up in a long chat none below it is left, and whoever folds
there would walk far, some of them while they hold the database.
"""

import asyncio
import logging

from chat.db import snapshots
from chat.db.batches import portions
from chat.db.connection import Database
from chat.errors import ChatError
from chat.story.relations import Relations

log = logging.getLogger(__name__)


class SnapshotRefresh:
    """A task for each chat that misses some; each snapshot is a transaction of its own, so what is cancelled or goes down
    with the app has left only true ones."""

    def __init__(self, db: Database, relations: Relations) -> None:
        self._db = db
        self._relations = relations
        self._tasks: dict[str, asyncio.Task[None]] = {}  # by chat; each that runs

    def begin(self, chat: str) -> None:
        """After a commit, and after any change to the past; what is at work already begins with that again."""
        if chat in self._tasks:
            self._tasks[chat].cancel()
        self._tasks[chat] = asyncio.create_task(self._renew(chat), name=f"snapshots of {chat}")

    async def near(self, chat: str, turn: str | None = None) -> None:
        """Before a fold that others wait for: wait until it is short, which it nearly always is. None for the head."""
        if await self._db.read(snapshots.is_far, chat, turn, self._relations):
            if chat not in self._tasks:
                self.begin(chat)
            await self.finished(chat)

    async def finished(self, chat: str) -> None:
        while (task := self._tasks.get(chat)) is not None:  # another, if it began anew
            await asyncio.wait({task})

    async def close(self) -> None:
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _renew(self, chat: str) -> None:
        try:
            await self._remove_stale(chat)
            for turn in await self._db.read_much(snapshots.missing, chat, self._relations):
                if not await self._db.write(snapshots.write, chat, turn, self._relations):
                    break  # the past has changed since; who changed it begins anew
        except ChatError as error:
            log.warning("The snapshots of %s are not whole, which costs time only: %s", chat, error.message)
        finally:
            if self._tasks.get(chat) is asyncio.current_task():
                del self._tasks[chat]

    async def _remove_stale(self, chat: str) -> None:
        depth = await self._db.read(snapshots.stale_from, chat)
        if depth is None:
            return
        for portion in portions(await self._db.read(snapshots.stale, chat)):
            await self._db.write(snapshots.remove, portion)
        await self._db.write(snapshots.end_stale, chat, depth)
