"""Who is meant by a name: the one place where names and aliases become members.

A member of a longer name also answers to one word of it ("Holt" for "Captain Holt"), unless two members share it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chat.errors import NotFound
from chat.story.models import Member

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
MAX_NAME_CHARACTERS = 200
MAX_MEMBERS = 100  # of a chat, on all its branches; there is a pair for every two, in both directions
_PLAYER = ("player", "the player", "user", "the user", "{{user}}")
_ARTICLES = (("a",), ("an",), ("the",))
# words of a name that mean nobody in particular
_COMMON = (
    "a an and the of von van de da di du la le el al dr doctor mr mrs ms miss sir madam lord lady king queen"
    " prince princess captain sergeant lieutenant general father mother brother sister uncle aunt old young"
    " master mistress saint st big little red black white grey gray"
)


def words_of(text: str) -> list[str]:
    """Its words, case-folded, apostrophes made equal and possessives cut."""
    return [_plain(word) for word in WORD.findall(text)]


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def bare(name: str) -> tuple[str, ...]:
    """The words of a name without its article: who comes in as "a hooded man" is "the hooded man" from then on."""
    words = tuple(words_of(name))
    return words[1:] if words[:1] in _ARTICLES and len(words) > 1 else words


@lru_cache(maxsize=64)
def names_of(members: tuple[Member, ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """By member id, everything that member is called, each as case-folded words, longest first."""
    common = frozenset(_COMMON.split())
    full = {member.id: {tuple(words_of(name)) for name in _given(member)} for member in members}
    ranks = {(word,) for word in common}
    single = Counter(word for names in full.values() for word in {word for name in names for word in name})
    called = {}
    for member in members:
        parts = {(word,) for word in words_of(member.name) if word not in common and single[word] == 1}
        plain = {bare(name) for name in _given(member)} - ranks
        names = (full[member.id] | parts | plain) - {()}
        called[member.id] = tuple(sorted(names, key=lambda name: (-len(name), name)))
    return called


def resolve(name: str, members: Sequence[Member]) -> Member | None:
    """The member called so; None for an unknown name or one that two answer to."""
    wanted = tuple(words_of(name))
    if name.strip().casefold() in _PLAYER:
        return next((member for member in members if member.persona), None)
    called = names_of(tuple(members))
    found = [member for member in members if wanted in called[member.id]]
    if not found:
        found = [member for member in members if bare(name) in called[member.id]]
    return found[0] if len(found) == 1 else None


def member_of(given: str, members: Sequence[Member]) -> Member:
    """The member with this id, or called so; NotFound says who there is."""
    found = next((member for member in members if member.id == given), None) or resolve(given, members)
    if found is None:
        raise NotFound(
            f"Nobody in this chat is called {given[:100]}.",
            hint=f"There are {', '.join(member.name for member in members)}.",
        )
    return found


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a text where members are named, from `start` to `end`: one, or all who share that name."""

    start: int
    end: int
    members: tuple[str, ...]


Name = tuple[str, ...]  # as case-folded words
NameIndex = Mapping[str, Sequence[tuple[Name, tuple[str, ...]]]]


@lru_cache(maxsize=64)
def name_index(members: tuple[Member, ...]) -> NameIndex:
    """By first word, the names that begin with it, longest first, and the ids of those who are called so."""
    called: dict[Name, list[str]] = {}
    for member, names in names_of(members).items():
        for name in names:
            called.setdefault(name, []).append(member)
    found: dict[str, list[tuple[Name, tuple[str, ...]]]] = {}
    for name in sorted(called, key=len, reverse=True):
        found.setdefault(name[0], []).append((name, tuple(called[name])))
    return found


def mentioned(text: str, index: NameIndex) -> Iterator[Mention]:
    """Where members are named, in order; a longer name goes before its parts. The text is gone through once, whoever
    there is."""
    places = list(WORD.finditer(text))
    words = [_plain(match[0]) for match in places]
    at = 0
    while at < len(words):
        for name, ids in index.get(words[at], ()):
            if tuple(words[at : at + len(name)]) == name:
                yield Mention(places[at].start(), places[at + len(name) - 1].end(), ids)
                at += len(name)
                break
        else:
            at += 1


def mentions(text: str, members: Sequence[Member]) -> dict[str, int]:
    """By member id, how often each is named in the text; a longer name is not counted again for its parts."""
    counts = dict.fromkeys((member.id for member in members), 0)
    for mention in mentioned(text, name_index(tuple(members))):
        for member in mention.members:
            counts[member] += 1
    return counts


@lru_cache(maxsize=64)
def owners(members: tuple[Member, ...]) -> Mapping[str, str]:
    """By word, the id of the one member in whose name or alias it stands; ranks and small words are nobody's."""
    common = frozenset(_COMMON.split())
    found: dict[str, set[str]] = {}
    for member in members:
        for word in name_words([member]) - common:
            found.setdefault(word, set()).add(member.id)
    return {word: next(iter(ids)) for word, ids in found.items() if len(ids) == 1}


def name_words(members: Iterable[Member]) -> frozenset[str]:
    """Every word that stands in a name or alias."""
    return frozenset(word for member in members for name in _given(member) for word in words_of(name))


def _given(member: Member) -> list[str]:
    """The name and the aliases of a card, but for what is no name."""
    return [name for name in (member.name, *member.aliases) if len(name) <= MAX_NAME_CHARACTERS]
