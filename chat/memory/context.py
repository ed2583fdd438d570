"""The narrator's prompt: a pure function of what is known, and the very text that is sent.

What never changes stands first, then the history byte for byte as it stood in the turns before, and last, in the message
with the player's text, what changes every turn: so a provider can reuse nearly all of the last prompt. The history is cut
in large pieces for the same reason: when it outgrows its room, it is cut to half of it, and then grows again. That room
depends on nothing that changes from turn to turn, or the cut would wander and nothing be reused.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from chat.errors import ContextTooSmall
from chat.llm.tokens import count
from chat.prompts import LeftOut, Prompt, Rendered, Section, Speaker, plain
from chat.story.acquaintance import strangers
from chat.story.dice import Roll, outcome_told
from chat.story.identity import also_called
from chat.story.macros import fill_names
from chat.story.models import Intent, Member, State
from chat.story.relations import Relations, describe
from chat.story.scene import time_text
from chat.story.whisper import aside

BEGIN, GO_ON = "(The story begins.)", "(The story goes on.)"
RESERVED = 6  # of what the fixed part leaves, one in so many tokens is kept free for the volatile part
ANCHOR = 200  # turns: a history is read from a multiple of this, so that its cuts stay where they are


@dataclass(frozen=True, slots=True)
class Told:
    """A turn of the history. Without a text, the player let the story go on. `size` is in tokens, about."""

    turn: str
    depth: int
    text: str
    narrative: str
    size: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "size", count(self.text) + count(self.narrative) + 10)


@dataclass(frozen=True, slots=True)
class ContextInput:
    """All there is to know. `history` is oldest first, from a depth that is a multiple of ANCHOR; `budget` is what the
    context window holds and `reply` what of it the answer may take, in tokens."""

    members: tuple[Member, ...]
    history: tuple[Told, ...]
    state: State
    depth: int
    relations: Relations
    intent: Intent
    text: str
    lines: tuple[str, ...] = ()
    instruction: str = ""
    roll: Roll | None = None
    system_prompt: str = ""
    author_note: str = ""
    budget: int = 16_384
    reply: int = 450
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Narrate:
    player: str
    instructions: str
    cast: str
    persona: str
    scenario: str
    examples: str
    scene: str
    feelings: str
    memories: str
    note: str
    meaning: str
    wish: str
    outcome: str
    text: str


@dataclass(frozen=True, slots=True)
class NarrateBrief:
    """What a small model can hold."""

    player: str
    instructions: str
    cast: str
    persona: str
    scenario: str
    memories: str
    note: str
    wish: str
    outcome: str
    text: str


WHY = {  # of the sections that do not come from the prompt file alone
    "instructions": "the chat's own instructions",
    "cast": "the cards of the cast",
    "player": "who the player plays",
    "scenario": "the scenarios of the cards",
    "examples": "how the cast speaks, from the cards",
    "scene": "where the story stands",
    "feelings": "the pairs of those present that have moved",
    "memories": "recalled for this turn",
    "note": "the chat's author's note",
    "meaning": "what the player means with this turn",
    "wish": "asked for when this turn was told again",
    "outcome": "rolled for this turn",
    "text": "what the player wrote",
}
FULL, BRIEF = Prompt("narrate", Narrate), Prompt("narrate_brief", NarrateBrief)


def compose(given: ContextInput) -> Rendered:
    """ContextTooSmall when what may not be left out does not fit."""
    fixed, volatile = _frame(given)
    free = _free(given, fixed) - _size(volatile)
    if free < 0:
        raise ContextTooSmall(
            f"The prompt needs {given.budget - free} tokens and the context window has {given.budget}.",
            hint="Raise CHAT_CONTEXT_TOKENS if the model can hold more, or shorten the cards.",
        )
    start = _start(given, fixed)
    size = sum(told.size for told in given.history[start:])
    while size > free:  # a volatile part larger than what is kept free for it costs turns, this once
        size -= given.history[start].size
        start += 1
    left_out = tuple(
        LeftOut(f"turn {told.depth}", told.size, "the history has outgrown its room") for told in given.history[:start]
    )
    return Rendered((("system", fixed), *_alternate(given.history[start:], volatile, given.members)), left_out)


def shown(given: ContextInput) -> tuple[Told, ...]:
    """The turns of the history that the prompt shows, known before anything is recalled for it. A volatile part larger
    than what is kept free for it costs more of them."""
    fixed, _ = _frame(given)
    return given.history[_start(given, fixed) :]


def cut(history: Sequence[Told], room: int) -> int:
    """Where the shown history starts: found by telling it again from its beginning, so that one more turn at the end
    changes nothing before it, unless the room is full."""
    start, size = 0, 0
    for place, told in enumerate(history):
        size += told.size
        if size > room:
            while size > room // 2 and start <= place:
                size -= history[start].size
                start += 1
    return start


def _free(given: ContextInput, fixed: Sequence[Section]) -> int:
    """Tokens that the fixed part and the reply leave; negative if they alone are too much."""
    return given.budget - given.reply - _size(fixed)


def _start(given: ContextInput, fixed: Sequence[Section]) -> int:
    free = _free(given, fixed)
    return cut(given.history, max(0, free - free // RESERVED))


def _frame(given: ContextInput) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections of the fixed part and of the volatile part."""
    (_, fixed), (_, volatile) = _filled_in(given).parts
    return _with_reasons(fixed), _with_reasons(volatile)


def _with_reasons(sections: Sequence[Section]) -> tuple[Section, ...]:
    return tuple(replace(section, why=WHY.get(section.name, section.why)) for section in sections)


def _filled_in(given: ContextInput) -> Rendered:
    player = next(member for member in given.members if member.persona)
    others = [member for member in given.members if not member.persona]
    common = {
        "player": player.name,
        "instructions": given.system_prompt,
        "cast": "\n\n".join(_card(member, player) for member in others),
        "persona": f"{player.name}, played by the user: {_filled(player.description, player, player)}"
        if player.description
        else "",
        "scenario": "\n".join(dict.fromkeys(_filled(member.scenario, member, player) for member in others)).strip(),
        "memories": "What happened before:\n" + "\n".join(f"- {line}" for line in given.lines) if given.lines else "",
        "note": given.author_note,
        "wish": f"(For this passage: {given.instruction})" if given.instruction else "",
        "outcome": outcome_told(given.roll, player.name),
        "text": _said(given.text, given.members) or GO_ON,
    }
    if given.brief:
        return BRIEF.sections(NarrateBrief(**common))
    return FULL.sections(
        Narrate(
            **common,
            examples="\n\n".join(_filled(member.example_dialogue, member, player) for member in others).strip(),
            scene=_scene(given),
            feelings=_feelings(given),
            meaning=_meaning(given.intent, player),
        )
    )


def _card(member: Member, player: Member) -> str:
    texts = [_filled(text, member, player).strip() for text in (member.description, member.personality)]
    return f"{member.name}: " + "\n".join(text for text in texts if text)


def _filled(text: str, member: Member, player: Member) -> str:
    return fill_names(text, char=member.name, user=player.name)


def _scene(given: ContextInput) -> str:
    names = {member.id: member.name for member in given.members}
    scene = given.state.scene
    lines = [f"It is {time_text(scene)}{f', at {scene.place}' if scene.place else ''}."]
    lines.append(f"Present: {', '.join(names.get(who, who) for who in scene.present)}.")
    unknown = ", ".join(member.name for member in strangers(given.state, given.members))
    if unknown:
        player = next(member.name for member in given.members if member.persona)
        lines.append(f"Not met yet: {unknown}. {player} does not know who they are, nor their names.")
    lines += also_called(given.members, scene)
    lines += [f"{names.get(who, who)} is {', '.join(what)}." for who, what in scene.conditions.items()]
    if scene.items:
        held = (f"{item} ({names.get(where, where)})" for item, where in scene.items.items())
        lines.append(f"Things that matter: {', '.join(held)}.")
    lines += [f"Still open: {thread}." for thread in scene.threads]
    return "\n".join(lines)


def _feelings(given: ContextInput) -> str:
    """Of those present, the pairs that have moved."""
    names = {member.id: member.name for member in given.members if member.id in given.state.scene.present}
    persona = next(member.id for member in given.members if member.persona)
    lines = [
        f"{describe(pair, given.depth, names[source], names[target], given.relations)} {pair.view}".strip()
        for (source, target), pair in given.state.pairs.items()
        if source in names and target in names and source != persona and any(pair.axes.values())
    ]
    return "\n".join(lines)


def _meaning(intent: Intent, player: Member) -> str:
    if intent.kind == "ooc":
        return f"({player.name}'s player speaks to you out of character. Answer briefly, out of character.)"
    if intent.kind in ("other", "continue"):
        return ""
    whom = (
        f" towards {', '.join(intent.addressed)}" if intent.addressed else f", {intent.target}" if intent.target else ""
    )
    tone = f", {intent.tone}" if intent.tone else ""
    return f"({player.name} means to: {intent.kind}{whom}{tone}.)"


# ---------------------------------------------------------------- history


def _said(text: str, members: Sequence[Member]) -> str:
    """The player's words, with who alone hears them."""
    return "\n\n".join(filter(None, [text.strip(), aside(text, members)]))


def _alternate(
    history: Sequence[Told], volatile: tuple[Section, ...], members: Sequence[Member]
) -> list[tuple[Speaker, tuple[Section, ...]]]:
    """Player and narrator in turns; two of one speaker in a row become one message, as templates ask for it."""
    parts: list[tuple[Speaker, tuple[Section, ...]]] = []

    def add(speaker: Speaker, sections: tuple[Section, ...]) -> None:
        if parts and parts[-1][0] == speaker:
            parts[-1] = (speaker, (*parts[-1][1], *sections))
        else:
            parts.append((speaker, sections))

    for told in history:
        why = f"history, turn {told.depth}"
        opening = BEGIN if told.depth == 1 else GO_ON
        add("user", (Section("player", plain(_said(told.text, members)) or opening, why),))
        if told.narrative.strip():
            add("assistant", (Section("narrative", plain(told.narrative).strip(), why),))
    add("user", volatile)
    return parts


def _size(sections: Sequence[Section]) -> int:
    return sum(count(section.text) + 1 for section in sections)
