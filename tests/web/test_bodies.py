"""Request bodies: whatever is wrong with one is a 4xx that says so."""

import asyncio
from contextlib import suppress

import pytest

from chat.web import bodies
from chat.web.bodies import MAX_BODY
from tests.web.stage import Stage

NOT_JSON = {
    "nothing": b"",
    "half": b'{"text": "a',
    "two": b'{"text": "a"} {"text": "b"}',
    "a form": b"text=a",
    "not a number": b'{"version": NaN}',
    "infinity": b'{"version": Infinity}',
    "infinity, written out": b'{"version": 1e999}',
    "a number without end": b'{"version": ' + b"9" * 100_000 + b"}",
    "a number too large": b'{"version": 9223372036854775808}',
    "half an emoji": b'{"text": "\\ud83d"}',
    "half an emoji as a key": b'{"\\ud83d": 1}',
    "half an emoji in bytes": b'{"text": "\xed\xa0\xbd"}',
    "not UTF-8": b'{"text": "\xff"}',
    "UTF-16": '{"text": "a"}'.encode("utf-16"),
    "a key twice": b'{"text": "a", "text": "b"}',
    "a raw control character": b'{"text": "a\x00b"}',
    "depth without end": b'{"text": ' + b"[" * 200_000,
    "depth": b'{"text": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
}


async def test_what_is_not_json_is_refused(stage: Stage) -> None:
    chat = await stage.chat()
    for path in (f"/api/chats/{chat['id']}/turns", "/api/chats", "/api/characters", "/api/login"):
        for name, body in NOT_JSON.items():
            answer = await stage.client.post(path, content=body)
            assert (answer.status_code, answer.json()["error"]["code"]) == (400, "bad_json"), name
    assert stage.provider.requests == []


async def test_a_body_is_counted_whatever_its_length_says(stage: Stage) -> None:
    large = b'{"text": "' + b"x" * MAX_BODY + b'"}'
    answer = await stage.client.post("/api/chats", content=large)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too_large")

    _, writer = await asyncio.open_connection("127.0.0.1", stage.port)
    writer.write(b"POST /api/chats HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    sent = 0
    with suppress(ConnectionError):
        while sent < 400 and not writer.transport.is_closing():
            writer.write(b"10000\r\n" + b" " * 65536 + b"\r\n")
            await writer.drain()
            await asyncio.sleep(0)  # a closed transport may take writes for ever without giving way
            sent += 1
    assert sent < 400
    writer.close()


async def test_a_body_that_does_not_come_is_not_waited_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "BODY_TIMEOUT", 0.05)
    head = b"POST /api/chats HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{"
    assert (await stage.raw(head)).startswith(b"HTTP/1.1 408 ")


async def test_a_client_that_leaves_in_the_middle_of_its_body_changes_nothing(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", stage.port)
    writer.write(b'POST /api/chats HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"character_ids"')
    await writer.drain()
    await stage.call("GET", "/healthz")
    writer.close()
    await writer.wait_closed()
    assert (await stage.call("GET", "/api/chats"))["items"] == []
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
