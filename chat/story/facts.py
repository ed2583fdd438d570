"""What of a turn is worth remembering as a fact: the prompt, and what of the answer is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from chat.prompts import Prompt, Rendered
from chat.story.answers import Name, Reply, at_most, between, clamped, first, one_line
from chat.story.cast import mentions, resolve
from chat.story.models import Change, Member, Refusal

MAX_FACTS = 4
MAX_ABOUT = 4
MAX_FACT = 200
MIN_WORDS = 3
REMEMBER = "remember"
_PRONOUNS = frozenset({"i", "you", "he", "she", "they", "we", "it"})


class FactAnswer(Reply):
    text: Annotated[str, at_most(MAX_FACT), first(MAX_FACT)]
    importance: Annotated[int, between(1, 3), clamped(1, 3)] = 1
    about: Annotated[tuple[Name, ...], at_most(MAX_ABOUT), first(MAX_ABOUT)] = ()


class FactsAnswer(Reply):
    facts: Annotated[list[FactAnswer], at_most(MAX_FACTS), first(MAX_FACTS)]


@dataclass(frozen=True, slots=True)
class FactsInput:
    player: str
    text: str
    narrative: str
    cast: str
    known: str


PROMPT = Prompt("facts", FactsInput)


def facts_prompt(text: str, narrative: str, members: Sequence[Member], known: Sequence[str] = ()) -> Rendered:
    """`known`: facts that were recalled for this turn, so that they are not written down again."""
    return PROMPT.sections(
        FactsInput(
            player=next((member.name for member in members if member.persona), "The player"),
            text=text.strip() or "(nothing)",
            narrative=narrative,
            cast=", ".join(member.name for member in members),
            known=" ".join(one_line(fact, MAX_FACT) for fact in known) or "nothing of this",
        )
    )


def accept_facts(answer: FactsAnswer, members: Sequence[Member]) -> list[Change]:
    """A change of kind fact each, {text, importance 1-3, about: member ids}; what cannot stand alone is refused."""
    changes: list[Change] = []
    texts: set[str] = set()
    for proposed in answer.facts:
        text = one_line(proposed.text, MAX_FACT)
        named = [member.id for name in proposed.about if (member := resolve(name, members))]
        named += [member for member, count in mentions(text, members).items() if count]
        reason = _unfit(text, texts)
        texts.add(text.casefold())
        arguments = {"text": text, "importance": proposed.importance, "about": list(dict.fromkeys(named))}
        refused = (Refusal("fact", reason),) if reason else ()
        changes.append(Change("fact", "model", refused=refused, operation=REMEMBER, arguments=arguments))
    return changes


def _unfit(text: str, before: set[str]) -> str | None:
    words = text.split()
    if len(words) < MIN_WORDS:
        return "too short to be understood alone"
    if words[0].casefold() in _PRONOUNS:
        return "nobody knows later who is meant"
    return "said twice" if text.casefold() in before else None
