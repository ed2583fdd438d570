"""Deletes in trees too deep for one statement: each moment between two slices shows a whole tree, and a crash there is
taken up at the next start."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from chat.commands.create import NewChat, create_chat
from chat.commands.tree import delete_chat, delete_turn, move_head, redo, undo, undo_delete
from chat.config import Settings
from chat.db import batches, chats, removal, turns, undo_log
from chat.engine.engine import Engine
from chat.errors import Conflict, NotFound, StorageError
from chat.turn import Request, accept, tell
from tests.deep import put_turns
from tests.engine.playing import begin, head, playing, say, until
from tests.provider import Provider, streaming, structured
from tests.replies import Reply

DEPTH = 1200


@pytest.fixture
async def chat(engine: Engine) -> chats.Chat:
    made = await create_chat(engine, NewChat(["c_mill_1"], "Ash", greeting=None))
    last = await engine.db.write(put_turns, made.id, None, DEPTH)
    await engine.db.write(chats.move_head, made.id, last)
    return made


def live(db: Connection, chat: str) -> set[str]:
    return {row[0] for row in db.execute("SELECT id FROM turn WHERE chat = ? AND deleted IS NULL", (chat,))}


def is_whole(db: Connection, chat: str) -> bool:
    """Every turn that is there has a parent that is there, and the head is."""
    orphans = db.execute(
        "SELECT 1 FROM turn JOIN turn AS parent ON parent.id = turn.parent"
        " WHERE turn.chat = ? AND turn.deleted IS NULL AND parent.deleted IS NOT NULL",
        (chat,),
    ).fetchall()
    at = chats.get(db, chat).head
    return not orphans and (at is None or at in live(db, chat))


class Watched:
    """Every write of an engine: how many rows it changed, and whether it left a whole tree. `fail_at` refuses one."""

    def __init__(self, engine: Engine, chat: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.changed: list[int] = []
        self.fail_at = 0
        write = engine.db.write

        async def watched(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            def counted(db: Connection) -> Any:
                before = db.total_changes
                result = fn(db, *args, **kwargs)
                self.changed.append(db.total_changes - before)
                assert is_whole(db, chat)
                return result

            if self.fail_at and len(self.changed) + 1 == self.fail_at:
                raise StorageError("The disk is full.")
            return await write(counted)

        monkeypatch.setattr(engine.db, "write", watched)


async def test_deep_delete_and_its_undo_leave_a_whole_tree_between_slices(
    engine: Engine, chat: chats.Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    await engine.sweeper.close()
    watched = Watched(engine, chat.id, monkeypatch)
    count, _, link, version = await delete_turn(engine, "t_11")
    assert count == DEPTH - 10 and len(await engine.db.read(live, chat.id)) == 10
    after = await engine.db.read(chats.get, chat.id)
    assert (after.head, after.version) == ("t_10", version)
    back = await undo_delete(engine, chat.id, link)
    assert back.head == f"t_{DEPTH}" and back.version > version
    assert len(await engine.db.read(live, chat.id)) == DEPTH
    assert (await redo(engine, chat.id)).head == "t_10"
    assert len(await engine.db.read(live, chat.id)) == 10
    assert (await undo(engine, chat.id)).head == f"t_{DEPTH}"
    assert len(watched.changed) >= 4 * DEPTH // batches.MAX_ROWS
    assert max(watched.changed) <= batches.MAX_ROWS + 5


async def test_few_turns_are_deleted_in_one_slice(
    engine: Engine, chat: chats.Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watched(engine, chat.id, monkeypatch)
    assert (await delete_turn(engine, f"t_{DEPTH - 5}"))[0] == 6
    assert len(watched.changed) <= 3


@pytest.mark.parametrize("takes", ["a restart", "the next step"])
@pytest.mark.parametrize("back", [False, True])
async def test_what_was_cut_is_ended(
    tmp_path: Path, no_models: None, monkeypatch: pytest.MonkeyPatch, takes: str, back: bool
) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    engine = await Engine.open(settings)
    made = await create_chat(engine, NewChat(["c_mill_1"], "Ash", greeting=None))
    await engine.db.write(chats.move_head, made.id, await engine.db.write(put_turns, made.id, None, DEPTH))
    if back:
        await delete_turn(engine, "t_11")
    with monkeypatch.context() as patched:
        watched = Watched(engine, made.id, patched)
        watched.fail_at = 4
        with pytest.raises(StorageError):
            await (undo(engine, made.id) if back else delete_turn(engine, "t_11"))
    assert 10 < len(await engine.db.read(live, made.id)) < DEPTH
    if takes == "a restart":
        await engine.close()
        engine = await Engine.open(settings)
    else:
        await move_head(engine, made.id, "t_10", None)
        if back:
            await undo(engine, made.id)  # the head
    assert len(await engine.db.read(live, made.id)) == (DEPTH if back else 10)
    assert await engine.db.read(undo_log.unfinished, made.id) is None
    assert (await engine.db.read(chats.get, made.id)).head == (f"t_{DEPTH}" if back else "t_10")
    await engine.close()


async def test_deleted_chat_is_gone_at_once_and_its_rows_later(engine: Engine, chat: chats.Chat) -> None:
    await engine.sweeper.close()
    await delete_chat(engine, chat.id)
    for gone in (engine.db.read(chats.get, chat.id), engine.db.read(turns.get, "t_1"), delete_chat(engine, chat.id)):
        with pytest.raises(NotFound):
            await gone
    with pytest.raises(NotFound):
        await accept(engine, Request(chat.id, "message", "Hello?"))
    assert not [item for item in await engine.db.read(chats.listed) if item.id == chat.id]
    engine.sweeper.start()
    await engine.sweeper.finished()
    assert await engine.db.read(lambda db: db.execute("SELECT count(*) FROM turn").fetchone()[0]) == 0


async def test_what_was_not_removed_goes_after_the_next_start(tmp_path: Path, no_models: None) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    engine = await Engine.open(settings)
    deleted, cut, kept = [await create_chat(engine, NewChat(["c_mill_1"], "Ash", greeting=None)) for _ in range(3)]
    for number, chat in enumerate((deleted, cut, kept)):
        await engine.db.write(put_turns, chat.id, None, 30, name=f"t{number}")
    await engine.sweeper.close()
    await delete_chat(engine, deleted.id)
    await engine.db.write(lambda db: db.execute("UPDATE chat SET phase = 'importing' WHERE id = ?", (cut.id,)))
    await engine.close()
    engine = await Engine.open(settings)
    await engine.sweeper.finished()
    assert not await engine.db.read(removal.is_any_left)
    assert await engine.db.read(lambda db: db.execute("SELECT DISTINCT chat FROM turn").fetchall()) == [(kept.id,)]
    await engine.close()


async def test_messages_do_not_wait_for_a_delete_that_waits(tmp_path: Path, no_models: None) -> None:
    """A delete that stops what settles holds nobody up."""
    async with Provider() as provider, playing(tmp_path, provider) as engine:
        provider.on(streaming, Reply("An owl calls."))
        chat = await begin(engine)
        await say(engine, chat)
        provider.on(structured("acts"), Reply("{}", delay=30))
        accepted = await accept(engine, Request(chat.id, "message", "I wait."))
        assert accepted.run is not None
        told = tell(engine, accepted.run)
        await until(told, "narrative.done")
        waiting = asyncio.Event()
        stop = engine.stop_settling

        async def waits(turn_ids: list[str]) -> None:
            if turn_ids:
                waiting.set()
                await asyncio.sleep(3600)
            await stop(turn_ids)

        engine.stop_settling = waits  # type: ignore[method-assign, assignment]
        deleting = asyncio.create_task(delete_turn(engine, accepted.turn_id))
        await waiting.wait()
        async with asyncio.timeout(20):
            moved = await move_head(engine, chat.id, chat.head or "", None)
            assert moved.head == chat.head
            second = await accept(engine, Request(chat.id, "message", "I go."))
        deleting.cancel()
        await asyncio.gather(deleting, return_exceptions=True)
        engine.stop_settling = stop  # type: ignore[method-assign]
        with pytest.raises(Conflict):
            await delete_turn(engine, accepted.turn_id)
        assert second.run is not None
        engine.end(second.run)
        accepted.run.stopped.set()
        assert [event async for event in told][-1].terminal
        assert (await delete_turn(engine, accepted.turn_id))[0] == 1
        assert (await head(engine, chat)).id == second.turn_id
