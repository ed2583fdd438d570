"""A chat on the terminal: turns are told as they come, in tasks of their own, and questions about it answered."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from contextlib import aclosing
from sqlite3 import Connection
from typing import Any

from chat import events
from chat.commands.create import NewChat, create_chat
from chat.commands.tree import undo
from chat.db import changes, chats, turns
from chat.engine.engine import Engine
from chat.engine.run import Run
from chat.errors import Conflict, NotFound
from chat.events import Event
from chat.story.builtin_stories import BuiltinStory
from chat.story.cast import resolve
from chat.story.identity import as_known
from chat.story.models import Member, State
from chat.story.relations import Relations
from chat.terminal import texts
from chat.turn import Request, accept, recover, stop, tell


class Table:
    """`say` writes text as it is; `complain` takes a failure. Both are called on the engine's thread."""

    def __init__(self, engine: Engine, say: Callable[[str], None], complain: Callable[[str, str], None]) -> None:
        self.engine = engine
        self.say, self.complain = say, complain
        self.chat = ""
        self._tasks: set[asyncio.Task[None]] = set()

    async def recover(self) -> None:
        """Settle what was told when the app went down."""
        for run in await recover(self.engine):
            told = asyncio.Event()
            told.set()
            self._start(self._follow(run, told))

    async def begin(self, opening: BuiltinStory) -> None:
        cast = [character for character, _ in opening.cards()]
        wanted = NewChat(cast, opening.persona_name, opening.persona_description, opening.title)
        self.chat = (await create_chat(self.engine, wanted)).id

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    async def close(self) -> None:
        """After every turn has settled."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    # ------------------------------------------------------------ turns

    async def tell(self, request: Request) -> None:
        """Until the next message can be written; settling goes on. ChatError when nothing was begun."""
        told = asyncio.Event()
        await accept(self.engine, request, lambda run: self._start(self._follow(run, told)))
        await told.wait()

    async def stop(self) -> None:
        """The turn that is being told ends, and what was told of it is kept."""
        live = self.engine.telling.get(self.chat)
        if live is not None:
            await stop(self.engine, live)

    async def again(self, instruction: str | None) -> Request:
        """What asks for the last turn to be told again. Conflict."""
        head = (await self.engine.db.read(chats.get, self.chat)).head
        if head is None:
            raise Conflict("There is no turn yet.", hint="Write something first.")
        return Request(self.chat, "regenerate", turn=head, instruction=instruction)

    async def undo(self) -> None:
        await undo(self.engine, self.chat)

    async def last(self) -> str:
        """The turn the chat stands on."""
        return texts.plain(await self.engine.db.read(_last, self.chat))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _follow(self, run: Run, told: asyncio.Event) -> None:
        try:
            async with aclosing(tell(self.engine, run)) as turn:
                async for event in turn:
                    self._show(event, late=told.is_set())
                    if isinstance(event, events.NarrativeDone):
                        told.set()
        finally:
            told.set()

    def _show(self, event: Event, *, late: bool) -> None:
        """`late`: the player may be writing, and is told of failures only."""
        if isinstance(event, events.TurnFailed):
            if not late:
                self.say("\n")
            self.complain(event.message, event.hint)
        elif late:
            return
        elif isinstance(event, events.NarrativeDelta):
            self.say(texts.plain(event.text))
        elif isinstance(event, events.TurnWaiting):
            self.say(f"(Waiting {event.seconds:.0f} s: {texts.plain(event.reason)})\n")
        elif isinstance(event, events.NarrativeDone):
            self.say("\n(The answer was cut: it became too long.)\n" if event.truncated else "\n")
        elif isinstance(event, events.TurnCancelled):
            self.say("\n(Stopped.)\n")

    # ------------------------------------------------------------ questions

    async def pairs(self) -> str:
        return await self._ask(_pairs)

    async def why(self, names: str) -> str:
        """The changes of a pair; `names` are those of the one who feels and the other, as in "Mira Ash". NotFound."""
        return await self._ask(_why, names)

    async def state(self) -> str:
        return await self._ask(_state)

    async def _ask(self, read: Callable[..., str], *arguments: str) -> str:
        """As it is when the last turn has settled."""
        head = (await self.engine.db.read(chats.get, self.chat)).head
        await self.engine.settled(head)
        return texts.plain(await self.engine.db.read(read, self.chat, self.engine.relations, *arguments))


def _last(db: Connection, chat_id: str) -> str:
    chat = chats.get(db, chat_id)
    return texts.told(turns.get(db, chat.head)) if chat.head else ""


def _at_head(db: Connection, chat_id: str, relations: Relations) -> tuple[tuple[Member, ...], State, int]:
    """The members as they are known by now, with the state and the depth of the chat's head."""
    chat = chats.get(db, chat_id)
    depth = turns.get(db, chat.head).depth if chat.head else 0
    state = changes.state_at(db, chat.id, chat.head, relations)
    return as_known(chat.members, state.scene), state, depth


def _pairs(db: Connection, chat_id: str, relations: Relations) -> str:
    return "\n".join(texts.pairs(*_at_head(db, chat_id, relations), relations))


def _state(db: Connection, chat_id: str, relations: Relations) -> str:
    members, state, _ = _at_head(db, chat_id, relations)
    return "\n".join(texts.scene(state, members))


def _why(db: Connection, chat_id: str, relations: Relations, names: str) -> str:
    chat = chats.get(db, chat_id)
    source, target = _two(names, chat.members)
    path = turns.path_ids(db, chat.head)
    steps = changes.ledger_of_pair(db, chat.id, path, source.id, target.id, relations)
    return "\n".join(texts.why(steps, source.name, target.name))


def _two(names: str, members: Sequence[Member]) -> tuple[Member, Member]:
    """A name may have several words."""
    words = names.split()
    for end in range(1, len(words)):
        source, target = resolve(" ".join(words[:end]), members), resolve(" ".join(words[end:]), members)
        if source is not None and target is not None and source.id != target.id:
            return source, target
    known = ", ".join(member.name for member in members)
    raise NotFound(
        "These are not two of the story.", hint=f"Name two of {known}, as in: /why {members[-1].name} {members[0].name}"
    )
