"""Moving about in the tree of turns: head, delete, undo and redo. Nothing of a path is copied; state follows from the
head."""

from sqlite3 import Connection

from chat.db import chats, steps, turns
from chat.db.steps import Step
from chat.engine.root import Engine
from chat.errors import Conflict, NotFound


async def move_head(
    engine: Engine, chat_id: str, turn_id: str, version: int | None, *, newest: bool = False
) -> chats.Chat:
    """Swipe, go back, change branch; with `newest` to the end of what was played last from the turn. NotFound, Conflict:
    nothing has changed then."""
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        return await engine.db.write(_move_head, chat_id, turn_id, version, newest, engine.now())


def _move_head(db: Connection, chat_id: str, turn_id: str, version: int | None, newest: bool, now: str) -> chats.Chat:
    chat = chats.get(db, chat_id)
    chats.check_version(chat, version)
    if turns.get(db, turn_id).chat != chat_id:
        raise NotFound(f"There is no turn {turn_id} in this chat.")
    wanted = turns.newest_under(db, turn_id) if newest else turn_id
    if chat.head != wanted:
        steps.do(db, chat_id, "head", before=chat.head, after=wanted)
    chats.bump(db, chat_id, now)
    return chats.get(db, chat_id)


async def delete_turn(engine: Engine, turn_id: str, version: int | None = None) -> tuple[int, str, str, int]:
    """A turn with all that follows. Returns how many went, the chat, the undo id and the chat's version."""
    turn = await engine.db.read(turns.get, turn_id)
    async with engine.lock(turn.chat):
        engine.refuse_while_telling(turn.chat)
        await engine.refuse_stale(turn.chat, version)
        gone = await engine.db.read(turns.subtree, turn_id)
        await engine.stop_settling(gone)
        return await engine.db.write(_delete, turn_id, engine.now())


def _delete(db: Connection, turn_id: str, now: str) -> tuple[int, str, str, int]:
    turn, gone = turns.get(db, turn_id), turns.subtree(db, turn_id)
    head = chats.get(db, turn.chat).head
    after = turn.parent if head in gone else head
    step = steps.do(db, turn.chat, "delete", turn=turn_id, before=head, after=after)
    return len(gone), turn.chat, step.id, chats.bump(db, turn.chat, now)


# ---------------------------------------------------------------- undo and redo


async def undo_delete(engine: Engine, chat_id: str, undo: str, version: int | None = None) -> chats.Chat:
    """NotFound when the tree has changed since; a head that only moved goes back to where it was."""
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        return await engine.db.write(_undo_delete, chat_id, undo, version, engine.now())


def _undo_delete(db: Connection, chat_id: str, undo: str, version: int | None, now: str) -> chats.Chat:
    chats.check_version(chats.get(db, chat_id), version)
    taken = steps.down_to(db, chat_id, undo)
    if not taken or taken[-1].kind != "delete" or any(step.kind != "head" for step in taken[:-1]):
        raise NotFound("This delete cannot be undone any more.", hint="The tree of turns has changed since.")
    for step in taken:
        steps.undo(db, step)
    chats.bump(db, chat_id, now)
    return chats.get(db, chat_id)


async def undo(engine: Engine, chat_id: str, version: int | None = None) -> chats.Chat:
    """The last step of the tree is taken back: a turn, a head move, a delete or a kept edit. Conflict when there is
    none."""
    return await _step(engine, chat_id, version, again=False)


async def redo(engine: Engine, chat_id: str, version: int | None = None) -> chats.Chat:
    return await _step(engine, chat_id, version, again=True)


async def _step(engine: Engine, chat_id: str, version: int | None, *, again: bool) -> chats.Chat:
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        step = await engine.db.read(steps.following if again else steps.last, chat_id)
        if again and step is not None and step.kind == "delete" and step.turn:
            await engine.stop_settling(await engine.db.read(turns.subtree, step.turn))
        if step is not None and step.kept:  # what still settles may catch up with turns that hang elsewhere then
            await engine.stop_settling([run.turn for run in engine.running.values() if run.chat == chat_id])
        chat = await engine.db.write(_take_step, chat_id, step, version, again, engine.now())
        if step is not None and step.kept:
            engine.forget_path(chat_id)
            engine.renewal.begin(chat_id)
        return chat


def _take_step(
    db: Connection, chat_id: str, step: Step | None, version: int | None, again: bool, now: str
) -> chats.Chat:
    chats.check_version(chats.get(db, chat_id), version)
    if step is None:
        what = "redo" if again else "undo"
        raise Conflict(f"There is nothing to {what}.", code=f"nothing_to_{what}", hint="Go to any turn in the tree.")
    (steps.redo if again else steps.undo)(db, step)
    chats.bump(db, chat_id, now)
    return chats.get(db, chat_id)


# ---------------------------------------------------------------- the whole chat


async def delete_chat(engine: Engine, chat_id: str, version: int | None = None) -> None:
    """Everything of a chat; what runs of it is stopped first."""
    async with engine.lock(chat_id):
        await engine.refuse_stale(chat_id, version)
        await engine.stop_settling([run.turn for run in engine.running.values() if run.chat == chat_id])
        await engine.db.write(chats.delete, chat_id)
        engine.forget(chat_id)
