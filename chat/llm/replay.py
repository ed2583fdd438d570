"""The backend of a replay: answers each call with what is recorded under its turn, purpose and attempt.

It reaches no network. The prompt is not looked at: whoever replays compares the logs of calls afterwards.
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn, Unpack

from chat.errors import CallCancelled, ChatError, Interrupted, ProviderError
from chat.llm.client import CallTag, Chunk, Completion, LLMClient, Message, Params, Vectors

POLL = 0.01  # seconds
QUIET = 0.1  # without any answer on its way: now a call that had been stopped is stopped again
LONGEST = 5.0  # for calls that had been answered and are not asked for


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """One attempt as it was. `again`: its turn had asked the same before, and a later turn asked once more."""

    tag: CallTag
    chunks: Sequence[tuple[float, str]]
    completion: Completion | None
    total_ms: float
    error: ChatError | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Playing:
    """The turn that is played now, and how to stop it. `cut`: it had been stopped, so what it would have asked for
    behind that point is not in the record."""

    turn: str
    stop: Callable[[], None]
    cut: bool


class ReplayClient(LLMClient):
    """Plays from a tape. `name` is that of the recorded backend, as it stands in what is said about its answers."""

    def __init__(self, tape: "Tape", name: str = "replay") -> None:
        self._tape, self.name = tape, name

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        call = await self._tape.take(params.get("tag") or CallTag())
        await self._tape.pass_time(call.total_ms)
        if call.completion is None:
            await self._tape.fail(call)
        return call.completion

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncGenerator[Chunk, None]:
        call = await self._tape.take(params.get("tag") or CallTag())
        at = 0.0
        for ms, text in call.chunks:
            await self._tape.pass_time(ms - at)
            at = ms
            yield Chunk(text)
        await self._tape.pass_time(call.total_ms - at)
        if call.completion is None:
            await self._tape.fail(call)
        done = call.completion
        yield Chunk(reasoning=done.reasoning, finish_reason=done.finish_reason, usage=done.usage)

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        raise ProviderError("A replay has no embedder.", hint="What was recalled is in the record.")

    async def close(self) -> None:
        """Nothing is open."""


class Tape:
    """The recorded calls that have not been asked for yet. `timed`: answers take as long as they did."""

    def __init__(self, calls: Iterable[RecordedCall], *, timed: bool = False) -> None:
        self.playing: Playing | None = None
        self._timed = timed
        self._calls: dict[tuple[str, str], deque[RecordedCall]] = {}
        for call in calls:
            self._calls.setdefault((call.tag.turn, call.tag.purpose), deque()).append(call)
        self._on_their_way = 0

    async def take(self, tag: CallTag) -> RecordedCall:
        """The call that was asked with this tag. ProviderError when there is none."""
        calls = self._calls.get((tag.turn, tag.purpose))
        if calls and calls[0].tag.attempt == tag.attempt:
            return calls.popleft()
        if self.playing is not None and self.playing.cut:
            await self._stop_again()
        raise ProviderError(
            f"The record has no call {tag.purpose} of this turn, attempt {tag.attempt}.",
            hint="Play what was played.",
            retry_after=float("inf"),
        )

    async def fail(self, call: RecordedCall) -> NoReturn:
        """As it had failed; one that had been stopped waits until it is stopped again."""
        error = call.error
        if isinstance(error, CallCancelled):  # the end of the turn does it again
            await asyncio.Event().wait()
        if error is None or isinstance(error, Interrupted):
            await self._stop_again()
        if isinstance(error, ProviderError):  # asked again only if it was, and without the pause
            following = self._calls[call.tag.turn, call.tag.purpose]
            expected = bool(following) and following[0].tag.attempt == call.tag.attempt + 1
            cut = self.playing is not None and self.playing.cut
            error.retry_after = 0.0 if expected or cut else float("inf")
        raise error

    async def _stop_again(self) -> NoReturn:
        """The turn had been stopped here, once all that had been answered was."""
        quiet = waited = 0.0
        while quiet < QUIET:
            await asyncio.sleep(POLL)
            waited += POLL
            quiet = 0.0 if self._on_their_way or (waited < LONGEST and self._to_be_answered()) else quiet + POLL
        if self.playing is not None:
            self.playing.stop()
        await asyncio.Event().wait()
        raise AssertionError("a stopped call is cancelled")

    def _to_be_answered(self) -> bool:
        """Whether the turn will still ask for something that had been answered."""
        turn = self.playing.turn if self.playing is not None else ""
        left = [call for (of, _), calls in self._calls.items() if of == turn for call in calls]
        return any(call.completion is not None and not call.again for call in left)

    async def pass_time(self, ms: float) -> None:
        if self._timed:
            with self._working():
                await asyncio.sleep(max(ms, 0.0) / 1000)

    @contextmanager
    def _working(self) -> Iterator[None]:
        self._on_their_way += 1
        try:
            yield
        finally:
            self._on_their_way -= 1
