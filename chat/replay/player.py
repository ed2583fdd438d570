"""Plays the turns of a session again, each in the way it had been played, on a database of its own."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Connection

from chat.config import Settings
from chat.db import changes, chats, turns
from chat.db.connection import Database
from chat.engine import records
from chat.engine.backends import Models
from chat.engine.record import Record, original_of, records_of
from chat.engine.root import Engine
from chat.engine.running import Progress, Running
from chat.engine.sessions import change_of, put_chat, put_turn, take_turn
from chat.events import Event, NarrativeDelta, NarrativeDone, TurnUnderstood
from chat.formats.session import Session, Told
from chat.llm.replay import Playing, ReplayClient, Tape
from chat.llm.router import RoutedLLMClient
from chat.memory.embedder import OnnxEmbedder
from chat.story.relations import Relations
from chat.turn import Request, accept, recover, tell


class ReplayEngine(Engine):
    """The real engine with two things fixed: which models answer, and the id of the next turn. Nothing is embedded."""

    def __init__(self, settings: Settings, db: Database, embedder: OnnxEmbedder) -> None:
        super().__init__(settings, db, OnnxEmbedder(settings.data_dir))  # no model lies there
        self.recorded: Models | None = None
        self.next_turn = ""

    def models(self, profile_id: str) -> Models:
        assert self.recorded is not None
        return self.recorded

    def new_turn(self) -> str:
        return self.next_turn

    def _begin_work(self) -> None:
        """No vectors, no embedder."""


@dataclass(slots=True)
class Live:
    """A turn at play. It is held when the next one was begun before it had settled."""

    record: Record
    run: Running
    events: AsyncGenerator[Event, None]
    text: str = ""


class Player:
    """`async with Player(session, folder) as player`, then `play` each of `player.records` in order. `ended` are the
    turns that have ended by then. With `reopen` the database is closed and opened again after every turn."""

    def __init__(self, session: Session, folder: Path, *, timed: bool = False, reopen: bool = False) -> None:
        self.session, self.folder, self.reopen = session, folder, reopen
        self.records = records_of(session)
        self.chat = session.head.chat.id
        self.tape = Tape((call for record in self.records for call in record.calls()), timed=timed)
        self.narrator, self.classifier = ReplayClient(self.tape), ReplayClient(self.tape)
        self.ended: list[Record] = []
        self._by_id = {record.line.id: record for record in self.records}
        self._held: list[Live] = []
        self._over: list[Record] = []
        self._newest = 0
        self.last: Record
        self.engine: ReplayEngine

    async def __aenter__(self) -> "Player":
        await self._open()
        await self.engine.db.write(put_chat, self.session, self.engine.now(), self.session.head.chat.profile, self.chat)
        return self

    async def __aexit__(self, *_: object) -> None:
        for live in self._held:
            await live.events.aclose()
        await self.engine.close()

    async def _open(self) -> None:
        self.engine = await ReplayEngine.open(Settings(data_dir=self.folder, settle_wait=0))
        used = self.session.head.chat.models
        routed = RoutedLLMClient(
            narrative=self.narrator, local=self.narrator, narrative_model="narrator", classifier=self.classifier
        )
        self.engine.recorded = Models(
            routed, "narrator", "classifier", used.context_tokens, used.brief, used.toy_classifier
        )

    async def _reopen(self) -> None:
        await self.engine.close()
        await self._open()

    async def told(self, record: Record) -> Told:
        """The turn as it is now, in the replay's database."""
        return await self.engine.db.read(_taken, record.line.id, self.engine.relations)

    def is_at_its_place(self, record: Record) -> bool:
        """Whether all edits that hung it, or a turn above it, elsewhere have been played."""
        while record.parent is not None:
            if record.hung and self._by_id[record.hung].number > self.last.number:
                return False
            record = self._by_id[record.parent]
        return True

    # ------------------------------------------------------------ one turn

    async def play(self, record: Record) -> None:
        """Raises ChatError when the turn cannot even be begun."""
        self.last = record
        await self._end_held(keep=self._unsettled_at(record))
        await self._say()
        if record.line.origin in ("greeting", "import"):
            ids = {told.turn.id: told.turn.id for told in self.session.turns}
            chat = await self.engine.db.read(chats.get, self.chat)
            told = replace(record.told, changes=[line for line in record.told.changes if line.by != "user"])
            await self.engine.db.write(put_turn, chat, told, ids, self.engine.relations, self.engine.now())
            self._is_over(record)
        else:
            await self._play(record)
        self._newest = record.number
        await self._say()
        if not self._held and self.reopen:
            await self._reopen()

    async def finish(self) -> None:
        """What is still held ends, and the head goes where it was."""
        await self._end_held(keep=())
        await self._say()
        await self.engine.db.write(chats.move_head, self.chat, self.session.head.chat.head)

    async def _play(self, record: Record) -> None:
        request = await self._request(record)
        self.engine.next_turn = record.line.id
        accepted = await accept(self.engine, request)
        assert accepted.run is not None
        run = accepted.run
        if record.crashed:
            await self._crash(record, run)
            return
        if record.recovered:
            run = await self._recover(record, run)
        run.known = record.known(self.session.head.chat.models.toy_classifier)
        live = Live(record, run, tell(self.engine, run))
        if self._held or self._is_overtaken(record):
            await self._pull(live, until_told=True)
            self._held.append(live)
        else:
            await self._end(live)

    async def _request(self, record: Record) -> Request:
        line, original = record.line, None
        kept = next((other for other in self.records if other.hung == line.id), None)
        if kept is not None:
            original = self._by_id[kept.parent or ""]
        elif line.origin in ("regenerate", "edit"):
            original = original_of(record, self.records[: record.number - 1])
        head = (await self.engine.db.read(chats.get, self.chat)).head
        wanted = kept.line.id if kept else head if original else record.parent
        if head != wanted:
            await self.engine.db.write(chats.move_head, self.chat, wanted)
        return Request(
            self.chat,
            line.origin,  # type: ignore[arg-type]  # greetings and imports are not asked for
            text=line.text,
            turn=original.line.id if original else None,
            narrative=record.given,
            instruction=line.instruction,
            keep=kept is not None,
        )

    async def _crash(self, record: Record, run: Running) -> None:
        """What was saved of it is there, and nobody has ended it: the next start does."""
        if record.line.narrative:
            await self.engine.db.write(turns.save_partial, run.turn, record.line.narrative)
        self.engine.end(run)
        await self._end_held(keep=())
        await self._reopen()
        self._is_over(record)

    async def _recover(self, record: Record, run: Running) -> Running:
        """As far as it was told; the next start settles it."""
        progress = Progress()
        progress.restore(record.line.narrative, record.line.finish_reason)
        progress.decided = record.decided
        await self.engine.db.write(records.save_told, run.turn, progress)
        self.engine.end(run)
        await self._end_held(keep=())
        await self._reopen()
        return next(again for again in await recover(self.engine) if again.turn == run.turn)

    async def _end(self, live: Live) -> None:
        await self._pull(live, until_told=False)
        self._is_over(live.record)

    async def _pull(self, live: Live, *, until_told: bool) -> None:
        """The events of a turn; it is stopped where it had been stopped."""
        record = live.record

        def stop() -> None:
            live.run.interrupted = record.shut_down
            live.run.stopped.set()

        self.tape.playing = Playing(record.line.id, stop, record.cut)
        for call in record.told.calls:
            (self.narrator if call.role == "narrator" else self.classifier).name = call.backend
        async for event in live.events:
            if isinstance(event, NarrativeDelta):
                live.text += event.text
            if record.stopped and _is_where_it_stopped(record, live, event):
                stop()
            if until_told and isinstance(event, NarrativeDone):
                return

    def _is_over(self, record: Record) -> None:
        self.ended.append(record)
        self._over.append(record)

    async def _say(self) -> None:
        """What the user had said and lifted by now, but for what was taken over from a sibling."""
        for record in self._over:
            if record.by_user:
                await self.engine.db.write(_put_said, self.chat, record, self._newest)

    def is_lifted(self, record: Record, seq: int) -> bool:
        """Whether what the user said there is taken back by now."""
        return seq in record.said and record.said[seq][1] <= self._newest

    # ------------------------------------------------------------ turns that overlapped

    def _unsettled_at(self, record: Record) -> Sequence[str]:
        """The turns above that had not settled when the narrator was shown the state."""
        if record.decided is None:
            return ()
        above: list[str] = []
        turn = record.parent
        while turn is not None and turn != record.decided.state_of:
            above.append(turn)
            turn = self._by_id[turn].parent
        return above

    def _is_overtaken(self, record: Record) -> bool:
        later = self.records[record.number :]
        return record.line.status == "committed" and any(
            record.line.id in self._unsettled_at(other) for other in later[:1]
        )

    async def _end_held(self, keep: Sequence[str]) -> None:
        for live in [live for live in self._held if live.record.line.id not in keep]:
            self._held.remove(live)
            await self._end(live)


def _is_where_it_stopped(record: Record, live: Live, event: Event) -> bool:
    if isinstance(event, TurnUnderstood):
        return not record.narrated
    return isinstance(event, NarrativeDelta) and live.text == record.line.narrative


def _taken(db: Connection, turn_id: str, relations: Relations) -> Told:
    return take_turn(db, turns.get(db, turn_id), relations)


def _put_said(db: Connection, chat: str, record: Record, newest: int) -> None:
    depth = turns.get(db, record.line.id).depth
    there = {entry.seq: entry for entry in changes.all_entries(db, [(record.line.id, depth)])}
    for line in record.by_user:
        said, lifted = record.said[line.seq]
        is_lifted = lifted <= newest
        entry = there.get(line.seq)
        if entry is None and said <= newest:
            changes.put(db, chat, record.line.id, line.id, line.seq, change_of(line), lifted=0 if is_lifted else None)
        elif entry is not None and is_lifted and entry.lifted is None:
            changes.remove(db, chat, entry.id)
        else:
            continue
        changes.drop_snapshots(db, chat, depth)
