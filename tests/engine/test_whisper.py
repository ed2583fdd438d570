"""A whisper through the whole engine: only whom it is for remembers it, feels it, and is said to hear it."""

import json
from pathlib import Path

import pytest

from chat.db import chats, memories
from chat.db.chats import Chat
from chat.engine.engine import Engine
from tests.engine.playing import begin, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply

pytestmark = pytest.mark.usefixtures("no_models")

WORDS = "The silver key lies under the third stone."


async def recalled(engine: Engine, chat: Chat, who: str) -> str:
    now = await engine.db.read(chats.get, chat.id)
    path = await engine.path(chat.id, now.head)
    found = await engine.recaller.rank(chat.id, path, "Where is the silver key?", present=[who], limit=20)
    return " ".join(item.text for item in found.items)


async def test_only_whom_it_is_for_remembers_and_is_asked_about(tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods and says nothing."))
        async with playing(tmp_path, provider) as engine:
            chat = await begin(engine, "Mira", "Pell")
            mira, pell = (next(one.id for one in chat.members if one.name == name) for name in ("Mira", "Pell"))
            await say(engine, chat, f"I whisper to Mira: “Pell is a thief. {WORDS}”")

            asked = [request.prompt for request in provider.matching(structured("acts"))]
            assert len(asked) == 2 and not any("Pell" in prompt.rsplit("SOURCE", 1)[-1] for prompt in asked)
            prompt = provider.matching(streaming)[-1].prompt
            assert prompt.rstrip().endswith("(Only Mira can hear this; nobody else there knows what was said.)")
            assert WORDS in await recalled(engine, chat, mira) and WORDS in await recalled(engine, chat, chat.persona)
            assert WORDS not in await recalled(engine, chat, pell)

            await say(engine, chat, "Pell, come here!")
            history = provider.matching(streaming)[-1].prompt
            assert "(Only Mira can hear this;" in history  # the narrator still knows who did not hear it


async def test_who_is_named_by_the_narrator_is_not_told_what_was_whispered(tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods. Pell looks up."))
        async with playing(tmp_path, provider) as engine:
            chat = await begin(engine, "Mira", "Pell")
            await say(engine, chat, f"(to Mira) {WORDS}")
            shown = [WORDS in request.prompt for request in provider.matching(structured("acts"))]
            assert len(shown) == 6 and sum(shown) == 4  # the sources Ash and Mira, and not Pell


async def test_what_only_some_know_is_marked_in_the_prompt(tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Somebody laughs in the street."))
        async with playing(tmp_path, provider, context_tokens=1800) as engine:
            chat = await begin(engine, "Mira", "Pell")
            await say(engine, chat, f"/w Mira {WORDS}")
            for number in range(30):
                await say(engine, chat, f"I count {number} carts on the long road to the harbour. " * 6)
            await say(engine, chat, "Where is the silver key?")
            prompt = provider.matching(streaming)[-1].prompt
            line = next(line for line in prompt.splitlines() if line.startswith("- ") and "silver key" in line)
            assert line.endswith("(Of those here, only Ash and Mira know this.)")
            assert await engine.db.read(memories.parked) == 0


async def test_what_stands_for_words_not_heard_is_no_quote(tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods. Pell looks up."))
        act = {"act": "lied", "strength": 1, "quote": "something that is not for these ears"}
        provider.on(structured("acts"), Reply(json.dumps({"acts": [act]})))
        async with playing(tmp_path, provider) as engine:
            events = await say(engine, await begin(engine, "Mira", "Pell"), f"(to Mira) {WORDS}")
            made = [event.data() for event in events if event.name == "pair.changed"]
            assert len(made) == 6 and not any(change["acts"] for change in made)
            assert all(change["refused"][0]["reason"].startswith("the quote is not in the turn") for change in made)
