"""A turn through the whole app, over sockets, when somebody on the way is in trouble or in a hurry.

The good way, the engine by itself, is in tests/engine/test_turn.py.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.provider import HANG, Provider, Reply, Request, error, model, structured
from tests.replies import TEXT
from tests.web.stage import Event, Stage, staged

pytestmark = pytest.mark.usefixtures("no_models")

narrating, classifying = model("test-narrator"), model("test-classifier")
of_pair = structured("acts", "mood")
NO_ACTS = Reply('{"acts": []}')


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as running:
        yield running


@pytest.fixture
async def stage(tmp_path: Path, provider: Provider) -> AsyncIterator[Stage]:
    async with opened(tmp_path, provider) as stage:
        yield stage


def opened(folder: Path, provider: Provider, **settings: Any) -> AbstractAsyncContextManager[Stage]:
    return staged(folder / "data", provider, classifier_model="test-classifier", **settings)


async def told(stage: Stage, chat: dict[str, Any], text: str) -> list[Event]:
    return await stage.events(await stage.post(chat, text))


def named(events: list[Event], name: str) -> list[dict[str, Any]]:
    return [event.data for event in events if event.name == name]


def narrative(events: list[Event]) -> str:
    return "".join(data["text"] for data in named(events, "narrative.delta"))


def of(source: str, target: str) -> Callable[[Request], bool]:
    """The question about one directed pair."""
    return lambda request: of_pair(request) and f"SOURCE: {source}\nTARGET: {target}\n" in request.prompt


async def stale(stage: Stage, chat: dict[str, Any]) -> set[tuple[str, str]]:
    state = await stage.call("GET", f"/api/chats/{chat['id']}/state")
    return {(pair["source"], pair["target"]) for pair in state["pairs"] if pair["stale"]}


# ---------------------------------------------------------------- the classifier in trouble


async def test_a_slow_pair_delays_neither_the_others_nor_the_next_message(tmp_path: Path, provider: Provider) -> None:
    slow = asyncio.Event()
    provider.on(of("Mira", "Ash"), Reply('{"acts": []}', headers_after=slow), NO_ACTS)
    async with opened(tmp_path, provider, settle_wait=0.05) as stage:
        chat = await stage.chat()
        first = await stage.post(chat, "I wait.")
        await provider.seen(of("Mira", "Ash"))
        await (await provider.seen(of("Ash", "Mira"))).over()
        second = await stage.post(chat, "I go on.")
        await stage.until(second, "narrative.done")
        assert (await stage.call("GET", f"/api/turns/{first}"))["status"] == "told"
        slow.set()
        for turn in (first, second):
            assert (await stage.events(turn))[-1].name == "turn.committed"
        assert await stale(stage, chat) == set()


@pytest.mark.parametrize("trouble", [error(401, "no"), Reply("I would rather not."), Reply('{"acts": 7}'), Reply("")])
async def test_a_classifier_that_is_of_no_use_costs_no_turn(stage: Stage, provider: Provider, trouble: Reply) -> None:
    provider.on(classifying, trouble)
    chat = await stage.chat()
    events = await told(stage, chat, '"Mira, wait," I say.')
    assert (events[-1].name, narrative(events)) == ("turn.committed", TEXT)
    assert named(events, "turn.understood")[0]["intent"]["by"] == "rule"
    assert await stale(stage, chat) == {("Mira", "Ash"), ("Ash", "Mira")}

    provider.on(classifying, lambda request: Reply('{"acts": []}' if of_pair(request) else '{"kind": "other"}'))
    assert (await told(stage, chat, "I sit down."))[-1].name == "turn.committed"
    assert await stale(stage, chat) == set()


async def test_a_feeling_changes_by_the_words_of_the_turn_only(stage: Stage, provider: Provider) -> None:
    acts = [
        {"act": "helped", "strength": 2, "quote": "help Mira up from the floor"},
        {"act": "threatened", "strength": 3, "quote": "words that nobody ever said"},
        {"act": "flew_away", "strength": 1, "quote": "help Mira up from the floor"},
    ]
    provider.on(of("Mira", "Ash"), Reply(json.dumps({"acts": acts, "mood": "grateful", "view": "Ash is kind."})))
    chat = await stage.chat()
    events = await told(stage, chat, "I help Mira up from the floor.")
    (change,) = [data for data in named(events, "pair.changed") if data["source"] == "Mira"]
    assert [act["act"] for act in change["acts"]] == ["helped"]
    assert {refusal["act"] for refusal in change["refused"]} == {"threatened", "flew_away"}
    assert change["after"]["trust"] > change["before"]["trust"]
    state = await stage.call("GET", f"/api/chats/{chat['id']}/state")
    (pair,) = [pair for pair in state["pairs"] if pair["source"] == "Mira" and pair["target"] == "Ash"]
    assert (pair["axes"], pair["view"]) == (change["after"], "Ash is kind.")


# ---------------------------------------------------------------- the narrator in trouble


@pytest.mark.parametrize(
    ("trouble", "code", "asked"),
    [
        (error(401, "no such key"), "provider_auth", 1),
        (error(404, "no such model"), "provider_model", 1),
        (Reply(steps=[]), "provider_empty", 1),
        (error(429, "slow down", headers={"Retry-After": "3600"}), "provider_rate_limited", 1),
        (error(503, "busy", headers={"Retry-After": "0"}), "provider_error", 2),
    ],
)
async def test_a_failure_keeps_the_players_words_and_can_be_retried(
    stage: Stage, provider: Provider, trouble: Reply, code: str, asked: int
) -> None:
    provider.on(narrating, trouble)
    chat = await stage.chat()
    events = await told(stage, chat, "Words I do not want to write twice.")
    assert (events[-1].name, events[-1].data["code"]) == ("turn.failed", code)
    assert events[-1].data["hint"]
    assert len(provider.matching(narrating)) == asked
    failed = await stage.call("GET", f"/api/turns/{events[0].data['turn_id']}")
    assert (failed["status"], failed["text"]) == ("failed", "Words I do not want to write twice.")
    assert failed["error"]["code"] == code
    assert len([call for call in failed["calls"] if call["role"] == "narrator"]) == asked

    provider.on(narrating, Reply())
    again = await stage.call("POST", f"/api/turns/{failed['id']}/regenerate", status=202)
    assert (await stage.events(again["turn_id"]))[-1].name == "turn.committed"
    shown = await stage.call("GET", f"/api/chats/{chat['id']}")
    last = shown["turns"]["items"][-1]
    assert (last["text"], last["siblings"]) == ("Words I do not want to write twice.", [again["turn_id"]])


async def test_a_passing_fault_is_asked_again_and_nobody_notices(stage: Stage, provider: Provider) -> None:
    provider.on(narrating, error(503, "busy", headers={"Retry-After": "0"}), Reply())
    events = await told(stage, await stage.chat(), "I knock.")
    assert (events[-1].name, narrative(events)) == ("turn.committed", TEXT)


@pytest.mark.parametrize(
    ("reply", "clock", "status"),
    [
        (Reply(first=HANG), "first_token_timeout", "failed"),
        (Reply(steps=["The door ", HANG]), "idle_timeout", "interrupted"),
        (Reply(steps=["The door "] * 400, delay=0.01), "turn_timeout", "interrupted"),
    ],
)
async def test_every_clock_ends_a_turn(
    tmp_path: Path, provider: Provider, reply: Reply, clock: str, status: str
) -> None:
    provider.on(narrating, reply)
    async with opened(tmp_path, provider, **{clock: 0.3}) as stage:
        events = await told(stage, await stage.chat(), "I knock.")
        assert (events[-1].name, events[-1].data["code"]) == ("turn.failed", "provider_timeout")
        turn = await stage.call("GET", f"/api/turns/{events[0].data['turn_id']}")
    assert (turn["status"], turn["narrative"]) == (status, narrative(events))
    (request,) = provider.matching(narrating)
    await request.over()
    assert request.gone is not None


async def test_a_profile_that_cannot_be_used_says_what_to_set(stage: Stage, provider: Provider) -> None:
    chat = await stage.call("PATCH", f"/api/chats/{(await stage.chat())['id']}", {"profile": "openrouter"})
    events = await told(stage, chat, "I knock.")
    assert (events[-1].name, events[-1].data["code"]) == ("turn.failed", "profile_unavailable")
    assert "CHAT_" in events[-1].data["hint"]
    assert not provider.requests


# ---------------------------------------------------------------- somebody in a hurry


async def test_fifty_posts_with_one_key_are_one_turn(stage: Stage, provider: Provider) -> None:
    chat = await stage.chat()
    turns = await asyncio.gather(*(stage.post(chat, "Once.", Idempotency_Key="k") for _ in range(50)))
    assert len(set(turns)) == 1
    assert (await stage.events(turns[0]))[-1].name == "turn.committed"
    assert len(provider.matching(narrating)) == 1
    tree = await stage.call("GET", f"/api/chats/{chat['id']}/tree")
    assert len([turn for turn in tree["turns"] if turn["label"] == "Once."]) == 1


async def test_of_many_messages_at_once_one_is_taken(stage: Stage, provider: Provider) -> None:
    tell = asyncio.Event()
    provider.on(narrating, Reply(headers_after=tell))
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}/turns"
    posts = (stage.client.post(path, json={"text": f"{number}", "version": chat["version"]}) for number in range(20))
    answers = await asyncio.gather(*posts)
    taken = [answer.json() for answer in answers if answer.status_code == 202]
    codes = {answer.json()["error"]["code"] for answer in answers if answer.status_code == 409}
    assert len(taken) == 1
    assert codes == {"turn_live"}
    tell.set()
    assert (await stage.events(taken[0]["turn_id"]))[-1].name == "turn.committed"
    assert (await stage.refused("POST", path, {"text": "x", "version": chat["version"]}, status=409))["code"] == (
        "stale_version"
    )


async def test_chats_do_not_wait_for_each_other(stage: Stage, provider: Provider) -> None:
    together = asyncio.Event()
    provider.on(narrating, Reply(headers_after=together))
    turns = [await stage.post(await stage.chat(), "I knock.") for _ in range(5)]
    await provider.seen(narrating, count=5)
    together.set()
    for events in await asyncio.gather(*(stage.events(turn) for turn in turns)):
        assert events[-1].name == "turn.committed"


async def test_regenerating_a_turn_that_settles_ends_its_calls(stage: Stage, provider: Provider) -> None:
    provider.on(of_pair, Reply(first=HANG), Reply(first=HANG), NO_ACTS)
    chat = await stage.chat()
    first = await stage.post(chat, "I knock.")
    await provider.seen(of_pair, count=2)
    again = await stage.call("POST", f"/api/turns/{first}/regenerate", {"instruction": "Be brief."}, status=202)
    assert (await stage.events(first))[-1].name == "turn.committed"
    assert (await stage.events(again["turn_id"]))[-1].name == "turn.committed"
    assert "Be brief." in provider.matching(narrating)[-1].prompt
    assert await stale(stage, chat) == set()  # of the new telling only


async def test_deleting_a_chat_ends_what_runs_in_it(stage: Stage, provider: Provider) -> None:
    provider.on(narrating, Reply(steps=["The door ", HANG]))
    chat = await stage.chat()
    turn = await stage.post(chat, "I knock.")
    await stage.until(turn, "narrative.delta")
    await stage.call("DELETE", f"/api/chats/{chat['id']}", status=204)
    (request,) = provider.matching(narrating)
    await request.over()
    assert request.gone is not None
    await stage.refused("GET", f"/api/chats/{chat['id']}", status=404)
    await stage.refused("GET", f"/api/turns/{turn}", status=404)
