"""Turns that the server owns: followers come late, go, come back, and none of it changes what is told."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from chat import events
from chat.engine import records
from chat.errors import StorageError
from chat.web import live as live_module
from chat.web.live import LAST
from tests.provider import Provider, streaming
from tests.replies import HANG, Reply
from tests.web.stage import Event, Stage, staged

STRANGE = ["999", "-1", "abc", "9" * 400, "1e3", "²", str(LAST)]


async def test_followers_early_and_late_get_the_same(stage: Stage) -> None:
    first, second = asyncio.Event(), asyncio.Event()
    stage.provider.on(streaming, Reply(steps=["One ", first, "two ", second, "three."]))
    turn = await stage.post(await stage.chat())
    early = asyncio.create_task(stage.events(turn))
    await stage.until(turn, "narrative.delta")
    first.set()
    late = asyncio.create_task(stage.events(turn))
    second.set()
    told = await early
    assert await late == told == await stage.events(turn)
    assert told[-1].name == "turn.committed"


async def test_every_event_resumes_without_loss_or_repetition(stage: Stage) -> None:
    turn = await stage.post(await stage.chat())
    told = await stage.events(turn)
    for event in told[:-1]:
        assert await stage.events(turn, event.id) == told[event.id :]
    assert await stage.events(turn, 0) == told
    answer = await stage.client.get(f"/api/turns/{turn}/events", headers={"Last-Event-ID": str(told[-1].id)})
    assert answer.status_code == 204


async def test_an_id_we_never_gave_gets_the_whole_turn_and_what_follows(stage: Stage) -> None:
    go_on = asyncio.Event()
    stage.provider.on(streaming, Reply(steps=["One ", go_on, "two."]))
    turn = await stage.post(await stage.chat())
    seen = await stage.until(turn, "narrative.delta")
    followers = [stage.follow(turn, strange) for strange in STRANGE]
    told = [[await anext(follower)] for follower in followers]
    go_on.set()
    for found, follower in zip(told, followers, strict=True):
        found += [event async for event in follower]

    for found in told:
        whole, rest = found[0], found[1:]
        assert whole.name == "sync" and whole.id == len(seen)
        assert whole.data["turn"]["id"] == turn and whole.data["turn"]["narrative"] == "One "
        assert told_text(rest) == "two." and rest[-1].name == "turn.committed"
        assert [event.id for event in found] == list(range(whole.id, whole.id + len(found)))

    for strange in STRANGE:
        again = await stage.events(turn, strange)
        assert [event.name for event in again] == ["sync", "turn.committed"]
        assert again[0].data["turn"]["narrative"] == "One two." and again[1] == told[0][-1]


async def test_followers_that_leave_do_not_stop_the_turn(stage: Stage) -> None:
    go_on = asyncio.Event()
    stage.provider.on(streaming, Reply(steps=["One ", go_on, "two."]))
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}/turns"
    async with stage.client.stream(
        "POST", path, json={"text": "Hi."}, headers={"Accept": "text/event-stream"}
    ) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("event: narrative.delta"):
                break
    turn = stage.engine.telling[chat["id"]]
    go_on.set()
    told = await stage.events(turn)
    assert told[-1].name == "turn.committed"
    assert (await stage.call("GET", f"/api/turns/{turn}"))["narrative"] == "One two."


async def test_a_turn_of_another_run_is_told_whole(tmp_path: Path, provider: Provider) -> None:
    async with staged(tmp_path, provider) as stage:
        turn = await stage.post(await stage.chat())
        told = await stage.events(turn)
    async with staged(tmp_path, provider) as stage:
        for last in (None, told[1].id, told[-1].id):
            again = await stage.events(turn, last)
            assert [event.name for event in again] == ["sync", "turn.committed"]
            assert again[0].data["turn"]["status"] == "committed" and again[1].data["turn_id"] == turn
        assert await stage.events(turn, again[-1].id) == []
        greeting = (await stage.call("GET", f"/api/turns/{turn}"))["parent"]
        assert [event.name for event in await stage.events(greeting)] == ["sync", "turn.committed"]


async def test_what_was_told_settles_after_a_restart(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise StorageError("The disk is full.")

    async with staged(tmp_path, provider) as stage:
        with monkeypatch.context() as broken:
            broken.setattr(records, "save_committed", full)
            turn = await stage.post(await stage.chat())
            told = await stage.events(turn)
        assert told[-1].data["code"] == "storage"
        assert (await stage.call("GET", f"/api/turns/{turn}"))["status"] == "told"

    async with staged(tmp_path, provider) as stage:
        again = await stage.events(turn, told[2].id)
        assert again[0].name == "sync" and told[-1].id < again[0].id < LAST - 1
        assert again[0].data["turn"]["narrative"] == told_text(told)
        assert [event.id for event in again] == [again[0].id + number for number in range(len(again))]
        assert {event.name for event in again[1:-1]} == {"pair.changed"} and again[-1].name == "turn.committed"
        assert await stage.events(turn, again[1].id) == again[2:]
        assert await stage.events(turn) == again


def told_text(told: list[Event]) -> str:
    return "".join(event.data["text"] for event in told if event.name == "narrative.delta")


async def test_going_down_ends_a_turn_with_its_last_event(tmp_path: Path, provider: Provider) -> None:
    provider.on(streaming, Reply(steps=["A beginning ", HANG]))
    async with staged(tmp_path, provider) as stage:
        turn = await stage.post(await stage.chat())
        following = asyncio.create_task(stage.events(turn))
        await stage.until(turn, "narrative.delta")
        await stage.engine.end_turns()
        last = (await following)[-1]
        assert (last.name, last.data["code"], last.data["retryable"]) == ("turn.failed", "interrupted", True)
    async with staged(tmp_path, provider) as stage:
        record = await stage.call("GET", f"/api/turns/{turn}")
        assert (record["status"], record["narrative"]) == ("interrupted", "A beginning ")
        assert [event.name for event in await stage.events(turn)] == ["sync", "turn.failed"]


async def test_a_bug_ends_the_stream_and_says_so(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(engine: Any, run: Any) -> AsyncIterator[events.Event]:
        yield events.TurnAccepted(run.turn, run.chat, run.parent)
        engine.end(run)
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(live_module, "tell", broken)
    turn = await stage.post(await stage.chat())
    told = await stage.events(turn)
    assert [event.name for event in told] == ["turn.accepted", "turn.failed"]
    assert told[-1].data["code"] == "internal" and "ZeroDivision" not in str(told[-1].data)
    assert "ZeroDivisionError" in caplog.text


async def test_old_events_are_forgotten_and_the_database_answers(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "KEPT", 1)
    chat = await stage.chat()
    old = await stage.post(chat)
    assert (await stage.events(old))[0].name == "turn.accepted"
    for _ in range(2):
        await stage.events(await stage.post(chat))
    assert [event.name for event in await stage.events(old)] == ["sync", "turn.committed"]


async def test_an_unknown_turn_has_no_events(stage: Stage) -> None:
    assert (await stage.refused("GET", "/api/turns/t_none/events", status=404))["code"] == "not_found"
