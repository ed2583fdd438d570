"""The tree over HTTP: undo and redo, names and branches, edits that keep what follows."""

from tests.web.stage import Stage


async def told(stage: Stage, chat: dict[str, object], text: str = "I wait.") -> str:
    turn = await stage.post(chat, text)
    await stage.until(turn, "turn.committed")
    return turn


async def test_undo_and_redo(stage: Stage) -> None:
    chat = await stage.chat()
    assert (chat["undo"], chat["redo"]) == (None, None)
    turn = await told(stage, chat)
    back = await stage.call("POST", f"/api/chats/{chat['id']}/undo")
    assert (back["head"], back["undo"], back["redo"]) == (chat["head"], None, "turn")
    assert (await stage.refused("POST", f"/api/chats/{chat['id']}/undo", status=409))["code"] == "nothing_to_undo"
    await stage.refused("POST", f"/api/chats/{chat['id']}/redo", {"version": 1}, status=409)
    again = await stage.call("POST", f"/api/chats/{chat['id']}/redo", {"version": back["version"]})
    assert (again["head"], again["undo"], again["redo"]) == (turn, "turn", None)
    assert again["version"] > back["version"]


async def test_branches_are_named_and_listed(stage: Stage) -> None:
    chat = await stage.chat()
    first = await told(stage, chat, "I go left.")
    await told(stage, chat, "I go on.")
    await stage.call("POST", f"/api/chats/{chat['id']}/head", {"turn_id": chat["head"]})
    other = await told(stage, chat, "I go right.")

    named = await stage.call("PATCH", f"/api/turns/{first}", {"label": "  Left  way "})
    assert (named["label"], named["named"]) == ("Left way", True)
    listed = (await stage.call("GET", f"/api/chats/{chat['id']}/branches"))["items"]

    assert [(item["turn"] == other, item["name"], item["depth"], item["head"]) for item in listed] == [
        (True, None, 2, True),
        (False, "Left way", 3, False),
        *[(False, None, 1, False)] * (len(listed) - 2),  # the other greetings
    ]
    assert listed[1]["fork"] == chat["head"] and listed[1]["last"]
    await stage.call("PATCH", f"/api/turns/{first}", {"label": None})
    tree = (await stage.call("GET", f"/api/chats/{chat['id']}/tree"))["turns"]
    assert {node["id"]: node["label"] for node in tree}[first] == "I go left."
    await stage.refused("PATCH", f"/api/turns/{first}", {"label": "x" * 101}, status=422)
    await stage.refused("PATCH", "/api/turns/t_none", {"label": "x"}, status=404)


async def test_an_edit_keeps_what_follows(stage: Stage) -> None:
    chat = await stage.chat()
    first = await told(stage, chat, "I wlak in.")
    second = await told(stage, chat, "I sit down.")
    answer = await stage.call("POST", f"/api/turns/{first}/edit", {"text": "I walk in.", "keep": True}, status=202)
    await stage.until(answer["turn_id"], "turn.committed")

    opened = await stage.call("GET", f"/api/chats/{chat['id']}")
    assert opened["head"] == second and opened["undo"] == "keep"
    assert [turn["text"] for turn in opened["turns"]["items"][-2:]] == ["I walk in.", "I sit down."]
    back = await stage.call("POST", f"/api/chats/{chat['id']}/undo")
    assert [turn["text"] for turn in back["turns"]["items"][-2:]] == ["I wlak in.", "I sit down."]
