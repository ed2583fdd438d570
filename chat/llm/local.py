"""A local model: a child process that serves it on loopback, started on first use, watched, restarted when it dies.

A crash of the model never takes the app down, and the child never outlives it. Which slot of the server's prompt cache a
call uses follows from its role: the narrator has the first to itself.
"""

import asyncio
import logging
import secrets
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from time import monotonic
from typing import Any, Unpack

from chat.config import EMBEDDED_MODEL, Capabilities
from chat.errors import ChatError, ProviderTimeout, ProviderUnreachable, SetupError
from chat.llm.client import Chunk, Completion, Message, Params, Vectors
from chat.llm.model_files import NARRATOR, path_of
from chat.llm.openai_client import OpenAIClient, Timeouts
from chat.llm.process import Address, ModelProcess, ProcessFailed
from chat.llm.redaction import Secrets

log = logging.getLogger(__name__)
COMMAND = (sys.executable, "-P", str(Path(__file__).with_name("llama_server.py")))
NARRATOR_SLOT, OTHERS_SLOT, SLOTS = 0, 1, 2
CONTEXT = 4096  # tokens, for each slot
START = 60.0  # seconds a child may take until it listens
OLD = 60.0  # seconds after which a death is no longer young
MAX_PAUSE = 30.0  # seconds between two starts of a child that keeps dying young
HEALTH = 3.0  # seconds for an answer after a call has timed out


class LocalServer:
    """`address()` starts the child if need be. One that dies is started again: at once, and when it keeps dying young,
    on the next use after a pause."""

    def __init__(self, folder: Path, command: Sequence[str] = COMMAND) -> None:
        self._folder, self._command = folder, command
        self._life: asyncio.Task[None] | None = None
        self._listens: asyncio.Future[Address] | None = None  # of the child that starts or runs
        self._child: ModelProcess | None = None
        self._trouble: str | None = None
        self._young_deaths, self._not_before = 0, 0.0

    def health(self) -> dict[str, Any]:
        if self._listens is not None:
            return {"state": "ready" if self._listens.done() else "loading", "detail": EMBEDDED_MODEL}
        if self._trouble is not None:
            return {"state": "down", "detail": self._trouble}
        return {"state": "idle", "detail": f"{EMBEDDED_MODEL} starts with the first turn"}

    async def address(self) -> Address:
        """Of a child that listens. SetupError without its file, ProviderUnreachable if it will not run."""
        if self._listens is None:
            left = self._not_before - monotonic()
            if left > 0:
                raise _unreachable(self._trouble or "", retry_after=left)
            self._listens = asyncio.get_running_loop().create_future()
            self._life = asyncio.create_task(self._live(self._listens))
        return await asyncio.shield(self._listens)

    async def _live(self, listens: asyncio.Future[Address]) -> None:
        """One child after another, until one does not start or dies young too often."""
        while True:
            began = monotonic()
            try:
                self._child = child = await self._start()
            except (ChatError, OSError, ValueError) as error:  # whatever it is, nobody waits for ever
                known = error if isinstance(error, ChatError) else _unreachable(f"It could not be started: {error}.")
                if not isinstance(error, SetupError):
                    self._died(began)
                self._trouble, self._listens = known.message, None
                listens.set_exception(known)
                listens.exception()  # whoever waited may have gone
                return
            self._trouble = None
            listens.set_result(child.address)
            how = await child.ended()
            pause = self._died(began)
            log.warning("%s It is started again %s.", how, "when it is needed" if pause else "at once")
            self._child, self._trouble, self._listens = None, how, None
            if pause:
                return
            self._listens = listens = asyncio.get_running_loop().create_future()

    async def _start(self) -> ModelProcess:
        path = await asyncio.to_thread(path_of, NARRATOR, self._folder)
        wanted = {
            "path": str(path),
            "model": EMBEDDED_MODEL,
            "key": secrets.token_urlsafe(32),
            "slots": SLOTS,
            "context": CONTEXT,
        }
        try:
            return await ModelProcess.start(self._command, wanted, seconds=START)
        except ProcessFailed as error:
            raise _unreachable(str(error)) from None

    def _died(self, began: float) -> float:
        """Seconds until it may be started again: none after the first young death, then 1, 2, 4 …"""
        young = monotonic() - began < OLD
        self._young_deaths = self._young_deaths + 1 if young else 0
        pause = min(2.0 ** (self._young_deaths - 2), MAX_PAUSE) if self._young_deaths > 1 else 0.0
        self._not_before = monotonic() + pause
        return pause

    async def check(self) -> None:
        """After a call that timed out: a child that does not even answer its health page is killed, so that the next
        call finds a new one."""
        child = self._child
        if child is not None and not await child.answers(HEALTH):
            log.warning("The embedded model's process hangs; it is killed.")
            child.kill()

    async def close(self) -> None:
        if self._life is not None:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)
        listens, self._listens = self._listens, None
        if listens is not None and not listens.done():
            listens.set_exception(_unreachable("The app is going down."))
            listens.exception()
        if self._child is not None:
            await self._child.end()
            self._child = None


def _unreachable(message: str, *, retry_after: float | None = None) -> ProviderUnreachable:
    return ProviderUnreachable(message, hint="Retry; if it stays, run `./run.sh doctor`.", retry_after=retry_after)


class LocalClient:
    """An LLMClient for a LocalServer. `embed` is the local embedder's."""

    name = "embedded"

    def __init__(
        self,
        server: LocalServer,
        *,
        embed: Callable[[Sequence[str]], Awaitable[Vectors]],
        clocks: Timeouts,
        capabilities: Capabilities,
        extra_body: Mapping[str, Any],
        timing: bool = False,
        secrets: Secrets | None = None,
    ) -> None:
        self._secrets = secrets
        self._server, self._embed, self._clocks, self._timing = server, embed, clocks, timing
        self._capabilities, self._extra = capabilities, dict(extra_body)
        self._client: OpenAIClient | None = None
        self._at: Address | None = None

    async def _ready(self) -> OpenAIClient:
        """The client of the child that runs now; a new child has another port and key."""
        try:
            at = await self._server.address()
        except SetupError as error:  # of a call this is a failure like any other
            raise ProviderUnreachable(error.message, hint=error.hint) from error
        if self._client is None or at != self._at:
            former, self._at = self._client, at
            self._client = OpenAIClient(
                self.name,
                at.url,
                at.key,
                clocks=self._clocks,
                default_extra_body=self._extra,
                capabilities=self._capabilities,
                timing=self._timing,
                secrets=self._secrets,
            )
            if former is not None:
                await former.close()
        return self._client

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        client = await self._ready()
        try:
            return await client.generate(messages, model=model, **_with_slot(params))
        except ProviderTimeout:
            await self._server.check()
            raise

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncGenerator[Chunk, None]:
        client = await self._ready()
        try:
            async with aclosing(client.stream(messages, model=model, **_with_slot(params))) as chunks:
                async for chunk in chunks:
                    yield chunk
        except ProviderTimeout:
            await self._server.check()
            raise

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        return await self._embed(texts)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.close()


def _with_slot(params: Params) -> Params:
    """Left to itself llama.cpp takes any slot that is free, and the narrator's cached prompt is gone."""
    tag = params.get("tag")
    slot = NARRATOR_SLOT if tag is None or tag.role == "narrator" else OTHERS_SLOT
    return {**params, "extra_body": {**params.get("extra_body", {}), "id_slot": slot}}
