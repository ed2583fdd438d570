"""Moving about in the tree of turns: head, delete, undo and redo. Nothing of a path is copied; state follows from the
head."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from sqlite3 import Connection

from chat.db import chats, turns, undo_log
from chat.db.undo_log import Marking, Step
from chat.engine.engine import Engine
from chat.errors import Conflict, NotFound


async def move_head(
    engine: Engine, chat_id: str, turn_id: str, version: int | None, *, newest: bool = False
) -> chats.Chat:
    """Swipe, go back, change branch; with `newest` to the end of what was played last from the turn. NotFound, Conflict:
    nothing has changed then."""
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        await engine.deletion.finish(chat_id)
        wanted = await engine.db.read(turns.newest_under, turn_id) if newest else turn_id
        moved = await engine.db.write(_move_head, chat_id, wanted, version, engine.now())
        engine.sweeper.wake()
        return moved


def _move_head(db: Connection, chat_id: str, turn_id: str, version: int | None, now: str) -> chats.Chat:
    chat = chats.get(db, chat_id)
    chats.check_version(chat, version)
    if turns.get(db, turn_id).chat != chat_id:
        raise NotFound(f"There is no turn {turn_id} in this chat.")
    if chat.head != turn_id:
        undo_log.do(db, chat_id, "head", before=chat.head, after=turn_id)
    chats.bump(db, chat_id, now)
    return chats.get(db, chat_id)


@asynccontextmanager
async def _at_rest(
    engine: Engine, chat_id: str, version: int | None, running: Callable[[], Awaitable[Collection[str]]]
) -> AsyncIterator[None]:
    """The chat's lock, at a moment when none of the turns that `running` names runs. Their calls are ended outside the
    lock: who posts a message meanwhile does not wait for them. Conflict for a stale version, which ends nothing."""
    while True:
        async with engine.lock(chat_id):
            engine.refuse_while_telling(chat_id)
            await engine.refuse_stale(chat_id, version)
            in_the_way = list(await running())
            if not in_the_way:
                await engine.deletion.finish(chat_id)
                yield
                return
        await engine.stop_settling(in_the_way)


async def _running_under(engine: Engine, chat_id: str, turn_id: str | None) -> Collection[str]:
    """Of a turn and all that follows, what settles."""
    of_chat = _running_in(engine, chat_id)
    if not of_chat or turn_id is None:
        return []
    under = {turn for turn, _ in await engine.db.read(turns.subtree, turn_id)}
    return [turn for turn in of_chat if turn in under]


def _running_in(engine: Engine, chat_id: str) -> list[str]:
    return [run.turn for run in engine.running.values() if run.chat == chat_id]


async def delete_turn(engine: Engine, turn_id: str, version: int | None = None) -> tuple[int, str, str, int]:
    """A turn with all that follows. Returns how many went, the chat, the undo id and the chat's version."""
    chat_id = (await engine.db.read(turns.get, turn_id)).chat
    async with _at_rest(engine, chat_id, version, lambda: _running_under(engine, chat_id, turn_id)):
        gone = await engine.db.read(turns.subtree, turn_id)
        step, now_at = await engine.db.write(_delete, turn_id, {turn for turn, _ in gone}, engine.now())
        await engine.deletion.mark(Marking(step, "deleting", gone))
        engine.sweeper.wake()
        return len(gone), chat_id, step.id, now_at


def _delete(db: Connection, turn_id: str, gone: Collection[str], now: str) -> tuple[Step, int]:
    """The head leaves what goes, which is marked after this."""
    turn = turns.get(db, turn_id)
    head = chats.get(db, turn.chat).head
    after = turn.parent if head in gone else head
    step = undo_log.do(db, turn.chat, "delete", turn=turn_id, before=head, after=after)
    return step, chats.bump(db, turn.chat, now)


# ---------------------------------------------------------------- undo and redo


async def undo_delete(engine: Engine, chat_id: str, undo: str, version: int | None = None) -> chats.Chat:
    """NotFound when the tree has changed since; a head that only moved goes back to where it was."""
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        await engine.deletion.finish(chat_id)
        await engine.db.write(_undo_delete, chat_id, undo, version)
        return await _marked(engine, chat_id)


def _undo_delete(db: Connection, chat_id: str, undo: str, version: int | None) -> None:
    chats.check_version(chats.get(db, chat_id), version)
    taken = undo_log.down_to(db, chat_id, undo)
    if not taken or taken[-1].kind != "delete" or any(step.kind != "head" for step in taken[:-1]):
        raise NotFound("This delete cannot be undone any more.", hint="The tree of turns has changed since.")
    for step in taken:
        undo_log.undo(db, step)


async def _marked(engine: Engine, chat_id: str) -> chats.Chat:
    """The chat when the delete, or the undo of one, that was begun has come to its end."""
    marking = await engine.db.read(undo_log.unfinished, chat_id)
    if marking is not None:
        await engine.deletion.mark(marking)
    return await engine.db.read(chats.get, chat_id)


async def undo(engine: Engine, chat_id: str, version: int | None = None) -> chats.Chat:
    """The last step of the tree is taken back: a turn, a head move, a delete or a kept edit. Conflict when there is
    none."""
    return await _step(engine, chat_id, version, again=False)


async def redo(engine: Engine, chat_id: str, version: int | None = None) -> chats.Chat:
    return await _step(engine, chat_id, version, again=True)


async def _step(engine: Engine, chat_id: str, version: int | None, *, again: bool) -> chats.Chat:
    async def next_step() -> Step | None:
        return await engine.db.read(undo_log.following if again else undo_log.last, chat_id)

    async def concerned() -> Collection[str]:
        step = await next_step()
        if step is not None and step.kept:  # what still settles may catch up with turns that hang elsewhere then
            return _running_in(engine, chat_id)
        deletes = again and step is not None and step.kind == "delete"
        return await _running_under(engine, chat_id, step.turn if step and deletes else None)

    async with _at_rest(engine, chat_id, version, concerned):
        step = await next_step()
        try:
            await engine.db.write(_take_step, chat_id, step, again, engine.now())
        finally:  # also when who asked is gone: it was written all the same
            if step is not None and step.kept:
                engine.forget_path(chat_id)
                engine.snapshot_refresh.begin(chat_id)
        return await _marked(engine, chat_id)


def _take_step(db: Connection, chat_id: str, step: Step | None, again: bool, now: str) -> None:
    if step is None:
        what = "redo" if again else "undo"
        raise Conflict(f"There is nothing to {what}.", code=f"nothing_to_{what}", hint="Go to any turn in the tree.")
    (undo_log.redo if again else undo_log.undo)(db, step)
    chats.bump(db, chat_id, now)


# ---------------------------------------------------------------- the whole chat


async def delete_chat(engine: Engine, chat_id: str, version: int | None = None) -> None:
    """It is gone for everybody when this returns; its rows are removed after it. What runs of it is stopped first."""
    while True:
        async with engine.lock(chat_id):
            await engine.refuse_stale(chat_id, version)
            running = _running_in(engine, chat_id)
            if not running:
                await engine.sweeper.remove(chat_id)
                engine.forget(chat_id)
                return
        await engine.stop_settling(running)
