"""The ledger over HTTP: when a value crossed a line, and what the user says about who is who."""

import asyncio
import json

from tests.provider import Reply, streaming, structured
from tests.web.stage import Json, Stage


async def told(stage: Stage, chat: Json, text: str = "I wait.") -> str:
    turn = await stage.post(chat, text)
    await stage.until(turn, "turn.committed")
    return turn


async def test_when_somebody_stopped_trusting_somebody(stage: Stage) -> None:
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}"
    places = []
    for value in (20, 5, -10, -30, 3):
        places.append(await told(stage, chat))
        body = {"kind": "correction", "source": "Mira", "target": "Ash", "axis": "trust", "value": value}
        await stage.call("POST", f"{path}/changes", body, status=201)

    found = await stage.call("GET", f"{path}/pairs/Mira/Ash?axis=trust&below=0")

    assert [(item["turn"], item["direction"], item["before"], item["after"]) for item in found["crossings"]] == [
        (places[2], "down", 5, -10),
        (places[4], "up", -30, 3),
    ]
    record = await stage.call("GET", found["crossings"][0]["href"])
    assert found["crossings"][0]["change"] in [change["id"] for change in record["changes"]]
    higher = await stage.call("GET", f"{path}/pairs/Mira/Ash?axis=trust&below=10")
    assert [item["turn"] for item in higher["crossings"]] == places[:2]
    assert "crossings" not in await stage.call("GET", f"{path}/pairs/Mira/Ash")
    for wrong in ("axis=hunger", "axis=trust&below=x", "axis=fear&below=-1"):
        await stage.refused("GET", f"{path}/pairs/Mira/Ash?{wrong}", status=422)


ENTERS = {"op": "enter", "who": "the old ferryman"}


def enters(stage: Stage) -> None:
    """The narrator tells of somebody who is not in the cast, and the classifier says that they came."""
    stage.provider.on(streaming, Reply("The old ferryman ducks in under the lintel and nods to Mira."))
    stage.provider.on(
        structured("operations"), Reply(json.dumps({"operations": [ENTERS]})), Reply('{"operations": []}')
    )


async def scene(stage: Stage, path: str) -> Json:
    found: Json = (await stage.call("GET", f"{path}/state"))["scene"]
    return found


async def test_somebody_of_the_narrative_is_offered_and_joins_only_when_asked_to(stage: Stage) -> None:
    enters(stage)
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}"
    turn = await stage.post(chat, "I wait.")
    offers = [event.data for event in await stage.events(turn) if event.name == "scene.changed"]
    assert [(offer["kind"], offer["operation"], offer["arguments"]) for offer in offers] == [
        ("cast", "offer", {"name": "the old ferryman"})
    ]
    before = await scene(stage, path)
    assert before["offered"] == ["the old ferryman"] and len(before["present"]) == 2

    joined = await stage.call("POST", f"{path}/members", {"name": "The old ferryman"}, status=201)
    after = await scene(stage, path)
    assert after["offered"] == [] and after["present"] == [*before["present"], "The old ferryman"]
    assert joined["member"]["name"] == "The old ferryman" and joined["change"]["operation"] == "join"
    assert (await stage.refused("POST", f"{path}/members", {"name": "mira"}, status=422))["code"] == "equal_names"
    await stage.refused("POST", f"{path}/members", {}, status=422)

    await stage.call("POST", f"{path}/head", {"turn_id": chat["head"]})  # there nobody has joined
    assert (await scene(stage, path))["present"] == before["present"]
    again = await stage.call("POST", f"{path}/members", {"name": "The old ferryman"}, status=201)
    assert again["member"]["member"] == joined["member"]["member"]


async def test_an_offer_is_dismissed_and_the_dismissal_lifted(stage: Stage) -> None:
    enters(stage)
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}"
    await told(stage, chat)
    change = await stage.call("DELETE", f"{path}/offers/the%20old%20ferryman")
    assert (await scene(stage, path))["offered"] == []
    await stage.refused("DELETE", f"{path}/offers/the%20old%20ferryman", status=422)
    lifted = await stage.call("DELETE", f"{path}/changes/{change['id']}")
    assert lifted["lifted"] == change["id"] and (await scene(stage, path))["offered"] == ["the old ferryman"]
    await stage.refused("DELETE", f"{path}/changes/{change['id']}", status=404)


async def test_a_stranger_turns_out_to_be_somebody_and_both_histories_are_kept(stage: Stage) -> None:
    enters(stage)
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}"
    await told(stage, chat)
    await stage.call("POST", f"{path}/members", {"name": "The old ferryman"}, status=201)
    for source, value in (("Mira", 20), ("The old ferryman", -50)):
        body = {"kind": "correction", "source": source, "target": "Ash", "axis": "trust", "value": value}
        await stage.call("POST", f"{path}/changes", body, status=201)
    apart = await stage.call("GET", f"{path}/state")

    merge = await stage.call("POST", f"{path}/merge", {"from": "the old ferryman", "into": "Mira"}, status=201)

    state = await stage.call("GET", f"{path}/state")
    assert {pair["source"] for pair in state["pairs"]} == {"Mira", "Ash"} and state["scene"]["aliases"]["Mira"]
    ledger = await stage.call("GET", f"{path}/pairs/the old ferryman/Ash?axis=trust&below=0")
    assert ledger["source"] == "Mira"
    said = [(change["kind"], change.get("source")) for change in ledger["changes"]]
    assert said[-3:] == [("correction", "Mira"), ("correction", "The old ferryman"), ("cast", None)]
    assert [(item["before"], item["after"]) for item in ledger["crossings"]] == [(20, -30)]
    for wrong in ({"from": "Mira", "into": "Mira"}, {"from": "Ash", "into": "Mira"}):
        await stage.refused("POST", f"{path}/merge", wrong, status=422)
    await stage.refused("POST", f"{path}/merge", {"from": "x", "into": "Nobody"}, status=404)

    await stage.call("DELETE", f"{path}/changes/{merge['id']}")
    assert await stage.call("GET", f"{path}/state") == apart


async def test_what_another_turn_has_overtaken_is_refused_with_a_reason(stage: Stage) -> None:
    """The second turn is settled before the first has told how late it is."""
    held = asyncio.Event()
    late = {"operations": [{"op": "pass_time", "minutes": 600}]}
    early = {"operations": [{"op": "set_time", "day": 1, "time": "10:00"}]}
    stage.provider.on(structured("operations"), Reply(json.dumps(late), headers_after=held), Reply(json.dumps(early)))
    chat = await stage.chat()
    await stage.until(await stage.post(chat), "narrative.done")
    second = await stage.post(chat)
    await stage.until(second, "narrative.done")
    held.set()
    (change,) = [event.data for event in await stage.events(second) if event.name == "scene.changed"]
    assert change["refused"] == "time does not run backwards outside a flashback"
    assert (await scene(stage, f"/api/chats/{chat['id']}"))["time"]["minutes"] == 19 * 60
    record = await stage.call("GET", f"/api/turns/{second}")
    assert change in record["changes"]


async def test_what_was_said_of_a_deleted_turn_is_not_there_to_be_lifted(stage: Stage) -> None:
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}"
    turn = await told(stage, chat)
    body = {"kind": "correction", "source": "Mira", "target": "Ash", "axis": "trust", "value": 20}
    made = await stage.call("POST", f"{path}/changes", body, status=201)
    gone = await stage.call("DELETE", f"/api/turns/{turn}")
    await stage.refused("DELETE", f"{path}/changes/{made['id']}", status=404)
    await stage.call("POST", gone["undo"])
    await stage.call("DELETE", f"{path}/changes/{made['id']}")
