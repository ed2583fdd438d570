"""Reads an async iterator in a task of its own, so that it can be stopped from outside at once.

Stopping a generator that waits on a socket from the task that iterates it would cancel the consumer too; here only the
reading task is cancelled, and what had arrived is still delivered.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Generic, TypeVar

T = TypeVar("T")


class StoppableStream(Generic[T]):
    """`async with StoppableStream(stopped) as pump: pump.start(source); async for item in pump: …`

    Iteration ends when the source does, raises what the source raised, and ends quietly after `stopped` is set.
    """

    def __init__(self, stopped: asyncio.Event) -> None:
        self._stopped = stopped
        self._queue: asyncio.Queue[T | None] = asyncio.Queue()
        self._reader: asyncio.Task[None] | None = None
        self._watcher: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "StoppableStream[T]":
        return self

    def start(self, source: AsyncIterator[T]) -> None:
        self._reader = asyncio.create_task(self._read(source))
        self._watcher = asyncio.create_task(self._watch())

    def put(self, item: T) -> None:
        """Deliver something beside what the source yields, in order of arrival."""
        self._queue.put_nowait(item)

    async def _read(self, source: AsyncIterator[T]) -> None:
        try:
            async with aclosing(source) as items:  # type: ignore[type-var]
                async for item in items:
                    self._queue.put_nowait(item)
        finally:
            self._queue.put_nowait(None)

    async def _watch(self) -> None:
        await self._stopped.wait()
        assert self._reader is not None
        self._reader.cancel()

    async def __aiter__(self) -> AsyncIterator[T]:
        assert self._reader is not None
        while (item := await self._queue.get()) is not None:
            yield item
        try:
            await self._reader
        except asyncio.CancelledError:
            if not self._stopped.is_set():
                raise

    async def __aexit__(self, *_: object) -> None:
        """The source is closed when this returns, whoever was cancelled."""
        tasks = [task for task in (self._reader, self._watcher) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
