"""Request bodies: read within their limit, parsed strictly, checked by a pydantic model. Whatever is wrong is a 4xx."""

import asyncio
from math import isinf
from typing import Any, TypeVar

import jiter
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import ClientDisconnect, Request

from chat.errors import RequestError, TooLarge, TooSlow, Unprocessable

MAX_BODY = 1024 * 1024  # bytes
MAX_INTEGER = 2**63 - 1
BODY_TIMEOUT = 30.0  # seconds for a whole body


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
    raw = await _read(request)
    if empty and not raw.strip():
        return {}
    try:
        value = jiter.from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True)
        _check_numbers(value)
    except ValueError as error:
        raise RequestError(f"The body is not JSON: {error}.", code="bad_json", hint="Send one JSON value.") from None
    return value


def _check_numbers(value: Any) -> None:
    """What neither SQLite nor JSON can hold: 1e999 parses as infinity, and integers have no end."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)
        elif isinf(item) if isinstance(item, float) else isinstance(item, int) and abs(item) > MAX_INTEGER:
            raise ValueError("a number is out of range")


async def _read(request: Request) -> bytes:
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
