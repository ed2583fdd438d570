"""Errors as answers: the contract's shape, the status, and the headers that go with it."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chat.errors import ChatError, Overloaded, TooLarge, TooMany, TooSlow, Unauthorized

CODES = {404: "not_found", 405: "method_not_allowed", 413: "too_large"}


def refused(error: ChatError) -> Response:
    headers = {}
    if isinstance(error, Overloaded | TooMany):
        headers["retry-after"] = f"{error.retry_after:.0f}"
    if isinstance(
        error, TooLarge | TooSlow | TooMany
    ):  # what is left of the body is not read; a guess costs a connection
        headers["connection"] = "close"
    if isinstance(error, Unauthorized):
        headers["www-authenticate"] = "Bearer"
    return JSONResponse({"error": error.as_json()}, status_code=error.status, headers=headers)


async def chat_error(_: Request, error: Exception) -> Response:
    assert isinstance(error, ChatError)
    return refused(error)


async def http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = CODES.get(error.status_code, "bad_request")
    message = f"{request.method} {request.url.path[:200]}: {error.detail}."
    body = {"code": code, "message": message, "hint": "The README names the calls there are."}
    return JSONResponse({"error": body}, status_code=error.status_code, headers=error.headers)
