"""Questions as vectors. Embedding one takes longer than all else that is done before the narrator is asked, so the last
few are kept, as a swipe asks the same again."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

from chat.memory.vectors import Embedder, unit_rows

ASKED = 400  # letters of the question that are embedded, its last: each more costs time before the first word is told
KEPT = 64  # questions


@dataclass(frozen=True, slots=True)
class QueryEmbedding:
    """The question as a vector, and which model's vectors it may be compared with."""

    vector: bytes
    model: str
    dimension: int
    sha256: str


class QueryEmbeddings:
    """Each question is embedded once, by whoever asks first."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._begun: OrderedDict[str, asyncio.Task[QueryEmbedding]] = OrderedDict()

    def begin(self, question: str) -> "asyncio.Task[QueryEmbedding]":
        end = _end(question)
        task = self._begun.get(end)
        if task is None or (task.done() and (task.cancelled() or task.exception() is not None)):
            task = self._begun[end] = asyncio.create_task(self._embed(end))
            task.add_done_callback(_seen)
        self._begun.move_to_end(end)
        if len(self._begun) > KEPT:
            self._begun.popitem(last=False)
        return task

    async def of(self, question: str) -> QueryEmbedding:
        """ChatError when there is no model, ValueError when what it gives is no vector."""
        return await asyncio.shield(self.begin(question))

    async def close(self) -> None:
        for task in self._begun.values():
            task.cancel()
        await asyncio.gather(*self._begun.values(), return_exceptions=True)

    async def _embed(self, end: str) -> QueryEmbedding:
        embedder = self._embedder
        vector = unit_rows(await embedder.embed([end]), 1, embedder.dimension).tobytes()
        return QueryEmbedding(vector, embedder.model, embedder.dimension, embedder.sha256)


def _seen(task: "asyncio.Task[QueryEmbedding]") -> None:
    """A failure is told by whoever asks again; the loop shall not tell it too."""
    if not task.cancelled():
        task.exception()


def _end(question: str) -> str:
    """The last words, whole ones."""
    if len(question) <= ASKED:
        return question
    _, _, words = question[-ASKED:].partition(" ")
    return words or question[-ASKED:]
