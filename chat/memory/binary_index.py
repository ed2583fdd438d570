"""The signs of an open chat's vectors: a first look at which rows are like a question, without reading any vector.

A vector depends on nothing but its text and its model, so signs that were read once stay true as long as the model does.
"""

from sqlite3 import Connection

import numpy as np
from numpy.typing import NDArray

from chat.db import memory_search
from chat.db.memories import EmbeddingModel
from chat.memory.cache import Numbers, View

WORD = 64  # bits


class BinaryIndex:
    """`nearest` runs on a database thread, one call at a time."""

    def __init__(self) -> None:
        self._model: EmbeddingModel | None = None
        self._columns = np.zeros((0, 0), dtype=np.uint64)  # one for each row of the view: 64 bits of all lie together
        self._known = np.zeros(0, dtype=np.bool_)

    def nearest(
        self, db: Connection, model: EmbeddingModel, vector: bytes, view: View, seen: NDArray[np.bool_], limit: int
    ) -> Numbers:
        """The places of those rows that may be seen and whose signs differ least. StorageError for damaged signs."""
        self._read(db, model, view)
        asked = _columns([memory_search.signs_of(db, vector)], model.dimension)
        differ = np.bitwise_count(self._columns[:, : len(seen)] ^ asked).sum(axis=0, dtype=np.uint16)
        places = np.flatnonzero(seen & self._known[: len(seen)])
        return places[np.argsort(differ[places], kind="stable")[:limit]]

    def _read(self, db: Connection, model: EmbeddingModel, view: View) -> None:
        """What has got its vector meanwhile."""
        if model != self._model:
            self._model = model
            self._columns = np.zeros((-(-model.dimension // WORD), 0), dtype=np.uint64)
            self._known = np.zeros(0, dtype=np.bool_)
        if len(view.numbers) > len(self._known):
            more = len(view.numbers) - len(self._known)
            self._columns, self._known = np.pad(self._columns, ((0, 0), (0, more))), np.pad(self._known, (0, more))
        missing = view.numbers[~self._known[: len(view.numbers)]]
        found = memory_search.signs(db, model.number, model.dimension // 8, missing.tolist())
        if found:
            places = view.places(list(found))
            self._columns[:, places] = _columns(list(found.values()), model.dimension)
            self._known[places] = True


def _columns(signs: list[bytes], dimension: int) -> NDArray[np.uint64]:
    """A column for each, in words of 64 bits; the last is filled up with zeros."""
    size = -(-dimension // WORD) * WORD // 8
    return np.frombuffer(b"".join(each.ljust(size, b"\0") for each in signs), dtype=np.uint64).reshape(-1, size // 8).T
