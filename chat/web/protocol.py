"""The HTTP protocol of the server, with bounds that uvicorn's own lacks: a head of limited size, sent in limited time,
and an end for whoever stops reading.
"""

import asyncio
import logging
import re
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

log = logging.getLogger(__name__)
MAX_HEAD = 64 * 1024  # bytes of address and headers
HEAD_TIMEOUT = 15.0  # seconds for a whole head
SEND_TIMEOUT = 30.0  # seconds until a reader who takes nothing is dropped
ADDRESS = re.compile(rb"https?://([^/?#\\]*)", re.IGNORECASE)
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"


class HeadTooLarge(ValueError):
    """Ends the parsing of a request; the parser reports it as an invalid one."""


class WrongTarget(ValueError):
    """Ends the parsing likewise: what is asked for is not a path, nor an address of the host that the head names."""


class BoundedHttp(HttpToolsProtocol):
    """A connection whose head is too large is refused, one whose head does not come is closed, and one that takes
    nothing of what is sent is dropped: its memory is not ours to hold."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._awaited: asyncio.TimerHandle | None = None  # runs while a head is not complete
        self._head = 0  # bytes of it so far
        self._sending: asyncio.TimerHandle | None = None  # runs while the reader has not taken all
        self._unsent = 0  # bytes when it was set

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=0)  # so that `pause_writing` tells of every byte that waits
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._have_head()
        self._all_taken()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._all_taken()

    def data_received(self, data: bytes) -> None:
        if self._awaited is not None:
            self._head += len(data)
        super().data_received(data)
        if self._awaited is not None and self._head > MAX_HEAD and not self.transport.is_closing():
            self.send_400_response("")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._awaited is None:
            self._await_head()

    def on_headers_complete(self) -> None:
        self._have_head()
        self._head = len(self.url) + sum(len(name) + len(value) for name, value in self.headers)
        if self._head > MAX_HEAD:
            raise HeadTooLarge
        if not self.url.startswith(b"/") and _authority(self.url) not in self._hosts():
            raise WrongTarget
        super().on_headers_complete()

    def _hosts(self) -> list[bytes]:
        return [value.strip().lower() for name, value in self.headers if name == b"host"]

    def send_400_response(self, msg: str) -> None:
        if self._head > MAX_HEAD:
            self.transport.write(TOO_LARGE)
            self.transport.close()
        else:
            super().send_400_response(msg)

    def _await_head(self) -> None:
        self._head = 0
        self._awaited = self.loop.call_later(HEAD_TIMEOUT, self.transport.close)

    def _have_head(self) -> None:
        if self._awaited is not None:
            self._awaited.cancel()
            self._awaited = None

    def _watch_reader(self) -> None:
        self._unsent = self.transport.get_write_buffer_size()
        self._sending = self.loop.call_later(SEND_TIMEOUT, self._drop_reader)

    def _drop_reader(self) -> None:
        if self.transport.get_write_buffer_size() < self._unsent:  # slow, but it reads
            self._watch_reader()
            return
        log.warning("A reader took nothing for %.0f s and was dropped.", SEND_TIMEOUT)
        self.transport.abort()

    def _all_taken(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None


def _authority(target: bytes) -> bytes | None:
    """Whose address a request's target is, as written; None for what is no address."""
    match = ADDRESS.match(target)
    return match[1].lower() if match else None
