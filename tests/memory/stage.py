"""Chats made of bare turns with one passage each, and an embedder that fails as it is told."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import numpy as np

from chat.db import chats, memories, turns
from chat.db.connection import Database
from chat.llm.client import Vectors
from chat.memory.path import PathView
from chat.memory.recall import Recaller
from chat.memory.worker import Worker

DIMENSION = 16


def vector_of(text: str) -> Vectors:
    """The words of a text, each in a direction of its own: texts that share words are alike."""
    row = np.zeros(DIMENSION, dtype=np.float32)
    for word in text.lower().split():
        row[int.from_bytes(hashlib.sha256(word.strip(".,!?").encode()).digest()[:2]) % DIMENSION] += 1
    return row


class Embedder:
    """`spoil` may raise for a text, or give another vector than is right; `asked` are the texts so far."""

    dimension, sha256 = DIMENSION, "s"

    def __init__(self, model: str = "words") -> None:
        self.model = model
        self.asked: list[str] = []
        self.spoil: Callable[[str], Any] = lambda text: None
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        await self.go_on.wait()
        spoiled = [self.spoil(text) for text in texts]
        return np.stack([vector_of(text) if bad is None else bad for text, bad in zip(texts, spoiled, strict=True)])


class Store:
    def __init__(self, db: Database, embedder: Embedder) -> None:
        self.db, self.embedder = db, embedder
        self.worker = Worker(db, embedder)
        self.recaller = Recaller(db, embedder, self.worker)

    async def drained(self) -> None:
        """Until nothing waits for its vector."""
        async with asyncio.timeout(20):
            while (await self.worker.state()).queue:  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def said(self, words: str) -> str:
        """Until the worker's detail has these words; the detail."""
        async with asyncio.timeout(20):
            while words not in (detail := (await self.worker.state()).detail):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        return detail

    async def chat(self, *texts: str) -> tuple[chats.Chat, PathView]:
        """A chat of Ash and Mira with a turn for each text, which both witnessed."""
        chat = await self.db.write(new_chat)
        path = PathView([])
        for text in texts:
            path.extend(await self.add(chat, path.head, text))
        self.worker.wake()
        return chat, path

    async def add(self, chat: chats.Chat, parent: str | None, text: str, *witnesses: str) -> str:
        return await self.db.write(
            new_turn, chat, parent, text, witnesses or tuple(member.id for member in chat.members)
        )

    async def recall(self, chat: chats.Chat, path: PathView, query: str, who: str | None = None) -> list[str]:
        """The texts found, best first."""
        members = [member.id for member in chat.members]
        found = await self.recaller.rank(chat.id, path, query, present=members, as_member=who, limit=50)
        return [item.text for item in found.items]


@asynccontextmanager
async def stored(folder: Path, embedder: Embedder | None = None) -> AsyncIterator[Store]:
    db = await Database.open(folder / "fabula.db")
    store = Store(db, embedder or Embedder())
    store.worker.start()
    try:
        yield store
    finally:
        store.embedder.go_on.set()
        await store.worker.close()
        await store.recaller.close()
        await db.close()


def new_chat(db: Connection) -> chats.Chat:
    return chats.insert(
        db, title="", profile="custom", persona={"name": "Ash"}, cast=[("c_mira", {"name": "Mira"})], seed=1, now=""
    )


def new_turn(db: Connection, chat: chats.Chat, parent: str | None, text: str, witnesses: tuple[str, ...]) -> str:
    made: int = db.execute("SELECT count(*) FROM turn").fetchone()[0]
    above = turns.get(db, parent) if parent else None
    turn = turns.insert(
        db, turn_id=f"t_{made}", chat=chat.id, parent=above, origin="message", status="committed", text=text, now=""
    )
    memories.insert(db, chat.id, turn.id, [memories.Memory("passage", text, witnesses)])
    return turn.id
