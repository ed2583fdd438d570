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


async def test_the_map_is_folded_to_lines_and_opened_by_pages(stage: Stage) -> None:
    chat = await stage.chat()
    turns = [await told(stage, chat, f"I do {number}.") for number in range(4)]
    path = f"/api/chats/{chat['id']}/tree"
    await stage.call("POST", f"/api/chats/{chat['id']}/head", {"turn_id": turns[1]})
    other = await told(stage, chat, "I do otherwise.")

    found = await stage.call("GET", f"{path}?fold=1")
    assert (found["head"], found["depth"], found["from"], found["count"]) == (other, 4, 0, 3)
    start, left, here = found["lines"]
    assert (start["first"]["id"], start["last"]["id"], start["turns"]) == (chat["turns"]["items"][0]["id"], turns[1], 3)
    assert start["spare"] > 0 and start["path"] and not start["head"]  # the other greetings
    assert (left["first"]["label"], left["last"]["id"], left["level"], left["path"]) == ("I do 2.", turns[3], 1, False)
    assert (here["last"]["id"], here["head"], here["level"]) == (other, True, 0)
    assert (await stage.call("GET", f"{path}?fold=1&spare=1"))["count"] == 3 + start["spare"]
    one = await stage.call("GET", f"{path}?fold=1&from=1&limit=1")
    assert (one["from"], one["count"], one["lines"]) == (1, 3, [left])

    opened = await stage.call("GET", f"{path}?path={turns[3]}&depth=4&limit=2")
    assert [node["id"] for node in opened["turns"]] == turns[1:3]
    assert [node["id"] for node in (await stage.call("GET", f"{path}?path={other}&limit=1"))["turns"]] == [other]
    elsewhere = await stage.chat()
    await stage.refused("GET", f"/api/chats/{elsewhere['id']}/tree?path={other}", status=404)
    await stage.refused("GET", f"{path}?fold=1&limit=501", status=422)
    await stage.refused("GET", f"{path}?path={other}&depth=none", status=422)
