"""A call made for another version of a chat than it has changes nothing: who asked has not seen what came since."""

from typing import Any

import pytest

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
    ("DELETE", "/api/turns/{turn}", None),
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


@pytest.mark.parametrize(("method", "path", "body"), CALLS, ids=[f"{method} {path}" for method, path, _ in CALLS])
async def test_a_stale_call_is_refused(stage: Stage, method: str, path: str, body: Any) -> None:
    chat, ids = await played(stage)
    call = prepared(path, body, ids, chat["version"] - 1)
    error = await stage.refused(method, *call, status=409)
    assert (error["code"], error["version"]) == ("stale_version", chat["version"])
    assert await stage.call("GET", f"/api/chats/{chat['id']}") == chat


@pytest.mark.parametrize("path", ["/api/turns/{turn}", "/api/chats/{chat}"])
async def test_a_delete_of_this_version_is_done(stage: Stage, path: str) -> None:
    chat, ids = await played(stage)
    await stage.refused("DELETE", f"{path.format(**ids)}?version=x", status=422)
    address = f"{path.format(**ids)}?version={chat['version']}"
    assert (await stage.client.delete(address)).status_code in (200, 204)
