"""One directed pair in one turn: whose pairs are asked about, the prompt, and what of the answer is taken.

The acts of source -> target are what the target did to the source.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Annotated

from chat.prompts import Prompt, Rendered
from chat.story.answers import Reply, at_most, between, clamped, first, one_line, one_of
from chat.story.cast import mentions, resolve
from chat.story.identity import also_called
from chat.story.models import Act, Change, Intent, Member, Pair, Refusal, Scene
from chat.story.quotes import QuoteError, find_quote
from chat.story.relations import Relations, describe, load_relations
from chat.story.whisper import hearers

MAX_PAIRS = 12
OWED_PLACES = 2  # of these, for pairs that an earlier turn has left stale
MAX_ACTS = 4
MAX_VIEW = 200
MAX_QUOTE = 200
EARLIER_TURNS = 2
EARLIER_CHARACTERS = 700  # of each earlier turn, from its end
ADDRESSED = 3  # being spoken to counts as being named three times

TABLE = load_relations()  # the closed lists of the answer


class ActAnswer(Reply):
    act: Annotated[str, one_of(TABLE.acts)]
    strength: Annotated[int, between(1, 3), clamped(1, 3)]
    quote: Annotated[str, at_most(MAX_QUOTE), first(MAX_QUOTE)]


class PairAnswer(Reply):
    """What the classifier answers about one directed pair."""

    acts: Annotated[list[ActAnswer], at_most(MAX_ACTS), first(MAX_ACTS)]
    mood: Annotated[str, one_of(TABLE.moods)] = ""
    view: Annotated[str, at_most(MAX_VIEW), first(MAX_VIEW)] = ""


@dataclass(frozen=True, slots=True)
class PairInput:
    acts: str
    moods: str
    earlier: str
    player: str
    text: str
    narrative: str
    source: str
    target: str
    feelings: str


PROMPT = Prompt("pair", PairInput)


def involved(
    members: Sequence[Member], scene: Scene, text: str, narrative: str, intent: Intent
) -> list[tuple[str, str]]:
    """The directed pairs (source id, target id) of those who took part, the most involved first, at most twelve.

    The persona always does; so do those present who are named in the turn or addressed. If nobody else is named and
    exactly one other is there, that one is meant. Of a whisper, who does not hear it has no part.
    """
    heard = hearers(text, members)
    said = {who: times for who, times in mentions(text, members).items() if not heard or who in heard}
    counts = Counter(said) + Counter(mentions(narrative, members))
    for name in {*intent.addressed, *filter(None, [intent.target])}:
        if (member := resolve(name, members)) and (not heard or member.id in heard):
            counts[member.id] += ADDRESSED
    others = [member.id for member in members if not member.persona and member.id in scene.present]
    took_part = [member for member in others if counts[member]] or (others if len(others) == 1 else [])
    persona = [member.id for member in members if member.persona]
    most = max([counts[member] for member in took_part], default=0)
    for who in persona:
        counts[who] = max(most, 1)  # who is played is in the middle, named or not
    pairs = sorted(permutations([*persona, *took_part], 2), key=lambda pair: -(counts[pair[0]] + counts[pair[1]]))
    return pairs[:MAX_PAIRS]


def pair_prompt(
    source: str,
    target: str,
    *,
    members: Sequence[Member],
    pair: Pair,
    scene: Scene,
    depth: int,
    text: str,
    narrative: str,
    earlier: Sequence[tuple[str, str]],
    relations: Relations,
) -> Rendered:
    """`earlier` holds (text, narrative) of the turns before, oldest first; the last two are shown, cut at the front."""
    names = {member.id: member.name for member in members}
    player = next((member.name for member in members if member.persona), "The player")
    before = [_end(f"{player} wrote: {said}\n\n{told}" if said else told) for said, told in earlier[-EARLIER_TURNS:]]
    known = also_called([member for member in members if member.id in (source, target)], scene)
    feelings = " ".join([*known, describe(pair, depth, names[source], names[target], relations), pair.view]).strip()
    return PROMPT.sections(
        PairInput(
            acts="\n".join(f"- {name}: {_between(rule.says)}" for name, rule in relations.acts.items()),
            moods=", ".join(relations.moods),
            earlier="\n\n".join(["EARLIER", *before]) if before else "",
            player=player,
            text=text.strip() or "(nothing)",
            narrative=narrative,
            source=names[source],
            target=names[target],
            feelings=feelings,
        )
    )


def _between(says: str) -> str:
    return says.replace("{t}", "TARGET").replace("{s}", "SOURCE")


def _end(text: str) -> str:
    return text if len(text) <= EARLIER_CHARACTERS else "…" + text[-EARLIER_CHARACTERS:]


def accept_pair(
    answer: PairAnswer, *, source: str, target: str, texts: Sequence[str], members: Sequence[Member]
) -> Change:
    """The answer as a change; each act that is not taken is refused with the reason. `texts` are those of the turn."""
    acts: list[Act] = []
    refused: list[Refusal] = []
    for proposed in answer.acts:
        if proposed.act not in TABLE.acts:
            refused.append(Refusal(one_line(proposed.act, 40), "no such act"))
        elif proposed.act in {act.act for act in acts}:
            refused.append(Refusal(proposed.act, "named twice"))
        else:
            try:
                acts.append(Act(proposed.act, proposed.strength, find_quote(proposed.quote, texts, members)))
            except QuoteError as error:
                refused.append(Refusal(proposed.act, f"{error}: {one_line(proposed.quote, MAX_QUOTE)}"))
    mood = answer.mood if answer.mood in TABLE.moods else None
    return Change("pair", "model", source, target, tuple(acts), tuple(refused), mood, _sentence(answer.view) or None)


def stale_pair(source: str, target: str, reason: str) -> Change:
    """The update of this pair is still owed; `reason` says why it is."""
    return Change("pair", "model", source, target, refused=(Refusal("update", reason),), stale=True)


def _sentence(text: str) -> str:
    """Its first sentence."""
    line = " ".join(text.split())
    ends = (at + 1 for at in range(len(line)) if line[at] in ".!?" and line[at + 1 : at + 2] in ("", " "))
    return one_line(line[: next(ends, len(line))], MAX_VIEW)
