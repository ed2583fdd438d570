"""LoCoMo through the shipped recall, for shared/bench/locomo_recall.py; the data set itself is not in this repository.

    locomo_recall.py --data FILE --retriever tests.memory.locomo:retrieve

Each conversation becomes a chat in one real database file: a line is a turn with one passage, and the two speakers are
its members. FABULA_MODELS names the folder with the embedder's files when it is not the usual one.
"""

import asyncio
import os
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Protocol

from chat.db import chats, memories, turns
from chat.db.connection import Database
from chat.llm.model_files import models_folder
from chat.memory.embedder import OnnxEmbedder
from chat.memory.path import PathView
from chat.memory.recall import Recaller
from chat.memory.worker import Worker


class Line(Protocol):
    """A turn as the benchmark gives it."""

    dia_id: str
    speaker: str
    text: str
    caption: str


class Store:
    """Chats are made at the first question of a conversation, and all its vectors with them."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.chats: dict[int, tuple[str, PathView, frozenset[str], dict[str, str]]] = {}
        self.db = self.loop.run_until_complete(Database.open(Path(self.folder.name) / "locomo.db"))
        self.embedder = OnnxEmbedder(Path(os.environ.get("FABULA_MODELS") or models_folder()))
        self.worker = Worker(self.db, self.embedder)
        self.recaller = Recaller(self.db, self.embedder, self.worker)
        self.loop.run_until_complete(self._start())
        threading.Thread(target=self._close).start()

    async def _start(self) -> None:
        self.worker.start()

    def _close(self) -> None:
        """When the benchmark is over, of which nobody tells: the database's threads would keep the process alive."""
        threading.main_thread().join()
        self.loop.run_until_complete(self.worker.close())
        self.loop.run_until_complete(self.db.close())

    async def retrieve(self, lines: Sequence[Line], query: str, limit: int) -> list[str]:
        if id(lines) not in self.chats:
            self.chats[id(lines)] = await self.db.write(_chat, lines)
            self.worker.wake()
            while (await self.worker.state()).queue:  # noqa: ASYNC110  # a bench may poll
                await asyncio.sleep(0.05)
        chat, path, members, ids = self.chats[id(lines)]
        result = await self.recaller.rank(chat, path, query, present=members, limit=limit)
        if result.notice:
            raise RuntimeError(result.notice)
        return [ids[item.turn] for item in result.items]


def _chat(db: Connection, lines: Sequence[Line]) -> tuple[str, PathView, frozenset[str], dict[str, str]]:
    persona, *cast = [{"name": name} for name in dict.fromkeys(line.speaker for line in lines)]
    chat = chats.insert(
        db,
        title="LoCoMo",
        profile="embedded",
        persona=persona,
        cast=[(f"c_{number}", card) for number, card in enumerate(cast)],
        seed=1,
        now="",
    )
    members = tuple(member.id for member in chat.members)
    ids: dict[str, str] = {}
    parent: turns.Turn | None = None
    for line in lines:
        shown = f" (shares {line.caption})" if line.caption else ""
        parent = turns.insert(
            db, turn_id=f"t_{chat.id}_{len(ids)}", chat=chat.id, parent=parent, origin="import", status="committed",
            text=line.text, now="",
        )  # fmt: skip
        passage = memories.Memory("passage", f"{line.speaker}: {line.text}{shown}", members)
        memories.insert(db, chat.id, parent.id, [passage])
        ids[parent.id] = line.dia_id
    return chat.id, PathView(ids), frozenset(members), ids


_stores: list[Store] = []


def retrieve(lines: Sequence[Line], query: str, limit: int) -> list[str]:
    """The `dia_id`s of up to `limit` lines, best first."""
    if not _stores:
        _stores.append(Store())
    return _stores[0].loop.run_until_complete(_stores[0].retrieve(lines, query, limit))
