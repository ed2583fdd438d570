"""The first look is over the signs as they are stored, of whatever has a vector by now."""

from pathlib import Path
from sqlite3 import Connection

import numpy as np

from chat.db import memories
from chat.memory.binary_index import BinaryIndex
from chat.memory.cache import MemoryCache
from chat.memory.path import PathView
from tests.memory.stage import stored

DIMENSION = 72  # no multiple of 64
MODELS = ("one", "other")


async def test_the_nearest_signs_are_those_that_differ_least(tmp_path: Path) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*(f"Passage {number}." for number in range(30)))
        await store.worker.close()
        await store.db.write(looked, MemoryCache(chat.id), path)


def looked(db: Connection, catalogue: MemoryCache, path: PathView) -> None:
    """In one transaction: half of the rows have a vector, then all, then all have one of another model."""
    signs, view = BinaryIndex(), catalogue.view(db, path)
    seen = np.arange(30) != 7
    for model in (memories.put_model(db, name, DIMENSION, "") for name in MODELS):
        dice = np.random.default_rng(model.number)
        vectors = dice.standard_normal((30, DIMENSION), dtype=np.float32)
        for there in (15, 30):
            rows = [(int(view.numbers[row]), vectors[row].tobytes()) for row in range(there)]
            memories.store_vectors(db, model.number, rows)
            query = dice.standard_normal(DIMENSION, dtype=np.float32)
            differ = ((vectors > 0) != (query > 0)).sum(axis=1)
            wanted = [row for row in np.argsort(differ, kind="stable").tolist() if row < there and seen[row]][:5]
            assert signs.nearest(db, model, query.tobytes(), view, seen, 5).tolist() == wanted
