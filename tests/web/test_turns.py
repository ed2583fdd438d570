"""Turns over HTTP: the calls of the contract, and all that is refused before a model is asked."""

import asyncio
from typing import Any

import pytest

from tests.provider import streaming, structured
from tests.replies import HANG, Reply, error
from tests.web.stage import Stage, read_events

STORY = 'Mira looks up. "You came *back*," she says.\n\nThe <b>wheel</b> turns.'
FIRST = ["turn.accepted"]
ENDING = ["narrative.done", "pair.changed", "pair.changed", "turn.committed"]


async def test_a_turn_is_told_in_the_order_of_the_contract(stage: Stage) -> None:
    stage.provider.on(streaming, Reply(STORY))
    chat = await stage.chat()
    turn = await stage.post(chat)

    told = await stage.events(turn)

    names = [event.name for event in told]
    assert [event.id for event in told] == list(range(1, len(told) + 1))
    assert names[:1] == FIRST and set(names[1:3]) == {"turn.recalled", "turn.understood"}
    assert set(names[3 : names.index("narrative.done")]) == {"narrative.delta", "narrative.block"}
    after = names[names.index("narrative.done") + 1 :]
    assert set(after[:-1]) == {"pair.changed"} and after[-1] == "turn.committed"
    assert "".join(event.data["text"] for event in told if event.name == "narrative.delta") == STORY

    done = next(event for event in told if event.name == "narrative.done").data
    assert done["finish_reason"] == "stop" and done["truncated"] is False
    blocks = [event.data for event in told if event.name == "narrative.block"]
    assert [block["index"] for block in blocks] == [0, 1]
    assert "".join(block["html"] for block in blocks).replace("\n", "") == done["html"].replace("\n", "")
    assert "&lt;b&gt;wheel" in done["html"] and '<span class="speech">' in done["html"]

    record = await stage.call("GET", f"/api/turns/{turn}")
    assert (record["status"], record["narrative"], record["html"]) == ("committed", STORY, done["html"])
    assert record["text"] == "I open the door." and record["parent"] == chat["head"]
    assert record["intent"]["by"] in ("model", "rule") and len(record["changes"]) == 2
    assert {call["purpose"] for call in record["calls"]} >= {"narrate", "intent", "scene"}
    assert all(call["total_ms"] is not None for call in record["calls"])

    prompt = await stage.call("GET", f"/api/turns/{turn}/prompt")
    narrate = next(call for call in prompt["calls"] if call["purpose"] == "narrate")
    assert all(section["text"] and section["why"] for section in narrate["sections"])


async def test_the_post_itself_streams_for_who_accepts_a_stream(stage: Stage) -> None:
    chat = await stage.chat()
    path, body = f"/api/chats/{chat['id']}/turns", {"text": "Hello."}
    async with stage.client.stream("POST", path, json=body, headers={"Accept": "text/event-stream"}) as answer:
        told = [event async for event in read_events(answer)]
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-accel-buffering"] == "no" and answer.headers["cache-control"] == "no-store"
    assert told[0].name == "turn.accepted" and told[-1].name == "turn.committed"


async def test_a_turn_without_player_text(stage: Stage) -> None:
    chat = await stage.chat()
    answer = await stage.call("POST", f"/api/chats/{chat['id']}/turns", {"continue": True}, status=202)
    assert (await stage.events(answer["turn_id"]))[-1].name == "turn.committed"
    assert answer["version"] == chat["version"] + 1


WRONG: list[tuple[Any, int, str]] = [
    ({"text": ""}, 422, "empty_text"),
    ({"text": " \n\t "}, 422, "empty_text"),
    ({}, 422, "empty_text"),
    ({"text": None}, 422, "empty_text"),
    ({"text": "x" * (32 * 1024 + 1)}, 413, "too_large"),
    ({"text": "é" * (16 * 1024 + 1)}, 413, "too_large"),
    ({"text": 7}, 422, "unprocessable"),
    ({"text": ["a"]}, 422, "unprocessable"),
    ({"text": "a", "continue": True}, 422, "unprocessable"),
    ({"text": "a", "base_url": "http://127.0.0.1"}, 422, "unprocessable"),
    ({"text": "a", "version": "1"}, 422, "unprocessable"),
    ({"text": "a", "version": 999}, 409, "stale_version"),
    ([], 422, "unprocessable"),
    ("text", 422, "unprocessable"),
]


async def test_what_is_wrong_is_refused_before_a_model_is_asked(stage: Stage) -> None:
    chat = await stage.chat()
    for body, status, code in WRONG:
        found = await stage.refused("POST", f"/api/chats/{chat['id']}/turns", body, status=status)
        assert found["code"] == code, body
    assert stage.provider.requests == []
    assert (await stage.call("GET", f"/api/chats/{chat['id']}"))["head"] == chat["head"]


async def test_exactly_32_kb_are_accepted(stage: Stage) -> None:
    turn = await stage.post(await stage.chat(), "x " * (16 * 1024))
    assert (await stage.events(turn))[-1].name == "turn.committed"


async def test_strange_text_comes_back_as_it_was(stage: Stage) -> None:
    strange = "NUL \x00, \u2028, \u202e, e\u0301, 👩‍👩‍👧, ${x} {{x}} %s <|im_start|>"
    stage.provider.on(streaming, Reply(strange))
    turn = await stage.post(await stage.chat(), strange)
    told = await stage.events(turn)
    assert "".join(event.data["text"] for event in told if event.name == "narrative.delta") == strange
    record = await stage.call("GET", f"/api/turns/{turn}")
    assert (record["text"], record["narrative"]) == (strange, strange)


async def test_an_idempotency_key_makes_one_turn(stage: Stage) -> None:
    chat = await stage.chat()
    turn = await stage.post(chat, "Once.", Idempotency_Key="k1")
    assert await stage.post(chat, "Once.", Idempotency_Key="k1") == turn
    told = await stage.events(turn)
    assert await stage.post(chat, "Once.", Idempotency_Key="k1") == turn
    assert told[-1].name == "turn.committed" and len(stage.provider.matching(streaming)) == 1

    path = f"/api/chats/{chat['id']}/turns"
    found = await stage.refused("POST", path, {"text": "Other."}, status=422, Idempotency_Key="k1")
    assert found["code"] == "idempotency_mismatch"
    await stage.refused("POST", path, {"text": "Once."}, status=422, Idempotency_Key="k" * 201)

    again = await stage.call("POST", f"/api/turns/{turn}/regenerate", status=202, Idempotency_Key="k2")
    await stage.events(again["turn_id"])
    twice = await stage.call("POST", f"/api/turns/{turn}/regenerate", status=202, Idempotency_Key="k2")
    assert twice["turn_id"] == again["turn_id"] != turn


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
async def test_a_key_whose_turn_is_deleted_says_so_until_it_is_brought_back(stage: Stage, accept: str) -> None:
    chat = await stage.chat()
    original = await stage.post(chat)
    await stage.events(original)
    calls = [
        (f"/api/chats/{chat['id']}/turns", {"text": "Once."}),
        (f"/api/turns/{original}/regenerate", {}),
        (f"/api/turns/{original}/edit", {"text": "Otherwise."}),
    ]
    for path, body in calls:
        key = {"Idempotency_Key": f"key of {path}"}
        made = (await stage.call("POST", path, body, status=202, **key))["turn_id"]
        await stage.events(made)
        undo = (await stage.call("DELETE", f"/api/turns/{made}"))["undo"]
        found = await stage.refused("POST", path, body, status=410, **key, Accept=accept)
        assert found["code"] == "turn_deleted" and found["message"] and found["hint"]
        await stage.refused("POST", path, body | {"version": 1}, status=422, **key)
        await stage.call("POST", undo)
        assert (await stage.call("POST", path, body, status=202, **key))["turn_id"] == made


async def test_a_key_outlives_the_turn_it_was_sent_to(stage: Stage) -> None:
    chat = await stage.chat()
    original = await stage.post(chat)
    await stage.events(original)
    path, key = f"/api/turns/{original}/regenerate", {"Idempotency_Key": "k"}
    made = (await stage.call("POST", path, status=202, **key))["turn_id"]
    await stage.events(made)
    await stage.call("DELETE", f"/api/turns/{original}")
    assert (await stage.call("POST", path, status=202, **key))["turn_id"] == made
    await stage.refused("POST", path, status=404)
    await stage.refused("POST", f"/api/turns/{original}/edit", {"text": "x"}, status=404, Idempotency_Key="other")
    await stage.refused("POST", "/api/turns/t_none/regenerate", status=404, **key)


async def test_while_a_turn_is_told_everything_else_waits(stage: Stage) -> None:
    go_on = asyncio.Event()
    stage.provider.on(streaming, Reply(steps=["One ", go_on, "two."]))
    chat = await stage.chat()
    turn = await stage.post(chat)
    await stage.until(turn, "narrative.delta")
    opened = await stage.call("GET", f"/api/chats/{chat['id']}")
    assert opened["live"] == turn == opened["head"]

    for method, path, body in (
        ("POST", f"/api/chats/{chat['id']}/turns", {"text": "Me too."}),
        ("POST", f"/api/chats/{chat['id']}/head", {"turn_id": chat["head"]}),
        ("POST", f"/api/turns/{turn}/regenerate", None),
        ("POST", f"/api/turns/{turn}/edit", {"text": "Else."}),
        ("DELETE", f"/api/turns/{chat['head']}", None),
    ):
        found = await stage.refused(method, path, body, status=409)
        assert (found["code"], found["turn_id"]) == ("turn_live", turn)
    go_on.set()
    assert (await stage.events(turn))[-1].name == "turn.committed"


async def test_the_next_message_is_accepted_while_the_last_one_settles(stage: Stage) -> None:
    settle = asyncio.Event()
    stage.provider.on(structured("acts"), Reply("{}", headers_after=settle))
    chat = await stage.chat()
    first = await stage.post(chat)
    await stage.until(first, "narrative.done")
    second = await stage.post(chat, "And then?")
    settle.set()
    assert (await stage.events(first))[-1].name == "turn.committed"
    assert (await stage.events(second))[-1].name == "turn.committed"


async def test_stop_ends_the_call_and_keeps_the_partial(stage: Stage) -> None:
    stage.provider.on(streaming, Reply(steps=["A beginning ", HANG]))
    chat = await stage.chat()
    turn = await stage.post(chat)
    await stage.until(turn, "narrative.delta")
    assert await stage.call("POST", f"/api/turns/{turn}/stop", status=202) == {"turn_id": turn}

    assert (await stage.events(turn))[-1].name == "turn.cancelled"
    narrator = stage.provider.matching(streaming)[0]
    await narrator.over()
    assert narrator.gone is not None
    record = await stage.call("GET", f"/api/turns/{turn}")
    assert (record["status"], record["narrative"], record["changes"]) == ("cancelled", "A beginning ", [])
    await stage.call("POST", f"/api/turns/{turn}/stop", status=202)
    assert (await stage.call("GET", f"/api/turns/{turn}"))["status"] == "cancelled"


async def test_a_failed_turn_says_what_to_do_and_is_retried(stage: Stage) -> None:
    stage.provider.on(streaming, error(401, "bad key"), Reply("Now it works."))
    chat = await stage.chat()
    turn = await stage.post(chat, "Hello?")
    last = (await stage.events(turn))[-1]
    assert (last.name, last.data["code"]) == ("turn.failed", "provider_auth")
    assert "CHAT_NARRATIVE_API_KEY" in last.data["hint"]
    kept = await stage.call("GET", f"/api/turns/{turn}")
    assert (kept["status"], kept["text"], kept["error"]["code"]) == ("failed", "Hello?", "provider_auth")

    again = await stage.call("POST", f"/api/turns/{turn}/regenerate", status=202)
    assert (await stage.events(again["turn_id"]))[-1].name == "turn.committed"
    record = await stage.call("GET", f"/api/turns/{again['turn_id']}")
    assert (record["text"], record["siblings"]) == ("Hello?", [again["turn_id"]])


async def test_a_stream_that_is_cut_is_interrupted(stage: Stage) -> None:
    stage.provider.on(streaming, Reply("Half a story and then nothing more.", cut=400))
    turn = await stage.post(await stage.chat())
    last = (await stage.events(turn))[-1]
    assert last.name == "turn.failed" and last.data["retryable"]
    assert (await stage.call("GET", f"/api/turns/{turn}"))["status"] == "interrupted"


async def test_edits_and_swipes_are_siblings(stage: Stage) -> None:
    chat = await stage.chat()
    turn = await stage.post(chat)
    await stage.events(turn)
    retold = await stage.call("POST", f"/api/turns/{turn}/edit", {"text": "I leave."}, status=202)
    await stage.events(retold["turn_id"])
    written = await stage.call("POST", f"/api/turns/{turn}/edit", {"narrative": "Nothing *moves*."}, status=202)
    told = await stage.events(written["turn_id"])
    assert told[-1].name == "turn.committed" and len(stage.provider.matching(streaming)) == 2
    record = await stage.call("GET", f"/api/turns/{written['turn_id']}")
    assert record["siblings"] == [turn, retold["turn_id"], written["turn_id"]]
    assert "<em>moves</em>" in record["html"] and record["narrative"] == "Nothing *moves*."
    found = await stage.refused("POST", f"/api/turns/{turn}/edit", {}, status=422)
    assert found["code"] == "empty_edit"

    opened = await stage.call("POST", f"/api/chats/{chat['id']}/head", {"turn_id": turn})
    assert opened["head"] == turn and opened["turns"]["items"][-1]["id"] == turn
    tree = await stage.call("GET", f"/api/chats/{chat['id']}/tree")
    assert tree["head"] == turn and {node["id"] for node in tree["turns"]} >= set(record["siblings"])


async def test_a_deleted_turn_comes_back_by_undo(stage: Stage) -> None:
    chat = await stage.chat()
    turn = await stage.post(chat)
    await stage.events(turn)
    gone = await stage.call("DELETE", f"/api/turns/{turn}")
    assert gone["deleted"] == 1
    assert (await stage.call("GET", f"/api/chats/{chat['id']}"))["head"] == chat["head"]
    await stage.refused("GET", f"/api/turns/{turn}", status=404)
    back = await stage.call("POST", gone["undo"])
    assert back["head"] == turn
    await stage.refused("POST", gone["undo"], status=404)
