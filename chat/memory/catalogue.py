"""What recall keeps of an open chat's memories: where each stands on the path and who witnessed it, but no text.

Read once when the chat is first asked, then only what is new. Rows are never changed, so nothing here can grow stale
but the path, and that is the caller's.
"""

import json
from collections.abc import Set
from dataclasses import dataclass
from itertools import repeat
from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from chat.db import memory_index
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


class Catalogue:
    """Of one chat. `view` runs on a database thread, one call at a time."""

    def __init__(self, chat: str) -> None:
        self.chat = chat
        self._sets: dict[str, int] = {}
        self._turns: list[str] = []
        self._view = View(
            np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.bool_), np.zeros(0), np.zeros(0, np.int64),
            np.zeros(0, np.int64), (), 0,
        )  # fmt: skip
        self._path: PathView | None = None  # the one the view is of, and how long it was
        self._length = 0

    def view(self, db: Connection, path: PathView) -> View:
        last = int(self._view.numbers[-1]) if self._turns else 0
        new = memory_index.outlines(db, self.chat, last)
        if not new and path is self._path and len(path) == self._length:
            return self._view
        old = self._view
        self._turns += [row.turn for row in new]
        witnessed = [self._sets.setdefault(row.witnesses, len(self._sets)) for row in new]
        self._path, self._length = path, len(path)
        self._view = View(
            np.concatenate([old.numbers, np.array([row.number for row in new], dtype=np.int64)]),
            np.fromiter(map(path.depths.get, self._turns, repeat(0)), np.int64, len(self._turns)),
            np.concatenate([old.fact, np.array([row.kind == "fact" for row in new], dtype=np.bool_)]),
            np.concatenate([old.weight, np.array([row.weight for row in new], dtype=np.float64)]),
            np.concatenate([old.length, np.array([row.length for row in new], dtype=np.int64)]),
            np.concatenate([old.witnessed, np.array(witnessed, dtype=np.int64)]),
            tuple(frozenset(json.loads(text)) for text in self._sets),
            self._length,
        )
        return self._view
