"""A turn that runs: how it is stopped, who waits for it, and what it has come to so far."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any, TypeVar

from chat.db.calls import Logged, usage_of
from chat.db.turn_inputs import Decided
from chat.db.turn_settings import Terms
from chat.db.turns import Turn
from chat.engine.story import Story
from chat.errors import Interrupted
from chat.llm.client import LLMClient
from chat.llm.retry import Record
from chat.prompts import Rendered
from chat.story.dice import Roll
from chat.story.models import Change

T = TypeVar("T")
TIMINGS = (
    "intent_ms", "recall_ms", "compose_ms", "first_token_ms", "narrative_ms", "settle_ms", "commit_ms", "total_ms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReplayInputs:
    """What a replay knows of a turn beforehand, because clocks and the embedder do not say the same thing twice.
    `decided` is None for a turn that ended before anything was. With `toy_classifier` the fallback had judged all pairs,
    and `judged` is what it found. `client` answers in place of the profile's."""

    decided: Decided | None
    toy_classifier: bool = False
    judged: Sequence[Change] = ()
    client: LLMClient | None = None

    @property
    def intent_in_time(self) -> bool:
        """Whether the classifier's intent came before the narrator began."""
        return self.decided is None or self.decided.intent.by == "model"


@dataclass(frozen=True, slots=True)
class ToldText:
    """A narrative that is in the database."""

    narrative: str
    finish_reason: str | None = None


@dataclass(slots=True)
class Run:
    """From accept to the terminal event. `stopped` is set by the player's Stop, or by the app going down, which is
    `interrupted`. `known` is set by a replay, `reroll` by a player who wants other dice;
    `kept` is the roll of the turn that this one tells again or mends; `story` was read in the transaction that accepted it,
    and is None after a restart. `told` is set where the player wrote the narrative, and where it was told before the app
    went down. `abandoned` is set when the turn is about to be deleted: it waits for no other turn any more."""

    turn: str
    chat: str
    parent: str | None
    stopped: asyncio.Event = field(default_factory=asyncio.Event)
    done: asyncio.Event = field(default_factory=asyncio.Event)
    interrupted: bool = False
    known: ReplayInputs | None = None
    reroll: bool = False
    kept: Roll | None = None
    story: Story | None = None
    told: ToldText | None = None
    abandoned: asyncio.Event = field(default_factory=asyncio.Event)

    async def parent_settled(self, settled: Coroutine[Any, Any, None]) -> None:
        """Until the parent has settled, or nobody wants to know of this turn any more."""
        await _first(settled, self.abandoned)

    async def unless_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The result of `work`, or None as soon as the turn is stopped; the work is cancelled then, and has ended."""
        return await _first(work, self.stopped)


async def _first(work: Coroutine[Any, Any, T], event: asyncio.Event) -> T | None:
    """The result of `work`, or None as soon as the event is set; the work is cancelled then, and has ended."""
    task = asyncio.create_task(work)
    stop = asyncio.create_task(event.wait())
    try:
        await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for pending in (task, stop):
            pending.cancel()
        await asyncio.gather(task, stop, return_exceptions=True)


class TurnLog:
    """What is kept when a turn ends early, and reported when it does not."""

    def __init__(self, told: ToldText | None = None) -> None:
        self.told = told is not None
        self.finish_reason = (told and told.finish_reason) or "stop"
        self.decided: Decided | None = None
        self.terms: Terms | None = None
        self.beside: Sequence[str] = ()
        self.timings: dict[str, float | None] = dict.fromkeys(TIMINGS)
        self.started = monotonic()
        self._parts: list[str] = [told.narrative] if told else []
        self._asked: list[tuple[Rendered, list[Record]]] = []

    @property
    def text(self) -> str:
        """The narrative so far; joined where it is asked for, not for each chunk."""
        if len(self._parts) > 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0] if self._parts else ""

    @property
    def begun(self) -> bool:
        """Whether anything has been told."""
        return bool(self._parts)

    def add(self, text: str) -> None:
        self._parts.append(text)

    def as_told(self, turn: Turn) -> Turn:
        """The turn with the narrative as it was told."""
        return replace(turn, narrative=self.text)

    def asked(self, prompt: Rendered) -> list[Record]:
        """A list for the records of one model call; they are logged with the prompt they were asked with."""
        records: list[Record] = []
        self._asked.append((prompt, records))
        return records

    def stopped_calls(self, purpose: str) -> list[Record]:
        """Those of a purpose that were stopped before they were complete."""
        records = [record for _, asked in self._asked for record in asked if record.tag.purpose == purpose]
        return [record for record in records if isinstance(record.error, Interrupted)]

    @property
    def calls(self) -> list[Logged]:
        return [Logged(record, prompt) for prompt, records in self._asked for record in records]

    def usage(self) -> dict[str, Any]:
        return usage_of([record for _, records in self._asked for record in records])

    def clock(self, name: str, since: float) -> None:
        """Note the milliseconds since a moment under a name of the contract's `timings`."""
        self.timings[name] = round((monotonic() - since) * 1000, 1)
