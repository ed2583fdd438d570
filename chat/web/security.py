"""Who may talk to the server, as plain ASGI middleware: Host, Origin, password; and the headers every answer carries.

A page of another site must get nothing, also when a name of its own resolves to this machine (DNS rebinding), so the
Host header is compared with names of ours, and anything that says it comes from elsewhere is refused.
"""

import hmac
import ipaddress
import re
from collections.abc import Iterable, Mapping

from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chat.config import Settings, is_blank
from chat.errors import Forbidden, RequestError, SetupError, TooMany, Unauthorized
from chat.web.errors import refused
from chat.web.guesses import Guesses, address_of

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self';"
    " font-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
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
ENCODED = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?")
COOKIE = "fabula_session"
OPEN = {"/healthz", "/api/login"}  # without the password


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def check_setup(settings: Settings) -> None:
    """Beyond this machine a password is needed, and nowhere is a blank one taken for one. SetupError."""
    if settings.password is not None and is_blank(settings.password.get_secret_value()):
        raise SetupError("CHAT_PASSWORD is blank.", hint="Give it a value, or take it out altogether.")
    if not is_loopback(settings.host) and settings.password is None:
        raise SetupError(
            f"CHAT_HOST={settings.host} lets others reach Fabula, and no password is set.",
            hint="Set CHAT_PASSWORD, or leave CHAT_HOST at 127.0.0.1.",
        )


class Logins:
    """Knows the password, None where none is needed, and who guesses it."""

    def __init__(self, settings: Settings) -> None:
        self.password = settings.password.get_secret_value().strip() if settings.password else None
        self.guesses = Guesses()

    def lets_in(self, address: str, *passwords: str, cookie: str = "") -> bool:
        """Whether one of these is right: then always, whatever others at this address do. Wrong ones are counted, and
        where there were too many of them the answer is TooMany."""
        given = [password.strip() for password in passwords if password.strip()]
        if not self.password or not (given or cookie):
            return False
        right = [constant_time_equals(password, self.password) for password in given] + [
            constant_time_equals(cookie, self.session())
        ]
        if any(right):
            return True
        if wait := self.guesses.wait(address):
            raise TooMany("Too many wrong passwords.", retry_after=max(1.0, wait))
        self.guesses.add(address)
        return False

    def session(self) -> str:
        """The value of the login cookie: it follows from the password, so a new password ends every login."""
        return hmac.new((self.password or "").encode(), b"fabula session", "sha256").hexdigest()


class Security:
    """Wraps the app. `hosts` are the names the server answers to on this machine; beyond it any name will do, the
    password protects it there."""

    def __init__(self, app: ASGIApp, settings: Settings, logins: Logins) -> None:
        self.app, self.logins = app, logins
        bound = settings.host.strip("[]").casefold()
        self.hosts = {*LOOPBACK, f"[{bound}]" if ":" in bound else bound}
        self.any_host = not is_loopback(settings.host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks anything else
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                if not any(name == b"cache-control" for name, _ in given):
                    static = scope["path"].startswith("/static/")  # revalidated, so that an update is seen whole
                    given.append((b"cache-control", b"no-cache" if static else b"no-store"))
                message["headers"] = [*given, *ENCODED]
            await send(message)

        headers = _headers(scope["headers"])
        cookie = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
        refusal = self._origin_refusal(scope, headers) or self._password_refusal(scope, headers, cookie)
        if refusal is None:
            await self.app(scope, receive, send_with_headers)
            return
        answer = refused(refusal)
        if cookie and isinstance(refusal, Unauthorized | TooMany):  # of a former password: it would count as a guess
            answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        await answer(scope, receive, send_with_headers)

    def _origin_refusal(self, scope: Scope, headers: Mapping[str, str]) -> Forbidden | None:
        host = headers.get("host", "").lower()
        match = HOST.fullmatch(host)
        if match is None or not (self.any_host or match[1] in self.hosts):
            return Forbidden(
                "This Host is not served here.", code="wrong_host", hint="Use http://127.0.0.1 or localhost."
            )
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "none")
        navigates = scope["method"] == "GET" and headers.get("sec-fetch-mode") == "navigate" and scope["path"] == "/"
        ours = origin is None or origin.lower() in (f"http://{host}", f"https://{host}")
        if ours and (site in ("same-origin", "none") or navigates):
            return None
        return Forbidden("Requests from another site are refused.", code="wrong_origin", hint="Use Fabula's own page.")

    def _password_refusal(self, scope: Scope, headers: Mapping[str, str], cookie: str) -> RequestError | None:
        path = scope["path"]
        if self.logins.password is None or path in OPEN or path == "/" or path.startswith("/static/"):
            return None
        scheme, _, token = headers.get("authorization", "").partition(" ")
        bearer = _utf8(token) if scheme.casefold() == "bearer" else ""
        try:
            if self.logins.lets_in(address_of(scope), bearer, _utf8(headers.get("x-api-key", "")), cookie=cookie):
                return None
        except TooMany as error:
            return error
        return Unauthorized("The password is needed.", hint="Log in, or send it as a bearer token.")


def constant_time_equals(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _utf8(value: str) -> str:
    """A header's bytes as the text its sender meant."""
    return value.encode("latin-1").decode("utf-8", "replace")


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """By lower-case name. A header sent twice is joined, so that no part of it can pass for the whole."""
    found: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found
