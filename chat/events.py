"""The typed events of a turn, in the order the contract gives. HTTP, terminal, tests and replay consume the same ones."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """`name` is the SSE event name; the fields are its data."""

    name: ClassVar[str]
    terminal: ClassVar[bool] = False

    def data(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class TurnAccepted(Event):
    """The player's text is durable."""

    name: ClassVar[str] = "turn.accepted"
    turn_id: str
    chat: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class TurnUnderstood(Event):
    name: ClassVar[str] = "turn.understood"
    intent: Json


@dataclass(frozen=True, slots=True)
class TurnRecalled(Event):
    """`notice` says why only part of the memory was searched."""

    name: ClassVar[str] = "turn.recalled"
    items: tuple[Json, ...]
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class TurnWaiting(Event):
    """The provider asked for patience: `seconds` until the next try."""

    name: ClassVar[str] = "turn.waiting"
    seconds: float
    reason: str


@dataclass(frozen=True, slots=True)
class NarrativeDelta(Event):
    name: ClassVar[str] = "narrative.delta"
    text: str


@dataclass(frozen=True, slots=True)
class NarrativeBlock(Event):
    """A finished paragraph, rendered and sanitised."""

    name: ClassVar[str] = "narrative.block"
    index: int
    html: str


@dataclass(frozen=True, slots=True)
class NarrativeDone(Event):
    """The narrative is durable; the next message is accepted from here on."""

    name: ClassVar[str] = "narrative.done"
    html: str
    finish_reason: str
    truncated: bool


@dataclass(frozen=True, slots=True)
class Changed(Event):
    """A change after the COMMIT, in ledger order; `change` is the contract's object."""

    change: Json

    def data(self) -> dict[str, Any]:
        return dict(self.change)


@dataclass(frozen=True, slots=True)
class PairChanged(Changed):
    name: ClassVar[str] = "pair.changed"


@dataclass(frozen=True, slots=True)
class SceneChanged(Changed):
    """Any change that is not a pair's."""

    name: ClassVar[str] = "scene.changed"


@dataclass(frozen=True, slots=True)
class TurnCommitted(Event):
    name: ClassVar[str] = "turn.committed"
    terminal: ClassVar[bool] = True
    turn_id: str
    timings: Json
    usage: Json


@dataclass(frozen=True, slots=True)
class TurnFailed(Event):
    name: ClassVar[str] = "turn.failed"
    terminal: ClassVar[bool] = True
    turn_id: str
    code: str
    message: str
    hint: str
    retryable: bool


@dataclass(frozen=True, slots=True)
class TurnCancelled(Event):
    name: ClassVar[str] = "turn.cancelled"
    terminal: ClassVar[bool] = True
    turn_id: str
