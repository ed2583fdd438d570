"""Who gets in: by Host, Origin and password, on every route there is."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from pydantic import SecretStr

from chat.config import Settings
from chat.errors import SetupError
from chat.web import guesses, security
from chat.web.api import ROUTES
from chat.web.guesses import TRIES
from chat.web.security import check_setup
from tests.provider import Provider
from tests.web.stage import Stage, staged

PASSWORD = "correct höuse"


@pytest.fixture
async def locked(tmp_path: Path, provider: Provider) -> AsyncIterator[Stage]:
    async with staged(tmp_path / "data", provider, password=SecretStr(PASSWORD)) as stage:
        yield stage


def calls() -> list[tuple[str, str]]:
    """Every method and path of the route table, with an id for each parameter."""
    found = []
    for route in ROUTES:
        path = route.path
        for parameter in route.param_convertors:
            path = path.replace(f"{{{parameter}}}", "x_none")
        found += [(method, path) for method in sorted(route.methods or ())]
    return found


async def test_only_our_own_names_are_served(stage: Stage) -> None:
    port = stage.port
    for host in ("localhost", f"LOCALHOST:{port}", f"127.0.0.1:{port}", "[::1]", f"[::1]:{port}", "127.0.0.1:1"):
        await stage.call("GET", "/healthz", Host=host)
    for host in (
        "evil.com", f"evil.com:{port}", f"localhost:{port}@evil.com", "localhost.evil.com", "localhost.", "127.0.0.2",
        "", "[::1", "[::2]", "localhost:", "localhost:port", "localhost:123456", "x/?localhost", "0.0.0.0", "2130706433",
    ):  # fmt: skip
        assert (await stage.refused("GET", "/healthz", status=403, Host=host))["code"] == "wrong_host", host
    twice = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    assert (await stage.raw(twice)).startswith(b"HTTP/1.1 403 ")
    assert (await stage.raw(b"GET /healthz HTTP/1.0\r\n\r\n")).startswith(b"HTTP/1.1 403 ")


async def test_the_address_it_is_bound_to_is_a_name_of_ours(tmp_path: Path, provider: Provider) -> None:
    async with staged(tmp_path, provider, host="127.0.0.2") as stage:
        await stage.call("GET", "/healthz", Host="127.0.0.2:8000")


@pytest.mark.parametrize("path", ["/api/chats", "/healthz", "/static/js/main.js", "/api/turns/t_1/events"])
async def test_other_sites_get_nothing(stage: Stage, path: str) -> None:
    here = f"127.0.0.1:{stage.port}"
    for origin in (
        "http://evil.com", "null", f"http://localhost:{stage.port}", f"http://127.0.0.1:{stage.port + 1}",
        f"http://{here}.evil.com", f"http://{here}/", f"ftp://{here}", "http://[", "", f"http://{here}, http://{here}",
    ):  # fmt: skip
        assert (await stage.refused("GET", path, status=403, Origin=origin))["code"] == "wrong_origin", origin
    for site in ("cross-site", "same-site", "?"):
        assert (await stage.refused("GET", path, status=403, Sec_Fetch_Site=site))["code"] == "wrong_origin"
    for headers in ({"Origin": f"http://{here}"}, {"Origin": f"HTTP://{here}"}, {"Sec_Fetch_Site": "same-origin"}):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        assert (await stage.client.get(path, headers=named)).status_code in (200, 404)


async def test_a_link_from_elsewhere_opens_the_page_and_no_more(stage: Stage) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert (await stage.client.get("/", headers=followed)).status_code == 200
    assert (await stage.client.get("/api/chats", headers=followed)).status_code == 403
    assert (await stage.client.post("/", headers=followed)).status_code == 403


async def test_a_foreign_post_changes_nothing(stage: Stage) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/json"):
        headers = {"Origin": "http://evil.com", "Content-Type": kind}
        answer = await stage.client.post("/api/chats", content=b'{"character_ids": ["c_mill_1"]}', headers=headers)
        assert answer.status_code == 403
    assert (await stage.call("GET", "/api/chats"))["items"] == []


async def test_every_answer_carries_the_headers(stage: Stage) -> None:
    chat = await stage.chat()
    turn = await stage.post(chat)
    for method, path in [
        *calls(), ("GET", "/"), ("GET", "/static/js/main.js"), ("GET", "/nowhere"), ("PUT", "/api/chats"),
        ("GET", f"/api/turns/{turn}/events"), ("GET", "/static/"), ("GET", "/static/../app.py"),
    ]:  # fmt: skip
        answer = await stage.client.request(method, path)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self';") and "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] in ("no-store", "no-cache"), path
        assert "server" not in answer.headers
        assert not [name for name in answer.headers if name.startswith("access-control-")]
    preflight = {"Origin": "http://evil.com", "Access-Control-Request-Method": "POST"}
    answer = await stage.client.options("/api/chats", headers=preflight)
    assert answer.status_code == 403 and "access-control-allow-origin" not in answer.headers


async def test_without_the_password_every_route_is_shut(locked: Stage) -> None:
    for method, path in [*calls(), ("GET", "/nowhere"), ("GET", "/API/chats"), ("GET", "//api/chats")]:
        for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": f"{security.COOKIE}=wrong"}):
            locked.app.state.logins.guesses = guesses.Guesses()
            answer = await locked.client.request(method, path, headers=headers)
            assert answer.status_code == (200 if path == "/healthz" else 401), (method, path)
            if answer.status_code == 401 and method != "HEAD":
                assert answer.json()["error"]["code"] == "unauthorized"
                assert answer.headers["www-authenticate"] == "Bearer"
    assert (await locked.client.get("/")).status_code == 200
    assert (await locked.client.get("/static/../../api/chats")).status_code == 401


@pytest.mark.parametrize("header", [("Authorization", f"Bearer {PASSWORD}"), ("X-API-Key", PASSWORD)])
async def test_the_password_opens_as_a_token(locked: Stage, header: tuple[str, str]) -> None:
    sent: Any = [(header[0].encode(), header[1].encode())]
    assert (await locked.client.get("/api/chats", headers=sent)).status_code == 200


async def test_a_login_gives_a_cookie_no_script_reads(locked: Stage) -> None:
    assert (await locked.refused("POST", "/api/login", {"password": "wrong"}, status=403))["code"] == "wrong_password"
    answer = await locked.client.post("/api/login", json={"password": PASSWORD})
    flags = answer.headers["set-cookie"].lower()
    assert answer.status_code == 200 and "httponly" in flags and "samesite=strict" in flags and "path=/" in flags
    assert PASSWORD not in flags
    assert (await locked.client.get("/api/chats")).status_code == 200  # the client keeps the cookie


GUESSES: tuple[dict[str, str], ...] = (
    {"Authorization": "Bearer guess"},
    {"X-API-Key": "guess"},
    {"Cookie": f"{security.COOKIE}=guess"},
)
RIGHT = PASSWORD.encode()


@pytest.mark.parametrize("guess", [*GUESSES, None])
async def test_who_guesses_is_throttled(locked: Stage, guess: dict[str, str] | None) -> None:
    async def one() -> httpx2.Response:
        if guess is None:
            return await locked.client.post("/api/login", json={"password": "guess"})
        return await locked.client.get("/api/turns/t_1/events", headers=guess)

    assert [(await one()).status_code for _ in range(TRIES)] == [401 if guess else 403] * TRIES
    refused = await one()
    assert refused.status_code == 429 and refused.json()["error"]["code"] == "too_many"
    assert 0 < int(refused.headers["retry-after"]) <= guesses.WINDOW and refused.headers["connection"] == "close"


async def test_the_right_secret_is_never_throttled(locked: Stage) -> None:
    cookie = (await locked.client.post("/api/login", json={"password": PASSWORD})).headers["set-cookie"].split(";")[0]
    locked.client.cookies.clear()
    for number in range(TRIES + 5):
        await locked.client.get("/api/chats", headers=GUESSES[number % 3])
    assert (await locked.client.get("/api/chats", headers=GUESSES[0])).status_code == 429
    for header in ((b"Authorization", b"Bearer " + RIGHT), (b"X-API-Key", RIGHT), (b"Cookie", cookie.encode())):
        for path in ("/api/chats", "/readyz", "/api/profiles"):
            sent: Any = [header]
            assert (await locked.client.get(path, headers=sent)).status_code in (200, 503), (header, path)
    both: Any = [(b"Authorization", b"Bearer of a proxy"), (b"X-API-Key", RIGHT)]
    assert (await locked.client.get("/api/chats", headers=both)).status_code == 200
    await locked.call("POST", "/api/login", {"password": PASSWORD})


async def test_guesses_are_counted_by_the_address_of_the_socket(locked: Stage) -> None:
    async def guess_from(address: str, **more: str) -> int:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(locked.app, client=(address, 1))) as client:
            headers = {"Authorization": "Bearer guess", **{name.replace("_", "-"): more[name] for name in more}}
            return (await client.get("http://localhost/api/chats", headers=headers)).status_code

    for number in range(TRIES):
        assert await guess_from("192.0.2.1", X_Forwarded_For=f"198.51.100.{number}", Forwarded="for=1.1.1.1") == 401
        assert await guess_from(f"2001:db8:0:1::{number}") == 401
    for same_place in ("192.0.2.1", "::ffff:192.0.2.1", "2001:db8:0:1:ffff::1"):
        assert await guess_from(same_place) == 429, same_place
    for elsewhere in ("192.0.2.2", "2001:db8:0:2::1", "not an address"):
        assert await guess_from(elsewhere) == 401, elsewhere


async def test_no_header_moves_the_address(locked: Stage) -> None:
    for number in range(TRIES + 1):
        headers = {"X-API-Key": "guess", "X-Forwarded-For": f"198.51.100.{number}"}
        status = (await locked.client.get("/api/chats", headers=headers)).status_code
    assert status == 429


async def test_a_wait_ends(locked: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(TRIES + 1):
        await locked.client.get("/api/chats", headers=GUESSES[0])
    monkeypatch.setattr(guesses, "WINDOW", 0.0)
    assert (await locked.client.get("/api/chats", headers=GUESSES[0])).status_code == 401


async def test_a_cookie_of_a_former_password_is_taken_back(locked: Stage) -> None:
    """Else a page that was left open would guess on and on."""
    locked.client.cookies.set(security.COOKIE, "former", domain="127.0.0.1")
    assert (await locked.client.get("/api/chats")).status_code == 401
    assert not locked.client.cookies
    assert [(await locked.client.get("/api/chats")).status_code for _ in range(TRIES + 2)] == [401] * (TRIES + 2)


def test_the_table_of_guesses_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guesses, "MAX_ADDRESSES", 100)
    table = guesses.Guesses()
    for number in range(1_000):
        table.add(f"{number}")
        table.add("here")
    assert len(table) == 100 and table.wait("here") > 0 and table.wait("999") == 0


def test_a_blank_password_is_none() -> None:
    fillers = "\u2800", "\u3164", "\u115f", "\u1160", "\uffa0", "\U0001d159", "\u034f", "\u17b4", "\ufe0f", "\U000e0100"
    for blank in ("", " ", "\t \n", "\u3000", "\u200b", "\xad", *fillers, " ".join(fillers) * 4):
        for host in ("127.0.0.1", "0.0.0.0"):
            with pytest.raises(SetupError, match="CHAT_PASSWORD"):
                check_setup(Settings(host=host, password=SecretStr(blank)))
    for seen in ("\u2801", "한글", "e\u0301", "❤\ufe0f", "ภาษา", "\u3164x"):
        check_setup(Settings(host="0.0.0.0", password=SecretStr(seen)))


async def test_nothing_but_http_is_spoken(stage: Stage) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("it is not listened to")

    await stage.app({"type": "websocket", "path": "/api/chats", "headers": []}, receive, send)
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_beyond_this_machine_a_password_is_needed() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "example.com"):
        with pytest.raises(SetupError) as refused:
            check_setup(Settings(host=host))
        assert "CHAT_PASSWORD" in refused.value.hint and host in refused.value.message
        check_setup(Settings(host=host, password=SecretStr("x")))
    for host in ("127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.9"):
        check_setup(Settings(host=host))
