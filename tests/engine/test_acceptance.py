"""What is accepted is told, also when who asked for it is gone; and who is refused has stopped nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from chat.commands.tree import delete_chat, delete_turn, undo
from chat.db import chats, turns
from chat.engine import acceptance
from chat.engine.engine import Engine
from chat.engine.run import Run
from chat.errors import Conflict, Overloaded
from chat.turn import Request, accept, tell
from tests.engine.playing import begin, head, names, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import HANG, Reply

pytestmark = pytest.mark.usefixtures("no_models")


class Begun:
    """An engine's turns that were begun."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.tasks = engine, list[asyncio.Task[list[str]]]()

    def __call__(self, run: Run) -> None:
        self.tasks.append(asyncio.create_task(self._tell(run)))

    async def _tell(self, run: Run) -> list[str]:
        return names([event async for event in tell(self.engine, run)])


async def test_turn_is_told_though_who_asked_for_it_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    insert, inserting, loop = acceptance._insert, asyncio.Event(), asyncio.get_running_loop()

    def watched(*arguments: Any) -> Any:
        loop.call_soon_threadsafe(inserting.set)
        return insert(*arguments)

    async with Provider() as provider, playing(tmp_path, provider) as engine:
        chat, begun = await begin(engine), Begun(engine)
        monkeypatch.setattr(acceptance, "_insert", watched)
        leaving = asyncio.create_task(accept(engine, Request(chat.id, "message", "I wait."), begun))
        await inserting.wait()
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        assert (await begun.tasks[0])[-1] == "turn.committed"
        assert not engine.running and not engine.telling


async def test_turn_that_is_accepted_while_the_app_goes_down_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert, inserting, loop = acceptance._insert, asyncio.Event(), asyncio.get_running_loop()

    def watched(db: Connection, *arguments: Any) -> Any:
        loop.call_soon_threadsafe(inserting.set)
        return insert(db, *arguments)

    async with Provider() as provider:
        provider.on(streaming, Reply(headers_after=60.0))
        async with playing(tmp_path, provider) as engine:
            chat, begun = await begin(engine), Begun(engine)
            monkeypatch.setattr(acceptance, "_insert", watched)
            asked = asyncio.create_task(accept(engine, Request(chat.id, "message", "I wait."), begun))
            await inserting.wait()
            await engine.end_turns()
            assert (await begun.tasks[0])[-1] == "turn.failed"
            assert (await engine.db.read(turns.get, (await asked).turn_id)).status == "failed"
            with pytest.raises(Overloaded):
                await accept(engine, Request(chat.id, "message", "Too late."), begun)


@pytest.mark.parametrize("what", ["turn", "undo", "chat"])
async def test_change_of_a_stale_tab_stops_nothing(tmp_path: Path, what: str) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."))
        provider.on(structured("acts"), Reply(steps=[HANG]))
        async with playing(tmp_path, provider) as engine:
            chat = await begin(engine)
            settling = asyncio.create_task(say(engine, chat))
            await provider.seen(streaming, 1)
            while engine.telling:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            turn = await head(engine, chat)
            stale = (await engine.db.read(chats.get, chat.id)).version - 1
            changes: dict[str, Callable[[], Awaitable[object]]] = {
                "turn": lambda: delete_turn(engine, turn.id, stale),
                "undo": lambda: undo(engine, chat.id, stale),
                "chat": lambda: delete_chat(engine, chat.id, stale),
            }
            with pytest.raises(Conflict):
                await changes[what]()
            assert not engine.running[turn.id].stopped.is_set() and not settling.done()
            engine.running[turn.id].stopped.set()
            assert names(await settling)[-1] == "turn.committed"
