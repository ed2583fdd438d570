"""What of all that was found is remembered: both scores of every candidate added, one line for each turn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

import numpy as np

from chat.db import memory_index
from chat.db.memory_index import Found
from chat.memory import ranking
from chat.memory.catalogue import Numbers
from chat.memory.looks import POOL, ByMeaning, ByWords, Question
from chat.memory.passage import excerpt
from chat.memory.sight import Sight

NAMED = 1.1  # for what begins with the one character named: their words, and facts about them
RECENT, HALF_LIFE = 0.01, 20.0  # turns; both priors decide between equals only
IMPORTANT = 0.05
LEAST_COSINE = 0.25  # below it, and with no word shared, nothing is remembered
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
    db: Connection, chat: str, question: Question, look: ByWords, sight: Sight | None, limit: int
) -> list[Recalled]:
    """The best `limit` turns, best first. Without sight, by words alone."""
    meaning = ByMeaning(db, chat, look, sight) if sight else None
    depths = question.path.depths
    left_out = {depths[turn] for turn in question.left_out if turn in depths}
    found = {*ranking.best(look.scores, POOL), *(meaning.nearest() if meaning else ())}
    candidates = sorted(found - left_out)
    rows = _rows_near(look, candidates)
    scores = look.scores
    if meaning is not None:
        alike = meaning.by_depth(rows)
        scores = (scores + ranking.scaled(ranking.spread(alike), least=FULL_COSINE)) / 2
        candidates = [depth for depth in candidates if look.scores[depth] > 0 or alike[depth] >= LEAST_COSINE]
    cosines = meaning.cosines if meaning else {}
    terms = look.terms(rows)
    places = _best_rows(look, candidates, rows, cosines, terms)
    texts = memory_index.found(db, look.view.numbers[list(places.values())].tolist())
    named = _named(question.text, look.names)
    scored: list[tuple[float, int, Found, str]] = []
    for depth, place in places.items():
        memory = texts[int(look.view.numbers[place])]
        score = float(scores[depth])
        if named and memory.text.lower().startswith(named):
            score *= NAMED
        score += RECENT * 0.5 ** ((look.view.deepest - depth) / HALF_LIFE) + IMPORTANT * memory.weight
        scored.append((score, depth, memory, _why(terms.get(place), cosines.get(place))))
    best = sorted(scored, key=lambda item: (-item[0], item[1]))[:limit]  # excerpts cost more than all the rest
    return [_recalled(memory, depth, score, why, question.text) for score, depth, memory, why in best]


def _rows_near(look: ByWords, depths: Sequence[int]) -> Numbers:
    """The rows of these turns and of their neighbours."""
    wanted = np.zeros(look.view.deepest + 2, dtype=np.bool_)
    for step in (-1, 0, 1):
        wanted[np.asarray(depths, dtype=np.int64) + step] = True
    return np.flatnonzero(look.seen & wanted[look.view.depth])


def _best_rows(
    look: ByWords,
    depths: Sequence[int],
    rows: Numbers,
    cosines: Mapping[int, float],
    terms: Mapping[int, Sequence[str]],
) -> dict[int, int]:
    """For each turn the row that fits best: never two of the same content."""
    view, wanted = look.view, set(depths)
    best: dict[int, tuple[float, int]] = {}
    for place in rows.tolist():
        depth = int(view.depth[place])
        if depth in wanted:
            fit = cosines.get(place, 0.0) + 0.2 * len(terms.get(place, ()))
            fit *= FACT if view.fact[place] else 1.0
            best[depth] = max(best.get(depth, (-2.0, 0)), (fit, place))
    return {depth: place for depth, (_, place) in best.items()}


def _named(text: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """All names, in lower case, of the one member the text names; empty if it names none, or several."""
    lowered = text.lower()
    found = [
        tuple(name.lower() for name in of_one)
        for of_one in names.values()
        if any(re.search(rf"\b{re.escape(name.lower())}\b", lowered) for name in of_one)
    ]
    return found[0] if len(found) == 1 else ()


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
