"""No statement inside a write goes through a table: what holds the writer does not grow with a chat."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from chat.commands.corrections import Correction, correct, lift
from chat.commands.tree import delete_chat, delete_turn, move_head, redo, undo, undo_delete
from chat.db import chats, memories, memory_search, turns
from chat.engine.engine import Engine
from chat.turn import Request
from tests.engine.playing import begin, head, play, playing, say
from tests.provider import Provider, streaming
from tests.replies import Reply

GROWS = "turn|change|memory|call|decided|snapshot|place|step|section|terms|words_\\d+_\\w+"  # with the length of a chat
WALK = re.compile(rf"SCAN (?:{GROWS})\b(?! USING INDEX memory_parked| VIRTUAL)")  # that index is the queue asked for


def traced(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The plan of each statement of all writes from now on."""
    plans: dict[str, str] = {}
    write = engine.db.write

    async def watched(fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        def explained(db: Connection) -> Any:
            asked: list[str] = []
            db.set_trace_callback(asked.append)
            try:
                return fn(db, *args, **kwargs)
            finally:
                db.set_trace_callback(None)
                for sql in asked:
                    if sql.startswith(("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")) and sql not in plans:
                        plans[sql] = _plan(db, sql)

        return await write(explained)

    monkeypatch.setattr(engine.db, "write", watched)
    return plans


def _plan(db: Connection, sql: str) -> str:
    try:
        return " | ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
    except db.OperationalError:  # of a table that is gone by the end of its transaction
        return ""


async def test_no_write_walks_over_a_table(tmp_path: Path, no_models: None, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Provider() as provider, playing(tmp_path, provider) as engine:
        provider.on(streaming, Reply("An owl calls, and Mira nods at Ash."))
        plans = traced(engine, monkeypatch)
        chat = await begin(engine, "Mira", "Pell")
        for _ in range(3):
            await say(engine, chat)
        first, *_, last = await engine.db.read(turns.path_ids, (await head(engine, chat)).id)
        second = (await engine.db.read(turns.path_ids, last))[1]
        await play(engine, Request(chat.id, "regenerate", turn=last))
        await play(engine, Request(chat.id, "edit", "I sit.", second, keep=True))
        await undo(engine, chat.id)
        await redo(engine, chat.id)
        step, _ = await correct(engine, chat.id, Correction("correction", "Mira", "Ash", "trust", 40))
        await lift(engine, chat.id, step.entry.id)
        *_, link, _ = await delete_turn(engine, (await head(engine, chat)).id)
        await undo_delete(engine, chat.id, link)
        await move_head(engine, chat.id, first, None, newest=True)
        await undo(engine, chat.id)
        await delete_turn(engine, (await head(engine, chat)).id)
        await say(engine, chat)
        await engine.db.write(chats.update, chat.id, engine.now(), {"title": "The mill"})
        await engine.db.write(memory_search.rebuild, chat.id)
        await engine.db.write(memory_search.rebuild_step, 10)
        await engine.db.write(memory_search.requeue_damaged, chat.id, 0, 10)
        await engine.db.write(memories.unpark, 10)
        await engine.db.write(lambda db: db.execute("UPDATE step SET work = 'purging' WHERE kind = 'delete'") and None)
        engine.sweeper.wake()
        await engine.sweeper.finished()
        await engine.snapshot_refresh.finished(chat.id)
        await delete_chat(engine, chat.id)
        async with asyncio.timeout(30):
            await engine.sweeper.finished()
        walks = {
            sql[:300]: plan for sql, plan in plans.items() if WALK.search(plan) and "purging' WHERE kind" not in sql
        }
        assert len(plans) > 150 and walks == {}
