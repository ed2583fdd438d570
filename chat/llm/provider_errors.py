"""What a provider did wrong, said in our words: from a status, an error object, the transport or a clock to one of
errors.ProviderError. The message never holds a key of anybody; the hint names the setting to look at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2
import jiter

from chat.errors import (
    ProviderAuth,
    ProviderCut,
    ProviderEmpty,
    ProviderError,
    ProviderFault,
    ProviderFiltered,
    ProviderModel,
    ProviderParameter,
    ProviderRateLimited,
    ProviderTimeout,
    ProviderUnreachable,
)
from chat.llm.client import Role
from chat.llm.redaction import Secrets

MAX_MESSAGE = 300
SETTINGS: dict[Role, str] = {
    "narrator": "CHAT_NARRATIVE",
    "classifier": "CHAT_CLASSIFIER",
    "embedder": "CHAT_EMBEDDING",
}
STATUS_OF = {  # of the words that providers put where others put a status
    "invalid_api_key": 401,
    "authentication_error": 401,
    "insufficient_quota": 402,
    "model_not_found": 404,
    "rate_limit_exceeded": 429,
    "rate_limit_error": 429,
    "invalid_request_error": 400,
    "context_length_exceeded": 400,
    "overloaded_error": 529,
}
_MODEL = re.compile(r"not a valid model|model\b.{0,80}\b(?:not found|does(?: not|n't) exist|not exist|unknown)", re.I)
_CONTEXT = re.compile(r"context (?:length|size|window)|maximum context|exceed\w{0,8} the (?:available )?context", re.I)
_FILTERED = re.compile(r"\bmoderation\b|\bflagged\b|content.?(?:filter|policy)", re.I)
_FORMAT = re.compile(r"response.?format|json.?(?:schema|object)|structured.?output|grammar|guided", re.I)
_UNKNOWN = re.compile(
    r"unrecogni[sz]ed|unknown|unsupported|unexpected|extra|not (?:supported|permitted|allowed|support)", re.I
)
_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom a failure is about: the backend's name, what must be kept out of messages, the role and the model."""

    backend: str
    secrets: Secrets
    role: Role
    model: str

    def setting(self, name: str) -> str:
        return f"{SETTINGS[self.role]}_{name}"

    # ------------------------------------------------------------ what came over HTTP

    def refused(self, status: int, headers: Mapping[str, str], body: bytes) -> ProviderError:
        """An answer with a status other than 2xx."""
        message, code = described(body)
        if 300 <= status < 400:
            return _final(
                ProviderFault(
                    f"{self.backend} redirects to {self.tidy(headers.get('location', 'another address'))}.",
                    hint=f"Set {self.setting('BASE_URL')} to the address it redirects to.",
                )
            )
        return self._classified(status, code, message, retry_after(headers), f" (HTTP {status})")

    def error(self, error: object, beside: Mapping[str, Any]) -> ProviderError:
        """An error object in a body or stream that began with 200."""
        message, code = _from_object(error)
        if not message:
            message = _from_object(beside)[0]
        return self._classified(500, code, message, None, "")

    def _classified(self, status: int, code: object, message: str, wait: float | None, shown: str) -> ProviderError:
        said = f": {self.tidy(message)}" if message else "."
        if isinstance(code, str):
            code = int(code) if code.isdecimal() and len(code) == 3 else STATUS_OF.get(code)
        if isinstance(code, int) and 400 <= code < 600 and (status >= 500 or code in (402, 404)):
            status = code
        if status == 402:
            return ProviderAuth(f"{self.backend} wants credit first{said}", hint="Top up the account and try again.")
        if status < 500 and _FILTERED.search(message):
            return ProviderFiltered(f"{self.backend} filtered the prompt{said}", hint="Edit the turn, or change model.")
        if status in (401, 403):
            hint = f"Check {self.setting('API_KEY')}."
            return ProviderAuth(f"{self.backend} refused the key{said}", hint=hint)
        if status == 404 or (status in (400, 422) and _MODEL.search(message)):
            return ProviderModel(
                f"{self.backend} does not serve {self.tidy(self.model)}{said}",
                hint=f"Check {self.setting('MODEL')}, and that {self.setting('BASE_URL')} ends as its makers say,"
                " usually in /v1.",
            )
        if status == 429:
            when, hint = "now", "Try again in a moment."
            if wait is not None:
                when, hint = f"for {wait:.0f} s", f"Try again in {wait:.0f} s."
            return ProviderRateLimited(
                f"{self.backend} takes no more requests {when}{said}", hint=hint, retry_after=wait
            )
        context = _CONTEXT.search(message)
        hint = "Lower CHAT_CONTEXT_TOKENS." if context else f"Check {self.setting('MODEL')}."
        form = status in (400, 422, 500, 501) and _FORMAT.search(message)
        if not context and (form or (status in (400, 422) and _UNKNOWN.search(message))):
            return ProviderParameter(f"{self.backend} refused the request{shown}{said}", hint=hint, retry_after=0)
        if status in (408, 409, 425) or status >= 500:
            hint = "Try again; if it goes on, look at what the provider says about its state."
            return ProviderFault(f"{self.backend} failed{shown}{said}", hint=hint, retry_after=wait)
        return _final(ProviderFault(f"{self.backend} refused the request{shown}{said}", hint=hint))

    def web_page(self) -> ProviderError:
        return _final(
            ProviderFault(
                f"{self.backend} answered with a web page.",
                hint=f"Check {self.setting('BASE_URL')}; it usually ends in /v1.",
            )
        )

    def not_protocol(self, what: str) -> ProviderError:
        """An answer that is not the OpenAI protocol; `what` says where it departs from it."""
        return ProviderFault(
            f"{self.backend} sent something that is not the OpenAI protocol: {what}.",
            hint=f"Try again; if it goes on, check {self.setting('BASE_URL')}.",
        )

    # ------------------------------------------------------------ how an answer ended

    def cut(self) -> ProviderError:
        return ProviderCut(f"{self.backend} broke off before the answer was complete.", hint="Try again.")

    def filtered(self) -> ProviderError:
        return ProviderFiltered(
            f"{self.backend}'s content filter stopped the answer.", hint="Edit the turn, or change model."
        )

    def empty(self, reasoned: bool) -> ProviderError:
        if reasoned:
            hint = "Try again with more max_tokens, or with a model that does not reason."
            return ProviderEmpty(f"{self.backend} reasoned, and then told nothing.", hint=hint)
        return ProviderEmpty(f"{self.backend} answered with nothing.", hint="Try again.")

    # ------------------------------------------------------------ the transport and the clocks

    def transport(self, error: BaseException) -> ProviderError:
        """A failure below HTTP, before or inside an answer."""
        if isinstance(error, httpx2.DecodingError):
            return self.not_protocol("its compression is broken")
        if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
            why = self.tidy(str(error)) or "no answer"
            return ProviderUnreachable(
                f"{self.backend} cannot be reached: {why}.",
                hint=f"Check that the server runs, and {self.setting('BASE_URL')}.",
            )
        return self.cut()

    def timeout(self, what: str, seconds: float, setting: str) -> ProviderError:
        return ProviderTimeout(
            f"{self.backend} {what} for {seconds:g} s.", hint=f"Try again; {setting} sets how long to wait."
        )

    def tidy(self, text: str) -> str:
        """One line of at most 300 characters without control characters and without a key."""
        line = _BLANK.sub(" ", self.secrets.hide(text)).strip()
        return line if len(line) <= MAX_MESSAGE else line[: MAX_MESSAGE - 1] + "…"


def _final(error: ProviderError) -> ProviderError:
    """The same request would fail again."""
    error.retryable = False
    return error


def described(body: bytes) -> tuple[str, object]:
    """(message, code) of an error body, whatever its shape; no message when it says nothing readable."""
    try:
        value = jiter.from_json(body)
    except ValueError:
        text = body.decode("utf-8", "replace").strip()
        return ("a web page" if text.startswith("<") else text), None
    return _from_object(value.get("error", value) if isinstance(value, dict) else value)


def _from_object(value: object) -> tuple[str, object]:
    if isinstance(value, str):
        return value, None
    if isinstance(value, list):
        return _from_object(value[0]) if value else ("", None)
    if not isinstance(value, dict):
        return "", None
    said = (_from_object(value[name])[0] for name in ("message", "detail", "error", "msg") if name in value)
    message = next(filter(None, said), "")
    if isinstance(value.get("loc"), list):  # of what was sent; the first part says that it was the body
        message = f"{'.'.join(map(str, value['loc'][1:]))}: {message}"
    metadata = value.get("metadata")
    if isinstance(metadata, dict) and isinstance(metadata.get("raw"), str):  # what the provider behind a router said
        message = f"{message}: {metadata['raw']}"
    code = value.get("code")
    return message, code if code is not None else value.get("type")


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from a number or a date; None without one or for anything else."""
    value = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
