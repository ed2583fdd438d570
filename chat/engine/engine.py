"""The composition root: opens database, model clients, embedder and worker, and knows what runs right now.

Everything durable is in the database; what is here may be lost at any moment and is rebuilt at start.
"""

import asyncio
import logging
import secrets
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any, Self
from weakref import WeakValueDictionary

from chat.config import Profile, Settings, default_profile, profiles
from chat.db import characters, chats, removal, turns
from chat.db.connection import Database
from chat.db.failpoint import arm
from chat.db.ids import new_id
from chat.engine import records
from chat.engine.backends import Backends, Models
from chat.engine.deletion import Deletion
from chat.engine.incoming import remove_leftovers
from chat.engine.pending_writes import PendingWrites
from chat.engine.run import Run
from chat.engine.snapshot_refresh import SnapshotRefresh
from chat.engine.sweeper import Sweeper
from chat.errors import ChatError, Conflict, Interrupted, Overloaded
from chat.llm.model_files import models_folder
from chat.llm.openai_client import tls
from chat.memory.embedder import OnnxEmbedder
from chat.memory.fallback_classifier import FallbackClassifier
from chat.memory.path import PathView
from chat.memory.recall import Recaller
from chat.memory.worker import Worker
from chat.story.builtin_stories import BuiltinStory, load_stories
from chat.story.relations import Relations, load_relations

log = logging.getLogger(__name__)
SHUTDOWN_GRACE = 5.0  # seconds for settling turns to commit
OPEN_CHATS = 64


class Engine:
    """Open with `await Engine.open(settings)`, close with `await engine.close()`."""

    def __init__(self, settings: Settings, db: Database, embedder: OnnxEmbedder) -> None:
        self.settings = settings
        self.db = db
        self.embedder = embedder
        self.fallback = FallbackClassifier(embedder)
        self.worker = Worker(db, embedder)
        self.recaller = Recaller(db, embedder, self.worker)
        self.relations: Relations = load_relations()
        self.snapshot_refresh = SnapshotRefresh(db, self.relations)
        self.deletion = Deletion(db, self.now)
        self.sweeper = Sweeper(db)
        self.profiles: dict[str, Profile] = profiles(settings)
        self.default_profile = default_profile(settings)
        self.backends = Backends(settings, self.profiles, embedder.embed)
        self.openings: dict[str, BuiltinStory] = {opening.id: opening for opening in load_stories()}
        self.running: dict[str, Run] = {}  # by turn
        self.telling: dict[str, str] = {}  # chat -> the turn being told
        self._entering: set[asyncio.Task[Any]] = set()  # each makes a turn durable
        self._paths: OrderedDict[str, PathView] = OrderedDict()  # of open chats, each up to its last known head
        self._forgotten = 0  # how often a path was
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.importing = asyncio.Lock()  # one at a time: nobody else takes the ids that are free for it
        self.pending_writes = PendingWrites(db, self.lock, self.worker.wake)
        self.going_down = asyncio.Event()
        self._warming: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, settings: Settings) -> Self:
        """SetupError for anything in the setup that makes playing impossible."""
        if settings.failpoint:
            arm(settings.failpoint)
        default_profile(settings)
        db = await Database.open(settings.data_dir / "fabula.db")
        try:
            engine = cls(settings, db, OnnxEmbedder(models_folder()))
            await engine._prepare()
        except BaseException:
            await db.close()
            raise
        return engine

    async def _prepare(self) -> None:
        with suppress(OSError):  # whoever asks for a client is told; read later, they would hold up the loop
            await asyncio.to_thread(tls)
        left = Interrupted("The app stopped while this turn was told.").as_json()
        interrupted = await self.db.write(_end_unfinished, left)
        if interrupted:
            log.warning("%d turn(s) were cut when the app last went down; they can be retried.", interrupted)
        await asyncio.to_thread(remove_leftovers, self.settings.data_dir)
        await self.deletion.finish_all()
        now = self.now()
        for opening in self.openings.values():
            for character_id, card in opening.cards():
                await self.db.write(characters.put_builtin, character_id, card, now)
        self._begin_work()

    def _begin_work(self) -> None:
        """What goes on beside the turns: vectors for the memories, the removal of what was deleted, and the embedder made
        ready."""
        self.worker.start()
        self.sweeper.start()
        self._warming = asyncio.create_task(self._warm())

    async def _warm(self) -> None:
        """Load what is slow ahead of the first turn; without the embedder the app plays on, and says so in /readyz."""
        try:
            await self.fallback.warm()
        except ChatError as error:
            log.warning("%s %s", error.message, error.hint)

    async def end_turns(self) -> None:
        """Interrupt what is being told, and give settling turns a moment to commit what they have."""
        self.going_down.set()
        if self._entering:
            await asyncio.wait(self._entering, timeout=SHUTDOWN_GRACE)
        for run in self.running.values():
            run.interrupted = True
            run.stopped.set()
        ending = [
            asyncio.create_task(run.done.wait())
            for run in self.running.values()
            if not self.pending_writes.keeps(run.turn)
        ]
        if ending:
            _, late = await asyncio.wait(ending, timeout=SHUTDOWN_GRACE)
            for task in late:
                task.cancel()

    async def close(self) -> None:
        """Ends the turns, stops the worker and the children, closes the database."""
        await self.end_turns()
        kept = [
            asyncio.create_task(run.done.wait()) for run in self.running.values() if self.pending_writes.keeps(run.turn)
        ]
        await self.pending_writes.close()
        if kept:  # what waited for its commit has it now, or is told that it has none
            await asyncio.wait(kept, timeout=SHUTDOWN_GRACE)
            for task in kept:
                task.cancel()
        await self.snapshot_refresh.close()
        await self.sweeper.close()
        if self._warming is not None:
            self._warming.cancel()
        await self.worker.close()
        await self.recaller.close()
        await self.backends.close()
        await self.embedder.close()
        await self.db.close()

    async def path(self, chat: str, turn: str | None, *, above: str | None = None) -> PathView:
        """The path that ends at a turn: the kept one if it is that or can be extended, else read anew. `above` is the turn's
        parent, read here if it is not given."""
        kept, forgotten = self._paths.pop(chat, None), self._forgotten
        if kept is None or kept.head != turn:
            parent = above or ((await self.db.read(turns.get, turn)).parent if turn else None)
            if kept is not None and turn is not None and kept.head == parent:
                kept.extend(turn)
            else:
                kept = PathView(await self.db.read(turns.path_ids, turn))
        if forgotten == self._forgotten:  # else it may have been read before the turns were hung elsewhere
            self._paths[chat] = kept
        if len(self._paths) > OPEN_CHATS:
            self._paths.popitem(last=False)
        return kept

    def forget_path(self, chat: str) -> None:
        """Turns above the head were hung elsewhere."""
        self._paths.pop(chat, None)
        self._forgotten += 1

    def forget(self, chat: str) -> None:
        """The chat is gone."""
        self.forget_path(chat)
        self.recaller.forget(chat)

    # ------------------------------------------------------------ time and chance

    def now(self) -> str:
        if self.settings.clock:
            return self.settings.clock
        return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def new_turn(self) -> str:
        """The id of the turn that is accepted next."""
        return new_id("t")

    def new_seed(self) -> int:
        return self.settings.seed if self.settings.seed is not None else secrets.randbits(48)

    # ------------------------------------------------------------ turns that run

    def lock(self, chat: str) -> asyncio.Lock:
        """Held while a chat's tree is changed: accept, head move, delete."""
        lock = self._locks.get(chat)
        if lock is None:
            lock = self._locks[chat] = asyncio.Lock()
        return lock

    @contextmanager
    def admitted(self) -> Iterator[None]:
        """A place among the turns that run, held while one is made durable. Overloaded when there is none."""
        if self.going_down.is_set():
            raise Overloaded("Fabula is going down.", retry_after=5)
        if len(self.running) + len(self._entering) >= self.settings.max_live_turns:
            raise Overloaded(f"{self.settings.max_live_turns} turns are running already.", retry_after=5)
        task = asyncio.current_task()
        assert task is not None
        self._entering.add(task)
        try:
            yield
        finally:
            self._entering.discard(task)

    def refuse_while_telling(self, chat: str) -> None:
        live = self.telling.get(chat)
        if live is not None:
            hint = "Wait until it is told, or stop it."
            raise Conflict(f"The turn {live} is being told.", code="turn_live", hint=hint, turn_id=live)

    async def refuse_stale(self, chat: str, version: int | None) -> None:
        """Under the chat's lock, which every change of its version takes. NotFound, Conflict."""
        chats.check_version(await self.db.read(chats.get, chat), version)

    def begin(self, run: Run, *, telling: bool = True) -> None:
        self.running[run.turn] = run
        if telling:
            self.telling[run.chat] = run.turn

    def end_telling(self, run: Run) -> None:
        if self.telling.get(run.chat) == run.turn:
            del self.telling[run.chat]

    def end(self, run: Run) -> None:
        self.end_telling(run)
        self.running.pop(run.turn, None)
        run.done.set()

    async def settled(self, turn: str | None, most: float | None = None) -> None:
        """Wait until a turn has ended, at most some seconds; at once for one that does not run."""
        run = self.running.get(turn or "")
        if run is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(run.done.wait(), most)

    async def stop_settling(self, turn_ids: Sequence[str]) -> None:
        """End the calls of these turns, and wait until each has committed what it has."""
        for turn in turn_ids:
            if turn in self.running:
                self.running[turn].stopped.set()
                self.running[turn].abandoned.set()
        for turn in turn_ids:
            await self.settled(turn)

    # ------------------------------------------------------------ models and health

    def models(self, profile_id: str) -> Models:
        """SetupError says what to set when the profile cannot be used."""
        return self.backends.models(profile_id)

    async def health(self) -> dict[str, dict[str, Any]]:
        """The components of /readyz: state ready, idle, loading or down, and a detail."""
        narrator, classifier = self.backends.health(self.profiles[self.default_profile])
        return {
            "database": await self.db.health(),
            "narrator": narrator,
            "classifier": classifier,
            "embedder": self.embedder.health(),
            "worker": asdict(await self.worker.state()),
        }


def _end_unfinished(db: Connection, error: Mapping[str, Any]) -> int:
    """What the last run of the app left: turns that were being told, whose number is returned, and imports."""
    removal.close_imports(db)
    return records.end_unfinished(db, error)
