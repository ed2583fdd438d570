"""Session files over HTTP: a chat goes out as a file and comes in as a new chat, or not at all."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from pathlib import Path
from typing import Any

import httpx2
import pytest

from chat.db import chats
from chat.db.connection import LONG_READS
from chat.engine.exchange import export_session
from chat.engine.incoming import FOLDER
from chat.errors import StorageError
from chat.formats import session
from chat.web import bodies, sessions
from tests.long_sessions import write_session
from tests.session_files import import_session
from tests.web.stage import Event, Stage, read_events

STREAM = {"Accept": "text/event-stream"}


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


@pytest.fixture
def raw(tmp_path: Path) -> bytes:
    """A session of 150 turns; some 3 MB."""
    write_session(tmp_path / "long.jsonl", 150)
    return (tmp_path / "long.jsonl").read_bytes()


def kept(stage: Stage) -> list[Path]:
    return list((stage.engine.settings.data_dir / FOLDER).iterdir())


async def gone(stage: Stage) -> None:
    """Until the file that came in is removed, which is after the last byte was sent."""
    async with asyncio.timeout(30):
        while kept(stage):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def streamed(stage: Stage, raw: bytes) -> list[Event]:
    async with stage.client.stream("POST", "/api/import", content=raw, headers=STREAM) as answer:
        assert answer.status_code == 200
        return [event async for event in read_events(answer)]


async def test_import_says_how_far_it_has_come(stage: Stage, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "LOOK", 0.01)
    *steps, last = await streamed(stage, raw)
    assert {event.name for event in steps} == {"import.progress"}
    assert {event.data["stage"] for event in steps} == {"checking", "storing"}
    assert all(event.data["bytes"] <= event.data["of_bytes"] == len(raw) for event in steps[1:])
    assert last.name == "import.done" and last.data["chat"]["title"] == "long"
    await gone(stage)


async def test_import_that_fails_names_the_line_in_its_last_event(stage: Stage, raw: bytes) -> None:
    last = (await streamed(stage, raw[:-20]))[-1]
    assert last.name == "import.failed" and last.data["code"] == "session_invalid"
    assert last.data["message"].startswith("line 1505: ") and last.data["hint"]
    await gone(stage)
    assert await stage.engine.db.read(chats.listed) == []


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["plain", "stream"])
async def test_client_that_leaves_ends_its_import(
    stage: Stage, raw: bytes, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, left = asyncio.Event(), asyncio.Event()

    async def importing(*_: Any) -> Any:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            left.set()

    monkeypatch.setattr(sessions, "import_session", importing)
    asking = asyncio.create_task(stage.client.post("/api/import", content=raw, headers=headers))
    await asyncio.wait_for(begun.wait(), 30)
    assert len(kept(stage)) == 1
    asking.cancel()
    await asyncio.wait_for(left.wait(), 30)
    await gone(stage)


async def test_upload_is_not_kept_where_there_is_no_room(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = b"POST /api/import HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % 10**17
    refused = await stage.raw(sent)
    assert refused.startswith(b"HTTP/1.1 413 ") and b"Make room" in refused
    assert kept(stage) == []


async def test_upload_that_does_not_come_is_not_waited_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "BODY_TIMEOUT", 0.05)
    head = b"POST /api/import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\nConnection: close\r\n\r\n{"
    assert (await stage.raw(head)).startswith(b"HTTP/1.1 408 ")
    assert kept(stage) == []


async def test_export_that_fails_does_not_look_whole(
    stage: Stage, raw: bytes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    chat = await import_session(stage.engine, raw)
    whole = export_session

    async def failing(*arguments: Any) -> AsyncGenerator[bytes, None]:
        pieces = whole(*arguments)
        yield await anext(pieces)
        await pieces.aclose()
        raise StorageError("The disk refused to read or write.")

    monkeypatch.setattr(sessions, "export_session", failing)
    with pytest.raises(httpx2.RemoteProtocolError):
        await stage.client.get(f"/api/chats/{chat.id}/export")
    assert "An export was cut off" in caplog.text


async def test_reader_that_stops_holds_the_export_back(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is made than what waits to be sent; when it leaves, the export ends."""
    made, over = 0, asyncio.Event()

    async def exporting(*_: Any) -> AsyncGenerator[bytes, None]:
        nonlocal made
        try:
            while made < 200:
                made += 1
                yield b"x" * 1_000_000
        finally:
            over.set()

    monkeypatch.setattr(sessions, "export_session", exporting)
    reader, writer = await asyncio.open_connection("127.0.0.1", stage.port, limit=1024)
    writer.write(b"GET /api/chats/h_1/export HTTP/1.1\r\nHost: localhost\r\n\r\n")
    await reader.readline()
    before = -1
    while made != before:
        before = made
        await asyncio.sleep(0.3)
    assert made < 100 and not over.is_set()
    writer.transport.abort()
    await asyncio.wait_for(over.wait(), 30)


async def test_exports_begun_at_once_all_come_and_hold_up_no_turn(stage: Stage) -> None:
    chat = await stage.chat()
    address = f"/api/chats/{chat['id']}/export"
    async with stage.engine.db.long_read(), AsyncExitStack() as stack:
        for _ in range(LONG_READS - 2):
            await stack.enter_async_context(stage.engine.db.long_read())
        exports = [asyncio.create_task(stage.client.get(address, timeout=60)) for _ in range(20)]
        await stage.until(await stage.post(chat), "turn.committed")
        assert {answer.status_code for answer in await asyncio.gather(*exports)} == {200}


async def test_who_leaves_before_an_export_began_waits_no_longer(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, over = asyncio.Event(), asyncio.Event()

    async def exporting(*given: Any) -> AsyncGenerator[bytes, None]:
        begun.set()
        try:
            async with aclosing(export_session(*given)) as pieces:
                async for piece in pieces:
                    yield piece
        finally:
            over.set()

    monkeypatch.setattr(sessions, "export_session", exporting)
    chat = await stage.chat()
    async with AsyncExitStack() as stack:
        for _ in range(LONG_READS):
            await stack.enter_async_context(stage.engine.db.long_read())
        _, writer = await asyncio.open_connection("127.0.0.1", stage.port)
        writer.write(f"GET /api/chats/{chat['id']}/export HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        async with asyncio.timeout(30):
            await begun.wait()
            writer.close()
            await over.wait()


async def test_unknown_chat_is_not_exported(stage: Stage) -> None:
    await stage.refused("GET", "/api/chats/h_nobody/export", status=404)
