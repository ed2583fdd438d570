"""HTTP/1.1 connections to one provider: opened side by side where it has several addresses, kept for the next call,
closed at once when an answer is left.

An httpx transport under the SDK, because reading a token through its own costs three times as much CPU: the bytes go
from the socket through httptools to whoever waits, and to nobody else.
"""

import asyncio
import select
import socket
import ssl
from collections.abc import AsyncIterator
from time import monotonic

import httptools
import httpx2

MAX_HEAD = 1 << 16  # bytes of an answer's status line and headers
MAX_UNREAD = 1 << 18  # bytes of a body, then the socket is not read until they are taken
KEPT_FOR = 90.0  # seconds of an idle connection
MAX_IDLE = 100
RESTS = 0.1  # seconds after a streamed answer: some servers close then what they said they would keep
NEXT_ADDRESS = 0.25  # seconds until the next address is tried beside one that does not answer


class Connection(asyncio.Protocol):
    """One exchange at a time: `ask`, then `more` until it gives nothing; `good` when another may follow."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.idle_since = 0.0
        self.closed = False
        self._lost: Exception | None = None
        self._paused = False
        self._waiter: asyncio.Future[None] | None = None
        self._begin()

    def _begin(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self.headers: list[tuple[bytes, bytes]] = []
        self.status = 0
        self._seen = 0  # bytes of the head
        self._framed = False  # the head or the chunks say where the body ends
        self.streamed = False
        self._pieces: list[bytes] = []
        self._unread = 0
        self.complete = self.good = False

    def quiet(self) -> bool:
        """Whether nothing has come that the loop has not told of yet; an end, most likely."""
        polled = select.poll()
        polled.register(self.transport.get_extra_info("socket").fileno(), select.POLLIN)
        return not polled.poll(0)

    async def ask(self, request: bytes) -> None:
        """Sends a request and waits for the head of its answer."""
        self._begin()
        self.transport.write(request)
        while not self.status:
            await self._news()

    async def more(self) -> bytes:
        """What of the body came since; nothing at its end."""
        while not self._pieces and not self.complete:
            await self._news()
        body = self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._pieces, self._unread = [], 0
        if self._paused:
            self._paused = False
            self.transport.resume_reading()
        return body

    async def _news(self) -> None:
        if self._lost is not None:
            raise self._lost
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _tell(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def abort(self) -> None:
        if not self.closed:
            self.closed, self.good = True, False
            self.transport.abort()

    # ------------------------------------------------------------ from the socket

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if not self.status:
            self._seen += len(data)
        try:
            if self.complete:
                raise httptools.HttpParserError("more than was asked for")
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade) as error:
            self._lose(httpx2.RemoteProtocolError(str(error)))
            self.abort()
            return
        if not self.status and self._seen > MAX_HEAD:
            self._lose(httpx2.RemoteProtocolError("a head without end"))
            self.abort()
            return
        if self._unread > MAX_UNREAD and not self._paused:
            self._paused = True
            self.transport.pause_reading()
        self._tell()

    def connection_lost(self, error: Exception | None) -> None:
        self.closed, self.good = True, False
        if self.status and not self._framed and error is None:  # such a body ends with the connection
            self.complete = True
        if not self.complete:
            self._lose(
                httpx2.RemoteProtocolError("it ended too early") if error is None else httpx2.ReadError(str(error))
            )
        self._tell()

    def _lose(self, error: Exception) -> None:
        self._lost = self._lost or error

    # ------------------------------------------------------------ from the parser

    def on_header(self, name: bytes, value: bytes) -> None:
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if 100 <= status < 200:  # the answer is still to come
            self.headers = []
            return
        given = {name.lower(): value.lower() for name, value in self.headers}
        self.streamed = b"chunked" in given.get(b"transfer-encoding", b"")
        self._framed = self.streamed or b"content-length" in given or status in (204, 304)
        self.status = status

    def on_body(self, body: bytes) -> None:
        self._pieces.append(body)
        self._unread += len(body)

    def on_message_complete(self) -> None:
        if self.status:
            self.complete = True
            self.good = self._framed and bool(self._parser.should_keep_alive())


class Transport(httpx2.AsyncBaseTransport):
    """Raises httpx errors as httpx's own does; the timeouts are the caller's, but for `connect` seconds."""

    def __init__(self, tls: ssl.SSLContext, connect: float) -> None:
        self._tls, self._connect = tls, connect
        self._idle: list[tuple[tuple[str, int, bool], Connection]] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        secure = request.url.scheme == "https"
        place = (request.url.host, request.url.port or (443 if secure else 80), secure)
        written = _written(request, await request.aread())
        connection = self._kept(place) or await self._opened(place)
        try:
            await connection.ask(written)
        except BaseException:
            connection.abort()
            raise
        return httpx2.Response(connection.status, headers=connection.headers, stream=_Body(self, place, connection))

    def _kept(self, place: tuple[str, int, bool]) -> Connection | None:
        """The connection used last, which the other side most likely has not closed."""
        oldest = monotonic() - KEPT_FOR
        for _, connection in self._idle:
            if connection.idle_since < oldest and not connection.closed:
                connection.abort()
        self._idle = [(at, connection) for at, connection in self._idle if not connection.closed]
        for number in reversed(range(len(self._idle))):
            at, connection = self._idle[number]
            if at == place and connection.idle_since <= monotonic():
                del self._idle[number]
                if connection.quiet():
                    return connection
                connection.abort()
        return None

    async def _opened(self, place: tuple[str, int, bool]) -> Connection:
        host, port, secure = place
        try:
            async with asyncio.timeout(self._connect):
                reached = await reach(host, port)
                try:
                    _, connection = await asyncio.get_running_loop().create_connection(
                        Connection,
                        sock=reached,
                        ssl=self._tls if secure else None,
                        server_hostname=host if secure else None,
                    )
                except BaseException:
                    reached.close()
                    raise
        except TimeoutError:
            raise httpx2.ConnectTimeout("no answer") from None
        except OSError as error:  # of the resolver and of TLS too
            raise httpx2.ConnectError(str(error)) from error
        return connection

    def take_back(self, place: tuple[str, int, bool], connection: Connection) -> None:
        """After an answer: kept if it was read to its end and the other side keeps it too."""
        if connection.good and len(self._idle) < MAX_IDLE:
            connection.idle_since = monotonic() + (RESTS if connection.streamed else 0)
            self._idle.append((place, connection))
        else:
            connection.abort()

    async def aclose(self) -> None:
        for _, connection in self._idle:
            connection.abort()
        self._idle = []


class _Body(httpx2.AsyncByteStream):
    def __init__(self, pool: Transport, place: tuple[str, int, bool], connection: Connection) -> None:
        self._pool, self._place = pool, place
        self._connection: Connection | None = connection

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self._connection is not None and (piece := await self._connection.more()):
            yield piece

    async def aclose(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            self._pool.take_back(self._place, connection)


def _written(request: httpx2.Request, body: bytes) -> bytes:
    head = [b"%b %b HTTP/1.1" % (request.method.encode(), request.url.raw_path)]
    head += [b"%b: %b" % (name, value) for name, value in request.headers.raw]
    return b"\r\n".join([*head, b"", body])


async def reach(host: str, port: int) -> socket.socket:
    """A connected socket. Where a name has several addresses, the next is tried soon after one that does not answer:
    the first may be of a network that leads nowhere. OSError when none is reached."""
    loop = asyncio.get_running_loop()
    addresses = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    tried: list[asyncio.Task[socket.socket]] = []
    trying: set[asyncio.Task[socket.socket]] = set()
    reached: asyncio.Task[socket.socket] | None = None
    failure: OSError = OSError("it has no address")
    try:
        while addresses or trying:
            if addresses:
                family, _, protocol, _, address = addresses.pop(0)
                tried.append(asyncio.create_task(_connected(family, protocol, address)))
                trying.add(tried[-1])
            done, trying = await asyncio.wait(
                trying, timeout=NEXT_ADDRESS if addresses else None, return_when=asyncio.FIRST_COMPLETED
            )
            for task in done:
                error = task.exception()
                if error is None:
                    reached = task
                    return task.result()
                if not isinstance(error, OSError):
                    raise error
                failure = error
        raise failure
    finally:
        for task in tried:
            if task is not reached:
                task.cancel()
                task.add_done_callback(_drop)  # one may have connected in the moment in which nobody wanted it any more


def _drop(task: asyncio.Task[socket.socket]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().close()


async def _connected(family: int, protocol: int, address: tuple[object, ...]) -> socket.socket:
    connecting = socket.socket(family, socket.SOCK_STREAM, protocol)
    try:
        connecting.setblocking(False)
        connecting.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(connecting, address)
    except BaseException:
        connecting.close()
        raise
    return connecting
