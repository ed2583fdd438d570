"""How far an import or export has come, on standard error: one line that is written over in a terminal, and elsewhere a
line every few seconds."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TextIO

from chat.engine.progress import Progress

OFTEN, SELDOM = 0.25, 5.0  # seconds, in a terminal and elsewhere


@asynccontextmanager
async def shown(progress: Progress, out: TextIO | None = None) -> AsyncIterator[None]:
    """While the block runs. Nothing is said of what is done at once."""
    out = out or sys.stderr
    task = asyncio.create_task(_show(progress, out))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
        if out.isatty():
            out.write("\r\x1b[K")
            out.flush()


async def _show(progress: Progress, out: TextIO) -> None:
    while True:
        await asyncio.sleep(OFTEN if out.isatty() else SELDOM)
        out.write(f"\r\x1b[K{line(progress)}" if out.isatty() else f"{line(progress)}\n")
        out.flush()


def line(progress: Progress) -> str:
    """As "storing 41 %, 4,100 turns, 82,000 lines"."""
    done, whole = (
        (progress.turns, progress.of_turns) if progress.stage == "writing" else (progress.bytes, progress.of_bytes)
    )
    percent = f" {100 * done // whole} %" if whole else ""
    return f"{progress.stage}{percent}, {progress.turns:,} turns, {progress.lines:,} lines"
