"""Who may talk to the server, as plain ASGI middleware: Host, Origin, password; and the headers every answer carries.

A page of another site must get nothing, also when a name of its own resolves to this machine (DNS rebinding), so the
Host header is compared with names of ours, and anything that says it comes from elsewhere is refused.
"""

import hmac
import ipaddress
import re
from collections.abc import Iterable, Mapping
from time import monotonic
from urllib.parse import urlsplit

from starlette.requests import cookie_parser
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.config import Settings
from chat.errors import Forbidden, SetupError

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self';"
    " manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?")
COOKIE = "fabula_session"
OPEN = {"/healthz", "/api/login"}  # without the password
TRIES, WINDOW = 10, 60.0  # wrong passwords in so many seconds


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def check_setup(settings: Settings) -> None:
    """Beyond this machine a password is needed. SetupError."""
    if not is_loopback(settings.host) and settings.password is None:
        raise SetupError(
            f"CHAT_HOST={settings.host} lets others reach Fabula, and no password is set.",
            hint="Set CHAT_PASSWORD, or leave CHAT_HOST at 127.0.0.1.",
        )


class Logins:
    """Knows the password, None where none is needed."""

    def __init__(self, settings: Settings) -> None:
        self.password = settings.password.get_secret_value() if settings.password else None
        self._wrong: list[float] = []

    def knows(self, given: str) -> bool:
        """Whether this is the password; too many wrong ones in a minute and nobody is believed for a while."""
        now = monotonic()
        self._wrong = [when for when in self._wrong if now - when < WINDOW]
        if not given or self.password is None or len(self._wrong) >= TRIES:
            return False
        if same(given, self.password):
            return True
        self._wrong.append(now)
        return False

    def session(self) -> str:
        """The value of the login cookie: it follows from the password, so a new password ends every login."""
        return hmac.new((self.password or "").encode(), b"fabula session", "sha256").hexdigest()


class Security:
    """Wraps the app. `hosts` are the names the server answers to; beyond loopback any name will do, the password
    protects it there."""

    def __init__(self, app: ASGIApp, settings: Settings, logins: Logins) -> None:
        self.app, self.logins = app, logins
        self.any_host = not is_loopback(settings.host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_encoded(HEADERS)]
            await send(message)

        headers = _headers(scope["headers"])
        refusal = self._origin_refusal(scope, headers) or self._password_refusal(scope["path"], headers)
        if refusal is None:
            await self.app(scope, receive, send_with_headers)
        else:
            answer = JSONResponse({"error": refusal.as_json()}, status_code=refusal.status)
            await answer(scope, receive, send_with_headers)

    def _origin_refusal(self, scope: Scope, headers: Mapping[str, str]) -> Forbidden | None:
        host = headers.get("host", "").casefold()
        match = HOST.fullmatch(host)
        if match is None or not (self.any_host or match[1] in LOOPBACK):
            return Forbidden(
                "This Host is not served here.", code="wrong_host", hint="Use http://127.0.0.1 or localhost."
            )
        origin = headers.get("origin")
        if origin is not None:
            parts = urlsplit(origin.casefold())
            if parts.scheme not in ("http", "https") or parts.netloc != host:
                return Forbidden(
                    "Requests from another site are refused.", code="wrong_origin", hint="Use Fabula's own page."
                )
        site = headers.get("sec-fetch-site", "none")
        navigates = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate" and scope["path"] == "/"
        if site not in ("same-origin", "none") and not navigates:
            return Forbidden(
                "Requests from another site are refused.", code="wrong_origin", hint="Use Fabula's own page."
            )
        return None

    def _password_refusal(self, path: str, headers: Mapping[str, str]) -> Forbidden | None:
        if self.logins.password is None or path in OPEN or path == "/" or path.startswith("/static/"):
            return None
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        given = bearer if scheme.casefold() == "bearer" else headers.get("x-api-key", "")
        if self.logins.knows(given) or (cookie and same(cookie, self.logins.session())):
            return None
        refusal = Forbidden(
            "The password is needed.", code="unauthorized", hint="Log in, or send it as a bearer token."
        )
        refusal.status = 401
        return refusal


def same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in raw}


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]
