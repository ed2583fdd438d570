"""The turns of a delete, or of its undo, are marked in slices: between two of them the writer is free for other chats.

Done under the chat's lock. What could not be ended, because the database refused or the app went down, is ended before
anything else is done to the tree of that chat.
"""

from collections.abc import Callable

from chat.db import undo_log
from chat.db.batches import portions
from chat.db.connection import Database
from chat.db.undo_log import Marking


class Deletion:
    """`now` gives the time."""

    def __init__(self, db: Database, now: Callable[[], str]) -> None:
        self._db, self._now = db, now
        self._unfinished: set[str] = set()  # chats

    async def mark(self, marking: Marking) -> None:
        """All its turns. StorageError: the next step of the chat goes on with it."""
        chat = marking.step.chat
        self._unfinished.add(chat)
        parts = list(portions(marking.turns)) or [[]]
        for number, part in enumerate(parts, 1):
            await self._db.write(undo_log.mark, marking, part, last=number == len(parts), now=self._now())
        self._unfinished.discard(chat)

    async def finish(self, chat: str) -> None:
        """Before a step of a chat; mostly there is nothing left."""
        if chat in self._unfinished:
            await self._finish(chat)

    async def finish_all(self) -> None:
        """At start, before anything is played."""
        await self._finish(None)

    async def _finish(self, chat: str | None) -> None:
        while (marking := await self._db.read(undo_log.unfinished, chat)) is not None:
            await self.mark(marking)
        if chat is not None:
            self._unfinished.discard(chat)
