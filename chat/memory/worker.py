"""The worker that gives memories their vectors, and rebuilds what is damaged of indexes. Never inside a turn.

Its queue is the table: rows without a vector of today's model. It sleeps until it is woken, works in small batches with
a small transaction each, so that a turn never waits long at the one writer, and goes on where it was after a restart.
"""

import asyncio
import logging
from dataclasses import dataclass
from typing import Literal

from chat.db import memories, memory_search
from chat.db.connection import Database
from chat.db.memories import EmbeddingModel, PendingMemory
from chat.errors import ChatError, StorageError
from chat.memory.vectors import Embedder, unit_rows

log = logging.getLogger(__name__)
BATCH = 8  # texts a model call: a player's question never waits behind more
STEP = 200  # rows a transaction when an index of words is rebuilt, or vectors are looked through
PROBE_HINT = "Check its settings or run `./run.sh doctor`; it is tried again by itself."
GRACE = 5.0  # seconds for the batch at hand when the app goes down
FIRST_PAUSE, MAX_PAUSE = 1.0, 60.0  # seconds after an error, doubled each time


@dataclass(frozen=True, slots=True)
class WorkerState:
    """For /readyz; `queue` counts the memories that still have no vector."""

    state: Literal["ready", "idle", "down"]
    detail: str
    queue: int


class Worker:
    """`start`, then `wake` whenever memories were written; `close` waits a moment for the batch at hand."""

    def __init__(self, db: Database, embedder: Embedder) -> None:
        self._db, self._embedder = db, embedder
        self._woken = asyncio.Event()
        self._damaged: set[str] = set()
        self._task: asyncio.Task[None] | None = None
        self._closing = False
        self._trouble: str | None = None
        self._model: EmbeddingModel | None = None

    def start(self) -> None:
        self._task = asyncio.create_task(self._run(), name="embedding worker")
        self.wake()

    def wake(self) -> None:
        self._woken.set()

    def repair(self, chat: str) -> None:
        """The chat's index of words, or its vectors, could not be read: they are made anew."""
        self._damaged.add(chat)
        self.wake()

    async def close(self) -> None:
        self._closing = True
        self.wake()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=GRACE)
            self._task.cancel()  # a model that hangs; its rows are still in the queue

    async def state(self) -> WorkerState:
        """StorageError when the database cannot be read."""
        queue = await self._db.read(memories.queue_length, self._model.number if self._model else 0)
        if self._task is None or self._task.done():
            return WorkerState("down", "not running", queue)
        if self._trouble is not None:
            return WorkerState("down", self._trouble, queue)
        parked = await self._db.read(memories.parked)
        given_up = f"; {parked} could not be embedded, see the log" if parked else ""
        return WorkerState("ready" if queue else "idle", f"{queue} memories wait for their vector{given_up}", queue)

    async def _run(self) -> None:
        pause, checked = FIRST_PAUSE, False
        while not self._closing:
            self._woken.clear()
            try:
                if not checked:
                    self._damaged.update(await self._db.read_much(memory_search.behind))
                    checked = True
                if await self._rebuild() + await self._embed():
                    await self._db.checkpoint()
                pause, self._trouble = FIRST_PAUSE, None
                await self._woken.wait()
            except ChatError as error:
                trouble = f"{error.message} {error.hint}".strip()
                if trouble != self._trouble:  # said once, however often it is tried
                    log.warning("Memories wait for their vectors: %s", trouble)
                self._trouble = trouble
            except Exception:  # the boundary of the worker: it outlives its bugs, and says so
                self._trouble = "stopped by a bug, see the log; it tries again"
                log.exception("The embedding worker failed; it tries again in %.0f s.", pause)
            if self._trouble is not None:
                await self._rest(pause)
                pause = min(2 * pause, MAX_PAUSE)

    async def _rest(self, seconds: float) -> None:
        """After an error. Woken by new memories it waits all the same: only closing ends it."""
        until = asyncio.get_running_loop().time() + seconds
        while not self._closing and (left := until - asyncio.get_running_loop().time()) > 0:
            self._woken.clear()
            try:
                await asyncio.wait_for(self._woken.wait(), left)
            except TimeoutError:
                return

    # ------------------------------------------------------------ words

    async def _rebuild(self) -> int:
        """All that is damaged; the indexes of words in small steps. Returns how many steps were taken."""
        while self._damaged:
            chat = self._damaged.pop()
            await self._db.write(memory_search.rebuild, chat)
            vectors, after = 0, 0
            while (last := await self._db.read(memory_search.number_after, chat, after, STEP)) is not None:
                vectors += await self._db.write(memory_search.requeue_damaged, chat, after, last)
                after = last
            log.info("The word index of chat %s is rebuilt, and %d of its vectors.", chat, vectors)
        steps = 0
        while not self._closing and await self._db.write(memory_search.rebuild_step, STEP):
            steps += 1
        return steps

    # ------------------------------------------------------------ vectors

    async def _embed(self) -> int:
        """Drain the queue. Returns how many rows got a vector."""
        identity = (self._embedder.model, self._embedder.dimension, self._embedder.sha256)
        model = await self._db.read(memories.known_model, *identity)
        if model is None:
            while await self._db.read(memories.parked):  # another model may embed them
                await self._db.write(memories.unpark, STEP)
            model = await self._db.write(memories.put_model, *identity)
        self._model = model
        done = 0
        while not self._closing and (batch := await self._db.read(memories.waiting, model.number, BATCH)):
            try:
                done += await self._embed_batch(model, batch)
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001  # whatever a row does to a model; here it is found out which
                log.info("A batch of %d memories could not be embedded: %s", len(batch), error)
                done += await self._embed_each(model, batch)
        return done

    async def _embed_batch(self, model: EmbeddingModel, batch: list[PendingMemory]) -> int:
        rows = unit_rows(await self._embedder.embed([row.text for row in batch]), len(batch), model.dimension)
        vectors = [(waiting.number, row.tobytes()) for waiting, row in zip(batch, rows, strict=True)]
        await self._db.write(memories.store_vectors, model.number, vectors)
        return len(batch)

    async def _embed_each(self, model: EmbeddingModel, batch: list[PendingMemory]) -> int:
        """One by one, so that one row does not spoil the others; it is parked after three tries."""
        done = 0
        for row in batch:
            try:
                done += await self._embed_batch(model, [row])
            except StorageError:
                raise
            except Exception as error:  # noqa: BLE001  # as above, and now it is this row, unless the model is down
                await self._probe(model)
                reason = f"{type(error).__name__}: {error}"
                if await self._db.write(memories.count_try, row.number, reason):
                    log.error("Memory m_%d is given up after %d tries: %s", row.number, memories.MAX_TRIES, reason)
        return done

    async def _probe(self, model: EmbeddingModel) -> None:
        """A plain text, to tell a broken model from a poisonous row. ChatError when it is the model."""
        try:
            unit_rows(await self._embedder.embed(["A plain sentence."]), 1, model.dimension)
        except ChatError:
            raise
        except Exception as error:
            raise ChatError(f"The embedding model gives no usable vectors: {error}.", hint=PROBE_HINT) from error
