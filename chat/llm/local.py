"""A local model: a child process that serves it on loopback, started on first use, watched, restarted when it dies.

A crash of the model never takes the app down, and the child never outlives it. Which slot of the server's prompt cache a
call uses follows from its role: the narrator has the first to itself.
"""

import asyncio
import json
import logging
import secrets
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from time import monotonic
from typing import Any, Unpack

from chat.config import EMBEDDED_MODEL, Capabilities
from chat.errors import ProviderUnreachable, SetupError
from chat.llm.client import Chunk, Completion, Message, Params, Vectors
from chat.llm.openai_client import Clocks, OpenAIClient
from chat.llm.weights import NARRATOR, path_of

log = logging.getLogger(__name__)
COMMAND = (sys.executable, "-m", "chat.llm.llama_server")
SLOTS, CONTEXT = 3, 4096  # CONTEXT is in tokens, for each slot
START = 60.0  # seconds a child may take until it listens
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before a restart, doubled while it dies young
OLD = 60.0  # seconds after which a death is no longer young
KILL = 3.0  # seconds between asking it to end and killing it


class LocalServer:
    """`address()` starts the child if need be and gives its URL and key."""

    def __init__(self, folder: Path, command: Sequence[str] = COMMAND) -> None:
        self._folder, self._command = folder, command
        self._child: asyncio.subprocess.Process | None = None
        self._address: tuple[str, str] | None = None
        self._starting = asyncio.Lock()
        self._began, self._pause, self._not_before = 0.0, FIRST_PAUSE, 0.0
        self._trouble: str | None = None

    def health(self) -> dict[str, Any]:
        if self._starting.locked():
            return {"state": "loading", "detail": EMBEDDED_MODEL}
        if self._alive():
            return {"state": "ready", "detail": EMBEDDED_MODEL}
        if self._trouble is not None:
            return {"state": "down", "detail": self._trouble}
        return {"state": "idle", "detail": f"{EMBEDDED_MODEL} starts with the first turn"}

    async def address(self) -> tuple[str, str]:
        """Base URL and key of a child that listens. SetupError without its file, ProviderUnreachable if it will not run."""
        async with self._starting:
            if self._address is None or not self._alive():
                self._address = None
                self._address = await self._start()
            return self._address

    def _alive(self) -> bool:
        return self._child is not None and self._child.returncode is None

    async def _start(self) -> tuple[str, str]:
        path = await asyncio.to_thread(path_of, NARRATOR, self._folder)
        if self._child is not None:
            self._died(self._child.returncode)
        await asyncio.sleep(max(0.0, self._not_before - monotonic()))
        key = secrets.token_urlsafe(32)
        wanted = {"path": str(path), "model": EMBEDDED_MODEL, "key": key, "slots": SLOTS, "context": CONTEXT}
        self._began = monotonic()
        self._child = child = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is for the app, which ends the child itself
        )
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(json.dumps(wanted).encode() + b"\n")
        try:
            async with asyncio.timeout(START):
                await child.stdin.drain()
                line = await child.stdout.readline()
                address = json.loads(line)["address"]
        except (OSError, TimeoutError, ValueError) as error:
            await self._end()
            self._died(child.returncode)
            raise ProviderUnreachable(self._trouble or "", hint="Retry; if it stays, run `./run.sh doctor`.") from error
        self._trouble = None
        return f"{address}/v1", key

    def _died(self, code: int | None) -> None:
        young = monotonic() - self._began < OLD
        self._pause = min(self._pause * 2, LONGEST_PAUSE) if young else FIRST_PAUSE
        self._not_before = monotonic() + (self._pause if young else 0.0)
        self._trouble = f"The embedded model's process ended with {code}."
        log.warning("%s It is started again when it is needed.", self._trouble)

    async def _end(self) -> None:
        child = self._child
        if child is None or child.returncode is not None:
            return
        if child.stdin is not None:
            child.stdin.close()
        try:
            await asyncio.wait_for(child.wait(), KILL)
        except TimeoutError:
            child.kill()
            await child.wait()

    async def close(self) -> None:
        async with self._starting:
            await self._end()
            self._address = None


class LocalClient:
    """An LLMClient for a LocalServer. `embed` is the local embedder's."""

    name = "embedded"

    def __init__(
        self,
        server: LocalServer,
        *,
        embed: Callable[[Sequence[str]], Awaitable[Vectors]],
        clocks: Clocks,
        capabilities: Capabilities,
        extra_body: Mapping[str, Any],
        timing: bool = False,
    ) -> None:
        self._server, self._embed, self._clocks, self._timing = server, embed, clocks, timing
        self._capabilities, self._extra = capabilities, dict(extra_body)
        self._client: OpenAIClient | None = None
        self._at: tuple[str, str] | None = None

    async def _ready(self) -> OpenAIClient:
        """The client of the child that runs now; a new child has another port and key."""
        at = await self._server.address()
        if self._client is None or at != self._at:
            if self._client is not None:
                await self._client.close()
            url, key = self._at = at
            self._client = OpenAIClient(
                self.name,
                url,
                key,
                clocks=self._clocks,
                default_extra_body=self._extra,
                capabilities=self._capabilities,
                timing=self._timing,
            )
        return self._client

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        client = await self._asked()
        return await client.generate(messages, model=model, **_with_slot(params))

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncGenerator[Chunk, None]:
        client = await self._asked()
        async with aclosing(client.stream(messages, model=model, **_with_slot(params))) as chunks:
            async for chunk in chunks:
                yield chunk

    async def _asked(self) -> OpenAIClient:
        try:
            return await self._ready()
        except SetupError as error:  # of a call this is a failure like any other
            raise ProviderUnreachable(error.message, hint=error.hint) from error

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        return await self._embed(texts)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()


def _with_slot(params: Params) -> Params:
    """The narrator keeps slot 0 and its cached prompt; llama.cpp chooses among the others for everybody else."""
    tag = params.get("tag")
    if tag is not None and tag.role != "narrator":
        return params
    return {**params, "extra_body": {**params.get("extra_body", {}), "id_slot": 0, "cache_prompt": True}}
