"""The server as it is, with a probe in its own loop: how late it is called, every 5 ms.

A line for each goes to the file named by the first argument: the moment (monotonic seconds), how late it was (ms), and
the CPU seconds so far of this process, and of the loop's thread. What took longest on the loop goes to the second.
"""

import asyncio
import sys
from pathlib import Path
from time import monotonic, process_time, thread_time
from typing import TextIO

import uvloop

from chat.config import load_settings
from chat.web.server import serve
from tests.bench.stepped import LEAST, watch_tasks, watching
from tests.steps import Steps

EVERY = 0.005  # seconds


async def main(file: TextIO, steps: Steps) -> None:
    watch_tasks(steps)
    probe = asyncio.create_task(_probe(file))
    await serve(load_settings())
    probe.cancel()


async def _probe(file: TextIO) -> None:
    while True:
        due = monotonic() + EVERY
        await asyncio.sleep(EVERY)
        now = monotonic()
        file.write(f"{now} {(now - due) * 1000} {process_time()} {thread_time()}\n")


if __name__ == "__main__":
    watched = Steps(LEAST)
    with (
        open(sys.argv[1], "w", buffering=1, encoding="ascii") as found,
        watching(watched, Path(sys.argv[2])),
    ):
        uvloop.run(main(found, watched))
