"""Tasks and their ends: a scope that none of its tasks outlives, and work that is not broken off in the middle."""

import asyncio
import logging
from collections.abc import Coroutine
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")


class Scope:
    """Whatever still runs when the block is left is cancelled and awaited, so that no call outlives its turn.

    `async with Scope() as scope: await asyncio.gather(scope.start(work), scope.start(other))`"""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        return task

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for task in self._tasks:
            task.cancel()
        for result in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(result, Exception) and result is not error:
                log.error("A task failed that nobody waited for any more.", exc_info=result)


async def to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Await a task of its own to its end even when the caller is cancelled, and only then let the cancellation on."""
    task = asyncio.create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():  # nor does a second cancellation cut it short
            with suppress(asyncio.CancelledError):
                await asyncio.wait({task})
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("What was asked for by somebody who is gone failed: %s", error)
        raise
