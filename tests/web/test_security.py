"""Who gets in: by Host, Origin and password, on every route there is."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from chat.config import Settings
from chat.errors import SetupError
from chat.web import security
from chat.web.api import ROUTES
from chat.web.security import TRIES, check_setup
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


async def test_guessing_is_slow_and_does_not_shut_out_who_is_in(locked: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await locked.call("POST", "/api/login", {"password": PASSWORD})
    for _ in range(TRIES):
        await locked.refused("POST", "/api/login", {"password": "guess"}, status=403)
    assert (await locked.refused("POST", "/api/login", {"password": PASSWORD}, status=429))["code"] == "too_many"
    assert (await locked.client.get("/api/chats")).status_code == 200
    locked.client.cookies.clear()
    assert (await locked.client.get("/api/chats", headers={"X-API-Key": "correct"})).status_code == 401
    monkeypatch.setattr(security, "WINDOW", 0.0)
    await locked.call("POST", "/api/login", {"password": PASSWORD})


def test_beyond_this_machine_a_password_is_needed() -> None:
    for host in ("0.0.0.0", "::", "192.168.1.5", "example.com"):
        with pytest.raises(SetupError) as refused:
            check_setup(Settings(host=host))
        assert "CHAT_PASSWORD" in refused.value.hint and host in refused.value.message
        check_setup(Settings(host=host, password=SecretStr("x")))
    for host in ("127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.9"):
        check_setup(Settings(host=host))
