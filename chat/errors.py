"""Everything that can go wrong, drawn as a tree; a class says what the caller may do.

ChatError                       one sentence (message), what to do (hint), a snake_case code, an HTTP status
  + SetupError                  fix the setup, then start again: setting, port, folder, database version, model file
  + RequestError                the request is wrong; repeating it will not help (4xx)
      - NotFound                no such id (404)
      - Gone                    it was there, and was deleted (410)
      - Conflict                not now, or not at this version: the chat moved on (409)
      - TooLarge                over a stated limit (413)
      - TooSlow                 the request did not come whole in time (408)
      - Unprocessable           understood, and refused (422)
      - Forbidden               not from there (403)
      - Unauthorized            not without the password (401)
      - TooMany                 too often; try again after `retry_after` seconds (429)
  + Overloaded                  the server is full; try again after `retry_after` seconds (503)
  + ProviderError               a model call failed; `retryable` says whether asking again can help
      - ProviderUnreachable     nothing listens there, DNS or TLS failed
      - ProviderAuth            key refused, no credit
      - ProviderModel           the backend has no such model
      - ProviderRateLimited     429, with `retry_after` if the provider said so
      + ProviderFault           5xx, an error in the stream, or an answer that is not the protocol
          - ProviderParameter   it does not take something it was asked with; from now on it is asked without
      - ProviderTimeout         one of our clocks ran out (first content, idle, total)
      - ProviderCut             the stream ended without a finish_reason
      - ProviderFiltered        the provider's content filter stopped the answer
      - ProviderEmpty           a finished answer without content
      - ProviderOutput          the answer is not the JSON asked for (truncated, malformed, off schema)
  + StorageError                the database could not be read or written; nothing was half done
  + Interrupted                 the app stopped while the turn was told
      - CallCancelled           a model call that nobody waited for when its turn ended
  + ContextTooSmall             the parts that may not be left out do not fit the context window
"""

from collections.abc import Mapping
from typing import Any


class ChatError(Exception):
    """Base of all expected failures. Bugs are other exceptions and are never caught as these."""

    code = "internal"
    status = 500
    hint = ""
    retryable = False

    def __init__(self, message: str, *, hint: str | None = None, code: str | None = None, **extra: Any) -> None:
        super().__init__(message)
        self.message = message
        if hint is not None:
            self.hint = hint
        if code is not None:
            self.code = code
        self.extra: Mapping[str, Any] = extra

    def as_json(self) -> dict[str, Any]:
        """The `error` object of the contract: code, message, hint, and what the error adds (e.g. turn_id)."""
        return {"code": self.code, "message": self.message, "hint": self.hint, **self.extra}


class SetupError(ChatError):
    code = "setup"
    status = 503


class RequestError(ChatError):
    code = "bad_request"
    status = 400


class NotFound(RequestError):
    code = "not_found"
    status = 404
    hint = "Check the id; it may have been deleted."


class Gone(RequestError):
    code = "gone"
    status = 410


class Conflict(RequestError):
    code = "conflict"
    status = 409


class TooLarge(RequestError):
    code = "too_large"
    status = 413


class TooSlow(RequestError):
    code = "too_slow"
    status = 408


class Unprocessable(RequestError):
    code = "unprocessable"
    status = 422


class Forbidden(RequestError):
    code = "forbidden"
    status = 403


class Unauthorized(RequestError):
    code = "unauthorized"
    status = 401


class TooMany(RequestError):
    code = "too_many"
    status = 429

    def __init__(self, message: str, *, retry_after: float, **extra: Any) -> None:
        super().__init__(message, hint=f"Try again in {retry_after:.0f} s.", **extra)
        self.retry_after = retry_after


class Overloaded(ChatError):
    code = "overloaded"
    status = 503
    retryable = True

    def __init__(self, message: str, *, retry_after: float, **extra: Any) -> None:
        super().__init__(message, hint=f"Try again in {retry_after:.0f} s.", **extra)
        self.retry_after = retry_after


class ProviderError(ChatError):
    """A failed model call. `retry_after` is in seconds, None if the provider named no time."""

    code = "provider_error"
    status = 502
    retryable = True
    retry_after: float | None = None

    def __init__(
        self, message: str, *, hint: str | None = None, retry_after: float | None = None, **extra: Any
    ) -> None:
        super().__init__(message, hint=hint, **extra)
        self.retry_after = retry_after


class ProviderUnreachable(ProviderError):
    code = "provider_unreachable"


class ProviderAuth(ProviderError):
    code = "provider_auth"
    retryable = False


class ProviderModel(ProviderError):
    code = "provider_model"
    retryable = False


class ProviderRateLimited(ProviderError):
    code = "provider_rate_limited"


class ProviderFault(ProviderError):
    code = "provider_error"


class ProviderParameter(ProviderFault):
    pass


class ProviderTimeout(ProviderError):
    code = "provider_timeout"


class ProviderCut(ProviderError):
    code = "provider_cut"


class ProviderFiltered(ProviderError):
    code = "provider_filtered"


class ProviderEmpty(ProviderError):
    code = "provider_empty"


class ProviderOutput(ProviderError):
    code = "provider_output"


class StorageError(ChatError):
    code = "storage"
    status = 503
    retryable = True


class Interrupted(ChatError):
    code = "interrupted"
    status = 503
    retryable = True
    hint = "Retry tells this turn again."


class CallCancelled(Interrupted):
    """A model call that nobody waited for when its turn ended."""

    code = "cancelled"


class ContextTooSmall(ChatError):
    code = "context_too_small"
    status = 422
