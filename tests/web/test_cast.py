"""The cast over HTTP: what the user said of a person is taken back, and what hung on it goes on without it."""

import asyncio
import json
from typing import Any

from chat.story.models import AXES
from tests.provider import Reply, streaming, structured
from tests.web.stage import Event, Json, Stage

NO_ACTS = Reply('{"acts": []}')


def path_of(chat: Json) -> str:
    return f"/api/chats/{chat['id']}"


def operations(*found: Json) -> Reply:
    return Reply(json.dumps({"operations": found}))


async def told(stage: Stage, chat: Json, text: str = "I wait.") -> list[Event]:
    events = await stage.events(await stage.post(chat, text))
    assert events[-1].name == "turn.committed", events[-1]
    return events


async def state(stage: Stage, chat: Json) -> Json:
    return await stage.call("GET", f"{path_of(chat)}/state")


async def with_tom(stage: Stage) -> tuple[Json, Json]:
    """A chat, and what was answered when Tom joined after its first turn."""
    stage.provider.on(streaming, Reply("Tom nods to Mira and Ash, and he laughs."))
    chat = await stage.chat()
    await told(stage, chat)
    return chat, await stage.call("POST", f"{path_of(chat)}/members", {"name": "Tom"}, status=201)


async def lift(stage: Stage, chat: Json, change: Json) -> None:
    await stage.call("DELETE", f"{path_of(chat)}/changes/{change['id']}")


async def test_what_is_owed_to_somebody_who_never_joined_breaks_no_turn(stage: Stage) -> None:
    chat, joined = await with_tom(stage)
    stage.provider.on(structured("acts"), Reply("no JSON"))
    assert any(event.data.get("stale") for event in await told(stage, chat, "I greet Tom."))
    stage.provider.on(structured("acts"), NO_ACTS)

    await lift(stage, chat, joined["change"])

    await told(stage, chat)
    assert {pair["source"] for pair in (await state(stage, chat))["pairs"]} == {"Ash", "Mira"}


async def test_who_never_joined_does_not_come_in_later_and_may_join_anew(stage: Stage) -> None:
    chat, joined = await with_tom(stage)
    limps: Any = {"op": "condition_add", "who": "Tom", "what": "limping"}
    stage.provider.on(
        structured("operations"),
        operations({"op": "leave", "who": "Tom"}),
        operations({"op": "enter", "who": "Tom"}, limps),
        operations(),
    )
    await told(stage, chat, "Farewell, Tom.")
    await told(stage, chat, "Welcome back, Tom.")
    with_him = await state(stage, chat)
    assert with_him["scene"]["present"] == ["Ash", "Mira", "Tom"] and with_him["scene"]["conditions"]

    await lift(stage, chat, joined["change"])

    scene = (await state(stage, chat))["scene"]
    assert (scene["present"], scene["conditions"]) == (["Ash", "Mira"], {})
    await told(stage, chat)
    assert "Present: Ash, Mira\n" in stage.provider.matching(structured("operations"))[-1].prompt
    again = await stage.call("POST", f"{path_of(chat)}/members", {"name": "Tom"}, status=201)
    assert again["member"]["member"] == joined["member"]["member"]
    assert (await state(stage, chat))["scene"]["present"] == ["Ash", "Mira", "Tom"]


async def test_a_pair_s_ledger_is_that_of_the_state_though_one_of_them_joined_twice(stage: Stage) -> None:
    chat, joined = await with_tom(stage)
    trust = {"kind": "correction", "source": "Tom", "target": "Ash", "axis": "trust"}
    await told(stage, chat)
    await stage.call("POST", f"{path_of(chat)}/changes", {**trust, "value": 40}, status=201)
    await lift(stage, chat, joined["change"])
    await told(stage, chat)
    await stage.call("POST", f"{path_of(chat)}/members", {"name": "Tom"}, status=201)

    ledger = await stage.call("GET", f"{path_of(chat)}/pairs/Tom/Ash")

    (pair,) = [
        pair for pair in (await state(stage, chat))["pairs"] if (pair["source"], pair["target"]) == ("Tom", "Ash")
    ]
    assert pair["axes"]["trust"] == 0 == ledger["changes"][-1]["after"]["trust"]
    assert {change["kind"] for change in ledger["changes"]} <= {"pair", "correction"}


async def test_a_merge_of_somebody_who_never_joined_holds_for_nobody(stage: Stage) -> None:
    chat, joined = await with_tom(stage)
    await told(stage, chat)
    await stage.call("POST", f"{path_of(chat)}/merge", {"from": "Tom", "into": "Mira"}, status=201)
    await lift(stage, chat, joined["change"])
    assert (await state(stage, chat))["scene"]["aliases"] == {}
    await stage.call("POST", f"{path_of(chat)}/members", {"name": "Tom"}, status=201)
    assert (await state(stage, chat))["scene"]["present"] == ["Ash", "Mira", "Tom"]


async def test_who_joined_on_another_branch_is_not_in_the_cast_of_this_one(stage: Stage) -> None:
    chat, _ = await with_tom(stage)
    here = await stage.call("GET", path_of(chat))
    elsewhere = await stage.call("POST", f"{path_of(chat)}/head", {"turn_id": chat["head"]})
    assert [card["name"] for card in here["cast"]] == ["Mira", "Tom"]
    assert [card["name"] for card in elsewhere["cast"]] == ["Mira"]


async def test_a_turn_told_before_a_merge_was_known_counts_for_who_it_turned_out_to_be(stage: Stage) -> None:
    chat, _ = await with_tom(stage)
    held = asyncio.Event()
    helped = {"acts": [{"act": "helped", "strength": 2, "quote": "Tom nods to Mira"}]}
    stage.provider.on(structured("acts"), Reply(json.dumps(helped), headers_after=held))
    first = await stage.post(chat, "I greet Tom.")
    await stage.until(first, "narrative.done")
    await stage.call("POST", f"{path_of(chat)}/merge", {"from": "Tom", "into": "Mira"}, status=201)
    second = await stage.post(chat, "I greet Tom again.")
    await stage.until(second, "narrative.done")
    held.set()

    made = [event.data for event in await stage.events(second) if event.name == "pair.changed"]
    ledger = await stage.call("GET", f"{path_of(chat)}/pairs/Mira/Ash")

    (of_tom,) = [change for change in made if (change["source"], change["target"]) == ("Tom", "Ash")]
    (pair,) = [pair for pair in (await state(stage, chat))["pairs"] if pair["source"] == "Mira"]
    assert of_tom["before"] != of_tom["after"] and ledger["changes"][-1]["after"] == pair["axes"]


async def test_the_cast_says_who_is_who_and_what_the_user_said_of_them(stage: Stage) -> None:
    chat, joined = await with_tom(stage)
    merged = await stage.call("POST", f"{path_of(chat)}/merge", {"from": "Tom", "into": "Mira"}, status=201)

    cast = await stage.call("GET", f"{path_of(chat)}/members")

    assert [(item["name"], item["persona"], item["present"]) for item in cast["items"]] == [
        ("Ash", True, True),
        ("Mira", False, True),
    ]
    assert "Tom" in cast["items"][1]["aliases"]
    assert [(said["id"], said["operation"], said["depth"]) for said in cast["said"]] == [
        (joined["change"]["id"], "join", 2),
        (merged["id"], "merge", 2),
    ]
    ledger = await stage.call("GET", f"{path_of(chat)}/pairs/Mira/Ash?axis=trust")
    assert (ledger["changes"][-1]["id"], ledger["changes"][-1]["depth"]) == (merged["id"], 2)
    assert ledger["changes"][-1]["before"] == ledger["changes"][-1]["after"] == dict.fromkeys(AXES, 0)
    await lift(stage, chat, merged)
    parted = await stage.call("GET", f"{path_of(chat)}/members")
    assert [item["name"] for item in parted["items"]] == ["Ash", "Mira", "Tom"]
    assert parted["said"] == cast["said"][:1]
    await stage.refused("GET", "/api/chats/h_none/members", status=404)


async def test_who_somebody_turned_out_to_be_is_said_in_every_question(stage: Stage) -> None:
    stage.provider.on(streaming, Reply("The old ferryman nods to Ash."))
    chat = await stage.chat()
    await told(stage, chat)
    await stage.call("POST", f"{path_of(chat)}/merge", {"from": "the old ferryman", "into": "Mira"}, status=201)
    said = "Mira is also called the old ferryman."

    await told(stage, chat, "I follow.")

    provider = stage.provider
    assert said in provider.matching(streaming)[-1].last
    assert all(said in request.last for request in provider.matching(structured("acts"))[-2:])
    assert "Mira (the old ferryman)" in provider.matching(structured("operations"))[-1].last
    await stage.call("POST", f"{path_of(chat)}/head", {"turn_id": chat["head"]})
    await told(stage, chat, "I follow.")
    assert not any("ferryman" in request.prompt for request in provider.matching(streaming)[-1:])


async def test_a_name_that_somebody_answers_to_is_nobody_else_s(stage: Stage) -> None:
    chat = await stage.chat()
    await stage.call("POST", f"{path_of(chat)}/merge", {"from": "the stranger", "into": "Mira"}, status=201)
    error = await stage.refused("POST", f"{path_of(chat)}/members", {"name": "The  Stranger"}, status=422)
    assert error["code"] == "equal_names" and "Mira" in error["message"]
