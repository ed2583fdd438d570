"""No key of any role stands anywhere, whichever server echoes it: in an error, a text, a header, cut or escaped."""

import base64
import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from chat.cli import main
from tests.provider import Provider, Reply, asking, error, streaming
from tests.replies import Step, as_json, data, delta
from tests.web.stage import read_events
from tests.web.test_server import address, started

KEYS = {"NARRATIVE": "sk-narr/ator+77aa", "CLASSIFIER": "sk-classifier-88bb", "EMBEDDING": "sk-embedder-99cc"}
PASSWORD, IN_URL = "pass phrase 55dd", "url-passw0rd"
BASIC = base64.b64encode(f"ash:{IN_URL}".encode()).decode()
SECRETS = [*KEYS.values(), PASSWORD, IN_URL, BASIC]
ALL = " ".join(SECRETS)
FOUND = [*SECRETS, "ator+77aa", "ator%2B77aa", "ator\\u002b77aa"]  # however the slash before it is written
TOLD = " ".join([*KEYS.values(), IN_URL, BASIC])  # the password of the page no provider knows: in a story it is words
PHP = KEYS["NARRATIVE"].replace("/", "\\/")
INTENT = {"kind": "speak", "target": KEYS["NARRATIVE"], "tone": f"as {KEYS['NARRATIVE']}"}


def broken(*steps: Step) -> Reply:
    return Reply(steps=["The door opens. ", *steps], finish_reason=None, done=False)


REPLIES = {
    "an error's message": error(401, f"Bad key: Bearer {ALL}"),
    "an error that may pass": error(500, f"{ALL} failed", headers={"X-Echo": TOLD}),
    "an error's other fields": error(429, "slow", metadata={"raw": ALL}, type=KEYS["CLASSIFIER"]),
    "an error as plain text": Reply(status=400, body=f"{ALL}\n{BASIC}".encode(), framing="length"),
    "a redirect": Reply(status=307, body=b"", headers={"Location": f"http://{KEYS['EMBEDDING']}@x/"}, framing="length"),
    "an error in a body of 200": as_json({"error": {"message": ALL}}),
    "an error in the stream": broken({"error": {"message": ALL, "code": 500}}),
    "an error event": broken(b'event: error\ndata: {"message": "' + ALL.encode() + b'"}\n\n'),
    "the text": Reply(f"The key is {TOLD}, says Mira."),
    "the text, a character at a time": Reply(steps=[f"{character}" for character in f"Then {TOLD} is said."]),
    "the text, cut off": broken(f"It is {TOLD}"),
    "the reasoning": Reply(steps=[data(delta("m", {"reasoning": f"I think {TOLD}"})), "Well then."]),
    "the finish reason": Reply("Well then.", finish_reason=TOLD),
    "an escaped answer": Reply(json.dumps({TOLD: 1}).replace("sk-", "\\u0073k-")),
    "an error that PHP wrote": Reply(status=401, body=f"invalid key {PHP}".encode(), framing="length"),
    "an error within an error": error(400, f"upstream said: {json.dumps({'key': json.dumps({'key': PHP})})}"),
    "a text that PHP wrote": Reply(f"The key is {PHP}, says Mira."),
    "a text that PHP wrote, a character at a time": Reply(steps=[*f"Then {PHP} is said."]),
    "a text that PHP wrote, cut": Reply(steps=[f"Then {PHP[:9]}", f"{PHP[9:]} is said."]),
    "an intent with escapes": Reply(json.dumps(INTENT).replace("/", "\\/").replace("+", "\\u002B")),
    "an intent with escapes of escapes": Reply(json.dumps({**INTENT, "tone": PHP.replace("+", "\\u002B")})),
    "the wrong shape": Reply(json.dumps({"kind": TOLD, KEYS["NARRATIVE"]: [TOLD]})),
    "a body that is no protocol": as_json({"choices": [{"message": {"content": TOLD}, "finish_reason": TOLD}]}),
}


def leaks(where: str, text: str | bytes) -> list[str]:
    text = text if isinstance(text, str) else text.decode("latin-1")
    return [f"{secret} in {where}" for secret in FOUND if secret in text]


async def play(client: httpx2.AsyncClient, chat: str, what: str) -> list[str]:
    """One turn, with every answer that tells of it."""
    turn = (await client.post(f"/api/chats/{chat}/turns", json={"text": "I open the door."})).json()["turn_id"]
    found: list[str] = []
    async with client.stream("GET", f"/api/turns/{turn}/events") as answer:
        async for event in read_events(answer):
            found += leaks(f"{event.name} after {what}", json.dumps(event.data))
    for path in (f"/api/turns/{turn}", f"/api/turns/{turn}/prompt"):
        found += leaks(f"{path} after {what}", (await client.get(path)).text)
    return found


async def test_no_secret_stands_anywhere(tmp_path: Path, provider: Provider) -> None:
    async with Provider() as classifier:
        settings = {f"CHAT_{role}_API_KEY": key for role, key in KEYS.items()} | {
            "CHAT_PASSWORD": PASSWORD,
            "CHAT_NARRATIVE_BASE_URL": provider.base_url.replace("://", f"://ash:{IN_URL}@"),
            "CHAT_CLASSIFIER_BASE_URL": classifier.base_url,
            "CHAT_CLASSIFIER_MODEL": "small",
            "CHAT_LLM_TIMING": "1",
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }
        async with started(tmp_path / "data", **settings) as process:
            headers: Any = {"X-API-Key": PASSWORD}
            async with httpx2.AsyncClient(base_url=await address(process), timeout=30, headers=headers) as client:
                body = {"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}}
                chat = (await client.post("/api/chats", json=body)).json()["id"]
                found: list[str] = []
                for what, reply in REPLIES.items():
                    provider.on(streaming, reply)
                    classifier.on(asking, reply)
                    found += await play(client, chat, what)
                for path in ("/readyz", "/api/profiles", f"/api/chats/{chat}", f"/api/chats/{chat}/export"):
                    found += leaks(path, (await client.get(path)).text)
            process.terminate()
            out, err = await process.communicate()
        for file in (tmp_path / "data").iterdir():
            found += leaks(file.name, file.read_bytes())
        assert not found
        assert not leaks("stdout", out) and not leaks("stderr", err) and b"llm role=narrator" in err
        narrated = provider.matching(streaming)
        assert len(narrated) >= len(REPLIES) and len(classifier.matching(asking)) >= len(REPLIES)
        assert classifier.requests[0].headers["authorization"] == f"Bearer {KEYS['CLASSIFIER']}"


async def test_a_name_in_the_address_is_sent_where_there_is_no_key(tmp_path: Path, provider: Provider) -> None:
    settings = {"CHAT_NARRATIVE_BASE_URL": provider.base_url.replace("://", f"://ash:{IN_URL}@")}
    async with (
        started(tmp_path / "data", XDG_CACHE_HOME=str(tmp_path / "cache"), **settings) as process,
        httpx2.AsyncClient(base_url=await address(process), timeout=30) as client,
    ):
        chat = await client.post("/api/chats", json={"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}})
        await play(client, chat.json()["id"], "a turn")
    assert provider.matching(streaming)[0].headers["authorization"] == f"Basic {BASIC}"


def test_the_doctor_names_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {f"CHAT_{role}_API_KEY": key for role, key in KEYS.items()} | {"CHAT_PASSWORD": PASSWORD}
    settings |= {"CHAT_NARRATIVE_BASE_URL": f"http://ash:{IN_URL}@127.0.0.1:1/v1", "CHAT_PORT": "0"}
    for name, value in {**settings, "CHAT_DATA_DIR": str(tmp_path / "data")}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        main(["doctor"])  # the models are not there
    said = "".join(capsys.readouterr())
    assert "FAIL" in said and not leaks("what the doctor says", said)
