"""How a session is recorded so that recording it again changes only what has changed: ids, times and ports are the
same each time."""

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import chats, ids, turn_status
from chat.db.chats import Chat
from chat.engine.engine import Engine
from chat.events import Event
from chat.formats import session
from chat.formats.session_lines import CallLine
from chat.turn import Request, accept, recover, tell
from tests.provider import Match, Provider
from tests.provider import Request as Sent
from tests.replies import Reply, neutral
from tests.session_files import export_session

BEGAN = datetime(2026, 1, 1, 20, tzinfo=UTC)
MS_A_DELTA = 25.0
CAST = {"Mira": "c_mill_1", "Sergeant Holt": "c_lantern_1", "Pell": "c_lantern_2", "Odile": "c_nightbus_1"}
Done = tuple[str, str, str, int, str]  # target, source, act, strength, the words that show it


@contextmanager
def steady() -> Iterator[None]:
    """The ids and the time of day come in one order."""
    dice, ticks = random.Random(4), iter(range(1_000_000))

    def now(engine: Engine) -> str:
        moment = BEGAN + timedelta(seconds=next(ticks))
        return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ids, "secrets", dice)
        patch.setattr(Engine, "now", now)
        yield


class Stage:
    """An engine to play on, as a player does; `reopen` is what a crash leaves behind."""

    def __init__(self, folder: Path, provider: Provider | None = None, **settings: Any) -> None:
        if provider is not None:
            settings |= {"narrative_base_url": provider.base_url, "narrative_model": "scripted"}
        self.settings = Settings(data_dir=folder, seed=4, **settings)
        self.host = f"127.0.0.1:{provider.port}" if provider is not None else None
        self.engine: Engine
        self.chat: Chat

    async def __aenter__(self) -> "Stage":
        self.engine = await Engine.open(self.settings)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.engine.close()

    async def begin(self, persona: str, *names: str) -> None:
        self.chat = await create_chat(self.engine, NewChat([CAST[name] for name in names], persona))

    async def set(self, **settings: Any) -> Chat:
        now = self.engine.now()
        return await self.engine.db.write(chats.update, self.chat.id, now, {"settings": settings})

    async def play(self, origin: Any = "message", text: str | None = None, **more: Any) -> str:
        """The id of the turn, which has ended."""
        accepted = await accept(self.engine, Request(self.chat.id, origin, text, **more))
        if accepted.run is not None:
            async with aclosing(tell(self.engine, accepted.run)) as events:
                assert [event async for event in events][-1].terminal
        return accepted.turn_id

    async def until(self, name: str, text: str) -> tuple[str, Any]:
        """The id of a turn that has come so far, and the rest of its events."""
        accepted = await accept(self.engine, Request(self.chat.id, "message", text))
        assert accepted.run is not None
        events = tell(self.engine, accepted.run)
        async for event in events:
            if event.name == name:
                break
        return accepted.turn_id, events

    async def crash(self, events: Any, turn: str, saved: str | None = None) -> None:
        """Nothing is written any more, and the app starts again. `saved` is what had been saved of the narrative."""
        if saved is not None:
            await self.engine.db.write(turn_status.save_partial, turn, saved)
        await events.aclose()
        await self.engine.close()
        self.engine = await Engine.open(self.settings)
        for run in await recover(self.engine):
            await rest(tell(self.engine, run))

    async def file(self) -> bytes:
        """The session file with the times of a steady provider."""
        raw = await export_session(self.engine, self.chat.id)
        if self.host is not None:
            raw = resealed(raw.replace(self.host.encode(), b"scripted"))
        taken = session.read(raw)
        for told in taken.turns:
            told.turn.timings = told.turn.timings and dict.fromkeys(told.turn.timings)
            told.calls = _in_order(told.calls)
            for call in told.calls:
                _at_steady_times(call)
        return session.write(taken)


def _in_order(calls: Sequence[CallLine]) -> list[CallLine]:
    """By purpose, as what is asked at once is logged in any order; what was asked again later stays behind."""
    asked: dict[str, int] = {}
    rounds = []
    for call in calls:
        asked[call.purpose] = asked.get(call.purpose, 0) + (call.attempt == 0)
        rounds.append(asked[call.purpose])
    return [call for _, call in sorted(zip(rounds, calls, strict=True), key=lambda it: (it[0], it[1].purpose))]


def _at_steady_times(call: CallLine) -> None:
    call.chunks = [(MS_A_DELTA * number, text) for number, (_, text) in enumerate(call.chunks, 1)]
    call.first_ms = MS_A_DELTA if call.chunks else None
    call.total_ms = MS_A_DELTA * (len(call.chunks) + 1)


async def rest(events: Any) -> list[Event]:
    return [event async for event in events]


def resealed(raw: bytes) -> bytes:
    """With a checksum that fits."""
    lines = raw.split(b"\n")[:-2]
    body = b"".join(line + b"\n" for line in lines)
    end = {"type": "end", "lines": len(lines), "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


# ---------------------------------------------------------------- a classifier that has read the script


def classifier(
    done: Sequence[Done], scene: dict[str, list[dict[str, Any]]], facts: dict[str, list[dict[str, Any]]]
) -> Callable[[Sent], Reply]:
    """Answers from a list of who did what to whom, and from scene operations and facts by words of the passage."""

    def answer(request: Sent) -> Reply:
        fields = set((request.schema or {}).get("properties", ()))
        passage = request.last.split("PASSAGE", 1)[-1]
        if "acts" in fields:
            who = re.search(r"SOURCE: (.+)\nTARGET: (.+)\n", request.last)
            assert who is not None
            acts = [
                {"act": act, "strength": strength, "quote": quote}
                for target, source, act, strength, quote in done
                if (source, target) == who.groups() and quote in passage
            ]
            mood, view = ("grateful", f"{who[2]} can be relied on.") if acts else ("", "")
            return Reply(json.dumps({"acts": acts, "mood": mood, "view": view}))
        for name, known in (("operations", scene), ("facts", facts)):
            if name in fields:
                return Reply(json.dumps({name: [item for words in known if words in passage for item in known[words]]}))
        if "addressed" in fields:
            return Reply(json.dumps({"kind": "speak", "addressed": [], "target": None, "tone": "calm"}))
        return Reply(json.dumps(neutral(request.schema or {})))

    return answer


def about(source: str, target: str, words: str) -> Match:
    """The question about a pair in the passage with these words."""

    def match(request: Sent) -> bool:
        asked = request.body and request.last
        return bool(asked) and f"SOURCE: {source}\nTARGET: {target}\n" in asked and words in asked.split("PASSAGE")[-1]

    return match
