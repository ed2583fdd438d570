"""A scriptable OpenAI-compatible server on asyncio sockets, for tests, browser tests and the bench.

    async with Provider() as provider:
        provider.on(model("m"), Reply("Hello.", first=0.2), error(500, "no"))   # in turn; the last one for ever
        provider.script([error(429, "slow down", headers={"Retry-After": "1"})])  # before all rules, each once
        …client at provider.base_url…
        request = await provider.seen(streaming)        # waits for it
        await request.over(); assert request.gone       # the client left before the answer was complete

Nothing scripted: streams get prose, requests with a JSON schema the simplest valid instance, others prose.
In a process of its own: python -m tests.provider --port 8900 --first 0.2 --rate 40 --classifier 0.3 --text FILE
"""

import argparse
import asyncio
import json
import socket
import struct
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Any

from tests.replies import HANG, TEXT, Reply, as_json, embeddings, error, neutral, streamed, whole

__all__ = [
    "HANG", "Provider", "Reply", "Request", "as_json", "asking", "embedding", "error", "model", "says", "streaming",
    "structured",
]  # fmt: skip

Match = Callable[["Request"], bool]
Answer = Reply | Callable[["Request"], Reply]


@dataclass
class Request:
    """One request as it came, and what became of it. Times are monotonic seconds."""

    method: str
    path: str
    headers: Mapping[str, str]  # names in lower case
    body: Any  # parsed JSON, None without one
    received: float
    first_byte: float | None = None  # when the first byte of the answer left
    ended: float | None = None  # when the answer was complete, or the client had gone
    gone: float | None = None  # when the client closed the connection before the answer was complete
    _over: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def model(self) -> str:
        return str((self.body or {}).get("model", ""))

    @property
    def stream(self) -> bool:
        return bool((self.body or {}).get("stream"))

    @property
    def messages(self) -> list[dict[str, str]]:
        return list((self.body or {}).get("messages", ()))

    @property
    def prompt(self) -> str:
        """The contents of all messages, a blank line between them."""
        return "\n\n".join(message["content"] for message in self.messages)

    @property
    def last(self) -> str:
        """The last message's content."""
        return self.messages[-1]["content"] if self.messages else ""

    @property
    def schema(self) -> dict[str, Any] | None:
        found = ((self.body or {}).get("response_format") or {}).get("json_schema")
        return found and found["schema"]

    async def over(self, timeout: float = 30) -> None:
        """Until the answer is complete or the client has gone."""
        async with asyncio.timeout(timeout):
            await self._over.wait()


def model(name: str) -> Match:
    return lambda request: request.model == name


def says(text: str) -> Match:
    """The text stands somewhere in the messages."""
    return lambda request: text in request.prompt


def structured(*fields: str) -> Match:
    """Asks for JSON whose schema has these properties."""
    return lambda request: request.schema is not None and set(fields) <= set(request.schema.get("properties", ()))


def streaming(request: Request) -> bool:
    return request.stream


def asking(request: Request) -> bool:
    """A chat request that is not the narrator's."""
    return request.path.endswith("/chat/completions") and not request.stream


def embedding(request: Request) -> bool:
    return request.path.endswith("/embeddings")


class Provider:
    """The server. `requests` holds every request in the order they came."""

    def __init__(self, port: int = 0, models: Sequence[str] = ("test-narrator", "test-classifier")) -> None:
        self.port = port
        self.models = models
        self.requests: list[Request] = []
        self._rules: list[tuple[Match, list[Answer]]] = []
        self._script: list[Answer] = []
        self._came = asyncio.Condition()
        self.connected = 0  # connections made so far
        self._connections: set[asyncio.Task[None]] = set()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def on(self, match: Match, *answers: Answer) -> None:
        """Answer matching requests with these in turn, the last one for ever. Later rules go before earlier ones."""
        self._rules.insert(0, (match, list(answers)))

    def script(self, answers: Iterable[Answer]) -> None:
        """The answers to the next requests, whatever they are; then the rules again."""
        self._script.extend(answers)

    def matching(self, match: Match) -> list[Request]:
        return [request for request in self.requests if match(request)]

    async def seen(self, match: Match = lambda request: True, count: int = 1, timeout: float = 30) -> Request:
        """The count-th matching request, as soon as it has come."""
        async with asyncio.timeout(timeout), self._came:
            await self._came.wait_for(lambda: len(self.matching(match)) >= count)
        return self.matching(match)[count - 1]

    def overlap(self, match: Match = lambda request: True) -> int:
        """The most matching requests that were being answered at one moment."""
        found = self.matching(match)
        ends = [(request.ended if request.ended is not None else float("inf"), -1) for request in found]
        running = most = 0
        for _, step in sorted([(request.received, 1) for request in found] + ends):
            running += step
            most = max(most, running)
        return most

    async def __aenter__(self) -> "Provider":
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port, limit=1 << 24, backlog=512)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        # what was accepted a moment ago becomes a task of ours some passes of the loop later, and none if closed before
        for listening in self._server.sockets:
            asyncio.get_running_loop().remove_reader(listening.fileno())
        for _ in range(5):
            await asyncio.sleep(0)
        self._server.close()
        for connection in list(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()

    # ------------------------------------------------------------ connections

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        self.connected += 1
        try:
            while await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client left
        except asyncio.CancelledError:
            writer.transport.abort()  # the provider closes; what a client left unread would keep the socket open
        finally:
            self._connections.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request and its answer. False when the connection is not to be used again."""
        request = await self._read(reader)
        self.requests.append(request)
        async with self._came:
            self._came.notify_all()
        answer = asyncio.create_task(self._answer(request, writer))
        leaving = asyncio.create_task(reader.read(1))
        try:
            await asyncio.wait((answer, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                assert leaving.result() == b"", "a client of ours pipelines"
                request.gone = monotonic()
                return False
            return answer.result()
        except ConnectionError:
            request.gone = monotonic()
            return False
        finally:
            request.ended = monotonic()
            request._over.set()
            for task in (answer, leaving):
                task.cancel()
            await asyncio.gather(answer, leaving, return_exceptions=True)

    async def _read(self, reader: asyncio.StreamReader) -> Request:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        received = monotonic()
        method, path, _ = head[0].split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:-2])}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        return Request(method, path, headers, json.loads(body) if body else None, received)

    def _reply(self, request: Request) -> Reply:
        answer: Answer = self._default
        if self._script:
            answer = self._script.pop(0)
        else:
            for match, answers in self._rules:
                if match(request):
                    answer = answers.pop(0) if len(answers) > 1 else answers[0]
                    break
        return answer if isinstance(answer, Reply) else answer(request)

    def _default(self, request: Request) -> Reply:
        if request.path.endswith("/models"):
            known = [{"id": name, "object": "model"} for name in self.models]
            return as_json({"object": "list", "data": known})
        if request.path.endswith("/embeddings"):
            return as_json(embeddings(request.body))
        if not request.path.endswith("/chat/completions"):
            return error(404, f"There is no {request.path} here.")
        if request.schema is not None:
            return Reply(json.dumps(neutral(request.schema)))
        return Reply(TEXT)

    async def _answer(self, request: Request, writer: asyncio.StreamWriter) -> bool:
        reply = self._reply(request)
        await pause(reply.headers_after)
        body: Iterable[bytes | float | asyncio.Event]
        if reply.body is not None:
            body, kind = [reply.body], "text/html"
        elif request.stream:
            body, kind = streamed(reply, request.model), "text/event-stream"
        else:
            body, kind = [reply.first, whole(reply, request.model)], "application/json"
        if -1 in (reply.cut, reply.reset):
            hang_up(writer, reply)
            return False
        head = [f"HTTP/1.1 {reply.status} Scripted", f"Content-Type: {reply.content_type or kind}"]
        head += [f"{name}: {value}" for name, value in reply.headers.items()]
        if reply.framing == "length":
            body = [b"".join(part for part in body if isinstance(part, bytes))]
            head.append(f"Content-Length: {sum(len(part) for part in body if isinstance(part, bytes))}")
        else:
            head.append("Transfer-Encoding: chunked" if reply.framing == "chunked" else "Connection: close")
        writer.write("\r\n".join([*head, "", ""]).encode())
        request.first_byte = monotonic()
        if not await send(writer, body, reply):
            return False
        if reply.framing == "chunked":
            writer.write(b"0\r\n\r\n")
        await writer.drain()
        return reply.framing != "close"


async def send(writer: asyncio.StreamWriter, body: Iterable[bytes | float | asyncio.Event], reply: Reply) -> bool:
    """Write the body as framed and cut. False when it was cut: the connection is over."""
    limit = reply.cut if reply.reset is None else reply.reset
    for part in body:
        if not isinstance(part, bytes):
            await writer.drain()
            await pause(part)
            continue
        ends = limit is not None and len(part) >= limit
        piece = part[:limit] if ends else part
        if piece:
            framed = b"%x\r\n%b\r\n" % (len(piece), piece) if reply.framing == "chunked" else piece
            writer.write(framed)
        if ends:
            await writer.drain()
            hang_up(writer, reply)
            return False
        limit = None if limit is None else limit - len(part)
        if writer.transport.get_write_buffer_size() > 1 << 16:
            await writer.drain()
    return True


def hang_up(writer: asyncio.StreamWriter, reply: Reply) -> None:
    """A reset where one was asked for; else the connection is closed as soon as nobody uses it."""
    if reply.reset is not None:
        sock: socket.socket = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()


async def pause(wait: float | asyncio.Event) -> None:
    if isinstance(wait, asyncio.Event):
        await wait.wait()
    elif wait == HANG:
        await asyncio.Event().wait()
    elif wait:
        await asyncio.sleep(wait)


async def serve(port: int, first: float, rate: float, classifier: float, text: str) -> None:
    async with Provider(port) as provider:
        provider.on(streaming, Reply(text, first=first, delay=1 / rate if rate else 0.0))
        provider.on(structured(), lambda request: Reply(json.dumps(neutral(request.schema or {})), first=classifier))
        print(provider.base_url, flush=True)  # noqa: T201
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description="A scriptable OpenAI-compatible server.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--first", type=float, default=0.2, help="seconds to the first token")
    parser.add_argument("--rate", type=float, default=40, help="tokens a second; 0: at once")
    parser.add_argument("--classifier", type=float, default=0.3, help="seconds a classifier call takes")
    parser.add_argument("--text", type=Path, help="a file with what the narrator tells")
    given = parser.parse_args()
    text = given.text.read_text("utf-8") if given.text else TEXT
    asyncio.run(serve(given.port, given.first, given.rate, given.classifier, text))


if __name__ == "__main__":
    main()
