"""Characters met and not yet met over HTTP: who is there at the start, when two met, and what the player says of it."""

import json

import pytest

from tests.provider import Reply, streaming, structured
from tests.web.stage import Json, Stage

CAST = ["c_mill_1", "c_lantern_2"]  # Mira and Pell


async def chat_without_pell(stage: Stage, *operations: Json) -> str:
    """The path of a chat after a turn with these operations."""
    stage.provider.on(streaming, Reply("Pell stands in the door."))
    scenes = [Reply(json.dumps({"operations": list(operations)})), Reply('{"operations": []}')]
    stage.provider.on(structured("operations"), *scenes)
    body = {"character_ids": CAST, "persona": {"name": "Ash"}, "present": ["c_mill_1"], "greeting": None}
    chat = await stage.call("POST", "/api/chats", body, status=201)
    await stage.events(await stage.post(chat, "I wait."))
    return f"/api/chats/{chat['id']}"


async def meetings(stage: Stage, path: str) -> dict[str, Json]:
    """By "source target"; both directions say the same."""
    pairs = (await stage.call("GET", f"{path}/state"))["pairs"]
    found = {f"{pair['source']} {pair['target']}": {key: pair[key] for key in ("met", "met_in")} for pair in pairs}
    assert all(found[" ".join(reversed(ends.split()))] == meeting for ends, meeting in found.items())
    return found


async def test_the_state_says_who_has_met_whom_and_in_which_turn(stage: Stage) -> None:
    path = await chat_without_pell(stage, {"op": "enter", "who": "Pell"})
    head = (await stage.call("GET", path))["head"]
    found = await meetings(stage, path)
    assert found["Ash Mira"] == {"met": True, "met_in": None}
    assert found["Ash Pell"] == found["Mira Pell"] == {"met": True, "met_in": head}


async def test_that_two_knew_each_other_before_is_a_correction_and_is_lifted(stage: Stage) -> None:
    path = await chat_without_pell(stage)
    never = {"met": False, "met_in": None}
    assert (await meetings(stage, path))["Mira Pell"] == never
    body = {"kind": "correction", "source": "Mira", "target": "Pell", "met": True}
    change = await stage.call("POST", f"{path}/changes", body, status=201)
    assert (change["operation"], change["by"], change["before"]) == ("knew", "user", change["after"])
    found = await meetings(stage, path)
    assert found["Mira Pell"] == {"met": True, "met_in": None} and found["Ash Pell"] == never
    assert [item["id"] for item in (await stage.call("GET", f"{path}/pairs/Mira/Pell"))["changes"]] == [change["id"]]
    (said,) = (await stage.call("GET", f"{path}/members"))["said"]
    assert (said["id"], said["arguments"]) == (change["id"], {"name": "Mira", "other": "Pell"})
    await stage.refused("POST", f"{path}/changes", body, status=422)
    await stage.call("DELETE", f"{path}/changes/{change['id']}")
    assert (await meetings(stage, path))["Mira Pell"] == never


@pytest.mark.parametrize("present", [["c_none"], ["c_lantern_2"], "c_mill_1", [1], ["c_mill_1"] * 21])
async def test_who_cannot_be_there_at_the_start_is_refused(stage: Stage, present: object) -> None:
    body = {"character_ids": CAST, "persona": {"name": "Ash"}, "present": present}
    await stage.refused("POST", "/api/chats", body, status=422)


async def test_without_a_word_about_it_all_are_there(stage: Stage) -> None:
    body = {"character_ids": CAST, "persona": {"name": "Ash"}}
    chat = await stage.call("POST", "/api/chats", body, status=201)
    found = await stage.call("GET", f"/api/chats/{chat['id']}/state")
    assert found["scene"]["present"] == ["Ash", "Mira", "Pell"] and all(pair["met"] for pair in found["pairs"])
