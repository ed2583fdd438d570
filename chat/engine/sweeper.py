"""What is deleted for good goes beside the turns, slice by slice: between two of them the writer is free for others.

Its queue is the database: chats that are deleted, deletes that are too old to be undone, word tables of nobody. It
sleeps until it is woken, and after a restart it goes on where it was.
"""

import asyncio
import logging

from chat.db import removal
from chat.db.connection import Database
from chat.errors import StorageError

log = logging.getLogger(__name__)
PAUSE = 0.005  # seconds between two slices: the disk and the processor are others' too
FIRST_REST, LONGEST_REST = 1.0, 60.0  # seconds after an error, doubled each time


class Sweeper:
    """`start`, then `wake` whenever something was given up; `close` lets the slice at hand end."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._woken, self._idle = asyncio.Event(), asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._given_up: set[int] = set()  # numbers of word tables

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="sweeper")
        self.wake()

    def wake(self) -> None:
        self._idle.clear()
        self._woken.set()

    async def remove(self, chat: str) -> None:
        """The chat is gone when this returns, whether it was open or being imported; its rows follow."""
        await self._db.write(removal.close, chat)
        self.wake()

    async def finished(self) -> None:
        """Until there is nothing to remove."""
        await self._idle.wait()

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})

    async def _run(self) -> None:
        rest = FIRST_REST
        while True:
            self._woken.clear()
            try:
                await self._sweep()
            except StorageError as error:
                log.warning("What was deleted is not removed yet: %s", error.message)
                await asyncio.sleep(rest)
                rest = min(2 * rest, LONGEST_REST)
                continue
            rest = FIRST_REST
            if not self._woken.is_set():
                self._idle.set()
            await self._woken.wait()

    async def _sweep(self) -> None:
        removed = await self._db.read(removal.is_any_left)
        while removed and await self._db.write(removal.remove):  # noqa: ASYNC110  # a pause, not a wait
            await asyncio.sleep(PAUSE)
        for number in await self._db.read(removal.words_of_nobody):
            if number in self._given_up:
                continue
            while await self._db.write(removal.remove_words, number):  # noqa: ASYNC110  # the same
                await asyncio.sleep(PAUSE)
            removed = True
            self._given_up.add(number)
        if removed:
            await self._db.checkpoint()
