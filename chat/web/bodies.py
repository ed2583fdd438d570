"""Request bodies: read within their limit, parsed strictly, checked by a pydantic model; and the numbers of a query.
Whatever is wrong is a 4xx."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import ClientDisconnect, Request

from chat.errors import RequestError, StorageError, TooLarge, TooSlow, Unprocessable
from chat.formats.strict import parse_json

MAX_BODY = 1024 * 1024  # bytes
QUICK = 32 * 1024  # bytes that are parsed in a few milliseconds, whatever they are
MAX_VERSION = 2**53
BODY_TIMEOUT = 30.0  # seconds for a whole body
SLOWEST = 32 * 1024  # bytes a second beyond that, for a file of any length
BLOCK = 1024 * 1024  # bytes of it that are in memory


class Body(BaseModel):
    """A JSON object; a field nobody knows is refused, so that a typing error is not silently lost."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, strict=True)


Model = TypeVar("Model", bound=Body)


async def read_body(request: Request, model: type[Model], *, empty: bool = False) -> Model:
    """The body as `model`; with `empty`, no body at all stands for an empty object."""
    value = await read_json(request, empty=empty)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "body"
        raise Unprocessable(f"{where} is wrong: {first['msg']}.", hint="Correct it and send it again.") from None


async def read_json(request: Request, *, empty: bool = False) -> Any:
    """Strict JSON: no NaN or infinity, no duplicate keys, no lone surrogates, no depth without end."""
    raw = await read_bytes(request)
    if empty and not raw.strip():
        return {}
    try:
        return parse_json(raw) if len(raw) < QUICK else await asyncio.to_thread(parse_json, raw)
    except ValueError as error:
        raise RequestError(f"The body is not JSON: {error}.", code="bad_json", hint="Send one JSON value.") from None


def read_number(request: Request, name: str, default: int, least: int, most: int) -> int:
    """A whole number of the query, within its bounds. Unprocessable."""
    try:
        found = int(request.query_params.get(name, default))
    except ValueError:
        raise Unprocessable(f"`{name}` must be a number.", hint=f"{least} to {most}.") from None
    if not least <= found <= most:
        raise Unprocessable(f"`{name}` is out of bounds.", hint=f"{least} to {most}.")
    return found


def read_version(request: Request) -> int | None:
    """`?version=` of a call without a body: the version of the chat that it was made for."""
    return read_number(request, "version", 0, 0, MAX_VERSION) if "version" in request.query_params else None


async def save_body(request: Request, file: IO[bytes], check_room: Callable[[Path, int], None]) -> None:
    """A body of any length, written to a file as it comes; `check_room` raises where its disk has no room for it. The
    database takes as much again."""
    folder, began, size, block = Path(file.name).parent, asyncio.get_running_loop().time(), 0, bytearray()
    stated = request.headers.get("content-length", "")
    check_room(folder, 2 * int(stated) if stated.isdigit() else 0)
    parts = aiter(request.stream())
    try:
        while True:
            async with asyncio.timeout_at(began + BODY_TIMEOUT + size / SLOWEST):
                part = await anext(parts, None)
            if part is None or len(block) >= BLOCK:
                check_room(folder, len(block))
                await asyncio.to_thread(file.write, bytes(block))
                block.clear()
            if part is None:
                break
            block += part
            size += len(part)
        await asyncio.to_thread(file.flush)
    except TimeoutError:
        raise TooSlow("The body did not come in time.", hint="Send it again.") from None
    except ClientDisconnect:
        raise RequestError("The client went away before the body was whole.", hint="Send it again.") from None
    except OSError as error:
        raise StorageError(f"The file cannot be kept: {error.strerror}.", hint="Make room on the disk.") from error


async def read_bytes(request: Request) -> bytes:
    """The body by counted bytes, whatever Content-Length claims, and within its time."""
    parts, size = [], 0
    try:
        async with asyncio.timeout(BODY_TIMEOUT):
            async for part in request.stream():
                size += len(part)
                if size > MAX_BODY:
                    raise TooLarge(f"The body is over {MAX_BODY // 1024} KB.", hint="Send less at once.")
                parts.append(part)
    except TimeoutError:
        raise TooSlow("The body did not come in time.", hint="Send it again.") from None
    except ClientDisconnect:
        raise RequestError("The client went away before the body was whole.", hint="Send it again.") from None
    return b"".join(parts)
