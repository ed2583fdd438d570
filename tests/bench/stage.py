"""What every row of the bench plays on: a provider in this process, the real server in another, and long chats made
through the real code."""

import asyncio
import json
import os
import random
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

import httpx2
import numpy as np

from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import changes, chats, memories, turns
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.llm.client import Vectors
from chat.llm.model_files import EMBEDDER, TOKENIZER, models_folder, path_of
from chat.memory.chunking import told
from chat.memory.embedder import OnnxEmbedder
from chat.memory.vectors import unit_rows
from chat.memory.worker import Worker
from chat.story.models import Act, Change
from tests.provider import Provider

NOW = "2026-01-01T00:00:00.000Z"
BATCH = 250  # turns a transaction


@cache
def words() -> tuple[list[str], list[float]]:
    """Words that the embedder knows whole, as it knows most of what people write, each as often as a language has it."""
    known = json.loads(path_of(TOKENIZER, models_folder()).read_bytes())["model"]["vocab"]
    common = [word for word in sorted(known, key=known.__getitem__) if word.isascii() and word.isalpha()][26:4122]
    return common, [1 / rank for rank in range(1, len(common) + 1)]


def prose(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(*words(), k=count)).capitalize() + "."


class Making(Engine):
    """An engine without anything beside the turns."""

    def _begin_work(self) -> None:
        pass


class Drawn:
    """In place of the embedder: 10,000 vectors drawn by lot take seconds, embedded ones ten minutes."""

    model, dimension, sha256 = OnnxEmbedder.model, OnnxEmbedder.dimension, EMBEDDER.sha256

    def __init__(self) -> None:
        self._dice = np.random.default_rng(1)

    async def embed(self, texts: Sequence[str]) -> Vectors:
        drawn = self._dice.standard_normal((len(texts), self.dimension), dtype=np.float32)
        return unit_rows(drawn, len(texts), self.dimension)


async def make_chat(folder: Path, length: int, cast: int = 1, *, vectors: bool = True) -> str:
    """A chat of so many turns with changes and memories, in the server's database; its id."""
    engine = await Making.open(Settings(data_dir=folder))
    try:
        ids = ["c_mill_1", "c_lantern_1", "c_lantern_2"][:cast]
        chat = await create_chat(engine, NewChat(ids, "Ash", profile="custom"))
        dice, parent = random.Random(length), chat.head
        for start in range(1, length, BATCH):
            parent = await engine.db.write(_grow, chat, parent, min(BATCH, length - start), dice)
        await engine.db.write(chats.move_head, chat.id, parent)
        if vectors:
            await _draw_vectors(engine)
        return chat.id
    finally:
        await engine.close()


async def _draw_vectors(engine: Engine) -> None:
    worker = Worker(engine.db, Drawn())
    worker.start()
    while (await worker.state()).queue:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    await worker.close()


def _grow(db: Any, chat: chats.Chat, parent: str | None, count: int, dice: random.Random) -> str | None:
    present = [member.id for member in chat.members]
    for _ in range(count):
        above = turns.get(db, parent) if parent else None
        text, narrative = prose(dice, 15), f"{prose(dice, 60)}\n\n{prose(dice, 60)}"
        turn = turns.insert(
            db, turn_id=new_id("t"), chat=chat.id, parent=above, origin="message", status="committed", text=text,
            narrative=narrative, now=NOW,
        )  # fmt: skip
        quote = " ".join(narrative.split()[3:8])
        pairs = dice.sample([(a, b) for a in present for b in present if a != b], 2)
        moved = [
            Change("pair", "model", a, b, (Act(dice.choice(["helped", "lied", "argued"]), 1, quote),)) for a, b in pairs
        ]
        changes.insert(db, chat.id, turn.id, moved)
        memories.insert(db, chat.id, turn.id, told("Ash", text, narrative, present, "day 1"))
        parent = turn.id
    return parent


@asynccontextmanager
async def apart(text: Path, rate: float) -> AsyncIterator[str]:
    """A provider in a process of its own that tells this text at so many tokens a second; its URL."""
    arguments = ("--first", "0", "--rate", str(rate), "--classifier", "0", "--text", str(text))
    command = (sys.executable, "-m", "tests.provider", *arguments)
    provider = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert provider.stdout is not None
    try:
        yield (await provider.stdout.readline()).decode().strip()
    finally:
        provider.terminate()
        await provider.wait()


async def drain(client: httpx2.AsyncClient, chat: str) -> bytes:
    """Post a turn and read its events as bare bytes; all of them."""
    body = b'{"text": "Tell me."}'
    reader, writer = await asyncio.open_connection(client.base_url.host, client.base_url.port)
    head = f"POST /api/chats/{chat}/turns HTTP/1.1\r\nHost: {client.base_url.netloc.decode()}\r\nAccept: text/event-stream\r\n"
    writer.write(f"{head}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
    try:
        return await reader.read()
    finally:
        writer.close()


@asynccontextmanager
async def serving(folder: Path, provider: Provider, **settings: str) -> AsyncIterator[httpx2.AsyncClient]:
    async with serving_at(folder, provider.base_url, **settings) as client:
        yield client


@asynccontextmanager
async def serving_at(
    folder: Path, url: str, module: Sequence[str] | None = None, **settings: str
) -> AsyncIterator[httpx2.AsyncClient]:
    """The real server in a process of its own, told in this folder by this provider, and a client for it. What takes long
    on its loop is written to a file in the folder, unless it is another module that serves."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHAT_")}
    environment |= {
        "CHAT_DATA_DIR": str(folder), "CHAT_PORT": "0", "CHAT_NARRATIVE_BASE_URL": url,
        "CHAT_NARRATIVE_MODEL": "test-narrator", **settings,
    }  # fmt: skip
    command = (sys.executable, "-m", *(module or ("tests.bench.stepped", str(folder / "steps.json"))))
    server = await asyncio.create_subprocess_exec(*command, env=environment, stdout=asyncio.subprocess.PIPE)
    assert server.stdout is not None
    try:
        address = (await server.stdout.readline()).decode().split()[-1]
        limits = httpx2.Limits(max_connections=None)
        async with httpx2.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
            yield client
    finally:
        server.terminate()
        await server.wait()


async def quiet(client: httpx2.AsyncClient) -> None:
    """Until the embedding worker has nothing left to do."""
    async with asyncio.timeout(600):
        while (await client.get("/readyz")).json()["components"]["worker"]["queue"]:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


class Played:
    """A turn posted and followed to its end, with the moment (monotonic seconds) of each event's first arrival."""

    def __init__(self) -> None:
        self.posted = 0.0
        self.at: dict[str, float] = {}
        self.last: dict[str, Any] = {}


async def play(client: httpx2.AsyncClient, chat: str, text: str) -> Played:
    played = Played()
    played.posted = monotonic()
    url = f"/api/chats/{chat}/turns"
    async with client.stream("POST", url, json={"text": text}, headers={"Accept": "text/event-stream"}) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("event: "):
                played.at.setdefault(line[7:], monotonic())
    return played
