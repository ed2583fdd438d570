"""What is kept of a told turn as passages: the player's words and the narrative, cut where paragraphs and sentences
end; and the few sentences of a passage that are shown again.

A passage is bounded in any script. Where no white space parts words, letters are counted for them.
"""

import re
from collections.abc import Iterable, Iterator

from chat.db.memories import Memory
from chat.memory.words import terms

MAX_PASSAGE = 150  # words; beyond, a vector means everything and nothing
MAX_EXCERPT = 45
WORD_CHARACTERS = 10  # so many count as a word at least, in a text with fewer spaces
WIDE_CHARACTERS = 2  # the same of those that are syllables or words, as in Chinese and Japanese
_CLOSING = r"[\"'”’»)*]"  # stays with the sentence it closes
_SENTENCE = re.compile(  # white space first: where there is none, nothing else is tried
    rf"\s(?:(?<=\n)|(?<=[.!?…]\s)|(?<=[.!?…]{_CLOSING}\s)|(?<=[.!?…]{_CLOSING}{{2}}\s)|(?<=[.!?…]{_CLOSING}{{3}}\s))\s*"
)
_LETTERS = re.compile(r"\w+")
_WIDE = re.compile(r"[\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]")
_STOP = re.compile(r"[\s。！？．，、.!?…]")  # where a text without sentences is cut
_STEM = 5  # letters that two forms of a word share: good enough to choose a sentence


def passages(player: str, text: str, narrative: str) -> list[str]:
    """`player` is the persona's name, which the words typed are given to."""
    parts = [f"{player}: {_one_line(text)}"] if text.strip() else []
    parts += [paragraph for paragraph in map(_one_line, narrative.split("\n")) if paragraph]
    cut: list[list[str]] = []
    room = 0
    for piece, length in (piece for part in parts for piece in _pieces(part)):
        if length > room:
            cut.append([])
            room = MAX_PASSAGE
        cut[-1].append(piece)
        room -= length
    return ["\n".join(pieces) for pieces in cut]


def told(player: str, text: str, narrative: str, witnesses: Iterable[str], told_at: str) -> list[Memory]:
    """The memories that a told turn is by itself; facts come beside them."""
    seen = tuple(witnesses)
    return [Memory("passage", passage, seen, told_at) for passage in passages(player, text, narrative)]


def excerpt(text: str, query: str) -> str:
    """The run of whole sentences, up to MAX_EXCERPT words, that shares most words with the query."""
    sentences = [sentence.split() for sentence in _SENTENCE.split(text) if sentence.strip()]
    wanted = {term[:_STEM] for term in terms(query)}
    shared = [{word[:_STEM] for word in _LETTERS.findall(" ".join(words).lower())} & wanted for words in sentences]
    best, most = range(0), -1
    for start in range(len(sentences)):
        end, room = start + 1, MAX_EXCERPT - len(sentences[start])
        while end < len(sentences) and len(sentences[end]) <= room:
            room -= len(sentences[end])
            end += 1
        found = len(set[str]().union(*shared[start:end]))
        if found > most:
            best, most = range(start, end), found
    return _beginning(" ".join([word for index in best for word in sentences[index]][:MAX_EXCERPT]), MAX_EXCERPT)


def _pieces(part: str) -> Iterator[tuple[str, int]]:
    """A paragraph whole, or by runs of sentences when it is too long, or by words when a sentence is, or by letters
    when words are; each with its length."""
    if (length := _length(part)) <= MAX_PASSAGE:
        yield part, length
        return
    pieces: list[list[str]] = [[]]
    for sentence in _SENTENCE.split(part):
        words = sentence.split()
        for start in range(0, len(words), MAX_PASSAGE):
            piece = words[start : start + MAX_PASSAGE]
            if len(pieces[-1]) + len(piece) > MAX_PASSAGE:
                pieces.append([])
            pieces[-1] += piece
    for words in pieces:
        rest = " ".join(words)
        at = 0
        while at < len(rest):
            piece = _beginning(rest[at : at + MAX_PASSAGE * WORD_CHARACTERS], MAX_PASSAGE)
            yield piece.strip(), _length(piece)
            at += len(piece)


def _length(text: str) -> int:
    """In words, or in letters that count as so many."""
    words = max(text.count(" ") + 1, len(text) // WORD_CHARACTERS)
    return words if text.isascii() else max(words, len(_WIDE.findall(text)) // WIDE_CHARACTERS)


def _beginning(text: str, words: int) -> str:
    """As much of it as so many words have, cut behind a space or a mark in its last half if there is one."""
    if _length(text) <= words:
        return text
    is_wide = 2 * len(_WIDE.findall(text)) > len(text)
    end = words * (WIDE_CHARACTERS if is_wide else WORD_CHARACTERS)
    cuts = [match.end() for match in _STOP.finditer(text, end // 2, end)]
    return text[: cuts[-1] if cuts else end]


def _one_line(text: str) -> str:
    return " ".join(text.split())
