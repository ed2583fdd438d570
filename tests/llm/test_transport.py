"""Our HTTP connections over sockets: what an answer may look like, when a connection is used again, and when it is not."""

import asyncio
import socket
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import which
from typing import Any

import httpx2
import pytest
import uvloop

from chat.llm import transport
from chat.llm.openai_client import OpenAIClient, proxied
from chat.llm.timeouts import Timeouts
from chat.llm.transport import MAX_UNREAD, Transport, reach
from tests.conftest import missing
from tests.faults.leftovers import nothing_left
from tests.provider import Provider
from tests.replies import HANG, TEXT, Reply

Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
WHOLE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


@asynccontextmanager
async def speaking(*said: bytes, tls: ssl.SSLContext | None = None) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A server that says these bytes, one for each request on whatever connection; its address and the requests' heads.
    After the last it closes."""
    heads: list[bytes] = []
    writers: list[asyncio.StreamWriter] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        while len(heads) < len(said):
            try:
                heads.append(await reader.readuntil(b"\r\n\r\n"))
            except asyncio.IncompleteReadError:
                break
            writer.write(said[len(heads) - 1])
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", ssl=tls)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{port}/v1/x?y=1", heads
    finally:
        server.close()
        for writer in writers:
            writer.close()


@pytest.fixture
async def client() -> AsyncIterator[httpx2.AsyncClient]:
    async with httpx2.AsyncClient(transport=Transport(ssl.create_default_context(), 5)) as client:
        yield client


@pytest.mark.parametrize(
    "answer",
    [
        WHOLE,
        b"HTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\nTrailer: 1\r\n\r\n",
        b"HTTP/1.0 200 OK\r\n\r\nhello",
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + WHOLE,
    ],
    ids=["length", "chunked", "until it closes", "after hints"],
)
async def test_an_answer_is_read_however_it_is_framed(client: httpx2.AsyncClient, answer: bytes) -> None:
    async with speaking(answer) as (url, heads):
        found = await client.post(url, content=b"", headers={"X-Mine": "1"})
    assert (found.status_code, found.content) == (200, b"hello") and "link" not in found.headers
    assert heads[0].startswith(b"POST /v1/x?y=1 HTTP/1.1\r\nHost: 127.0.0.1:") and b"\r\nX-Mine: 1\r\n" in heads[0]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Le",
        WHOLE[:-1],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * (1 << 20),
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
    ids=["nothing", "half a head", "too short", "no last chunk", "no HTTP", "a long head", "an upgrade"],
)
async def test_what_is_no_whole_answer_is_an_error_of_the_transport(client: httpx2.AsyncClient, answer: bytes) -> None:
    async with speaking(answer) as (url, _):
        with pytest.raises(httpx2.TransportError):
            await client.post(url, content=b"")


async def test_a_connection_is_kept_only_if_its_answer_was_whole(client: httpx2.AsyncClient) -> None:
    async with Provider() as provider:
        url = f"{provider.base_url}/models"
        for _ in range(3):
            await client.get(url)
        assert provider.connected == 1
        provider.script([Reply(first=HANG)])
        async with client.stream("GET", url):
            pass  # left before its end
        await client.get(url)
        assert provider.connected == 2
        await asyncio.gather(*(client.get(url) for _ in range(5)))
        assert provider.connected == 6


async def test_a_connection_the_other_side_closed_or_that_is_old_is_not_used(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with speaking(WHOLE, WHOLE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), WHOLE, WHOLE) as (
        url,
        heads,
    ):
        for _ in range(3):
            await client.post(url, content=b"")
        monkeypatch.setattr(transport, "KEPT_FOR", -1.0)
        await client.post(url, content=b"")
        assert len(heads) == 4
        with pytest.raises(httpx2.TransportError):
            await client.post(url, content=b"")


async def test_after_a_streamed_answer_a_connection_rests(
    client: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of llama.cpp: it says keep-alive, and closes a moment after the last chunk."""
    async with Provider() as provider:
        provider.on(lambda request: True, Reply())
        monkeypatch.setattr(transport, "RESTS", 60.0)
        for _ in range(2):
            await client.get(f"{provider.base_url}/models")
        assert provider.connected == 2
        monkeypatch.setattr(transport, "RESTS", 0.0)
        for _ in range(2):
            await client.get(f"{provider.base_url}/models")
        assert provider.connected == 3


async def test_what_nobody_reads_stays_at_the_sender(client: httpx2.AsyncClient) -> None:
    most = 8 << 20
    async with (
        speaking(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % most + b"x" * most) as (url, _),
        client.stream("POST", url, content=b"") as answer,
    ):
        body = answer.aiter_raw()
        sizes = [len(await anext(body))]
        await asyncio.sleep(0.1)
        sizes += [len(piece) async for piece in body]
    assert sum(sizes) == most and max(sizes) < 4 * MAX_UNREAD


async def test_the_next_address_is_tried_beside_one_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    async with speaking() as (url, _):
        port = httpx2.URL(url).port or 0
        places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port)) for host in ("192.0.2.1", "127.0.0.1")]

        async def resolved(*_: Any, **__: Any) -> Any:
            return places

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolved)
        async with asyncio.timeout(20):
            reached = await reach("two.example", port)
        assert reached.getpeername() == ("127.0.0.1", port)
        reached.close()
        places[:] = []
        with pytest.raises(OSError, match="no address"):
            await reach("none.example", port)


def test_it_is_the_same_on_the_servers_loop() -> None:
    async def told() -> str:
        async with Provider() as provider:
            client = OpenAIClient("test", provider.base_url, None, clocks=Timeouts())
            text = ""
            for _ in range(2):
                async for chunk in client.stream([{"role": "user", "content": "Go on."}], model="m"):
                    text += chunk.text
            await client.close()
            return text

    assert uvloop.run(told()) == TEXT * 2


@pytest.mark.slow
@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_tls_is_spoken_and_a_certificate_nobody_signed_is_refused(tmp_path: Path, run: Callable[[Any], Any]) -> None:
    if which("openssl") is None:
        missing("openssl is not there to make a certificate")
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    extra = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate]
    subprocess.run([*command, *extra], check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate, key)

    async def asked() -> None:
        async with speaking(WHOLE, WHOLE, tls=server) as (url, heads):
            trusting = Transport(ssl.create_default_context(cafile=certificate), 5)
            async with httpx2.AsyncClient(transport=trusting) as client:
                for _ in range(2):
                    assert (await client.post(url, content=b"")).content == b"hello"
            assert len(heads) == 2
            async with httpx2.AsyncClient(transport=Transport(ssl.create_default_context(), 5)) as client:
                with pytest.raises(httpx2.ConnectError, match="certificate"):
                    await client.post(url, content=b"")

    run(asked())


def test_a_proxy_of_the_environment_is_httpxs_to_use(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert not proxied("https://api.example/v1")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:3128")
    assert proxied("https://api.example/v1") and not proxied("http://api.example/v1")
    assert not proxied("https://127.0.0.1:8080/v1")


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run])
def test_a_handshake_that_never_ends_is_given_up_and_leaves_nothing(run: Callable[[Any], Any]) -> None:
    async def asked() -> None:
        async with speaking(b"") as (url, _):
            tls = url.replace("http:", "https:")
            hasty = Transport(ssl.create_default_context(), 0.2)
            async with httpx2.AsyncClient(transport=hasty) as client, nothing_left():
                with pytest.raises(httpx2.ConnectTimeout):
                    await client.post(tls, content=b"")

    run(asked())


async def test_a_socket_that_connects_when_nobody_wants_it_any_more_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    connects = asyncio.Event()

    async def connected(*_: object) -> socket.socket:
        await connects.wait()
        return ours

    monkeypatch.setattr(transport, "_connected", connected)
    reaching = asyncio.create_task(reach("127.0.0.1", 9))
    await asyncio.sleep(0.02)
    connects.set()
    await asyncio.sleep(0)  # it has connected, and whoever waits for it does not know yet
    reaching.cancel()
    await asyncio.gather(reaching, return_exceptions=True)
    await asyncio.sleep(0)
    assert reaching.cancelled() and ours.fileno() == -1
    theirs.close()
