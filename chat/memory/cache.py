"""What recall keeps of an open chat's memories: where each stands on the path and who witnessed it, but no text.

Read once when the chat is first asked, then only what is new. Rows are never changed, so nothing here can grow stale
but the path, and that is the caller's.
"""

import json
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from chat.db import memory_search
from chat.db.memory_search import Outline
from chat.memory.path import PathView

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class View:
    """The rows at one moment, in order of their numbers. `depth` is 0 for a row of another branch, `witnessed` indexes
    `witness_sets`."""

    numbers: Numbers
    depth: Numbers
    fact: NDArray[np.bool_]
    weight: NDArray[np.float64]
    length: Numbers
    witnessed: Numbers
    witness_sets: tuple[frozenset[str], ...]
    deepest: int

    def seen_by(self, members: Set[str]) -> NDArray[np.bool_]:
        """Which rows on the path at least one of these witnessed."""
        known = np.array([bool(witnesses & members) for witnesses in self.witness_sets], dtype=np.bool_)
        return (self.depth > 0) & known[self.witnessed] if len(known) else np.zeros(0, dtype=np.bool_)

    def places(self, numbers: list[int] | Numbers) -> Numbers:
        """The positions of these numbers; unknown ones (of rows that came later) are left out."""
        wanted = np.asarray(numbers, dtype=np.int64)
        at = np.minimum(np.searchsorted(self.numbers, wanted), max(len(self.numbers) - 1, 0))
        return at[self.numbers[at] == wanted] if len(self.numbers) else at[:0]


class MemoryCache:
    """Of one chat. `view` runs on a database thread, one call at a time."""

    def __init__(self, chat: str) -> None:
        self.chat = chat
        self._sets: dict[str, int] = {}
        self._turns: list[str] = []  # of each row
        self._rows_of: dict[str, list[int]] = {}  # turn -> the places of its rows
        self._path: PathView | None = None
        none = np.zeros(0, dtype=np.int64)
        self._view = View(none, none, np.zeros(0, dtype=np.bool_), np.zeros(0), none, none, (), 0)

    def view(self, db: Connection, path: PathView) -> View:
        old, length = self._view, len(path)
        new = memory_search.outlines(db, self.chat, int(old.numbers[-1]) if self._turns else 0)
        if new:
            old = self._extended(old, new)
        elif path is self._path and length == old.deepest:
            return old
        depth = self._depths(old, path, length)
        self._path, self._view = path, replace(old, depth=depth, deepest=length)
        return self._view

    def _extended(self, old: View, new: Sequence[Outline]) -> View:
        for place, row in enumerate(new, len(self._turns)):
            self._rows_of.setdefault(row.turn, []).append(place)
        self._turns += [row.turn for row in new]
        witnessed = [self._sets.setdefault(row.witnesses, len(self._sets)) for row in new]
        return View(
            np.append(old.numbers, np.array([row.number for row in new], dtype=np.int64)),
            old.depth,
            np.append(old.fact, np.array([row.kind == "fact" for row in new], dtype=np.bool_)),
            np.append(old.weight, np.array([row.weight for row in new], dtype=np.float64)),
            np.append(old.length, np.array([row.length for row in new], dtype=np.int64)),
            np.append(old.witnessed, np.array(witnessed, dtype=np.int64)),
            tuple(frozenset(json.loads(text)) for text in self._sets),
            old.deepest,
        )

    def _depths(self, old: View, path: PathView, length: int) -> Numbers:
        """Of all rows; looking each up costs 1 ms in 10,000, so a path that only grew is followed from where it was."""
        rows, known = len(self._turns), len(old.depth)
        if path is not self._path:
            known = 0
        depth = np.zeros(rows, dtype=np.int64)
        depth[:known] = old.depth[:known]
        for place in range(known, rows):
            depth[place] = path.depths.get(self._turns[place], 0)
        for turn in path.turns[old.deepest : length] if known else ():
            depth[self._rows_of.get(turn, [])] = path.depths[turn]
        depth[depth > length] = 0  # the path may have grown meanwhile
        return depth
