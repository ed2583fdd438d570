"""What of all that was found is remembered: both scores of every candidate added, one line for each turn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from chat.db import memory_search
from chat.db.memory_search import Found
from chat.memory import ranking
from chat.memory.binary_index import BinaryIndex
from chat.memory.cache import Numbers
from chat.memory.chunking import excerpt
from chat.memory.query_embedding import QueryEmbedding
from chat.memory.search import POOL, ByMeaning, ByWords, Question

_WORD = re.compile(r"\w+")
NAMED = 1.1  # for what begins with the one character named: their words, and facts about them
RECENT, HALF_LIFE = 0.01, 20.0  # turns; both priors decide between equals only
IMPORTANT = 0.05
MIN_COSINE = 0.25  # below it, and with no word shared, nothing is remembered
FULL_COSINE = 0.5  # the best similarity, neighbours' share included, that counts as a whole one
FACT = 1.2  # a fact is shorter and clearer than the passage it is from, if it fits nearly as well


@dataclass(frozen=True, slots=True)
class Recalled:
    """One turn remembered, by its best passage or fact. `text` is what is shown of it; `score` is 0..1."""

    memory: str
    turn: str
    depth: int
    text: str
    score: float
    why: str
    told_at: str
    witnesses: tuple[str, ...]

    @property
    def line(self) -> str:
        """As the narrator reads it: "Day 2, evening: Mira told Ash where the key is."."""
        when = self.told_at[:1].upper() + self.told_at[1:]
        return f"{when}: {self.text}" if when else self.text


def choose(
    db: Connection, question: Question, look: ByWords, signs: BinaryIndex, sight: QueryEmbedding | None, limit: int
) -> list[Recalled]:
    """The best `limit` turns, best first. Without sight, by words alone."""
    view, depths = look.view, question.path.depths
    meaning = ByMeaning(db, look, signs, sight) if sight else None
    left_out = {depths[turn] for turn in question.left_out if turn in depths}
    found = {*ranking.best(look.scores, POOL), *(meaning.nearest() if meaning else ())}
    candidates = np.array(sorted(found - left_out), dtype=np.int64)
    rows = _rows_near(look, candidates)
    scores, fit = look.scores, 0.2 * look.shared()
    if meaning is not None:
        alike = meaning.by_depth(rows)
        scores = (scores + ranking.scaled(ranking.spread(alike), least=FULL_COSINE)) / 2
        fit += np.nan_to_num(meaning.cosines)
        candidates = candidates[(look.scores[candidates] > 0) | (alike[candidates] >= MIN_COSINE)]
    rows = _best_rows(look, rows[np.isin(view.depth[rows], candidates)], fit)
    depth = view.depth[rows]
    scores = scores[depth] * np.where(_of_named(db, question, look, rows), NAMED, 1.0)
    scores += RECENT * 0.5 ** ((view.deepest - depth) / HALF_LIFE) + IMPORTANT * view.weight[rows]
    best = np.lexsort((depth, -scores))[:limit]
    terms = look.terms(rows[best])
    texts = memory_search.found(db, view.numbers[rows[best]].tolist())
    return [
        _recalled(
            texts[int(view.numbers[row])],
            int(view.depth[row]),
            score,
            _why(terms.get(row), meaning.cosine(row) if meaning else None),
            question.text,
        )
        for row, score in zip(rows[best].tolist(), scores[best].tolist(), strict=True)
    ]


def _rows_near(look: ByWords, depths: Numbers) -> Numbers:
    """The rows of these turns and of their neighbours."""
    wanted = np.zeros(look.view.deepest + 2, dtype=np.bool_)
    for step in (-1, 0, 1):
        wanted[depths + step] = True
    return np.flatnonzero(look.seen & wanted[look.view.depth])


def _best_rows(look: ByWords, rows: Numbers, fit: ranking.Scores) -> Numbers:
    """For each turn the row that fits best: never two of the same content."""
    fits = np.where(look.view.fact[rows], FACT, 1.0) * fit[rows]
    rows = rows[np.lexsort((fits, look.view.depth[rows]))]
    last = np.flatnonzero(np.diff(look.view.depth[rows], append=-1))  # of each turn
    best: Numbers = rows[last]
    return best


def _of_named(db: Connection, question: Question, look: ByWords, rows: Numbers) -> NDArray[np.bool_]:
    """Which of these rows begin with the one character the question names."""
    named = _named(question.text, look.names)
    if not named:
        return np.zeros(len(rows), dtype=np.bool_)
    numbers = look.view.numbers[rows].tolist()
    begin = memory_search.beginnings(db, numbers, max(map(len, named)))
    return np.array([begin[number].lower().startswith(named) for number in numbers], dtype=np.bool_)


def _named(text: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """All names, in lower case, of the one member the text names; empty if it names none, or several."""
    words = _as_words(text)
    found = [
        tuple(name.lower() for name in of_one)
        for of_one in names.values()
        if any(name.strip() and name in words for name in map(_as_words, of_one))
    ]
    return found[0] if len(found) == 1 else ()


def _as_words(text: str) -> str:
    """Its words in lower case with a space before and behind each, so that a name is found in it by whole words."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _why(terms: Sequence[str] | None, cosine: float | None) -> str:
    reasons = [f"words: {', '.join(sorted(terms))}"] if terms else ["beside a turn with such words"]
    if cosine is not None:
        likeness = f"similarity {cosine:.2f}"
        reasons = [*reasons, likeness] if terms else [likeness]
    return "; ".join(reasons)


def _recalled(memory: Found, depth: int, score: float, why: str, query: str) -> Recalled:
    return Recalled(
        memory=f"m_{memory.number}",
        turn=memory.turn,
        depth=depth,
        text=memory.text if memory.kind == "fact" else excerpt(memory.text, query),
        score=min(round(score, 3), 1.0),
        why=why,
        told_at=memory.told_at,
        witnesses=memory.witnesses,
    )
