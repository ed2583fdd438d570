"""What the player meant: the prompt that asks for it, and what of the answer is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, cast, get_args

from chat.prompts import Prompt, Rendered
from chat.story.answers import Name, Reply, at_most, first, one_line, one_of
from chat.story.cast import resolve
from chat.story.models import Intent, IntentKind, Member

MAX_ADDRESSED = 4
MAX_TONE = 40
MAX_TARGET = 80
BEFORE_CHARACTERS = 600  # of what was told last, from its end

KINDS: dict[IntentKind, str] = {
    "speak": "says something to somebody",
    "act": "does something with hands or body, none of the kinds below",
    "move": "goes somewhere else, or enters or leaves",
    "look": "looks, listens, searches, examines or thinks about something",
    "attack": "tries to hurt somebody",
    "use": "uses, takes, gives or makes a thing, or casts a spell",
    "emote": "shows a feeling: smiles, sighs, weeps",
    "ooc": "the player speaks to the narrator out of character, often in (( )) or after OOC:",
    "continue": "nothing of their own; the story shall go on",
    "other": "none of these",
}


class IntentAnswer(Reply):
    kind: Annotated[str, one_of(get_args(IntentKind))]
    addressed: Annotated[tuple[Name, ...], at_most(MAX_ADDRESSED), first(MAX_ADDRESSED)] = ()
    target: Annotated[str, at_most(MAX_TARGET), first(MAX_TARGET)] | None = None
    tone: Annotated[str, at_most(MAX_TONE), first(MAX_TONE)] = ""


@dataclass(frozen=True, slots=True)
class IntentInput:
    kinds: str
    dice: str
    before: str
    player: str
    present: str
    text: str


PROMPT = Prompt("intent", IntentInput)


def intent_prompt(
    text: str, members: Sequence[Member], present: Sequence[str], before: str, dice: str = ""
) -> Rendered:
    """`present` holds member ids; `before` is the narrative of the turn above, empty at the start; `dice` what a chat
    that has them asks besides."""
    there = [member.name for member in members if member.id in present and not member.persona]
    return PROMPT.sections(
        IntentInput(
            kinds="\n".join(f"- {kind}: {says}" for kind, says in KINDS.items()),
            dice=dice,
            before=f"TOLD BEFORE\n{before[-BEFORE_CHARACTERS:]}" if before.strip() else "",
            player=next((member.name for member in members if member.persona), "unknown"),
            present=", ".join(there) or "nobody else",
            text=text,
        )
    )


def accept_intent(answer: IntentAnswer, members: Sequence[Member]) -> Intent:
    """Names become those of the cast; unknown ones address nobody. The target may be a thing."""
    known = [member for name in answer.addressed if (member := resolve(name, members)) and not member.persona]
    target = resolve(answer.target, members) if answer.target else None
    return Intent(
        kind=cast(IntentKind, answer.kind) if answer.kind in get_args(IntentKind) else "other",
        addressed=tuple(dict.fromkeys(member.name for member in known)),
        target=target.name if target else one_line(answer.target or "", MAX_TARGET) or None,
        tone=one_line(answer.tone, MAX_TONE),
        by="model",
    )
