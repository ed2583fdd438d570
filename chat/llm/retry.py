"""A logical call to the narrator: at most two POSTs, and a record of each.

Asked again only if the first failed before it told anything and in a way that may pass: too many requests, a fault of
the server, a broken connection. Never after one of our clocks ran out; whoever waits has waited long enough.
"""

import asyncio
import hashlib
import json
import random
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, Unpack

from chat.errors import ChatError, Interrupted, ProviderCut, ProviderError, ProviderFault, ProviderRateLimited
from chat.llm.client import CallTag, Chunk, Completion, LLMClient, Message, Sampling, Usage
from chat.llm.router import resolve

ATTEMPTS = 2
MAX_WAIT = 30.0  # seconds; a provider that asks for more gets no second request
WORTH_SHOWING = 1.0  # seconds of waiting


@dataclass(slots=True)
class Record:
    """One POST: what was sent, what came back and when (milliseconds since it was sent). `params` is JSON-able and
    holds a schema's hash in place of the schema. A call that was stopped has the error `interrupted`."""

    tag: CallTag
    backend: str
    model: str
    params: dict[str, Any]
    messages: list[Message]
    chunks: list[tuple[float, str]] = field(default_factory=list)
    completion: Completion | None = None
    first_ms: float | None = None
    total_ms: float = 0.0
    error: ChatError | None = None
    _began: float = field(default_factory=monotonic)
    _reasoning: list[str] = field(default_factory=list)
    _finish_reason: str = ""
    _usage: Usage = field(default_factory=Usage)

    def add(self, chunk: Chunk) -> None:
        if chunk.text:
            now = self._elapsed()
            if self.first_ms is None:
                self.first_ms = now
            self.chunks.append((now, chunk.text))
        if chunk.reasoning:
            self._reasoning.append(chunk.reasoning)
        self._finish_reason = chunk.finish_reason or self._finish_reason
        self._usage = chunk.usage or self._usage

    def complete(self) -> None:
        text = "".join(text for _, text in self.chunks)
        self.completion = Completion(text, self._finish_reason, self.model, self._usage, "".join(self._reasoning))

    def close(self, error: ChatError | None) -> None:
        self.total_ms, self.error = self._elapsed(), error

    def _elapsed(self) -> float:
        return round((monotonic() - self._began) * 1000, 1)


def begin(backend: LLMClient, model: str, messages: Sequence[Message], sampling: Sampling, tag: CallTag) -> Record:
    """A record of the attempt that begins now."""
    return Record(tag, backend.name, model, recorded(sampling), list(messages))


def recorded(sampling: Mapping[str, Any]) -> dict[str, Any]:
    """What a call sets, JSON-able: without what it leaves to the backend, and a schema by its hash."""
    kept = {name: value for name, value in sampling.items() if value is not None}
    if "json_schema" not in kept:
        return kept
    canonical = json.dumps(kept["json_schema"], sort_keys=True, separators=(",", ":"))
    return {**kept, "json_schema": f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"}


def prompt_sha256(messages: Sequence[Message], params: Mapping[str, Any]) -> str:
    """Of the canonical JSON of what was sent; `params` as `recorded` gives them."""
    whole = {"messages": list(messages), "params": params}
    canonical = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def pause(error: ProviderError) -> float | None:
    """Seconds until the second attempt; None if there shall be none."""
    if not error.retryable or not isinstance(error, ProviderRateLimited | ProviderFault | ProviderCut):
        return None
    if error.retry_after is not None:
        return error.retry_after if error.retry_after <= MAX_WAIT else None
    longest = 2.0 if isinstance(error, ProviderRateLimited) else 0.6
    return random.uniform(longest / 3, longest)


async def narrate_call(
    client: LLMClient,
    messages: Sequence[Message],
    *,
    model: str,
    log: list[Record],
    tag: CallTag,
    waiting: Callable[[float, str], None] | None = None,
    **sampling: Unpack[Sampling],
) -> AsyncGenerator[Chunk, None]:
    """The narrator's chunks. `waiting(seconds, reason)` is told of a wait worth showing. Raises ProviderError.

    Each attempt is in `log` when it has ended, however it ended.
    """
    backend, model = resolve(client, model)
    for attempt in range(ATTEMPTS):
        record = begin(backend, model, messages, sampling, replace(tag, attempt=attempt))
        error: ChatError | None = Interrupted("The call was stopped before it was complete.")
        try:
            async with aclosing(backend.stream(messages, model=model, tag=record.tag, **sampling)) as chunks:  # type: ignore[type-var]
                async for chunk in chunks:
                    record.add(chunk)
                    yield chunk
            record.complete()
            error = None
            return
        except ProviderError as failure:
            error = failure
            seconds = None if record.chunks or attempt + 1 == ATTEMPTS else pause(failure)
            if seconds is None:
                raise
            reason = failure.message
        finally:
            record.close(error)
            log.append(record)
        if waiting is not None and seconds >= WORTH_SHOWING:
            waiting(seconds, reason)
        await asyncio.sleep(seconds)
