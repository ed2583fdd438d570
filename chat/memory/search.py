"""The two looks of a recall, by words and by meaning, each on a database thread and over what may be known only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from chat.db import memories, memory_search
from chat.memory import ranking
from chat.memory.binary_index import BinaryIndex
from chat.memory.cache import MemoryCache, Numbers, View
from chat.memory.path import PathView
from chat.memory.query_embedding import QueryEmbedding

POOL = 50  # candidates of each side
FIRST_LOOK = 200  # rows whose signs are nearest, to be rescored
COMMON_WORD = 1_000  # a word in more rows than this, and than a tenth of the chat, tells nothing


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; whose memories may answer, which is what any of `seen_by` witnessed; which turns may not."""

    text: str
    terms: tuple[str, ...]
    path: PathView
    seen_by: frozenset[str]
    left_out: frozenset[str]


@dataclass(slots=True)
class ByWords:
    """What the look by words found. Rows are named by their place in the view; `seen` are those that may be known,
    `scores` are by depth, the best 1."""

    view: View
    seen: NDArray[np.bool_]
    scores: ranking.Scores
    names: Mapping[str, Sequence[str]]
    postings: Mapping[str, Numbers] = field(default_factory=dict)  # word -> the rows with it
    damaged: bool = False

    def may_answer(self, question: Question) -> bool:
        """Whether there is any row that may be known and is not left out."""
        depths, shown = question.path.depths, np.zeros(self.view.deepest + 1, dtype=np.bool_)
        shown[[depths[turn] for turn in question.left_out if depths.get(turn, len(shown)) < len(shown)]] = True
        return bool((self.seen & ~shown[self.view.depth]).any())

    def shared(self) -> NDArray[np.float64]:
        """How many of the question's words each row has."""
        counts = np.zeros(len(self.view.numbers))
        for rows in self.postings.values():
            counts[rows] += 1
        return counts

    def terms(self, places: Numbers) -> dict[int, list[str]]:
        """Which words of the question each of these rows has."""
        found: dict[int, list[str]] = {}
        for term, rows in self.postings.items():
            for place in np.intersect1d(rows, places, assume_unique=True).tolist():
                found.setdefault(place, []).append(term)
        return found


def by_words(db: Connection, catalogue: MemoryCache, question: Question) -> ByWords:
    """StorageError (from the database) where the word index is damaged."""
    look = _unfound(db, catalogue, question)
    view, seen = look.view, look.seen
    common = max(COMMON_WORD, len(view.numbers) // 10)
    found = memory_search.postings(db, catalogue.chat, question.terms, common)
    places = {term: view.places(numbers) for term, numbers in found.items()}
    look.postings = {term: rows[seen[rows]] for term, rows in places.items()}
    lengths = np.bincount(view.depth[seen], weights=view.length[seen], minlength=view.deepest + 1)
    turns = [np.unique(view.depth[rows]) for rows in look.postings.values() if len(rows)]
    look.scores = ranking.scaled(ranking.bm25(turns, lengths.astype(np.float64)), least=1e-9)
    return look


def without_words(db: Connection, catalogue: MemoryCache, question: Question) -> ByWords:
    """Where the word index is damaged: which rows there are all the same."""
    look = _unfound(db, catalogue, question)
    look.damaged = True
    return look


def _unfound(db: Connection, catalogue: MemoryCache, question: Question) -> ByWords:
    view = catalogue.view(db, question.path)
    names = memory_search.member_names(db, catalogue.chat)
    return ByWords(view, view.seen_by(question.seen_by), np.zeros(view.deepest + 1), names)


class ByMeaning:
    """Exact similarities, fetched for the rows that are asked for, and kept."""

    def __init__(self, db: Connection, look: ByWords, signs: BinaryIndex, sight: QueryEmbedding) -> None:
        self.db, self.look, self.signs, self.sight = db, look, signs, sight
        self.model = memories.known_model(db, sight.model, sight.dimension, sight.sha256)
        self.cosines = np.full(len(look.view.numbers), np.nan)  # by place, −1..1

    def nearest(self) -> list[int]:
        """The depths of the turns most like the question."""
        if self.model is None:
            return []
        look, vector = self.look, self.sight.vector
        places = self.signs.nearest(self.db, self.model, vector, look.view, look.seen, FIRST_LOOK)
        return ranking.best(self.by_depth(places), POOL)

    def by_depth(self, places: Numbers) -> ranking.Scores:
        """The best of each turn's rows among these; 0 where there is none, or none is alike."""
        view = self.look.view
        best = np.zeros(view.deepest + 1)
        if self.model is None:
            return best
        missing = view.numbers[places[np.isnan(self.cosines[places])]]
        found = memory_search.cosines(self.db, self.model.number, self.sight.vector, missing.tolist())
        self.cosines[view.places(list(found))] = list(found.values())
        np.maximum.at(best, view.depth[places], np.nan_to_num(self.cosines[places]))
        return best

    def cosine(self, place: int) -> float | None:
        """None for a row without a vector, or that was not asked for."""
        value = float(self.cosines[place])
        return None if isnan(value) else value
