"""A turn cut into sentences, each with who does it to whom: by simple rules, for the fallback classifier only.

The rules, honest about what they are: in a told sentence the first person named or meant by a pronoun acts, and the
next one receives. Speech belongs to who acts in its paragraph, and is meant for who is named in it, else for who was
spoken to last. Passive sentences, irony and reported deeds are read wrongly. None means: not clear.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from chat.story.cast import WORD, mentioned, name_index, owners, words_of
from chat.story.models import Member

SPOKEN = re.compile(r"[“„«\"]([^“”„«»\"\n]++)(?:[”“»\"]|$)")
_END = re.compile(r"[.!?…][\"”’*)]*+\s++")
_CLAUSE = re.compile(
    r"(?:while|when|as|before|after|if|because|since|though|although|once|until)\b[^,]*+,", re.IGNORECASE
)
_POSSESSIVE = ("'s", "’s")
_ME = frozenset({"i", "me", "my", "myself", "i'm", "i've", "i'll", "i'd"})
_YOU = frozenset({"you", "your", "yourself", "you're", "you've", "you'll", "you'd"})
_THEY = frozenset({"he", "she", "they", "him", "her", "them"})
_ME_OR_YOU, _YOU_OR_THEY = _ME | _YOU, _YOU | _THEY
MIN_WORDS = 2
MAX_SPEECH = 40  # words; a longer one is cut into sentences
MAX_FOLLOWING = 600  # characters: more than a quote takes


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` stands in the turn word for word; in `plain` names are pronouns, as in the examples. It begins in its
    paragraph at `start`. Actor and receiver are member ids."""

    text: str
    plain: str
    paragraph: str = field(repr=False)
    start: int
    actor: str | None
    receiver: str | None
    spoken: bool
    of_player: bool

    @property
    def following(self) -> str:
        """From it to the end of its paragraph, or as many whole words as a quote may take."""
        text = self.paragraph[self.start : self.start + MAX_FOLLOWING]
        return text if self.start + len(text) == len(self.paragraph) else text.rpartition(" ")[0] or text


class _Piece(NamedTuple):
    text: str
    start: int
    spoken: bool


def split(text: str, narrative: str, members: Sequence[Member], present: Sequence[str]) -> list[Sentence]:
    """The sentences of what the player wrote and of what was told; `present` holds member ids."""
    own, other = _own(text, tuple(members), tuple(present))
    reader = _Reader(tuple(members), present)
    reader.other = other
    told = [sentence for paragraph in narrative.splitlines() for sentence in reader.read(paragraph, of_player=False)]
    return [*own, *told]


@lru_cache(maxsize=8)  # of texts: that of a turn is read for the intent, and again with what was told
def _own(text: str, members: tuple[Member, ...], present: tuple[str, ...]) -> tuple[tuple[Sentence, ...], str | None]:
    """The sentences of the player's text, and who was last spoken of in it."""
    reader = _Reader(members, present)
    own = [sentence for paragraph in text.splitlines() for sentence in reader.read(paragraph, of_player=True)]
    return tuple(own), reader.other


def most_telling(sentences: Sequence[Sentence], limit: int) -> list[Sentence]:
    """At most so many of them, in order: the first and the last, then speech, then the longest. What is said twice
    counts once."""
    distinct: dict[tuple[object, ...], Sentence] = {}
    for sentence in sentences:
        distinct.setdefault((sentence.plain, sentence.actor, sentence.receiver, sentence.spoken), sentence)
    found = list(distinct.values())
    ends = (0, len(found) - 1)
    ranked = sorted(
        range(len(found)), key=lambda place: (place not in ends, not found[place].spoken, -len(found[place].plain))
    )
    return [found[place] for place in sorted(ranked[:limit])]


class _Reader:
    """Goes through the paragraphs in order and remembers who was last spoken of."""

    def __init__(self, members: tuple[Member, ...], present: Sequence[str]) -> None:
        self.names, self.owners = name_index(members), owners(members)
        self.persona = next((member.id for member in members if member.persona), None)
        self.others = [member for member in present if member != self.persona]
        self.other = self.others[0] if len(self.others) == 1 else None  # the last one of the others spoken of

    def read(self, paragraph: str, *, of_player: bool) -> Iterator[Sentence]:
        every = words_of(paragraph)
        if len(every) < MIN_WORDS:  # no sentence; whom it names is spoken of all the same
            if every and SPOKEN.search(paragraph) is None:
                self._people(paragraph, every, of_player)
            return
        pieces = list(_pieces(paragraph))
        words = [words_of(piece.text) for piece in pieces]
        people = [
            [] if piece.spoken else self._people(piece.text, said, of_player)
            for piece, said in zip(pieces, words, strict=True)
        ]
        after = _next(people)
        acting: str | None = None  # who acted in what was told last
        for place, piece in enumerate(pieces):
            if piece.spoken:
                beside = next((who[0] for who in people[place + 1 : place + 2] if who), None)
                actor = self.persona if of_player else beside or acting or after[place] or self.other
                receiver = self._spoken_to(words[place], actor)
            else:
                actor = people[place][0] if people[place] else None
                receiver = next((person for person in people[place] if person != actor), None)
                acting = actor or acting
            receiver = receiver or self._only_other(actor)
            if actor != self.persona and actor is not None:
                self.other = actor
            if len(words[place]) >= MIN_WORDS:
                plain = self._plain(piece.text, words[place])
                yield Sentence(piece.text, plain, paragraph, piece.start, actor, receiver, piece.spoken, of_player)

    def _people(self, text: str, words: list[str], of_player: bool) -> list[str]:
        """Who is named or meant, in order. In the player's own text "I" is the persona, in the narrative "you" is."""
        found: list[str] = []
        clause = _CLAUSE.match(text)  # "While you sleep, Holt …": who acts stands behind the comma
        if clause:
            words = words_of(text[clause.end() :])
        for place, word in enumerate(words):
            person = self.owners.get(word)
            if person is None and word in (_ME if of_player else _ME_OR_YOU):
                person = self.persona
            elif person is None and word in _YOU_OR_THEY:
                person = self.other if not found or found[-1] == self.persona else self.persona
            if person is None:
                continue
            if of_player and not found and self.persona and (place or word in _YOU):
                found.append(self.persona)  # "How dare you", "*hugs Mira*": the player does it, without an "I"
            if person != self.persona:
                self.other = person
            found.append(person)
        return found

    def _spoken_to(self, words: Sequence[str], speaker: str | None) -> str | None:
        named = map(self.owners.get, words)
        return next((person for person in named if person not in (None, speaker)), None)

    def _only_other(self, actor: str | None) -> str | None:
        """Who must be meant when nobody is named: the player for the others, the last one spoken of for the player."""
        if actor is None:
            return None
        return self.other if actor == self.persona else self.persona

    def _plain(self, text: str, words: Sequence[str]) -> str:
        if self.names.keys().isdisjoint(words):
            return text
        parts, at = list[str](), 0
        for name in mentioned(text, self.names):
            called = text[name.start : name.end]
            parts += [text[at : name.start], "her" if called.lower().endswith(_POSSESSIVE) else "she"]
            at = name.end
        return "".join([*parts, text[at:]])


def _next(people: list[list[str]]) -> list[str | None]:
    """For each piece, who acts in the first one behind it in which somebody does."""
    found: list[str | None] = []
    acting: str | None = None
    for who in reversed(people):
        found.append(acting)
        acting = who[0] if who else acting
    return found[::-1]


def _pieces(paragraph: str) -> Iterator[_Piece]:
    """Speech and telling, in order; each a sentence, or a whole speech of up to forty words."""
    at = 0
    for match in (*SPOKEN.finditer(paragraph), None):
        until = match.start() if match else len(paragraph)
        yield from _sentences(paragraph, at, until, spoken=False)
        if match is None:
            return
        if len(WORD.findall(match[1])) <= MAX_SPEECH:
            yield _Piece(match[1].strip(), match.start(1), True)
        else:
            yield from _sentences(paragraph, match.start(1), match.end(1), spoken=True)
        at = match.end()


def _sentences(paragraph: str, start: int, end: int, *, spoken: bool) -> Iterator[_Piece]:
    at = start
    for cut in [*(match.end() for match in _END.finditer(paragraph, start, end)), end]:
        text = paragraph[at:cut].strip(" *_\t")
        if text:
            yield _Piece(text, at, spoken)
        at = cut
