"""Plays the turns of a session again, each in the way it had been played, on a database of its own."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from chat.config import Settings
from chat.db import changes, chats, snapshots, turn_moves, turn_settings, turn_status, turns
from chat.db.turn_settings import Terms
from chat.engine import records
from chat.engine.backends import Models
from chat.engine.intake import change_of, put_chat, put_turn
from chat.engine.record import Record
from chat.engine.run import Run, ToldText, TurnLog
from chat.engine.sessions import take_turn, terms_now, terms_told
from chat.events import Event, NarrativeDelta, NarrativeDone, TurnUnderstood
from chat.formats.session import Session, Told
from chat.formats.session_lines import ModelsUsed
from chat.llm.replay import Playing, ReplayClient, Tape
from chat.llm.router import RoutedLLMClient
from chat.replay.engine import ReplayEngine
from chat.replay.tree import Tree
from chat.story.relations import Relations
from chat.turn import Request, accept, recover, tell

PROFILE = "recorded"  # of the chat in the replay's database; the engine asks what is recorded whatever it is


@dataclass(slots=True)
class Live:
    """A turn at play. It is held when the next one was begun before it had settled."""

    record: Record
    run: Run
    events: AsyncGenerator[Event, None]
    text: str = ""


class Player:
    """`async with Player(session, folder) as player`, then `play` each of `player.records` in order. `ended` are the
    turns that have ended by then. With `reopen` the database is closed and opened again after every turn."""

    def __init__(self, session: Session, folder: Path, *, timed: bool = False, reopen: bool = False) -> None:
        self.session, self.folder, self.reopen = session, folder, reopen
        self.tree = Tree(session)
        self.records = self.tree.records
        self.chat = session.head.chat.id
        self.tape = Tape((call for record in self.records for call in record.calls()), timed=timed)
        self.narrator, self.classifier = ReplayClient(self.tape), ReplayClient(self.tape)
        self.ended: list[Record] = []
        self._awaited = {turn: record.number for record in self.records for turn in self.tree.unsettled(record)}
        self._held: list[Live] = []
        self._waiting: list[Record] = []  # for what they hung under
        self._over: list[Record] = []
        self._newest: float = 0
        self._parents: dict[str, str | None] = {}  # of the turns in the database, where they hang now
        self._terms = terms_now(session)
        self.engine: ReplayEngine

    async def __aenter__(self) -> "Player":
        await self._open()
        await self.engine.db.write(
            put_chat, self.session.head, self.session.characters, self.engine.now(), PROFILE, self.chat
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        for live in self._held:
            await live.events.aclose()
        await self.engine.close()

    async def _open(self) -> None:
        self.engine = await ReplayEngine.open(Settings(data_dir=self.folder, settle_wait=0))
        self._use(self._terms)

    def _use(self, used: Terms) -> None:
        """The models of a profile that is what the recorded one was."""
        models = ModelsUsed(**used.models)
        routed = RoutedLLMClient(
            narrative=self.narrator, local=self.narrator, narrative_model="narrator", classifier=self.classifier
        )
        self.engine.recorded = Models(
            routed, "narrator", "classifier", models.context_tokens, models.brief, models.toy_classifier
        )

    async def _reopen(self) -> None:
        await self.engine.close()
        await self._open()

    async def told(self, record: Record) -> Told:
        """The turn as it is now, in the replay's database."""
        return await self.engine.db.read(_taken, record.line.id, self.engine.relations)

    @property
    def held(self) -> list[Record]:
        """The turns that have not ended."""
        return [live.record for live in self._held]

    def is_as_at_the_end(self, record: Record) -> bool:
        """Whether what it is folded with is what the chat was left with: the table, and the turns above."""
        if self._terms.relations != self.session.head.chat.relations:
            return False
        turn: str | None = record.line.id
        while self.tree.moved and turn is not None:
            parent = self.tree.by_id[turn].line.parent
            if self._parents[turn] != parent:
                return False
            turn = parent
        return True

    # ------------------------------------------------------------ one turn

    async def play(self, record: Record) -> None:
        """Raises ChatError when the turn cannot even be begun."""
        await self._end_held(before=record.number)
        await self._catch_up(record.number - 1)
        if record.taken:
            self._waiting.append(record)
        else:
            await self._enforce(terms_told(self.session, record.told))
            await self._play(record)
        await self._catch_up(record.number)
        if not self._held and self.reopen:
            await self._reopen()

    async def finish(self) -> None:
        """What is still held ends, and all is as the chat was left."""
        await self._end_held(before=inf)
        await self._catch_up(len(self.records))
        await self._enforce(terms_now(self.session))
        await self.engine.db.write(chats.move_head, self.chat, self.session.head.chat.head)

    async def _enforce(self, used: Terms) -> None:
        if used != self._terms:
            self._terms = used
            self._use(used)
            await self.engine.db.write(turn_settings.enforce, self.chat, used)

    async def _play(self, record: Record) -> None:
        line = record.line
        await self.engine.db.write(chats.move_head, self.chat, record.parent)
        self.engine.next_turn = line.id
        origin: Any = line.origin
        request = Request(self.chat, origin, line.text, narrative=record.given, instruction=line.instruction)
        accepted = await accept(self.engine, request)
        self._parents[line.id] = record.parent
        assert accepted.run is not None
        run = accepted.run
        if record.crashed:
            await self._crash(record, run)
            return
        if record.recovered:
            run = await self._recover(record, run)
        run.known = record.known(self._terms.models["toy_classifier"])
        live = Live(record, run, tell(self.engine, run))
        if self._held or (line.status == "committed" and self._awaited.get(line.id, 0) > record.number):
            if not record.recovered:
                await self._pull(live, until_told=True)
            self._held.append(live)
        else:
            await self._end(live)

    async def _crash(self, record: Record, run: Run) -> None:
        """What was saved of it is there, and nobody has ended it: the next start does."""
        if record.line.narrative:
            await self.engine.db.write(turn_status.save_partial, run.turn, record.line.narrative)
        self.engine.end(run)
        await self._end_held(before=inf)
        await self._reopen()
        self._is_over(record)

    async def _recover(self, record: Record, run: Run) -> Run:
        """As far as it was told; the next start settles it."""
        progress = TurnLog(ToldText(record.line.narrative, record.line.finish_reason))
        progress.decided = record.decided
        await self.engine.db.write(records.save_told, run.turn, progress)
        self.engine.end(run)
        await self._end_held(before=inf)
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
        if record.said or record.lifted:
            self._over.append(record)

    async def _catch_up(self, number: float) -> None:
        """All that had happened beside the turns when this was the number of the newest."""
        self._newest = number
        while await self._arrange():
            pass
        for record in self._over:
            await self.engine.db.write(_put_said, self.chat, record, self._newest)

    async def _arrange(self) -> bool:
        """Turns are put, or hung elsewhere, where their parents are there by now. Whether there were any."""
        put = [record for record in self._waiting if self._is_there(self._place(record))]
        for record in put:
            self._waiting.remove(record)
            await self._put(record, self._place(record))
        hung = False
        for turn in (record.line.id for record in self.tree.moved if record.line.id in self._parents):
            parent = self._place(self.tree.by_id[turn])
            if parent in self._parents and parent != self._parents[turn]:
                hung, self._parents[turn] = True, parent
                await self.engine.db.write(_hang, self.chat, turn, parent)
                self.engine.forget_path(self.chat)
        return bool(put) or hung

    def _place(self, record: Record) -> str | None:
        return self.tree.parent_at(record.line.id, self._newest + 1)

    def _is_there(self, parent: str | None) -> bool:
        return parent is None or parent in self._parents

    async def _put(self, record: Record, parent: str | None) -> None:
        """Without what is said to it later."""
        own = [change for change in record.own_changes if change.seq not in record.said]
        line = record.line.model_copy(update={"parent": parent})
        told = replace(record.told, turn=line, changes=own, calls=record.own_calls)
        chat = await self.engine.db.read(chats.get, self.chat)
        ids = {turn: turn for turn in self.tree.by_id}
        await self.engine.db.write(put_turn, chat, told, ids, self.engine.relations)
        self._parents[line.id] = parent
        self._is_over(record)

    def is_lifted(self, record: Record, seq: int) -> bool:
        """Whether that is taken back by now."""
        return record.lifted.get(seq, inf) <= self._newest

    async def _end_held(self, before: float) -> None:
        """Those that nobody saw unsettled from this number on, but with their parents."""
        kept: set[str | None] = set()
        for live in list(self._held):
            turn = live.record.line.id
            if self._awaited.get(turn, 0) >= before or live.record.parent in kept:
                kept.add(turn)
            else:
                self._held.remove(live)
                await self._end(live)


def _is_where_it_stopped(record: Record, live: Live, event: Event) -> bool:
    if isinstance(event, TurnUnderstood):
        return not record.narrated
    return isinstance(event, NarrativeDelta) and live.text == record.line.narrative


def _taken(db: Connection, turn_id: str, relations: Relations) -> Told:
    return take_turn(db, turns.get(db, turn_id), relations)


def _hang(db: Connection, chat: str, turn: str, parent: str) -> None:
    turn_moves.hang(db, turn, parent)
    snapshots.drop(db, chat, turns.get(db, turn).depth)


def _put_said(db: Connection, chat: str, record: Record, newest: float) -> None:
    depth = turns.get(db, record.line.id).depth
    there = {entry.seq: entry for entry in changes.all_entries(db, [(record.line.id, depth)])}
    for line in record.told.changes:
        is_lifted = record.lifted.get(line.seq, inf) <= newest
        entry = there.get(line.seq)
        if entry is None and record.said.get(line.seq, inf) <= newest:
            changes.put(db, chat, record.line.id, line.id, line.seq, change_of(line), lifted=0 if is_lifted else None)
        elif entry is not None and is_lifted and entry.lifted is None:
            changes.put_moments(db, record.line.id, line.seq, entry.said, turns.newest(db, chat))
        else:
            continue
        snapshots.drop(db, chat, depth)
