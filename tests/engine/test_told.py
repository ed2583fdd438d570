"""A turn that was told is never anything less again, whatever the next start, the models or the database do."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from chat.config import Settings
from chat.db import calls, changes, turn_status, turns
from chat.engine import records
from chat.engine.engine import Engine
from chat.errors import StorageError
from chat.turn import Request, accept, recover, tell
from tests.engine.playing import begin, head, names, playing, say, until
from tests.provider import Provider, streaming, structured
from tests.replies import HANG, Reply

pytestmark = pytest.mark.usefixtures("no_models")
TOLD = "Mira and Ash carry the heavy sack inside."
STATES = ("accepted", "telling", "told", "committed", "interrupted", "cancelled", "failed")


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        provider.on(streaming, Reply(TOLD))
        provider.on(structured("acts"), Reply(json.dumps({"acts": [], "mood": "", "view": ""})))
        yield provider


def broken(*_: object) -> None:
    raise RuntimeError("a bug")


async def told_and_left(folder: Path, provider: Provider) -> str:
    """A turn that was told when the app went."""
    async with playing(folder, provider) as engine:
        chat = await begin(engine)
        accepted = await accept(engine, Request(chat.id, "message", "I lift the sack."))
        assert accepted.run is not None
        telling = tell(engine, accepted.run)
        await until(telling, "narrative.done")
        await telling.aclose()
    return accepted.turn_id


async def test_told_turn_commits_without_its_models(provider: Provider, tmp_path: Path) -> None:
    turn = await told_and_left(tmp_path, provider)
    engine = await Engine.open(Settings(data_dir=tmp_path))  # no URL: the chat's profile is not available
    try:
        (run,) = await recover(engine)
        events = [event async for event in tell(engine, run)]
        assert names(events)[-1] == "turn.committed"
        row = await engine.db.read(turns.get, turn)
        assert (row.status, row.narrative) == ("committed", TOLD)
        made = await engine.db.read(changes.steps_of, row.chat, turn, engine.relations)
        assert [step.entry.change.stale for step in made] == [True, True]
    finally:
        await engine.close()


async def test_failing_read_costs_no_narrative(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = await told_and_left(tmp_path, provider)
    monkeypatch.setattr("chat.turn.FIRST_PAUSE", 0.01)
    async with playing(tmp_path, provider) as engine:
        (run,) = await recover(engine)
        read, failures = engine.db.read, [StorageError("The disk refused to read or write.")]

        async def once(*arguments: object) -> object:
            if failures:
                raise failures.pop()
            return await read(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(engine.db, "read", once)
        assert names([event async for event in tell(engine, run)])[-1] == "turn.committed"
        assert (await read(turns.get, turn)).narrative == TOLD


async def test_refused_commit_is_stored_later_and_the_stream_stays_open(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.engine.pending_writes.FIRST_PAUSE", 0.01)
    monkeypatch.setattr("chat.engine.pending_writes.is_transient", lambda error: True)
    refused, free = asyncio.Event(), False

    def full(db: Connection, **arguments: object) -> object:
        loop.call_soon_threadsafe(refused.set)
        if not free:
            raise StorageError("The disk is full.")
        return save(db, **arguments)  # type: ignore[arg-type]

    save, loop = records.save_committed, asyncio.get_running_loop()
    monkeypatch.setattr(records, "save_committed", full)
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        playing_it = asyncio.create_task(say(engine, chat))
        await refused.wait()
        assert (await head(engine, chat)).status == "told" and not playing_it.done()
        free = True
        async with asyncio.timeout(30):
            assert names(await playing_it)[-1] == "turn.committed"
        assert (await head(engine, chat)).status == "committed"


async def test_bug_while_settling_costs_no_narrative(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*arguments: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("chat.engine.settling.Settling.scene", broken)
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        assert names(await say(engine, chat))[-1] == "turn.committed"
        row = await head(engine, chat)
        assert (row.status, row.narrative) == ("committed", TOLD)


async def test_narrative_of_the_player_needs_no_models(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        await say(engine, chat)
        first = await head(engine, chat)
    engine = await Engine.open(Settings(data_dir=tmp_path))
    try:
        accepted = await accept(engine, Request(chat.id, "edit", turn=first.id, narrative="Mira sings."))
        assert accepted.run is not None
        async with aclosing(tell(engine, accepted.run)) as telling:
            assert names([event async for event in telling])[-1] == "turn.committed"
        assert (await engine.db.read(turns.get, accepted.turn_id)).narrative == "Mira sings."
    finally:
        await engine.close()


@pytest.mark.parametrize("status", STATES)
async def test_row_leaves_only_the_states_that_are_named(engine: Engine, status: str) -> None:
    chat = await begin(engine)
    put = partial(
        turns.insert,
        turn_id="t_x",
        chat=chat.id,
        parent=None,
        origin="message",
        status=status,
        text="",
        narrative="long",
    )
    await engine.db.write(lambda db: put(db, now="now"))
    unfinished = status in ("accepted", "telling")
    assert await engine.db.write(turn_status.mark_committed, "t_x", {}, {}) is (status == "told")
    await engine.db.write(lambda db: db.execute("UPDATE turn SET status = ? WHERE id = 't_x'", (status,)))
    await engine.db.write(turn_status.save_partial, "t_x", "")
    assert await engine.db.write(turn_status.mark_ended, "t_x", "failed", "") is unfinished
    row = await engine.db.read(turns.get, "t_x")
    assert row.narrative == "long" and row.status == ("failed" if unfinished else status)


async def test_hanging_intent_is_cancelled_at_the_commit_and_logged(provider: Provider, tmp_path: Path) -> None:
    provider.on(structured("addressed"), Reply(headers_after=HANG))
    async with playing(tmp_path, provider, intent_wait=0.05) as engine:
        chat = await begin(engine)
        async with asyncio.timeout(30):
            assert names(await say(engine, chat))[-1] == "turn.committed"
        logged = await engine.db.read(calls.of_turn, (await head(engine, chat)).id)
        (intent,) = [call for call in logged if call.purpose == "intent"]
        assert intent.error is not None and intent.error["code"] == "cancelled"


async def test_turn_that_nothing_was_told_of_fails_at_the_next_start_and_gives_back_the_head(
    provider: Provider, tmp_path: Path
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        await say(engine, chat)
        first = await head(engine, chat)
        accepted = await accept(engine, Request(chat.id, "regenerate", turn=first.id))
        engine.running.clear()  # as a kill leaves it
    async with playing(tmp_path, provider) as engine:
        left = await engine.db.read(turns.get, accepted.turn_id)
        assert (left.status, left.error and left.error["code"]) == ("failed", "interrupted")
        assert (await head(engine, chat)).id == first.id
        assert await engine.db.read(turns.siblings, [first]) == {first.id: [first.id]}
        assert names(await say(engine, chat, "I go on."))[-1] == "turn.committed"


async def test_what_is_owed_far_up_is_written_without_a_fold_in_the_write(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fold, folded = changes.state_at, []

    def watched(db: Connection, *arguments: Any) -> Any:
        folded.append(db)
        return fold(db, *arguments)

    provider.on(streaming, *(Reply(TOLD) for _ in range(3)))
    provider.on(
        structured("acts"),
        Reply(status=400),
        Reply(status=400),
        Reply(json.dumps({"acts": [], "mood": "", "view": ""})),
    )
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        await say(engine, chat)
        accepted = await accept(engine, Request(chat.id, "message", "I wait."))
        assert accepted.run is not None and accepted.run.story is not None and accepted.run.story.owed
        async with aclosing(tell(engine, accepted.run)) as telling:
            await until(telling, "narrative.done")
            monkeypatch.setattr(changes, "state_at", watched)
            await until(telling, "turn.committed")
        assert folded and all(db is not engine.db._writer._conn for db in folded)


LONE = "\ud83d"  # half of an emoji, as a model that cuts one in two sends it
ODD = {
    "a finish reason": [{"content": TOLD}, f"st{LONE}op"],
    "thoughts": [{"reasoning_content": f"think {LONE}"}, {"content": TOLD}, "stop"],
    "a name that nobody reads": [{"content": TOLD, LONE: LONE}, "stop"],
}


@pytest.mark.parametrize("pieces", ODD.values(), ids=ODD.keys())
async def test_half_a_character_from_a_model_costs_no_narrative(
    provider: Provider, tmp_path: Path, pieces: list[Any]
) -> None:
    def event(piece: Any) -> bytes:
        delta, finish = ({}, piece) if isinstance(piece, str) else (piece, None)
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        return f"data: {json.dumps({'choices': [choice]})}\n\n".encode()

    provider.on(streaming, Reply(steps=[event(piece) for piece in pieces]))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        assert names(await say(engine, chat))[-1] == "turn.committed"
        row = await head(engine, chat)
        assert (row.status, row.narrative) == ("committed", TOLD)
        assert await engine.db.read(calls.of_turn, row.id)


async def test_bug_in_what_is_committed_costs_no_narrative(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(db: Connection, chat: str, turn: str, logged: Sequence[Any], now: str) -> None:
        if logged:
            raise RuntimeError("a bug")

    monkeypatch.setattr(calls, "insert", broken)
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        assert names(await say(engine, chat))[-1] == "turn.committed"
        row = await head(engine, chat)
        assert (row.status, row.narrative) == ("committed", TOLD)
        made = await engine.db.read(changes.steps_of, chat.id, row.id, engine.relations)
        assert [step.entry.change.stale for step in made] == [True, True]


async def test_bug_in_what_is_kept_of_a_cut_turn_costs_no_text(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calls, "insert", broken)
    provider.on(streaming, Reply("Mira begins, and then nothing more comes.", cut=400))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        assert names(await say(engine, chat))[-1] == "turn.failed"
        row = await head(engine, chat)
        assert row.status == "interrupted" and row.narrative.startswith("Mira")


async def test_bug_in_what_is_shown_of_a_commit_does_not_deny_it(
    provider: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "steps_made", broken)
    async with playing(tmp_path, provider) as engine:
        assert names(await say(engine, await begin(engine)))[-1] == "turn.committed"
