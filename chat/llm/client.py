"""The one interface to language models, and the data that crosses it.

A client makes exactly one request per call: no retries (llm/retry.py decides those), no knowledge of turns or UI.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NotRequired, Protocol, TypedDict, Unpack

import numpy as np
from numpy.typing import NDArray

Role = Literal["narrator", "classifier", "embedder"]
Vectors = NDArray[np.float32]


class Message(TypedDict):
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class CallTag:
    """Which call this is: `purpose` is narrate, intent, pair:SOURCE>TARGET, scene, facts or summary (member ids).
    Turn, purpose and attempt are the key under which a recorded call is found again."""

    role: Role = "narrator"
    turn: str = ""
    purpose: str = ""
    attempt: int = 0


class Sampling(TypedDict):
    """What a call may set beside messages and model. None and absent both mean: leave it to the backend."""

    max_tokens: NotRequired[int | None]
    temperature: NotRequired[float | None]
    top_p: NotRequired[float | None]
    min_p: NotRequired[float | None]
    seed: NotRequired[int | None]
    stop: NotRequired[Sequence[str]]
    json_schema: NotRequired[dict[str, Any] | None]  # constrain the answer where the backend can
    extra_body: NotRequired[dict[str, Any]]


class Params(Sampling):
    tag: NotRequired[CallTag]  # never sent


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the backend counted them; None where it said nothing. `price` in US dollars."""

    in_tokens: int | None = None
    cached_tokens: int | None = None
    out_tokens: int | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer. The last one carries `finish_reason`; `usage` may come with it or after it."""

    text: str = ""
    reasoning: str = ""
    finish_reason: str | None = None
    usage: Usage | None = None


@dataclass(frozen=True, slots=True)
class Completion:
    """A finished answer. `finish_reason` is always one the backend sent: without one the call has failed. `hide` keeps
    keys out of what is read out of the text."""

    text: str
    finish_reason: str
    model: str
    usage: Usage = field(default_factory=Usage)
    reasoning: str = ""
    hide: Callable[[str], str] = field(default=str, repr=False, compare=False)


class LLMClient(Protocol):
    """A backend. All methods raise errors.ProviderError and nothing else for what a provider can do wrong."""

    name: str  # of the backend, for logs: "featherless", "embedded", "127.0.0.1:8080"

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion: ...

    def stream(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> AsyncIterator[Chunk]:
        """Chunks as they arrive. Ends normally only after a finish_reason; closing the iterator closes upstream."""
        ...

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        """Unit rows, float32, shape (len(texts), dimension)."""
        ...

    async def close(self) -> None: ...
