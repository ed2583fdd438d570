"""Who hears what the player says: a whisper or an aside reaches only those it was for.

Only explicit words make one: "/w Mira come here", "(to Mira) come here", "I whisper to Mira: …", "*leans over and
whispers into Mira's ear*", "I take Mira aside". It holds for the whole turn: what only some heard must not leak, and a
greeting to all that is forgotten does less harm.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from chat.story.cast import mentions, resolve
from chat.story.models import Member

_SAYS = r"(?:whisper|murmur|mutter|breathe|mouth|confide)(?:s|ed|d|ing)?"
_END = r"[^.!?:;\"“”()*\n]"  # what does not end the words that name whom it is for
_HOW = rf"quietly|softly|aside|privately|in\ private|in\ a\ low\ voice|{_SAYS}"
# What repeats is bounded, or ends at what the next match may begin with, and white space comes one by one: a text is
# looked through once, whatever stands in it.
_FOR = re.compile(
    rf"""
      ^\s?/(?:w|whisper|aside)\s(?P<command>[^:\n]+)
    | \(\s?(?:(?:{_HOW})[\s,]++)*(?:only\s)?(?:to|into|for)\s(?P<bracket>[^()\n]++)\)
    | \b{_SAYS}\b{_END}{{0,40}}?\b(?:to|into|in|at)\s(?P<says>{_END}{{1,60}})
    | \b(?:takes?|took|pulls?|pulled|draws?|drew|leads?|led)\s(?P<aside>{_END}{{1,40}}?)
      \s(?:aside|to\ one\ side|out\ of\ earshot)\b
    | \b(?:tells?|told|says?|said|speaks?|spoke|talks?|talked)\s(?:to\s|with\s)?(?P<private>{_END}{{1,40}}?)
      \s(?:in\ private|privately|in\ confidence|out\ of\ earshot)\b
    """,
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_WHITE = re.compile(r"\s{2,}")

# One of these is in every text that _FOR finds something in; looking for them costs a tenth, and whole histories are asked
_HINTS = (
    "whisper", "murmur", "mutter", "breath", "mouth", "confid", "aside", "one side", "earshot", "privat", "/w", "(",
)  # fmt: skip
MAX_NAME_WORDS = 4  # of a name behind "/w"
MAX_COMMAND_NAMES = 100


def hearers(text: str, members: Sequence[Member]) -> tuple[str, ...]:
    """The ids of those the player's words are for, without the player's own; empty when everybody there hears them."""
    return _hearers(text, tuple(members))


@lru_cache(maxsize=64)  # of texts: those of a turn are asked about for each pair, and again with the turns that follow
def _hearers(text: str, members: tuple[Member, ...]) -> tuple[str, ...]:
    lowered = text.lower()
    if not any(hint in lowered for hint in _HINTS):
        return ()
    plain = _one_white(text)
    phrases = dict.fromkeys((match.lastgroup, match[match.lastgroup or 0]) for match in _FOR.finditer(plain))
    return tuple(dict.fromkeys(who for kind, words in phrases for who in _named(kind, words, members)))


def _one_white(text: str) -> str:
    """White space comes one by one: of a run, its first line break or else a space is left."""
    return _WHITE.sub(lambda run: "\n" if "\n" in run[0] else " ", text)


def _named(kind: str | None, words: str, members: tuple[Member, ...]) -> list[str]:
    if kind == "command":  # "/w Mira come here": the name stands first, and the words follow
        return _first(words.split(), members)
    counts = mentions(words, members)
    return [member.id for member in members if counts[member.id] and not member.persona]


def _first(words: Sequence[str], members: tuple[Member, ...]) -> list[str]:
    """The longest name at the beginning, and those joined to it by "and" or a comma."""
    found: list[str] = []
    at = 0
    while len(found) < MAX_COMMAND_NAMES:
        for end in range(min(at + MAX_NAME_WORDS, len(words)), at, -1):
            member = resolve(" ".join(words[at:end]).rstrip(","), members)
            if member is not None and not member.persona:
                break
        else:
            return found
        found.append(member.id)
        joined = words[end : end + 1] in (["and"], ["&"])
        if not joined and not words[end - 1].endswith(","):
            return found
        at = end + joined
    return found


def aside(text: str, members: Sequence[Member]) -> str:
    """The line that tells the narrator who hears the player's words; empty when everybody there does."""
    heard = hearers(text, members)
    if not heard:
        return ""
    names = [member.name for member in members if member.id in heard]
    return f"(Only {listed(names)} can hear this; nobody else there knows what was said.)"


def as_heard(text: str, listener: str, members: Sequence[Member]) -> str:
    """What of the player's words this member hears."""
    heard = hearers(text, members)
    deaf = heard and listener not in heard and any(member.id == listener and not member.persona for member in members)
    return "(something that is not for these ears)" if deaf else text


def witnesses(text: str, there: Iterable[str], members: Sequence[Member]) -> tuple[str, ...]:
    """Of those who were there, who will remember the turn; all of them, unless it was whispered."""
    heard = hearers(text, members)
    persona = [member.id for member in members if member.persona]
    return tuple(who for who in dict.fromkeys(there) if not heard or who in heard or who in persona)


def known_apart(witnesses: Collection[str], present: Mapping[str, str]) -> str:
    """For a memory that not all of those present (id -> name) have: " (Of those here, only Mira knows this.)"."""
    knowing = [name for who, name in present.items() if who in witnesses]
    if not knowing or len(knowing) == len(present):
        return ""
    return f" (Of those here, only {listed(knowing)} {'know' if len(knowing) > 1 else 'knows'} this.)"


def listed(names: Sequence[str]) -> str:
    """As "Ash, Mira and Tom"."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
