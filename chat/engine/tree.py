"""Moving about in the tree of turns: head, delete and undo. Nothing of a path is copied; state follows from the head."""

import json
from sqlite3 import Connection

from chat.db import chats, turns
from chat.db.ids import new_id
from chat.engine.root import Engine
from chat.errors import NotFound


async def move_head(engine: Engine, chat_id: str, turn_id: str, version: int | None) -> chats.Chat:
    """Swipe, undo, go back, change branch. NotFound, Conflict: nothing has changed then."""
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        return await engine.db.write(_move_head, chat_id, turn_id, version, engine.now())


def _move_head(db: Connection, chat_id: str, turn_id: str, version: int | None, now: str) -> chats.Chat:
    chats.check_version(chats.get(db, chat_id), version)
    if turns.get(db, turn_id).chat != chat_id:
        raise NotFound(f"There is no turn {turn_id} in this chat.")
    chats.move_head(db, chat_id, turn_id)
    chats.bump(db, chat_id, now)
    return chats.get(db, chat_id)


async def delete_turn(engine: Engine, turn_id: str) -> tuple[int, str, str, int]:
    """A turn with all that follows. Returns how many went, the chat, the undo id and the chat's version."""
    turn = await engine.db.read(turns.get, turn_id)
    async with engine.lock(turn.chat):
        engine.refuse_while_telling(turn.chat)
        gone = await engine.db.read(turns.subtree, turn_id)
        await engine.stop_settling(gone)
        return await engine.db.write(_delete, turn_id, engine.now())


def _delete(db: Connection, turn_id: str, now: str) -> tuple[int, str, str, int]:
    turn, gone, undo = turns.get(db, turn_id), turns.subtree(db, turn_id), new_id("u")
    chat = chats.get(db, turn.chat)
    turns.purge_deleted(db, turn.chat)  # what an older delete left can no longer be undone
    turns.mark_deleted(db, gone, undo)
    chats.set_undo(db, turn.chat, json.dumps({"id": undo, "head": chat.head}))
    if chat.head in gone:
        chats.move_head(db, turn.chat, turn.parent)
    return len(gone), turn.chat, undo, chats.bump(db, turn.chat, now)


async def undo_delete(engine: Engine, chat_id: str, undo: str) -> chats.Chat:
    async with engine.lock(chat_id):
        engine.refuse_while_telling(chat_id)
        return await engine.db.write(_undo_delete, chat_id, undo, engine.now())


def _undo_delete(db: Connection, chat_id: str, undo: str, now: str) -> chats.Chat:
    chats.get(db, chat_id)
    kept = chats.undo_of(db, chat_id)
    if kept is None or kept["id"] != undo:
        raise NotFound("This delete cannot be undone any more.", hint="The tree of turns has changed since.")
    turns.restore(db, chat_id, undo)
    chats.move_head(db, chat_id, kept["head"])
    chats.set_undo(db, chat_id, None)
    chats.bump(db, chat_id, now)
    return chats.get(db, chat_id)


async def delete_chat(engine: Engine, chat_id: str) -> None:
    """Everything of a chat; what runs of it is stopped first."""
    async with engine.lock(chat_id):
        await engine.stop_settling([run.turn for run in engine.running.values() if run.chat == chat_id])
        await engine.db.write(chats.delete, chat_id)
        engine.forget(chat_id)
