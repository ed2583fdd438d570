"""An engine whose narrator and classifier are a provider on sockets, and turns played on it without any web."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import chats, turns
from chat.engine.engine import Engine
from chat.events import Event
from chat.turn import Request, accept, tell
from tests.provider import Provider

CAST = {"Mira": "c_mill_1", "Sergeant Holt": "c_lantern_1", "Pell": "c_lantern_2"}


@asynccontextmanager
async def playing(folder: Path, provider: Provider, **settings: Any) -> AsyncIterator[Engine]:
    engine = await Engine.open(
        Settings(data_dir=folder, narrative_base_url=provider.base_url, narrative_model="test-narrator", **settings)
    )
    try:
        yield engine
    finally:
        await engine.close()


async def begin(engine: Engine, *names: str) -> chats.Chat:
    return await create_chat(engine, NewChat([CAST[name] for name in names or ("Mira",)], "Ash"))


async def play(engine: Engine, request: Request) -> list[Event]:
    """The turn's events, from the first to the terminal one."""
    accepted = await accept(engine, request)
    assert accepted.run is not None
    async with aclosing(tell(engine, accepted.run)) as told:
        return [event async for event in told]


async def say(engine: Engine, chat: chats.Chat, text: str = "I wait.") -> list[Event]:
    return await play(engine, Request(chat.id, "message", text))


async def head(engine: Engine, chat: chats.Chat) -> turns.Turn:
    return await engine.db.read(turns.get, (await engine.db.read(chats.get, chat.id)).head or "")


def names(events: list[Event]) -> list[str]:
    return [event.name for event in events]


async def until(events: AsyncIterator[Event], name: str) -> Event:
    """The next event of this name; what comes before it is passed over. After a terminal one the turn has ended."""
    async with asyncio.timeout(30):
        async for event in events:
            if event.name == name:
                if event.terminal:
                    assert [after async for after in events] == []
                return event
    raise AssertionError(f"no {name} came")
