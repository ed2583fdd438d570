"""A turn cut into sentences, each with who does it to whom: by simple rules, for the stand-in only.

The rules, honest about what they are: in a told sentence the first person named or meant by a pronoun acts, and the
next one receives. Speech belongs to who acts in its paragraph, and is meant for who is named in it, else for who was
spoken to last. Passive sentences, irony and reported deeds are read wrongly. None means: not clear.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chat.story.cast import WORD, mentioned, name_index, owners
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
FEWEST_WORDS = 2
LONGEST_SPEECH = 40  # words; a longer one is cut into sentences
MAX_FOLLOWING = 600  # characters: more than a quote takes


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` stands in the turn word for word; in `plain` names are pronouns, as in the examples. `following` is the
    text from it to the end of its paragraph, or as much of it as a quote may take. Actor and receiver are member ids."""

    text: str
    plain: str
    following: str
    actor: str | None
    receiver: str | None
    spoken: bool
    of_player: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    start: int
    spoken: bool


def split(text: str, narrative: str, members: Sequence[Member], present: Sequence[str]) -> list[Sentence]:
    """The sentences of what the player wrote and of what was told; `present` holds member ids."""
    reader = _Reader(tuple(members), present)
    own = [sentence for paragraph in text.splitlines() for sentence in reader.read(paragraph, of_player=True)]
    told = [sentence for paragraph in narrative.splitlines() for sentence in reader.read(paragraph, of_player=False)]
    return own + told


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
        if WORD.search(paragraph) is None:
            return
        pieces = list(_pieces(paragraph))
        people = [self._people(piece.text, of_player) if not piece.spoken else [] for piece in pieces]
        after = _next(people)
        acting: str | None = None  # who acted in what was told last
        for place, piece in enumerate(pieces):
            if piece.spoken:
                beside = next((who[0] for who in people[place + 1 : place + 2] if who), None)
                actor = self.persona if of_player else beside or acting or after[place] or self.other
                receiver = self._spoken_to(piece.text, actor)
            else:
                actor = people[place][0] if people[place] else None
                receiver = next((person for person in people[place] if person != actor), None)
                acting = actor or acting
            receiver = receiver or self._only_other(actor)
            if actor != self.persona and actor is not None:
                self.other = actor
            if len(WORD.findall(piece.text)) >= FEWEST_WORDS:
                plain, following = self._plain(piece.text), _following(paragraph, piece.start)
                yield Sentence(piece.text, plain, following, actor, receiver, piece.spoken, of_player)

    def _people(self, text: str, of_player: bool) -> list[str]:
        """Who is named or meant, in order. In the player's own text "I" is the persona, in the narrative "you" is."""
        found: list[str] = []
        clause = _CLAUSE.match(text)  # "While you sleep, Holt …": who acts stands behind the comma
        for place, match in enumerate(WORD.finditer(text, clause.end() if clause else 0)):
            word = _folded(match[0])
            person = self.owners.get(word)
            if person is None and word in (_ME if of_player else _ME | _YOU):
                person = self.persona
            elif person is None and word in (_YOU | _THEY):
                person = self.other if not found or found[-1] == self.persona else self.persona
            if person is None:
                continue
            if of_player and not found and self.persona and (place or word in _YOU):
                found.append(self.persona)  # "How dare you", "*hugs Mira*": the player does it, without an "I"
            if person != self.persona:
                self.other = person
            found.append(person)
        return found

    def _spoken_to(self, speech: str, speaker: str | None) -> str | None:
        named = (self.owners.get(_folded(match[0])) for match in WORD.finditer(speech))
        return next((person for person in named if person not in (None, speaker)), None)

    def _only_other(self, actor: str | None) -> str | None:
        """Who must be meant when nobody is named: the player for the others, the last one spoken of for the player."""
        if actor is None:
            return None
        return self.other if actor == self.persona else self.persona

    def _plain(self, text: str) -> str:
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


def _following(paragraph: str, start: int) -> str:
    """To the end of the paragraph, or some whole words."""
    text = paragraph[start : start + MAX_FOLLOWING]
    return text if start + len(text) == len(paragraph) else text.rpartition(" ")[0] or text


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def _pieces(paragraph: str) -> Iterator[_Piece]:
    """Speech and telling, in order; each a sentence, or a whole speech of up to forty words."""
    at = 0
    for match in (*SPOKEN.finditer(paragraph), None):
        until = match.start() if match else len(paragraph)
        yield from _sentences(paragraph, at, until, spoken=False)
        if match is None:
            return
        if len(WORD.findall(match[1])) <= LONGEST_SPEECH:
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
