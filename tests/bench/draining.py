"""Rows of the embedding worker: a long queue drains while turns are played, and how late the server's loop is meanwhile."""

import asyncio
from itertools import pairwise
from pathlib import Path
from time import monotonic

import httpx2

from chat.llm.model_files import EMBEDDER, is_there, models_folder
from tests.bench.row import Asked, Row, row
from tests.bench.stage import apart, make_chat, play, quiet, serving_at
from tests.bench.stepped import FILE

LENGTH = 1000  # turns of the chat that is played: far more than a prompt has room for, so that each turn recalls
PAUSE = 0.5  # seconds between turns
STALL = 20  # ms


async def draining(folder: Path, backlog: int, turns: int) -> list[Row]:
    """The same turns twice: with nothing to embed, and with a queue that outlasts them. Nothing where the model is not."""
    if not is_there(EMBEDDER, models_folder()):
        return []
    idle = await _Watched.of(folder / "idle", 0, turns)
    busy = await _Watched.of(folder / "queue", backlog, turns)
    what = f"{backlog:,} memories to embed"
    alone = "nothing to embed"
    return [
        row(f"first token, {what}", "ms", busy.first, against=(alone, idle.first)),
        row(f"loop lag, {what}", "ms", busy.late, Asked("p99", STALL), against=(alone, idle.late)),
        row(f"longest loop lag, {what}", "ms", [max(busy.late)], against=(alone, [max(idle.late)])),
        row(f"longest work of the loop at a stretch, {what}", "ms", [max(busy.worked)], Asked("p99", STALL),
            against=(alone, [max(idle.worked)])),
        row(f"memories embedded while turns are told, {what}", "/s", [busy.embedded]),
    ]  # fmt: skip


class _Watched:
    """`first`: ms from the post to the first token of each turn. `late`: how late the loop was called, `worked`: how
    much CPU its thread took between two calls, both in ms. `embedded`: memories a second."""

    def __init__(self) -> None:
        self.first: list[float] = []
        self.late: list[float] = []
        self.worked: list[float] = []
        self.embedded = 0.0

    @classmethod
    async def of(cls, folder: Path, backlog: int, turns: int) -> "_Watched":
        chat = await make_chat(folder, LENGTH)
        if backlog:
            await make_chat(folder, backlog, vectors=False)
        text, probe, found = folder / "words.txt", folder / "late.txt", cls()
        text.write_text("word " * 60)
        server = ("tests.bench.probed", str(probe), str(folder / FILE))
        async with apart(text, rate=200) as url, serving_at(folder, url, server) as client:
            if not backlog:
                await quiet(client)
            await play(client, chat, "I wait.")  # the model is loaded, the chat's memories are read
            left, began = await _queue(client), monotonic()
            for number in range(turns):
                played = await play(client, chat, f"I ask for the {number + 1}. time what became of the river.")
                found.first.append((played.at["narrative.delta"] - played.posted) * 1000)
                await asyncio.sleep(PAUSE)
            ended = monotonic()
            found.embedded = (left + turns - await _queue(client)) / (ended - began)
        lines = [tuple(map(float, line.split())) for line in probe.read_text().splitlines()]
        watched = [line for line in lines if began < line[0] <= ended]
        found.late = [line[1] for line in watched]
        found.worked = [(after[3] - before[3]) * 1000 for before, after in pairwise(watched)]
        return found


async def _queue(client: httpx2.AsyncClient) -> int:
    return int((await client.get("/readyz")).json()["components"]["worker"]["queue"])
