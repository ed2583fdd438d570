"""Recall: which told passages and facts of the current path belong to what was just said.

Two looks side by side, by words and by meaning, each with the neighbours on the path (memory/ranking.py). The best of
either are candidates, each gets both exact scores, and the scores are added, not the ranks. A character recalls what
they witnessed, the narrator what at least one of those present did; what may not be seen weighs nowhere.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field

from chat.db import memory_search
from chat.db.connection import Database
from chat.db.memory_search import Hit
from chat.errors import ChatError, StorageError
from chat.memory.binary_index import BinaryIndex
from chat.memory.cache import MemoryCache
from chat.memory.path import PathView
from chat.memory.query_embedding import QueryEmbedding, QueryEmbeddings
from chat.memory.scoring import Recalled, choose
from chat.memory.search import ByWords, Question, by_words, without_words
from chat.memory.vectors import Embedder
from chat.memory.words import terms
from chat.memory.worker import Worker

log = logging.getLogger(__name__)
LINES, LETTERS = 8, 2_000  # of what the narrator is given; about 500 tokens
OPEN_CHATS = 64


@dataclass(frozen=True, slots=True)
class RecallResult:
    """`items` best first. `notice` says why only part of the memory was searched."""

    items: tuple[Recalled, ...] = ()
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class OpenChat:
    """What is kept of it; both are used on a database thread and by one question at a time, which holds the lock."""

    catalogue: MemoryCache
    signs: BinaryIndex = field(default_factory=BinaryIndex)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Recaller:
    """`worker` is told of a damaged index, and rebuilds it."""

    def __init__(self, db: Database, embedder: Embedder, worker: Worker) -> None:
        self._db, self._worker = db, worker
        self._sights = QueryEmbeddings(embedder)
        self._said = ""
        self._open: OrderedDict[str, OpenChat] = OrderedDict()

    async def close(self) -> None:
        await self._sights.close()

    def prefetch(self, chat: str, query: str) -> None:
        """The chat is about to be asked this: its vector is begun, if the chat was asked anything before."""
        if chat in self._open and query.strip():
            self._sights.begin(query)

    async def recall(
        self,
        chat: str,
        path: PathView,
        query: str,
        *,
        present: Collection[str],
        as_member: str | None = None,
        limit: int = LINES,
        exclude_turns: Collection[str] = (),
    ) -> RecallResult:
        """What the prompt gets: at most `limit` items and LETTERS letters. A failing embedder or a damaged index only
        means that less is found, and the notice says so."""
        ranked = await self.rank(
            chat, path, query, present=present, as_member=as_member, limit=limit, exclude_turns=exclude_turns
        )
        room, kept = LETTERS, list[Recalled]()
        for item in ranked.items:
            if len(item.line) <= room:
                room -= len(item.line)
                kept.append(item)
        return RecallResult(tuple(kept), ranked.notice)

    async def rank(
        self,
        chat: str,
        path: PathView,
        query: str,
        *,
        present: Collection[str],
        as_member: str | None = None,
        limit: int,
        exclude_turns: Collection[str] = (),
    ) -> RecallResult:
        """The best `limit` turns, whether or not a prompt has room for them."""
        left_out = frozenset(exclude_turns)
        if not query.strip() or left_out.issuperset(path.turns):
            return RecallResult()
        seen_by = frozenset(present if as_member is None else [as_member])
        question = Question(query, tuple(terms(query)), path, seen_by, left_out)
        embedding, kept = asyncio.create_task(self._embed(query)), self._opened(chat)
        try:
            look = await self._look(kept, question)
            if not look.may_answer(question):
                return RecallResult()
            sight, notice = await embedding
        finally:
            embedding.cancel()
        if look.damaged:
            self._worker.repair(chat)
            notice = "The index of words is damaged and being rebuilt; memories are searched by meaning only."
        try:
            async with kept.lock:
                items = await self._db.read(choose, question, look, kept.signs, sight, limit)
        except StorageError as error:
            if sight is None:
                raise
            log.warning("The vectors of chat %s cannot be searched: %s", chat, error)
            self._worker.repair(chat)
            notice = "Some vectors are damaged and being made anew; memories are searched by words only."
            items = await self._db.read(choose, question, look, kept.signs, None, limit)
        return RecallResult(tuple(items), notice)

    async def search(self, chat: str, path: PathView, query: str, limit: int) -> list[tuple[Hit, bool]]:
        """Full text over every branch of a chat; the flag says whether the turn stands on the current path.
        StorageError while the word index is damaged."""
        try:
            hits = await self._db.read_much(memory_search.search, chat, terms(query, all_words=True), limit)
        except StorageError:
            self._worker.repair(chat)
            raise
        return [(hit, hit.turn in path.depths) for hit in hits]

    def forget(self, chat: str) -> None:
        """The chat was deleted."""
        self._open.pop(chat, None)

    async def _embed(self, query: str) -> tuple[QueryEmbedding | None, str | None]:
        try:
            return await self._sights.of(query), None
        except (ChatError, ValueError) as error:
            hint = f" {error.hint}" if isinstance(error, ChatError) else ""
            notice = f"Memories are searched by words only: {error}{hint}"
            if notice != self._said:  # once, not with every turn
                log.warning(notice)
            self._said = notice
            return None, notice

    def _opened(self, chat: str) -> OpenChat:
        kept = self._open.setdefault(chat, OpenChat(MemoryCache(chat)))
        self._open.move_to_end(chat)
        if len(self._open) > OPEN_CHATS:
            self._open.popitem(last=False)
        return kept

    async def _look(self, kept: OpenChat, question: Question) -> ByWords:
        async with kept.lock:
            try:
                return await self._db.read(by_words, kept.catalogue, question)
            except StorageError as error:
                log.warning("Memories of chat %s cannot be searched by words: %s", kept.catalogue.chat, error)
                return await self._db.read(without_words, kept.catalogue, question)
