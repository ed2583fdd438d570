"""More turns than the cap at once: the rest is sent away at once and told when to come back; the admitted go on."""

import asyncio
from pathlib import Path
from time import monotonic
from typing import Any

import httpx2
import pytest

from tests.faults.leftovers import nothing_left
from tests.provider import Provider, streaming
from tests.replies import Reply
from tests.web.stage import staged

pytestmark = pytest.mark.usefixtures("no_models")

CAP = 64


async def test_the_65th_turn_is_refused_at_once_and_the_admitted_are_told(tmp_path: Path) -> None:
    async with nothing_left(), Provider() as provider, staged(tmp_path / "data", provider) as stage:
        go_on = asyncio.Event()
        provider.on(streaming, Reply(steps=["The door ", go_on, "opens."]))
        chats = [await stage.chat() for _ in range(CAP + 16)]

        async def post(chat: dict[str, Any]) -> httpx2.Response:
            return await stage.client.post(f"/api/chats/{chat['id']}/turns", json={"text": "I knock."})

        answers = await asyncio.gather(*map(post, chats))  # all at the same moment: the cap holds all the same
        admitted = [answer.json()["turn_id"] for answer in answers if answer.status_code == 202]
        refused = [answer for answer in answers if answer.status_code == 503]
        assert (len(admitted), len(refused)) == (CAP, 16)
        for answer in refused:
            assert answer.headers["retry-after"] == "5"
            assert answer.json()["error"]["code"] == "overloaded" and "5 s" in answer.json()["error"]["hint"]
        await provider.seen(streaming, CAP)

        late = chats[answers.index(refused[0])]
        waited = []
        for _ in range(20):
            began = monotonic()
            assert (await post(late)).status_code == 503
            waited.append(monotonic() - began)
        assert sorted(waited)[10] < 1
        assert (await stage.call("GET", f"/api/chats/{late['id']}"))["head"] == late["head"]

        go_on.set()
        for events in await asyncio.gather(*map(stage.events, admitted)):
            assert events[-1].name == "turn.committed"
            assert "".join(e.data["text"] for e in events if e.name == "narrative.delta") == "The door opens."
        assert (await stage.events((await post(late)).json()["turn_id"]))[-1].name == "turn.committed"
