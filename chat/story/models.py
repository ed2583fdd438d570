"""The frozen data the story is made of: cards, members, acts, changes, pairs, scene, state.

Nothing here knows SQL, models or HTTP. Members are referred to by id; names are for show.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

By = Literal["model", "user", "rule"]
IntentKind = Literal["speak", "act", "move", "look", "attack", "use", "emote", "ooc", "continue", "other"]
ChangeKind = Literal["pair", "scene", "item", "condition", "thread", "cast", "fact", "correction", "pin", "roll"]
AXES = ("trust", "affection", "respect", "fear", "attraction")


@dataclass(frozen=True, slots=True)
class Member:
    """A character of one chat: the card as it was when the chat was created."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    personality: str = ""
    scenario: str = ""
    example_dialogue: str = ""
    persona: bool = False
    later: bool = False  # joins a story that has begun, on the branches where a change says so
    absent: bool = False  # of the cast, but not there when the story begins


@dataclass(frozen=True, slots=True)
class Intent:
    """What the player meant. `addressed` and `target` are names as the contract shows them."""

    kind: IntentKind = "other"
    addressed: tuple[str, ...] = ()
    target: str | None = None
    tone: str = ""
    by: By = "rule"


@dataclass(frozen=True, slots=True)
class Act:
    """What the source experienced from the target. `strength` 1-3; `quote` stands in the turn."""

    act: str
    strength: int
    quote: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something proposed and not taken, with the reason; kept in the turn's record."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """One event of a turn's ledger. Pair changes carry acts; all others an operation with arguments.

    `before` and `after` are not here: they are what the fold says (story/relations.py), never stored.
    """

    kind: ChangeKind
    by: By
    source: str | None = None  # member ids
    target: str | None = None
    acts: tuple[Act, ...] = ()
    refused: tuple[Refusal, ...] = ()
    mood: str | None = None
    view: str | None = None
    stale: bool = False
    operation: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """What source feels about target at one turn. Axes as in AXES: −100..100, fear 0..100."""

    axes: Mapping[str, int]
    mood: str = "neutral"
    view: str = ""
    stale: bool = False
    pinned: Mapping[str, int] = field(default_factory=dict)
    recent: tuple[tuple[int, str], ...] = ()  # (depth, act): what diminishing returns need
    mood_depth: int = 0  # where the mood was set; it fades from there
    stale_turns: tuple[str, ...] = ()  # ids of turns whose update is still owed
    moved_in: str = ""  # the turn that moved it last, and
    moved: Mapping[str, int] = field(default_factory=dict)  # how far: what the cap per turn needs


@dataclass(frozen=True, slots=True)
class Scene:
    """Where and when the story stands, and who is there. `present` holds member ids, the persona's among them."""

    place: str = ""
    day: int = 1
    minutes: int = 540
    present: tuple[str, ...] = ()
    items: Mapping[str, str] = field(default_factory=dict)  # thing -> who or where
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # member id -> conditions
    threads: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()  # persons of the narrative who are not in the cast
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # member id -> what else they are called
    merged: Mapping[str, str] = field(default_factory=dict)  # member id -> who that turned out to be
    joined: tuple[str, ...] = ()  # ids of members who came later
    away: tuple[str, ...] = ()  # ids of those who may come later, and have not joined on this path


@dataclass(frozen=True, slots=True)
class State:
    """Everything the fold of the changes on a path gives. `pairs` is keyed by (source id, target id), `met` as in
    story/acquaintance.py."""

    scene: Scene = field(default_factory=Scene)
    pairs: Mapping[tuple[str, str], Pair] = field(default_factory=dict)
    met: Mapping[tuple[str, str], str] = field(default_factory=dict)
