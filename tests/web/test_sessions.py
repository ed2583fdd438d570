"""Session files over HTTP: a chat goes out as a file and comes in as a new chat, or not at all."""

from chat.formats import session
from tests.web.stage import Stage


async def test_a_chat_comes_in_again_as_another(stage: Stage) -> None:
    chat = await stage.chat()
    answer = await stage.client.get(f"/api/chats/{chat['id']}/export")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["content-disposition"] == f'attachment; filename="{chat["id"]}.jsonl"'
    assert session.read(answer.content).head.chat.id == chat["id"]
    made = await stage.client.post("/api/import", content=answer.content)
    assert made.status_code == 201 and made.json()["id"] != chat["id"]
    assert [turn["text"] for turn in made.json()["turns"]["items"]] == [turn["text"] for turn in chat["turns"]["items"]]


async def test_what_cannot_be_read_or_written_is_refused(stage: Stage) -> None:
    chat = await stage.chat()
    raw = (await stage.client.get(f"/api/chats/{chat['id']}/export")).content
    refused = await stage.client.post("/api/import", content=raw[:-200])
    assert refused.status_code == 422 and refused.json()["error"]["code"] == "session_invalid"
    assert "line " in refused.json()["error"]["message"]
    error = await stage.refused("GET", f"/api/chats/{chat['id']}/export?format=opera", status=422)
    assert error["code"] == "unknown_format"
    assert len((await stage.call("GET", "/api/chats"))["items"]) == 1
