"""Rows of what can be recalled, and the embedding worker's queue, which is the rows without a vector of today's model.

A memory is found by its words from the moment its turn commits; its vector comes later. Numbers are never used twice.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

from chat.db import memory_search

MAX_TRIES = 3
MemoryKind = Literal["passage", "fact", "summary"]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Memory:
    """`witnesses` are member ids; `told_at` is the story's own time, as text; `weight` is importance, 0..1."""

    kind: MemoryKind
    text: str
    witnesses: tuple[str, ...]
    told_at: str = ""
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class EmbeddingModel:
    """Which model makes today's vectors. `number` stands beside each of them."""

    number: int
    model: str
    dimension: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PendingMemory:
    """A row of the queue."""

    number: int
    text: str


def insert(db: Connection, chat: str, turn: str, memories: Sequence[Memory]) -> list[int]:
    """Rows and their words, in the caller's transaction. A damaged word index is no reason to lose a turn: it is
    marked to be rebuilt. Returns the numbers."""
    numbers: list[int] = []
    for memory in memories:
        row = db.execute(
            "INSERT INTO memory (chat, turn, kind, text, length, witnesses, told_at, weight)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
            (
                chat, turn, memory.kind, memory.text, len(_WORD.findall(memory.text)),
                json.dumps(sorted(memory.witnesses)), memory.told_at, memory.weight,
            ),
        ).fetchone()  # fmt: skip
        numbers.append(int(row[0]))
    memory_search.add(db, chat, [(number, memory.text) for number, memory in zip(numbers, memories, strict=True)])
    return numbers


def delete_of_turns(db: Connection, turns: Iterable[str]) -> None:
    """For turns that go for good. Their words stay in the index and point at nothing, which recall passes over."""
    db.executemany("DELETE FROM memory WHERE turn = ?", [(turn,) for turn in turns])


# ---------------------------------------------------------------- the queue


def put_model(db: Connection, model: str, dimension: int, sha256: str) -> EmbeddingModel:
    """The row of a model, made at first sight; before that, `unpark` what another model could not embed."""
    key = (model, dimension, sha256)
    known = known_model(db, *key)
    if known is not None:
        return known
    db.execute("INSERT INTO embedding_model (model, dimension, sha256) VALUES (?, ?, ?)", key)
    made = known_model(db, *key)
    assert made is not None
    return made


def known_model(db: Connection, model: str, dimension: int, sha256: str) -> EmbeddingModel | None:
    """None as long as nothing was embedded with it."""
    row = db.execute(
        "SELECT number, model, dimension, sha256 FROM embedding_model WHERE model = ? AND dimension = ? AND sha256 = ?",
        (model, dimension, sha256),
    ).fetchone()
    return None if row is None else EmbeddingModel(*row)


# Three ranges of one index: `model IS NOT ?` would read it all.
_RANGES = ("model IS NULL ORDER BY tries, number", "model < :model", "model > :model")
_QUEUE = " UNION ALL ".join(
    f"SELECT number FROM (SELECT number FROM memory WHERE parked IS NULL AND {which} LIMIT :n)" for which in _RANGES
)


def waiting(db: Connection, model: int, limit: int) -> list[PendingMemory]:
    """The next rows to embed: those without a vector first, least tried first, then another model's."""
    rows = db.execute(
        f"SELECT memory.number, memory.text FROM ({_QUEUE} LIMIT :n) AS queue JOIN memory USING (number)",
        {"model": model, "n": limit},
    )
    return [PendingMemory(*row) for row in rows]


def queue_length(db: Connection, model: int) -> int:
    row = db.execute(
        "SELECT (SELECT count(*) FROM memory WHERE parked IS NULL AND model IS NULL)"
        " + (SELECT count(*) FROM memory WHERE parked IS NULL AND model < :model)"
        " + (SELECT count(*) FROM memory WHERE parked IS NULL AND model > :model)",
        {"model": model},
    ).fetchone()
    return int(row[0])


def unpark(db: Connection, limit: int) -> None:
    """So many of the rows that were given up are tried again."""
    some = "SELECT number FROM memory WHERE parked IS NOT NULL LIMIT ?"
    db.execute(f"UPDATE memory SET parked = NULL, tries = 0 WHERE number IN ({some})", (limit,))


def parked(db: Connection) -> int:
    """How many rows were given up."""
    return int(db.execute("SELECT count(*) FROM memory WHERE parked IS NOT NULL").fetchone()[0])


def store_vectors(db: Connection, model: int, vectors: Sequence[tuple[int, bytes]]) -> None:
    """(number, float32 bytes) each; a row that has gone meanwhile is passed over."""
    db.executemany(
        "UPDATE memory SET vector = :vector, bits = vec_quantize_binary(:vector), model = :model, tries = 0"
        " WHERE number = :number",
        [{"number": number, "vector": vector, "model": model} for number, vector in vectors],
    )


def count_try(db: Connection, number: int, reason: str) -> bool:
    """A failed try at one row. True when it was the last: the row is parked then, under that reason."""
    row = db.execute(
        "UPDATE memory SET tries = tries + 1, parked = CASE WHEN tries + 1 >= ? THEN ? END WHERE number = ?"
        " RETURNING parked",
        (MAX_TRIES, reason, number),
    ).fetchone()
    return row is not None and row[0] is not None
