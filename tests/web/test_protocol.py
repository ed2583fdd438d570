"""The bounds of a request's head, over raw sockets."""

import asyncio
import re

import pytest

from chat.web import protocol
from chat.web.protocol import MAX_HEAD
from tests.web.stage import Stage

GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
LAST = GET + b"Connection: close\r\n"


async def test_a_head_within_bounds_is_read_in_any_pieces(stage: Stage) -> None:
    padding = b"X-Padding: " + b"x" * (MAX_HEAD - 200) + b"\r\n"
    whole = LAST + padding + b"\r\n"
    assert (await stage.raw(whole)).startswith(b"HTTP/1.1 200 ")
    assert (await stage.raw(*(whole[at : at + 9000] for at in range(0, len(whole), 9000)))).startswith(b"HTTP/1.1 200 ")


async def test_a_head_that_is_too_large_is_refused(stage: Stage) -> None:
    assert (await stage.raw(LAST + b"X-Padding: " + b"x" * MAX_HEAD + b"\r\n\r\n")).startswith(b"HTTP/1.1 431 ")


async def test_a_head_without_end_is_not_collected(stage: Stage) -> None:
    for more in (b"x" * 60_000, b"".join(b"X-%d: 1\r\n" % number for number in range(6_000))):
        _, writer = await asyncio.open_connection("127.0.0.1", stage.port)
        writer.write(LAST + b"X-Padding: ")
        with pytest.raises(ConnectionError):
            async with asyncio.timeout(30):
                while True:
                    writer.write(more)
                    await writer.drain()
        writer.close()
    await stage.call("GET", "/healthz")


async def test_a_long_address_is_refused(stage: Stage) -> None:
    asked = b"GET /healthz?" + b"x" * MAX_HEAD + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    assert (await stage.raw(asked)).startswith(b"HTTP/1.1 431 ")


async def test_a_head_that_does_not_come_is_not_waited_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "HEAD_TIMEOUT", 0.1)
    assert await stage.raw() == b""
    assert await stage.raw(GET) == b""
    assert await stage.raw(GET, b"\r\n" + GET) != b"", "the second head of a connection is waited for no longer"


async def test_bodies_and_answers_are_not_hurried_by_the_clock_of_the_head(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "HEAD_TIMEOUT", 0.05)
    reader, writer = await asyncio.open_connection("127.0.0.1", stage.port)
    writer.write(b"POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{")
    await asyncio.sleep(0.15)
    writer.write(b"}")
    assert (await reader.read()).startswith(b"HTTP/1.1 422 ")
    writer.close()


async def test_requests_sent_together_are_answered_in_order(stage: Stage) -> None:
    answers = await stage.raw(GET + b"\r\n" + GET.replace(b"/healthz", b"/nowhere") + b"\r\n" + LAST + b"\r\n")
    assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"200", b"404", b"200"]


async def test_what_is_not_http_is_refused(stage: Stage) -> None:
    for sent in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ):
        assert (await stage.raw(sent)).startswith(b"HTTP/1.1 400 ")


async def asked(stage: Stage, line: bytes, *hosts: bytes) -> bytes:
    """The status of the answer to a request line with these Host headers."""
    head = b"".join(b"Host: " + host + b"\r\n" for host in hosts)
    return (await stage.raw(line + b"\r\n" + head + b"Connection: close\r\n\r\n")).partition(b" ")[2][:3]


async def test_a_target_of_another_host_is_refused_whatever_host_says(stage: Stage) -> None:
    port = b":%d" % stage.port
    for target in (
        b"http://evil.com/healthz", b"http://evil.com", b"https://evil.com/healthz", b"HTTP://EVIL.com/healthz",
        b"http://localhost@evil.com/healthz", b"http://evil.com@localhost/healthz", b"http://localhost:1/healthz",
        b"http://localhost.evil.com/healthz", b"http:///healthz", b"http://evil.com\\@localhost/healthz",
        b"ftp://localhost/healthz", b"healthz", b"localhost/healthz", b"*", b"?", b"#",
    ):  # fmt: skip
        assert await asked(stage, b"GET " + target + b" HTTP/1.1", b"localhost") == b"400", target
        assert await asked(stage, b"GET " + target + b" HTTP/1.0") in (b"400", b"403"), target
    for line in (b"CONNECT evil.com:443", b"CONNECT localhost:80", b"OPTIONS *"):
        assert await asked(stage, line + b" HTTP/1.1", b"localhost") == b"400", line
    assert await asked(stage, b"GET //evil.com/healthz HTTP/1.1", b"localhost") == b"404"
    for name in (b"localhost", b"127.0.0.1" + port, b"[::1]"):
        assert await asked(stage, b"GET http://" + name + b"/healthz HTTP/1.1", name.upper()) == b"200", name


async def test_a_host_of_ours_is_named_once(stage: Stage) -> None:
    for hosts in (
        (), (b"",), (b"localhost", b"localhost"), (b"localhost", b"evil.com"), (b"evil.com", b"localhost"),
        (b"me@localhost",), (b"localhost@evil.com",), (b"localhost, localhost",), (b"evil.com",),
    ):  # fmt: skip
        for line in (b"GET /healthz HTTP/1.1", b"GET http://localhost/healthz HTTP/1.1", b"GET /healthz HTTP/1.0"):
            assert await asked(stage, line, *hosts) in (b"400", b"403"), (line, hosts)
