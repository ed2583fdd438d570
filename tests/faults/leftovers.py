"""What a fault must not leave behind: tasks, descriptors and threads, counted before and after."""

import asyncio
import os
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

PATIENCE = 5.0  # seconds until nothing may be left
DESCRIPTORS = "/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd"


def tasks() -> Counter[str]:
    """What runs in this loop, less the provider's connections, which a client may keep for its next call."""
    work = [task.get_coro() for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    code = [part.cr_code for part in work if part is not None and hasattr(part, "cr_code")]
    return Counter(f"task {part.co_qualname}" for part in code if not part.co_filename.endswith("provider.py"))


def everything() -> Counter[str]:
    """Tasks, open descriptors by kind, and threads; the loop's own pool of threads is nobody's leftover."""
    threads = (thread.name for thread in threading.enumerate() if not thread.name.startswith("asyncio_"))
    return tasks() + Counter(map(_kind, os.listdir(DESCRIPTORS))) + Counter(f"thread {name}" for name in threads)


def _kind(descriptor: str) -> str:
    try:
        return os.readlink(f"{DESCRIPTORS}/{descriptor}").partition(":[")[0]
    except OSError:  # the one that listed them
        return "none"


@asynccontextmanager
async def nothing_left(count: Callable[[], Counter[str]] = everything) -> AsyncIterator[None]:
    """AssertionError names what is still there some seconds after the block."""
    before = count()
    yield
    try:
        async with asyncio.timeout(PATIENCE):
            while count() - before:  # noqa: ASYNC110  nothing tells when a descriptor is closed
                await asyncio.sleep(0.02)
    except TimeoutError:
        raise AssertionError(f"left over: {dict(count() - before)}") from None
