"""Snapshots after a change far up in a long chat: written anew, true, and in nobody's way."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.commands.corrections import Correction, correct, lift
from chat.commands.tree import move_head, redo, undo
from chat.db import changes, chats, snapshots, turns
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.errors import StorageError
from chat.story.models import Act, Change, State
from chat.story.relations import Relations, fold, state_to_json
from chat.turn import Request
from tests.engine.playing import begin, names, play, playing, say
from tests.provider import Provider, Reply, structured

NOW = "2026-01-01T00:00:00.000Z"
LENGTH = 8 * snapshots.EVERY
SHORT = 2 * snapshots.FAR  # a way with all that is folded at its end
MIRA = "c_mill_1"


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        acts = [{"act": "helped", "strength": 2, "quote": "You came back"}]
        provider.on(structured("acts"), Reply(json.dumps({"acts": acts, "mood": "", "view": ""})))
        yield provider


@pytest.fixture
async def engine(tmp_path: Path, no_models: None, provider: Provider) -> AsyncIterator[Engine]:
    async with playing(tmp_path / "data", provider) as engine:
        yield engine


@pytest.fixture
async def chat(engine: Engine) -> chats.Chat:
    """Long, with every snapshot it can have."""
    made = await begin(engine)
    await engine.db.write(_grow, made)
    await renewed(engine, made)
    return made


def _grow(db: Connection, chat: chats.Chat) -> None:
    parent = chat.head
    for number in range(2, LENGTH + 1):
        turn = turns.insert(
            db, turn_id=new_id("t"), chat=chat.id, parent=turns.get(db, parent or ""), origin="message",
            status="committed", text="I lift the sack.", narrative=f"It is the {number}th.", now=NOW,
        )  # fmt: skip
        act = Act(("helped", "lied", "argued")[number % 3], 1 + number % 2, "lift the sack")
        moved = Change("pair", "model", MIRA, chat.persona, (act,), mood="happy" if number % 5 == 0 else None)
        place = Change("scene", "model", operation="set_place", arguments={"place": f"the {number}th step"})
        changes.insert(db, chat.id, turn.id, [moved, place])
        parent = turn.id
    chats.move_head(db, chat.id, parent)


async def renewed(engine: Engine, chat: chats.Chat) -> None:
    engine.snapshot_refresh.begin(chat.id)
    await engine.snapshot_refresh.finished(chat.id)


async def path(engine: Engine, chat: chats.Chat) -> list[str]:
    return await engine.db.read(lambda db: turns.path_ids(db, chats.get(db, chat.id).head))


async def kept(engine: Engine, chat: chats.Chat, depth: int, text: str = "I lift the heavy sack.") -> None:
    """An edit far up that keeps what follows."""
    mended = (await path(engine, chat))[depth - 1]
    assert names(await play(engine, Request(chat.id, "edit", text, mended, keep=True)))[-1] == "turn.committed"


async def asked(provider: Provider) -> None:
    """Until the settling waits for its answers."""
    async with asyncio.timeout(30):
        while not provider.matching(structured("acts")):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def _found(db: Connection, chat: chats.Chat, relations: Relations) -> tuple[list[int], list[int]]:
    """The depths of all snapshots on the path to the head that hold, and of those that say what the whole ledger says."""
    there, true = [], []
    stale = {turn for turn, _ in snapshots.stale(db, chat.id)}
    state, walked = changes.initial_state(db, chat.id), turns.path_ids(db, chats.get(db, chat.id).head)
    for depth, turn in enumerate(walked, 1):
        made = [entry.change for entry in changes.entries(db, [(turn, depth)])]
        state = fold(state, turn, depth, made, relations)
        row = db.execute("SELECT body FROM snapshot WHERE turn = ?", (turn,)).fetchone()
        if row is not None and turn not in stale:
            there.append(depth)
            if row[0] == json.dumps(state_to_json(state)):
                true.append(depth)
    return there, true


async def found(engine: Engine, chat: chats.Chat) -> list[int]:
    """The depths of the snapshots, each of which is true."""
    there, true = await engine.db.read(_found, chat, engine.relations)
    assert there == true
    return there


ALL = list(range(snapshots.EVERY, LENGTH + 1, snapshots.EVERY))


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of each fold along a path from here on, how many turns with changes it went over."""
    state_at, over = changes.state_at, []

    def counted(db: Connection, chat: str, turn: str | None, relations: Relations) -> State:
        over.append(0)
        return state_at(db, chat, turn, relations)

    def folded(*args: object) -> State:
        if over:
            over[-1] += 1
        return fold(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(changes, "state_at", counted)
    monkeypatch.setattr(changes, "fold", folded)
    return over


async def test_they_are_there_again_after_an_edit_far_up_and_its_undoing(engine: Engine, chat: chats.Chat) -> None:
    assert await found(engine, chat) == ALL
    await kept(engine, chat, 10)
    await engine.snapshot_refresh.finished(chat.id)
    assert await found(engine, chat) == ALL
    for take in (undo, redo, undo):
        await take(engine, chat.id)
        await engine.snapshot_refresh.finished(chat.id)
        assert await found(engine, chat) == ALL


async def test_the_next_turn_folds_a_short_way(engine: Engine, chat: chats.Chat, walks: list[int]) -> None:
    await kept(engine, chat, 10)
    walks.clear()
    await say(engine, chat)
    assert walks and max(walks) < SHORT
    await undo(engine, chat.id)
    await undo(engine, chat.id)
    walks.clear()
    await say(engine, chat)
    assert walks and max(walks) < SHORT


async def test_they_are_there_while_the_edit_still_settles(
    engine: Engine, chat: chats.Chat, provider: Provider
) -> None:
    answer = asyncio.Event()
    provider.on(structured("acts"), Reply('{"acts": [], "mood": "sad", "view": ""}', headers_after=answer))
    edit = asyncio.create_task(kept(engine, chat, 10))
    await asked(provider)
    await engine.snapshot_refresh.finished(chat.id)
    assert not edit.done() and await found(engine, chat) == ALL
    answer.set()
    await edit
    await engine.snapshot_refresh.finished(chat.id)
    assert await found(engine, chat) == ALL


async def test_a_chat_that_has_none_gets_them_before_its_next_turn(
    engine: Engine, chat: chats.Chat, walks: list[int]
) -> None:
    await engine.db.write(snapshots.drop, chat.id, 0)
    await say(engine, chat)
    assert max(walks) < SHORT and await found(engine, chat) == ALL


async def test_a_commit_folds_a_short_way_after_the_past_changed_under_it(
    engine: Engine, chat: chats.Chat, provider: Provider, walks: list[int]
) -> None:
    answer = asyncio.Event()
    provider.on(structured("acts"), Reply('{"acts": [], "mood": "sad", "view": ""}', headers_after=answer))
    telling = asyncio.create_task(say(engine, chat))
    await asked(provider)
    await engine.db.write(snapshots.drop, chat.id, 0)
    walks.clear()
    answer.set()
    assert names(await telling)[-1] == "turn.committed"
    assert walks and max(walks) < SHORT


async def test_a_lifted_correction_far_up_is_folded_out_of_them(engine: Engine, chat: chats.Chat) -> None:
    head, far = (await path(engine, chat))[-1], (await path(engine, chat))[9]
    await move_head(engine, chat.id, far, None)
    step, _ = await correct(engine, chat.id, Correction("pin", "Mira", "Ash", "fear", 7))
    await move_head(engine, chat.id, head, None)
    await engine.snapshot_refresh.finished(chat.id)
    assert await found(engine, chat) == ALL
    await lift(engine, chat.id, step.entry.id)
    await engine.snapshot_refresh.finished(chat.id)
    assert await found(engine, chat) == ALL


async def test_a_second_edit_while_they_are_written(engine: Engine, chat: chats.Chat) -> None:
    await kept(engine, chat, 100)
    await kept(engine, chat, 10)
    await engine.snapshot_refresh.finished(chat.id)
    assert await found(engine, chat) == ALL


async def test_what_changed_the_past_between_two_of_them_is_in_the_next(
    engine: Engine, chat: chats.Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    far, write, written = (await path(engine, chat))[9], snapshots.write, 0
    pin = Change("pin", "user", MIRA, chat.persona, operation="set", arguments={"axis": "fear", "value": 7})

    def said_between(db: Connection, chat_id: str, turn: str, relations: Relations) -> bool:
        nonlocal written
        written += 1
        if written == 5:
            changes.insert(db, chat_id, far, [pin])
            snapshots.drop(db, chat_id, 10)
        return write(db, chat_id, turn, relations)

    await engine.db.write(snapshots.drop, chat.id, 0)
    monkeypatch.setattr(snapshots, "write", said_between)
    await renewed(engine, chat)
    assert written == 5 and await found(engine, chat) == []
    await renewed(engine, chat)
    assert await found(engine, chat) == ALL


async def test_one_that_is_cancelled_leaves_true_ones(
    engine: Engine, chat: chats.Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, at_third, go_on = snapshots.write, asyncio.Event(), threading.Event()
    loop, written = asyncio.get_running_loop(), 0

    def slow(db: Connection, chat_id: str, turn: str, relations: Relations) -> bool:
        nonlocal written
        written += 1
        if written == 3:
            loop.call_soon_threadsafe(at_third.set)
            assert go_on.wait(10)
        return write(db, chat_id, turn, relations)

    await engine.db.write(snapshots.drop, chat.id, 0)
    monkeypatch.setattr(snapshots, "write", slow)
    engine.snapshot_refresh.begin(chat.id)
    await at_third.wait()
    closing = asyncio.create_task(engine.snapshot_refresh.close())
    await asyncio.sleep(0)
    go_on.set()
    await closing
    assert await found(engine, chat) == ALL[:3]
    await renewed(engine, chat)
    assert await found(engine, chat) == ALL


async def test_a_database_that_refuses_them_is_said_and_fails_no_turn(
    engine: Engine, chat: chats.Chat, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refused(*args: object) -> bool:
        raise StorageError("The disk is full.", hint="Make room.")

    await engine.db.write(snapshots.drop, chat.id, 0)
    monkeypatch.setattr(snapshots, "write", refused)
    assert names(await say(engine, chat))[-1] == "turn.committed"
    assert "The disk is full." in caplog.text and await found(engine, chat) == []


async def test_a_turn_that_still_settles_has_none(engine: Engine, chat: chats.Chat) -> None:
    unsettled = (await path(engine, chat))[snapshots.EVERY - 1]
    await engine.db.write(snapshots.drop, chat.id, 0)
    await engine.db.write(lambda db: db.execute("UPDATE turn SET status = 'told' WHERE id = ?", (unsettled,)))
    await renewed(engine, chat)
    assert await found(engine, chat) == ALL[1:]
    write: Callable[..., bool] = snapshots.write
    assert await engine.db.write(write, chat.id, unsettled, engine.relations)
    assert await found(engine, chat) == ALL[1:]
