"""The calls that are not about turns, and the errors of every call."""

import asyncio
import re
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chat.web.api import ROUTES
from tests.provider import streaming, structured
from tests.replies import Reply
from tests.web.stage import Stage


async def test_alive_and_ready(stage: Stage) -> None:
    assert await stage.call("GET", "/healthz") == {"status": "ok"}
    async with asyncio.timeout(30):
        while (ready := await stage.call("GET", "/readyz"))["components"]["embedder"]["state"] != "down":
            pass  # it is looked for beside all else, after the start
    assert set(ready["components"]) == {"database", "narrator", "classifier", "embedder", "worker"}
    assert ready["status"] == "degraded", "the embedder's files are not there"
    assert ready["components"]["embedder"]["detail"] and ready["components"]["worker"]["queue"] == 0


async def test_profiles_say_what_to_do(stage: Stage) -> None:
    profiles = (await stage.call("GET", "/api/profiles"))["items"]
    assert [profile["id"] for profile in profiles if profile["default"]] == ["custom"]
    assert all(profile["available"] or "CHAT_" in profile["hint"] for profile in profiles)


async def test_every_id_that_is_not_there_is_a_404(stage: Stage) -> None:
    bodies: dict[str, Any] = {
        "head": {"turn_id": "t_none"},
        "turns": {"text": "Hello."},
        "edit": {"text": "Hello."},
        "changes": {"kind": "pin", "source": "a", "target": "b", "axis": "trust", "pin": True},
    }
    for route in ROUTES:
        if not route.param_convertors:
            continue
        path = re.sub(r"\{\w+\}", "x_none", route.path)
        for method in (route.methods or set()) - {"HEAD"}:
            body = bodies.get(path.rsplit("/", 1)[-1], {}) if method != "GET" else None
            assert (await stage.refused(method, path, body, status=404))["code"] == "not_found", (method, path)
    assert stage.provider.requests == []


async def test_what_is_not_there_is_said_in_the_contracts_shape(stage: Stage) -> None:
    for path in (
        "/nowhere",
        "/api",
        "/api/",
        "/api/chats/",
        "/v1/models",
        "/static/",
        "/static/nothing.js",
        "/%2e%2e/x",
    ):
        assert (await stage.refused("GET", path, status=404))["code"] == "not_found", path
    for method, path in (("PUT", "/api/chats"), ("DELETE", "/healthz"), ("POST", "/"), ("GET", "/api/turns/t/stop")):
        assert (await stage.refused(method, path, status=405))["code"] == "method_not_allowed"


async def test_a_bug_is_told_without_its_traceback(stage: Stage) -> None:
    async def broken(_: Request) -> Response:
        raise ZeroDivisionError("a secret")

    app: Any = stage.app
    app.router.routes.append(Route("/broken", broken))
    answer = await stage.client.get("/broken")
    assert (answer.status_code, answer.json()["error"]["code"]) == (500, "internal")
    assert "secret" not in answer.text and "content-security-policy" in answer.headers


async def test_the_page_and_its_files(stage: Stage) -> None:
    page = await stage.client.get("/")
    assert page.headers["content-type"].startswith("text/html") and "<script" in page.text
    for path, kind in (("js/main.js", "javascript"), ("css/base.css", "text/css"), ("icon.svg", "image/svg+xml")):
        found = await stage.client.get(f"/static/{path}")
        assert found.status_code == 200 and kind in found.headers["content-type"]
        unchanged = await stage.client.get(f"/static/{path}", headers={"If-None-Match": found.headers["etag"]})
        assert unchanged.status_code == 304
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        answer = await stage.client.get(path)
        assert answer.status_code in (404, 405) and "import" not in answer.text, path


# ---------------------------------------------------------------- characters


async def test_a_character_is_made_changed_and_deleted(stage: Stage) -> None:
    card = {"name": "Vex", "aliases": ["the fox"], "description": "Sly.", "greeting": "Hello, {{user}}.", "tags": ["a"]}
    made = await stage.call("POST", "/api/characters", card, status=201)
    assert {**made, **card} == made and made["source"] == "user" and made["avatar"] is None
    path = f"/api/characters/{made['id']}"
    assert await stage.call("GET", path) == made
    changed = await stage.call("PATCH", path, {"description": "Very sly."})
    assert changed == {**made, "description": "Very sly."} == await stage.call("GET", path)
    listed = (await stage.call("GET", "/api/characters"))["items"]
    assert made["id"] in [item["id"] for item in listed]
    await stage.call("DELETE", path, status=204)
    await stage.refused("GET", path, status=404)


CARD = {
    "name": "Vex", "description": "Sly.", "personality": "sharp", "scenario": "A wood.", "first_mes": "Hello, {{user}}.",
    "mes_example": "<START>\n{{char}}: Ha.",
}  # fmt: skip


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        {"spec": "chara_card_v2", "spec_version": "2.0", "data": {**CARD, "alternate_greetings": ["You again."]}},
        {"spec": "chara_card_v3", "spec_version": "3.0", "data": {**CARD, "alternate_greetings": ["You again."]}},
    ],
)
async def test_a_card_is_taken_as_it_is(stage: Stage, card: dict[str, Any]) -> None:
    made = await stage.call("POST", "/api/characters", card, status=201)
    assert (made["name"], made["description"], made["personality"]) == ("Vex", "Sly.", "sharp")
    assert made["greeting"].startswith("Hello,") and made["source"] == "import"
    chat = await stage.call(
        "POST", "/api/chats", {"character_ids": [made["id"]], "persona": {"name": "Ash"}}, status=201
    )
    assert chat["turns"]["items"][0]["narrative"] == "Hello, Ash."


async def test_what_is_no_character_is_refused(stage: Stage) -> None:
    wrong: list[Any] = [
        {}, [], None, "Vex", 7, {"name": ""}, {"name": "  "}, {"name": 7}, {"name": "a" * 10_000}, {"name": "Vex", "tags": "a"},
        {"name": "Vex", "greeting": ["a"]}, {"name": "Vex", "aliases": [1]}, {"spec": "chara_card_v2", "data": []},
        {"spec": "chara_card_v2"}, {"spec": "chara_card_v2", "data": {}},
    ]  # fmt: skip
    for body in wrong:
        answer = await stage.client.post("/api/characters", json=body)
        assert 400 <= answer.status_code < 500 and answer.json()["error"]["code"], body
    builtin = (await stage.call("GET", "/api/stories"))["items"][0]["character_ids"][0]
    await stage.refused("PATCH", f"/api/characters/{builtin}", {"name": "Else"}, status=422)
    made = await stage.call("POST", "/api/characters", {"name": "Vex"}, status=201)
    changes: list[Any] = [{"name": ""}, {"name": None}, [], {"greeting": 1}]
    for change in changes:
        answer = await stage.client.patch(f"/api/characters/{made['id']}", json=change)
        assert 400 <= answer.status_code < 500, change
    assert await stage.call("GET", f"/api/characters/{made['id']}") == made


# ---------------------------------------------------------------- chats


async def test_a_story_is_begun(stage: Stage) -> None:
    for story in (await stage.call("GET", "/api/stories"))["items"]:
        assert story["title"] and story["blurb"] and story["persona"]["name"]
        wanted = {"character_ids": story["character_ids"], "persona": story["persona"], "title": story["title"]}
        chat = await stage.call("POST", "/api/chats", wanted, status=201)
        assert (chat["title"], chat["persona"]["name"]) == (story["title"], story["persona"]["name"])
        assert [member["name"] for member in chat["cast"]] == story["characters"]
        greeting = chat["turns"]["items"][0]
        assert chat["head"] == greeting["id"] and greeting["status"] == "committed" and greeting["html"]
        assert len(greeting["siblings"]) >= 2 and chat["live"] is None
        assert await stage.call("GET", f"/api/chats/{chat['id']}") == chat


async def test_a_chat_that_cannot_be_played_is_refused(stage: Stage) -> None:
    mira = (await stage.call("GET", "/api/stories"))["items"][0]["character_ids"][0]
    name = (await stage.call("GET", f"/api/characters/{mira}"))["name"]
    wrong: list[tuple[Any, int]] = [
        ({}, 422), ({"character_ids": []}, 422), ({"character_ids": ["c_none"]}, 404), ({"character_ids": "c"}, 422),
        ({"character_ids": [mira, mira]}, 422), ({"character_ids": [mira], "persona": {"name": name}}, 422),
        ({"character_ids": [mira], "persona": {"name": ""}}, 422),
        ({"character_ids": [mira], "persona": {"name": " \t"}}, 422), ({"character_ids": [mira], "greeting": 99}, 422),
        ({"character_ids": [mira], "greeting": -1}, 422), ({"character_ids": [mira], "profile": "none"}, 422),
        ({"character_ids": [mira], "greeting": True}, 422), ({"character_ids": [mira] * 21}, 422),
        ({"character_ids": [mira], "titel": "x"}, 422), ([], 422),
    ]  # fmt: skip
    for body, status in wrong:
        await stage.refused("POST", "/api/chats", body, status=status)
    assert (await stage.call("GET", "/api/chats"))["items"] == []


async def test_a_chat_is_changed_and_deleted(stage: Stage) -> None:
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}"
    settings = {"temperature": 0.5, "stop": ["END"], "author_note": "Rain."}
    changed = await stage.call("PATCH", path, {"title": "New", "persona": {"name": "Robin"}, "settings": settings})
    assert (changed["title"], changed["persona"]["name"]) == ("New", "Robin")
    assert {**changed["settings"], **settings} == changed["settings"] and changed["version"] > chat["version"]
    for body, status in (
        ({"settings": {"temperature": "hot"}}, 422), ({"settings": {"temperature": 1e308}}, 422), ({"title": ""}, 422),
        ({"settings": {"base_url": "http://127.0.0.1"}}, 422), ({"profile": "none"}, 422), ({"version": 1}, 409),
        ({"persona": {"name": chat["cast"][0]["name"]}}, 422), ({"persona": {"name": "  "}}, 422), ({"title": " "}, 422),
        ({"head": "t_1"}, 422),
    ):  # fmt: skip
        await stage.refused("PATCH", path, body, status=status)
    assert await stage.call("GET", path) == changed
    assert [item["title"] for item in (await stage.call("GET", "/api/chats"))["items"]] == ["New"]
    await stage.call("DELETE", path, status=204)
    await stage.refused("GET", path, status=404)


async def test_a_long_chat_is_read_in_pages(stage: Stage) -> None:
    chat = await stage.chat()
    stage.provider.on(streaming, Reply("So."))
    path = [chat["head"]]
    for number in range(4):
        path.append(await stage.post(chat, f"Message {number}."))
        await stage.events(path[-1])
    read: list[str] = []
    before: str | None = ""
    while before is not None:
        page = (await stage.call("GET", f"/api/chats/{chat['id']}?limit=2{before and '&before=' + before}"))["turns"]
        read = [turn["id"] for turn in page["items"]] + read
        before = page["next"]
    assert read == path
    other = await stage.chat()
    await stage.refused("GET", f"/api/chats/{other['id']}?before={path[0]}", status=404)
    for limit in ("0", "-1", "x", "201", "1e3", "9" * 5000, ""):
        await stage.refused("GET", f"/api/chats/{chat['id']}?limit={limit}", status=422)


async def test_state_and_ledger_say_who_feels_what_and_why(stage: Stage) -> None:
    acts = [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}]
    stage.provider.on(streaming, Reply("Ash and Mira carry the heavy sack inside."))
    stage.provider.on(
        structured("acts"), Reply('{"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}]}')
    )
    chat = await stage.chat()
    mira = chat["cast"][0]["name"]
    turn = await stage.post(chat, f"I help {mira} carry the heavy sack.")
    told = await stage.events(turn)
    changes = [event.data for event in told if event.name == "pair.changed"]

    path = f"/api/chats/{chat['id']}"
    state = await stage.call("GET", f"{path}/state")
    assert state["turn"] == turn and mira in state["scene"]["present"]
    pair = next(pair for pair in state["pairs"] if (pair["source"], pair["target"]) == (mira, "Ash"))
    assert pair["axes"]["trust"] > 0
    ledger = await stage.call("GET", f"{path}/pairs/{mira}/Ash")
    change = ledger["changes"][-1]
    assert change.pop("depth") == 2
    assert change in changes and [{**act, **wanted} == act for act, wanted in zip(change["acts"], acts, strict=True)]
    assert change["before"]["trust"] == 0 and change["after"]["trust"] == pair["axes"]["trust"]
    before = await stage.call("GET", f"{path}/state?turn={chat['head']}")
    assert all(pair["axes"]["trust"] == 0 for pair in before["pairs"])

    wanted = {"kind": "correction", "source": mira, "target": "Ash", "axis": "trust", "value": -40, "pin": True}
    made = await stage.call("POST", f"{path}/changes", wanted, status=201)
    assert made["by"] == "user" and made["after"]["trust"] == -40
    for wrong in (
        {"axis": "love"},
        {"value": 101},
        {"target": mira},
        {"target": "Nobody"},
        {"kind": "roll"},
        {"value": 1.5},
    ):
        answer = await stage.client.post(f"{path}/changes", json=wanted | wrong)
        assert answer.status_code in (404, 422), wrong
    await stage.refused("GET", f"{path}/pairs/{mira}/Nobody", status=404)
    other = await stage.chat()
    await stage.refused("GET", f"/api/chats/{other['id']}/state?turn={turn}", status=404)


async def test_search_takes_whatever_is_typed(stage: Stage) -> None:
    chat = await stage.chat()
    for query in (
        "",
        "wheel",
        '"',
        "a AND",
        "NEAR(",
        "*",
        "x" * 19_000,
        "\x00",
        "'; DROP TABLE turn; --",
        "col:x",
        "-",
        "é😀",
    ):
        for path in ("search", "memories"):
            answer = await stage.client.get(f"/api/chats/{chat['id']}/{path}", params={"q": query})
            assert answer.status_code == 200, (path, query)
    await stage.refused("GET", f"/api/chats/{chat['id']}/search?q={'x' * 20_001}", status=422)
    await stage.refused("GET", f"/api/chats/{chat['id']}/memories?q=x&as=Nobody", status=404)


async def test_a_full_server_says_when_to_come_again(stage: Stage) -> None:
    stage.engine.settings = stage.engine.settings.model_copy(update={"max_live_turns": 0})
    chat = await stage.chat()
    answer = await stage.client.post(f"/api/chats/{chat['id']}/turns", json={"text": "Hi."})
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "overloaded")
    assert int(answer.headers["retry-after"]) > 0
