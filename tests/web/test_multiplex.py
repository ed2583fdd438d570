"""The events of several turns on one connection: each as on its own, from any place, however they interleave."""

import asyncio
from collections.abc import AsyncGenerator

import pytest

from chat.web import feed as feed_module
from chat.web.feed import Feed
from chat.web.multiplex import BEAT, merged, named
from chat.web.sse import COMMENT
from tests.provider import streaming
from tests.replies import HANG, Reply
from tests.web.stage import Event, Stage, read_named


async def followed(stage: Stage, cursors: str) -> dict[str, list[Event]]:
    """The events of each turn until the stream ends."""
    found: dict[str, list[Event]] = {}
    async with stage.client.stream("GET", "/api/events", params={"turns": cursors}) as answer:
        assert answer.status_code == 200
        async for turn, event in read_named(answer):
            found.setdefault(turn, []).append(event)
    return found


async def test_turns_of_several_chats_come_on_one_connection(stage: Stage) -> None:
    go_on = asyncio.Event()
    stage.provider.on(streaming, Reply(steps=["One ", go_on, "two."]))
    made = [await stage.post(await stage.chat()) for _ in range(3)]
    following = asyncio.create_task(followed(stage, ",".join(made)))
    for turn in made:
        await stage.until(turn, "narrative.delta")
    go_on.set()
    found = await following
    assert found == {turn: await stage.events(turn) for turn in made}


async def test_each_turn_resumes_after_its_own_cursor(stage: Stage) -> None:
    first, second = [await stage.post(await stage.chat()) for _ in range(2)]
    told = {turn: await stage.events(turn) for turn in (first, second)}
    for cut in range(1, len(told[first])):
        assert (await followed(stage, f"{first}:{cut},{second}"))[first] == told[first][cut:]


async def test_a_turn_of_which_nothing_is_left_is_over(stage: Stage) -> None:
    turn = await stage.post(await stage.chat())
    last = (await stage.events(turn))[-1].id
    found = await followed(stage, f"{turn}:{last},t_none")
    assert {name: [event.name for event in events] for name, events in found.items()} == {
        turn: ["turn.over"],
        "t_none": ["turn.over"],
    }


@pytest.mark.parametrize("turns", ["", "t_1,", "t_1:x", "t 1", "t_1%0Aevent", ",".join(["t_1"] * 201)])
async def test_what_is_no_list_of_turns_is_refused(stage: Stage, turns: str) -> None:
    await stage.refused("GET", f"/api/events?turns={turns}", status=422)


async def test_who_leaves_stops_no_turn(stage: Stage) -> None:
    stage.provider.on(streaming, Reply(steps=["A beginning ", HANG]))
    made = [await stage.post(await stage.chat()) for _ in range(2)]
    async with stage.client.stream("GET", f"/api/events?turns={','.join(made)}") as answer:
        async for _, event in read_named(answer):
            if event.name == "narrative.delta":
                break
    for turn in made:
        await stage.call("POST", f"/api/turns/{turn}/stop", status=202)
        assert (await stage.events(turn))[-1].name == "turn.cancelled"


async def test_nothing_is_left_waiting_when_the_reader_goes() -> None:
    quiet, feed = Feed(), Feed()
    feed.push("narrative.delta", {})
    streams = {"t_1": quiet.follow(0), "t_2": feed.follow(0)}
    before = asyncio.all_tasks()
    pieces = merged(streams)
    await anext(pieces)
    await pieces.aclose()
    assert asyncio.all_tasks() == before
    assert [await anext(stream, None) for stream in streams.values()] == [None, None]


async def test_silence_is_broken_by_an_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "HEARTBEAT", 0.01)
    pieces: AsyncGenerator[bytes, None] = merged({"t_1": Feed().follow(0)})
    assert [await anext(pieces), await anext(pieces)] == [BEAT, BEAT]
    await pieces.aclose()


def test_only_ids_get_the_name_of_the_turn() -> None:
    feed = Feed()
    feed.push("narrative.delta", {"text": "\nid: 7\n\nid: 8"})
    feed.push("narrative.delta", {"text": "id: 9"})
    lines = named("t_1", b"".join(feed.events)).decode().splitlines()
    assert [line for line in lines if line.startswith("id")] == ["id: t_1:1", "id: t_1:2"]
    assert named("t_1", COMMENT) == BEAT
