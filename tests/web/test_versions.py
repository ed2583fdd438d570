"""A call made for another version of a chat than it has changes nothing: who asked has not seen what came since."""

from typing import Any

import pytest

from chat.web.api import ROUTES
from tests.web.stage import Json, Stage

CALLS: list[tuple[str, str, Any]] = [
    ("POST", "/api/chats/{chat}/turns", {"text": "I wait."}),
    ("POST", "/api/turns/{turn}/regenerate", {}),
    ("POST", "/api/turns/{turn}/edit", {"text": "I go."}),
    ("POST", "/api/chats/{chat}/head", {"turn_id": "{greeting}"}),
    ("POST", "/api/chats/{chat}/undo", {}),
    ("POST", "/api/chats/{chat}/redo", {}),
    ("POST", "/api/chats/{chat}/undo/u_1", {}),
    ("PATCH", "/api/chats/{chat}", {"title": "Another"}),
    ("POST", "/api/chats/{chat}/changes", {"kind": "pin", "source": "Mira", "target": "Ash", "axis": "trust"}),
    ("POST", "/api/chats/{chat}/members", {"name": "Vera"}),
    ("POST", "/api/chats/{chat}/merge", {"from": "the stranger", "into": "Mira"}),
    ("PATCH", "/api/turns/{turn}", {"label": "The mill"}),
    ("PATCH", "/api/turns/{turn}", {}),
    ("DELETE", "/api/turns/{turn}", None),
    ("DELETE", "/api/chats/{chat}/offers/Nobody", None),
    ("DELETE", "/api/chats/{chat}/changes/m_1", None),
    # wrong otherwise too: whether that is so depends on what the other has done
    ("PATCH", "/api/chats/{chat}", {"profile": "none"}),
    ("POST", "/api/chats/{chat}/head", {"turn_id": "t_none"}),
    ("POST", "/api/chats/{chat}/changes", {"kind": "pin", "source": "Nobody", "target": "Ash", "axis": "none"}),
    ("POST", "/api/chats/{chat}/members", {"name": "Mira"}),
    ("POST", "/api/chats/{chat}/members", {"character_id": "c_none"}),
    ("POST", "/api/chats/{chat}/merge", {"from": "Mira", "into": "Mira"}),
    ("DELETE", "/api/chats/{chat}", None),
]


async def played(stage: Stage) -> tuple[Json, dict[str, str]]:
    """A chat with a turn, and the ids that the calls name."""
    chat = await stage.chat()
    turn = await stage.post(chat)
    await stage.until(turn, "turn.committed")
    return await stage.call("GET", f"/api/chats/{chat['id']}"), {
        "chat": chat["id"],
        "turn": turn,
        "greeting": chat["head"],
    }


def prepared(path: str, body: Any, ids: dict[str, str], version: int) -> tuple[str, Any]:
    path = path.format(**ids)
    if body is None:
        return f"{path}?version={version}", None
    return path, {key: value.format(**ids) for key, value in body.items()} | {"version": version}


@pytest.mark.parametrize(("method", "path", "body"), CALLS, ids=str)
async def test_a_stale_call_is_refused(stage: Stage, method: str, path: str, body: Any) -> None:
    chat, ids = await played(stage)
    call = prepared(path, body, ids, chat["version"] - 1)
    error = await stage.refused(method, *call, status=409)
    assert (error["code"], error["version"]) == ("stale_version", chat["version"])
    assert await stage.call("GET", f"/api/chats/{chat['id']}") == chat


async def test_every_call_that_changes_a_chat_is_listed() -> None:
    listed = {(method, path.rpartition("/undo/u_1")[0] or path) for method, path, _ in CALLS}
    known = {(method, path.replace("Nobody", "{name}").replace("m_1", "{change}")) for method, path in listed}
    for route in ROUTES:
        if route.path.startswith(("/api/chats/{chat}", "/api/turns/{turn}")):
            path = route.path.rpartition("/{undo}")[0] or route.path
            for method in (route.methods or set()) - {"GET", "HEAD"}:
                assert (method, path) in known or path.endswith("/stop"), f"{method} {route.path}"


async def test_a_branch_is_named_for_this_version(stage: Stage) -> None:
    chat, ids = await played(stage)
    body = {"label": " The  mill ", "version": chat["version"]}
    assert (await stage.call("PATCH", f"/api/turns/{ids['turn']}", body))["label"] == "The mill"
    assert (await stage.call("PATCH", f"/api/turns/{ids['turn']}", {}))["label"] == "The mill"


@pytest.mark.parametrize("path", ["/api/turns/{turn}", "/api/chats/{chat}"])
async def test_a_delete_of_this_version_is_done(stage: Stage, path: str) -> None:
    chat, ids = await played(stage)
    await stage.refused("DELETE", f"{path.format(**ids)}?version=x", status=422)
    address = f"{path.format(**ids)}?version={chat['version']}"
    assert (await stage.client.delete(address)).status_code in (200, 204)
