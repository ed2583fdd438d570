"""The app on a loopback socket in the test's own loop, with a scriptable provider behind it and a client before it."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from starlette.applications import Starlette
from uvicorn.server import ServerState

from chat.config import Settings
from chat.engine.engine import Engine
from chat.web.protocol import BoundedHttp
from chat.web.server import configured
from tests.provider import Provider

Json = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """One event as a client reads it."""

    id: int
    name: str
    data: Json


@dataclass
class Stage:
    engine: Engine
    provider: Provider
    client: httpx2.AsyncClient
    port: int
    app: Starlette
    state: ServerState  # of uvicorn: its open connections

    async def call(self, method: str, path: str, body: Any = None, *, status: int = 200, **headers: str) -> Json:
        """The answer's JSON, after its status was checked; header names with _ for -."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await self.client.request(method, path, json=body, headers=sent)
        assert answer.status_code == status, answer.text
        found: Json = answer.json() if answer.content else {}
        return found

    async def refused(self, method: str, path: str, body: Any = None, *, status: int, **headers: str) -> Json:
        """The error of a call that must fail, in the contract's shape."""
        error: Json = (await self.call(method, path, body, status=status, **headers))["error"]
        assert error["code"] and error["message"] and "Traceback" not in json.dumps(error)
        assert isinstance(error["hint"], str)
        return error

    async def chat(self, story: str = "mill") -> Json:
        """A new chat with the cast of a built-in story."""
        stories = {item["id"]: item for item in (await self.call("GET", "/api/stories"))["items"]}
        body = {"character_ids": stories[story]["character_ids"], "persona": {"name": "Ash", "description": ""}}
        return await self.call("POST", "/api/chats", body, status=201)

    async def post(self, chat: Json, text: str = "I open the door.", **headers: str) -> str:
        """The id of an accepted turn."""
        answer = await self.call("POST", f"/api/chats/{chat['id']}/turns", {"text": text}, status=202, **headers)
        assert answer["events"] == f"/api/turns/{answer['turn_id']}/events"
        return str(answer["turn_id"])

    async def events(self, turn: str, last: int | str | None = None) -> list[Event]:
        """All events of a turn until its stream ends."""
        return [event async for event in self.follow(turn, last)]

    async def follow(self, turn: str, last: int | str | None = None) -> AsyncIterator[Event]:
        headers = {} if last is None else {b"Last-Event-ID": str(last).encode()}
        async with self.client.stream("GET", f"/api/turns/{turn}/events", headers=headers) as answer:
            assert answer.status_code in (200, 204), answer.status_code
            async for event in read_events(answer):
                yield event

    async def raw(self, *parts: bytes) -> bytes:
        """All that comes back for these bytes until the server closes."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            async with asyncio.timeout(30):
                for part in parts:
                    writer.write(part)
                    await writer.drain()
                return await reader.read()
        finally:
            writer.close()

    async def until(self, turn: str, name: str) -> list[Event]:
        """The events of a turn up to the first of this name; then the follower leaves."""
        found = []
        async for event in self.follow(turn):
            found.append(event)
            if event.name == name:
                return found
        raise AssertionError(f"no {name} in {found}")


async def read_events(answer: httpx2.Response) -> AsyncIterator[Event]:
    async for _, event in read_named(answer):
        yield event


async def read_named(answer: httpx2.Response) -> AsyncIterator[tuple[str, Event]]:
    """Each event with the turn that its id names, "" where it names none."""
    fields: dict[str, str] = {}
    async for line in answer.aiter_lines():
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif "id" in fields:
            turn, _, number = fields["id"].rpartition(":")
            yield turn, Event(int(number), fields["event"], json.loads(fields["data"]))
            fields = {}


@asynccontextmanager
async def staged(folder: Path, provider: Provider, **settings: Any) -> AsyncIterator[Stage]:
    """What `serve` runs, less its waiting: the same app on the same protocol."""
    values: Json = {"narrative_base_url": provider.base_url, "narrative_model": "test-narrator", **settings}
    engine = await Engine.open(Settings(data_dir=folder, **values))
    config, state = configured(engine), ServerState()
    config.load()
    app: Any = config.app
    async with app.router.lifespan_context(app):
        server = await asyncio.get_running_loop().create_server(
            lambda: BoundedHttp(config=config, server_state=state, app_state={}), "127.0.0.1", 0
        )
        port = server.sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        async with httpx2.AsyncClient(base_url=address, timeout=10, verify=False) as client:  # certificates load slowly
            yield Stage(engine, provider, client, port, app, state)
        server.close()
        if state.tasks:
            await asyncio.wait(state.tasks, timeout=5)
