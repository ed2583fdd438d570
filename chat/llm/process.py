"""A child process that serves a model on loopback, for as long as its parent lives and holds its standard input open.

What to serve, and the key, go in on standard input; its address comes back on standard output as one line of JSON.
"""

import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from chat.llm.redaction import Secrets

KILL = 3.0  # seconds between asking it to end and killing it
KILLED = {-9, 137}  # how a process ends that the system takes the memory from
LAST_WORDS = 500  # bytes of standard error that are kept


class ProcessFailed(Exception):
    """It could not be started, or ended before it listened. The text says how."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a child listens, and the key that it asks for. The key is new for each child."""

    url: str
    key: str


class ModelProcess:
    """`await Child.start(...)`, `address`, then `await end()`; `await ended()` for a death it was not asked for."""

    def __init__(self, process: asyncio.subprocess.Process, secrets: Secrets) -> None:
        self._process, self._secrets = process, secrets
        self._last_words = b""
        self._listening = asyncio.create_task(self._listen())
        self.address = Address("", "")

    @property
    def pid(self) -> int:
        return self._process.pid

    @classmethod
    async def start(cls, command: Sequence[str], wanted: Mapping[str, Any], *, seconds: float) -> "ModelProcess":
        """A child that listens. ProcessFailed otherwise; nothing is left running then, nor after a cancellation."""
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                env={name: value for name, value in os.environ.items() if not name.startswith("CHAT_")},
                start_new_session=True,  # Ctrl-C in the terminal is for the app, which ends the child itself
            )
        except OSError as error:
            raise ProcessFailed(f"The embedded model's process could not be started: {error}.") from error
        child = cls(process, Secrets([wanted["key"]]))
        try:
            async with asyncio.timeout(seconds):
                child.address = Address(f"{await child._handshake(wanted)}/v1", wanted["key"])
        except TimeoutError:
            await child.end()
            raise ProcessFailed(f"The embedded model's process did not listen within {seconds:.0f} s.") from None
        except (OSError, ValueError, KeyError, TypeError):  # it ended, or said something else
            await child.end()
            raise ProcessFailed(await child.ended()) from None
        except BaseException:
            await child.end()
            raise
        return child

    async def _handshake(self, wanted: Mapping[str, Any]) -> str:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
        await self._process.stdin.drain()
        return str(json.loads(await self._process.stdout.readline())["address"])

    async def _listen(self) -> None:
        """Keeps its standard error flowing, and the end of it."""
        assert self._process.stderr is not None
        while piece := await self._process.stderr.read(4096):
            self._last_words = (self._last_words + piece)[-LAST_WORDS:]

    async def ended(self) -> str:
        """Waits for its end, and says how it came."""
        code = await self._process.wait()
        await self._listening
        words = self._secrets.hide(self._last_words.decode("utf-8", "replace")).strip().splitlines()
        why = f": {words[-1]}" if words else ", as it does when memory runs out" if code in KILLED else ""
        return f"The embedded model's process ended with {code}{why}."

    async def answers(self, seconds: float) -> bool:
        """Whether its health page comes in time: a child that computes answers it too, one that hangs does not."""
        at = urlsplit(self.address.url)
        try:
            async with asyncio.timeout(seconds):
                reader, writer = await asyncio.open_connection(at.hostname, at.port)
                try:
                    writer.write(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    return (await reader.readline()).startswith(b"HTTP/1.1 200")
                finally:
                    writer.close()
        except OSError:  # a TimeoutError is one
            return False

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()

    async def end(self) -> None:
        """Asks it to end by closing its standard input, and kills it if it does not."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), KILL)
        except TimeoutError:
            pass
        finally:
            self.kill()
        await self._process.wait()
        await self._listening
