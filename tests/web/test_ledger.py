"""The ledger over HTTP: when a value crossed a line, and what the user says about who is who."""

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
