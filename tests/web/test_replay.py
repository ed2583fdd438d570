"""A session file sent to the server is played again on the page, with the profile replay and no model."""

from pathlib import Path

from tests.web.stage import Stage

FILE = Path("tests/sessions/mill.jsonl")


async def test_an_imported_chat_is_played_with_the_profile_replay(stage: Stage) -> None:
    profiles = (await stage.call("GET", "/api/profiles"))["items"]
    assert next(profile for profile in profiles if profile["id"] == "replay")["available"]
    answer = await stage.client.post("/api/import", content=FILE.read_bytes())  # noqa: ASYNC240
    assert answer.status_code == 201
    chat = answer.json()["id"]
    recorded = answer.json()["turns"]["items"]
    await stage.call("PATCH", f"/api/chats/{chat}", {"profile": "replay"})
    await stage.call("POST", f"/api/chats/{chat}/head", {"turn_id": recorded[0]["id"]})

    refused = await stage.refused("POST", f"/api/chats/{chat}/turns", {"text": "Something else."}, status=422)
    assert refused["code"] == "not_recorded" and recorded[1]["text"] in refused["hint"]

    played = await stage.client.post(
        f"/api/chats/{chat}/turns", json={"text": recorded[1]["text"]}, headers={"accept": "text/event-stream"}
    )
    assert "event: turn.committed" in played.text
    turn = (await stage.call("GET", f"/api/chats/{chat}"))["turns"]["items"][-1]
    assert turn["narrative"] == recorded[1]["narrative"] and turn["id"] != recorded[1]["id"]
    assert stage.provider.requests == []
