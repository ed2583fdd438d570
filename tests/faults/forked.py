"""Real servers by the hundred: one process has imported the app and forks a server for each start, which saves most of
what a start costs. What a server does from there on, and how it dies, is the same.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

import httpx2

from chat.cli import main
from tests.provider import Provider

NO_MORE: Mapping[str, str] = {}
READY = "Fabula is ready: "


class Gone(Exception):
    """The server ended before it was ready."""


class Forks:
    """The process that forks, one server at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    async def start(self, environment: Mapping[str, str]) -> tuple[int, str]:
        """The server's process id and its address."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(dict(environment)) + "\n")
        self._process.stdin.flush()
        pid = int(await self._line())
        line = await self._line()
        if not line.startswith(READY):
            raise Gone(line)
        return pid, line.removeprefix(READY)

    async def ended(self, pid: int, number: int = signal.SIGKILL) -> None:
        """Once it is gone, of this signal if it was still there."""
        with suppress(ProcessLookupError):  # it had been killed, and was taken note of
            os.kill(pid, number)
        while not (await self._line()).startswith("ended"):
            pass

    async def _line(self) -> str:
        assert self._process.stdout is not None
        async with asyncio.timeout(60):
            line = await asyncio.to_thread(self._process.stdout.readline)
        assert line, "the process that forks is gone"
        return line.strip()


@contextmanager
def forking() -> Iterator[Forks]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.forked"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        try:
            yield Forks(process)
        finally:
            process.kill()


@asynccontextmanager
async def serving(
    forks: Forks, folder: Path, provider: Provider, more: Mapping[str, str] = NO_MORE, end: int = signal.SIGKILL
) -> AsyncIterator[tuple[httpx2.AsyncClient, int]]:
    """A client and the process id. An empty setting counts as none."""
    pid, address = await forks.start(
        {
            "CHAT_DATA_DIR": str(folder), "CHAT_PORT": "0", "CHAT_NARRATIVE_BASE_URL": provider.base_url,
            "CHAT_NARRATIVE_MODEL": "test-narrator", "CHAT_SETTLE_WAIT": "0.05", "XDG_CACHE_HOME": str(folder), **more,
        }
    )  # fmt: skip
    try:
        async with httpx2.AsyncClient(base_url=address, timeout=30, verify=False) as client:
            yield client, pid
    finally:
        await forks.ended(pid, end)


def _fork() -> None:
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.environ.update(json.loads(line))
            main(["serve", "--test"])
            os._exit(0)
        _say(str(child))
        _, status = os.waitpid(child, 0)
        _say(f"ended {os.waitstatus_to_exitcode(status)}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _fork()
