"""Memory through the whole engine: what was told long ago is in the prompt again, and only who was there recalls it."""

import asyncio
import json
from pathlib import Path

import pytest

from chat.db import chats
from tests.engine.playing import begin, playing, say
from tests.provider import Provider, Request, streaming, structured
from tests.replies import Reply

pytestmark = pytest.mark.model
SECRET = "Ash shows Mira where the silver key lies buried: under the third stone behind the chapel."
SMALL_TALK = (
    "The kettle sings and nobody is in a hurry.", "A cat walks along the wall and sits down.",
    "Clouds gather over the western hills.", "Somebody laughs in the street below.",
    "The bread comes out of the oven, dark and loud.", "Dust turns in the light of the window.",
)  # fmt: skip


async def test_what_was_told_at_turn_3_is_known_at_turn_60_by_who_was_there(models: Path, tmp_path: Path) -> None:
    turn = 0

    def narrator(_: Request) -> Reply:
        return Reply(SECRET if turn == 3 else f"{SMALL_TALK[turn % 6]} Mira and Pell talk about number {turn}.")

    def scene(_: Request) -> Reply:
        moves = {2: [{"op": "leave", "who": "Pell"}], 5: [{"op": "enter", "who": "Pell"}]}
        return Reply(json.dumps({"operations": moves.get(turn, [])}))

    async with Provider() as provider:
        provider.on(streaming, narrator)
        provider.on(structured("operations"), scene)
        async with playing(tmp_path, provider, context_tokens=2600) as engine:
            chat = await begin(engine, "Mira", "Pell")
            for turn in range(1, 60):
                await say(engine, chat, f"I listen to them, day {turn}.")
            async with asyncio.timeout(60):
                while (await engine.worker.state()).queue:  # noqa: ASYNC110
                    await asyncio.sleep(0.1)
            turn = 60
            await say(engine, chat, "Where in the churchyard is that buried thing that opens the lock?")

            prompt = provider.matching(streaming)[-1].prompt
            assert "third stone behind the chapel" in prompt
            history = [request["content"] for request in provider.matching(streaming)[-1].messages[1:-1]]
            assert history and not any(
                "third stone" in text for text in history
            )  # not because it was still in the window

            now = await engine.db.read(chats.get, chat.id)
            path = await engine.path(chat.id, now.head)
            members = [member.id for member in now.members]
            for name, knows in (("Mira", True), ("Pell", False)):
                who = next(member.id for member in now.members if member.name == name)
                found = await engine.recaller.rank(
                    chat.id, path, "the silver key under the stone", present=members, as_member=who, limit=20
                )
                assert any("silver key" in item.text for item in found.items) is knows, name
