"""A chat of as many members as there may be: nobody waits for it, and nobody comes in above that."""

import json
from collections.abc import AsyncIterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from chat.formats.session import Sealed
from chat.formats.session_lines import Card, CharacterLine, ChatFields, ModelsUsed, SessionLine
from chat.story.cast import MAX_MEMBERS
from tests.long_sessions import NOW
from tests.provider import Provider
from tests.web.stage import Json, Stage, staged

TURNS = 9


def crowd(count: int) -> bytes:
    """A session file of so many members, in which each has come to know each."""
    sealed = Sealed()
    fields = ChatFields(
        id="h_crowd", title="A fair", profile="custom", settings={}, head=f"t_crowd_{TURNS}", seed=1, created=NOW,
        models=ModelsUsed(),
    )  # fmt: skip
    members = [f"c_crowd_{number}" for number in range(count)]
    lines = [sealed.add(SessionLine(app="Fabula 0.1.0", chat=fields))]
    for number, member in enumerate(members):
        lines.append(sealed.add(CharacterLine(id=member, persona=not number, card=Card(name=f"Person {number}"))))
    body = sealed.digest

    def add(value: Json) -> None:
        lines.append(json.dumps(value).encode() + b"\n")
        body.update(lines[-1])
        sealed.lines += 1

    pairs = list(permutations(members, 2))
    for number in range(1, TURNS + 1):
        turn = f"t_crowd_{number}"
        told: dict[str, Any] = {
            "type": "turn", "id": turn, "parent": f"t_crowd_{number - 1}" if number > 1 else None, "origin": "message",
            "status": "committed", "text": "I look around.", "narrative": "All of them are at the fair.",
            "instruction": None, "finish_reason": "stop", "truncated": False, "error": None, "timings": {}, "usage": {},
            "label": None, "created": NOW,
        }  # fmt: skip
        add(told)
        for seq, (source, target) in enumerate(pairs[number - 1 :: TURNS]):
            acts = [{"act": "helped", "strength": 1, "quote": "All of them"}]
            add({
                "type": "change", "id": f"e_{turn}_{seq}", "turn": turn, "seq": seq, "kind": "pair", "source": source,
                "target": target, "by": "model", "acts": acts, "refused": [], "mood": None, "view": None, "stale": False,
                "operation": None, "arguments": {}, "before": {}, "after": {},
            })  # fmt: skip
    return b"".join([*lines, sealed.end()])


@pytest.fixture
async def stage(tmp_path: Path, provider: Provider) -> AsyncIterator[Stage]:
    """What so many think of each other is a long prompt."""
    async with staged(tmp_path / "data", provider, context_tokens=2_000_000) as stage:
        yield stage


async def test_a_chat_of_most_members_holds_up_nobody(stage: Stage) -> None:
    """The detector of the suite watches."""
    answer = await stage.client.post("/api/import", content=crowd(MAX_MEMBERS), timeout=120)
    assert answer.status_code == 201, answer.text
    chat = answer.json()
    state = await stage.call("GET", f"/api/chats/{chat['id']}/state")
    assert len(state["pairs"]) == MAX_MEMBERS * (MAX_MEMBERS - 1) and all(
        pair["axes"]["trust"] for pair in state["pairs"]
    )
    names = " ".join(f"Person {number}" for number in range(MAX_MEMBERS))
    for text in ("I wait.", f"I greet {names}.", f"(to Person 1) I know {names}."):
        turn = await stage.post(chat, text)
        last = (await stage.events(turn))[-1]
        assert last.name == "turn.committed", last
        await stage.call("GET", f"/api/turns/{turn}")
    for path in ("", "/state", "/members", "/tree", "/export", "/pairs/Person 1/Person 2"):
        assert (await stage.client.get(f"/api/chats/{chat['id']}{path}")).status_code == 200
    error = await stage.refused("POST", f"/api/chats/{chat['id']}/members", {"name": "Tom"}, status=422)
    assert error["code"] == "too_many_members" and f"{MAX_MEMBERS}" in error["message"] and error["hint"]


async def test_a_file_of_more_members_is_refused_by_its_line(stage: Stage) -> None:
    answer = await stage.client.post("/api/import", content=crowd(MAX_MEMBERS + 1), timeout=120)
    error = answer.json()["error"]
    assert answer.status_code == 422 and error["code"] == "session_invalid"
    assert error["message"].startswith(f"line {MAX_MEMBERS + 2}: ") and f"{MAX_MEMBERS}" in error["message"]
    assert "Take characters out" in error["hint"]
    assert (await stage.call("GET", "/api/chats"))["items"] == []
