"""Event streams as responses, and readers who leave."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from starlette.types import Message

from chat.web.sse import EventStream

SCOPE: Any = {"type": "http", "path": "/events"}


async def pieces(*given: bytes) -> AsyncGenerator[bytes, None]:
    for piece in given:
        yield piece


async def for_ever() -> Message:
    await asyncio.Event().wait()
    raise AssertionError


async def test_pieces_are_sent_as_they_come() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    await EventStream(pieces(b"one", b"two"))(SCOPE, for_ever, send)
    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 200 and headers[b"content-type"].startswith(b"text/event-stream")
    assert headers[b"cache-control"] == b"no-store" and b"content-length" not in headers
    assert [(message["body"], message["more_body"]) for message in sent[1:]] == [
        (b"one", True), (b"two", True), (b"", False),
    ]  # fmt: skip


async def test_a_reader_that_leaves_ends_the_response() -> None:
    ended = asyncio.Event()

    async def endless() -> AsyncGenerator[bytes, None]:
        try:
            yield b"one"
            await asyncio.Event().wait()
        finally:
            ended.set()

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        pass

    async with asyncio.timeout(20):
        await EventStream(endless())(SCOPE, receive, send)
        await ended.wait()


async def test_a_bug_in_the_pieces_is_not_hidden() -> None:
    async def broken() -> AsyncGenerator[bytes, None]:
        yield b"one"
        raise ZeroDivisionError

    async def send(message: Message) -> None:
        pass

    with pytest.raises(ZeroDivisionError):
        await EventStream(broken())(SCOPE, for_ever, send)
