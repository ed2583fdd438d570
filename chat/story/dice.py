"""Dice: whether what the player tries succeeds. An optional rule set; a chat plays without it unless told otherwise.

Two dice of six: totals in the middle are the likely ones, so that the difficulty weighs more than luck does, and between
failure and success there is room for success at a price, which keeps a story moving. The dice depend on nothing but the
chat's seed, the depth of the turn and how often they were thrown anew: another wording of the same rolls no better.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from chat.story.answers import one_line, one_of, up_to
from chat.story.intent import IntentAnswer
from chat.story.models import Change, Refusal

Outcome = Literal["failure", "partial", "success"]
DIFFICULTIES = {
    "easy": (2, "somebody fit for it would nearly always manage"),
    "fair": (0, "it may go either way"),
    "hard": (-2, "only luck or mastery helps"),
}
PARTIAL, SUCCESS = 7, 10  # totals from which on it succeeds at a price, and wholly
MAX_TRAIT = 40
TOLD: dict[Outcome, str] = {
    "failure": "It fails, and that has consequences.",
    "partial": "It succeeds, but only in part or at a price.",
    "success": "It succeeds.",
}


class RiskAnswer(IntentAnswer):
    """The intent as it is asked for in a chat with dice."""

    uncertain: bool = False
    trait: Annotated[str, up_to(MAX_TRAIT)] = ""
    difficulty: Annotated[str, one_of(DIFFICULTIES)] = "fair"


@dataclass(frozen=True, slots=True)
class Risk:
    """What the player tries may fail: what it depends on, and how hard it is."""

    trait: str
    difficulty: str


@dataclass(frozen=True, slots=True)
class Roll:
    """`number` counts the throws for the same text at the same place, from 0."""

    trait: str
    difficulty: str
    number: int
    dice: tuple[int, int]

    @property
    def modifier(self) -> int:
        return DIFFICULTIES[self.difficulty][0]

    @property
    def total(self) -> int:
        return sum(self.dice) + self.modifier

    @property
    def outcome(self) -> Outcome:
        return "success" if self.total >= SUCCESS else "partial" if self.total >= PARTIAL else "failure"


def asked(player: str) -> str:
    """What the question for the intent asks besides."""
    difficulties = "\n".join(f"- {name}: {says}" for name, (_, says) in DIFFICULTIES.items())
    return (
        'This story is played with dice. The same object also has: "uncertain": false, "trait": "", "difficulty": "fair"\n'
        f"uncertain: true only if {player} tries something that may fail, and it matters whether it does; false for talk,"
        " for looking around and for what anybody can do.\n"
        'trait: what it depends on, one or two words, as "a steady hand" or "courage".\n'
        f"difficulty:\n{difficulties}"
    )


def accept_risk(answer: IntentAnswer) -> Risk | Change | None:
    """None when nothing is at stake, or that was not asked. What does not fit is not rolled for: the change carries the
    reasons."""
    if not isinstance(answer, RiskAnswer) or not answer.uncertain or answer.kind in ("ooc", "continue"):
        return None
    trait, difficulty = " ".join(answer.trait.split()), answer.difficulty
    refused = []
    if len(trait) > MAX_TRAIT:
        refused.append(Refusal("trait", f"the trait is longer than {MAX_TRAIT} characters"))
    if difficulty not in DIFFICULTIES:
        refused.append(Refusal("difficulty", "no such difficulty"))
    if not refused:
        return Risk(trait, difficulty)
    shown = {"trait": one_line(trait, MAX_TRAIT), "difficulty": one_line(difficulty, MAX_TRAIT)}
    return Change("roll", "model", refused=tuple(refused), operation="roll", arguments=shown)


def cast_dice(seed: int, depth: int, number: int) -> tuple[int, int]:
    digest = hashlib.sha256(f"{seed} {depth} {number}".encode()).digest()
    one, other = divmod(int.from_bytes(digest) % 36, 6)
    return one + 1, other + 1


def roll_for(
    risk: Risk | None, drawn: Sequence[Mapping[str, Any]], *, seed: int, depth: int, reroll: bool
) -> Roll | None:
    """What was rolled last for the same text stands, unless the player wants other dice. `drawn` is oldest first."""
    earlier = [roll for draw in drawn if (roll := roll_of(draw))]
    if earlier and not reroll:
        return earlier[-1]
    if earlier:
        risk = Risk(earlier[-1].trait, earlier[-1].difficulty)
    if risk is None:
        return None
    number = max((roll.number + 1 for roll in earlier), default=0)
    return Roll(risk.trait, risk.difficulty, number, cast_dice(seed, depth, number))


def draw_of(roll: Roll) -> dict[str, Any]:
    """As it is stored among what was drawn for a turn."""
    return {"kind": "roll", **_arguments(roll)}


def roll_among(draws: Sequence[Mapping[str, Any]]) -> Roll | None:
    """The roll among what was drawn for a turn."""
    return next((roll for draw in draws if (roll := roll_of(draw))), None)


def roll_of(draw: Mapping[str, Any]) -> Roll | None:
    """A stored roll, which a session file may have brought: one that cannot be ours is none."""
    trait, difficulty, number, dice = (draw.get(name) for name in ("trait", "difficulty", "number", "dice"))
    if draw.get("kind") != "roll" or not isinstance(difficulty, str) or difficulty not in DIFFICULTIES:
        return None
    if not isinstance(trait, str) or len(trait) > MAX_TRAIT or type(number) is not int or number < 0:
        return None
    if not isinstance(dice, list) or len(dice) != 2 or any(type(die) is not int or not 1 <= die <= 6 for die in dice):
        return None
    return Roll(trait, difficulty, number, (dice[0], dice[1]))


def roll_change(roll: Roll) -> Change:
    return Change("roll", "rule", operation="roll", arguments=_arguments(roll))


def _arguments(roll: Roll) -> dict[str, Any]:
    return {
        "trait": roll.trait, "difficulty": roll.difficulty, "number": roll.number, "dice": list(roll.dice),
        "modifier": roll.modifier, "total": roll.total, "outcome": roll.outcome,
    }  # fmt: skip


def outcome_told(roll: Roll | None, player: str) -> str:
    """What the narrator is told; no numbers, which would end up in the story."""
    if roll is None:
        return ""
    what = ", ".join(filter(None, [roll.trait, roll.difficulty]))
    return (
        f"(Dice were rolled for what {player} tries: {what}. {TOLD[roll.outcome]} This outcome stands: tell how it comes"
        " about, and do not soften, undo or repeat it.)"
    )
