"""Rows of session files: a chat with all its calls comes in and goes out, and how long another chat's writes wait."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from time import perf_counter

from chat.config import Settings
from chat.engine.engine import Engine
from chat.engine.exchange import export_session, import_session
from tests.bench.row import Asked, Row, row
from tests.bench.stage import Making
from tests.long_sessions import LINES, write_session

PAUSE = 0.02  # seconds between two writes of the other chat
ALONE = 100  # writes without anything beside them
SECONDS = 30
WAIT = 50  # ms


@dataclass
class _Exchanged:
    """Of one length: seconds in and out, and ms of each write beside them and without them."""

    incoming: float = 0.0
    outgoing: float = 0.0
    beside: list[float] = field(default_factory=list)
    alone: list[float] = field(default_factory=list)


async def exchanging(folder: Path, lengths: Sequence[int]) -> list[Row]:
    found = {length: await _measure(folder / str(length), length) for length in lengths}
    return [made for length, measured in found.items() for made in _rows(length, measured, found)]


def _rows(length: int, measured: _Exchanged, found: dict[int, _Exchanged]) -> list[Row]:
    shortest = min(found)
    what, asked = f"{length:,} turns, {LINES * length:,} lines", Asked("p50", SECONDS)
    times = length / shortest  # a ratio of 1 is linear

    def against(name: str) -> tuple[str, list[float]] | None:
        whole = [getattr(found[shortest], name) * times]
        return None if length == shortest else (f"{times:.0f} times {shortest:,} turns", whole)

    return [
        row(f"import, {what}", "s", [measured.incoming], asked, against=against("incoming")),
        row(f"export, {what}", "s", [measured.outgoing], asked, against=against("outgoing")),
        row(f"a write beside an import, {length:,} turns", "ms", measured.beside, Asked("p99", WAIT),
            against=("the same write alone", measured.alone)),
    ]  # fmt: skip


async def _measure(folder: Path, length: int) -> _Exchanged:
    path, found = folder / "long.jsonl", _Exchanged()
    engine = await Making.open(Settings(data_dir=folder))
    try:
        await asyncio.to_thread(write_session, path, length)
        for _ in range(ALONE):
            found.alone.append(await _write(engine))
            await asyncio.sleep(PAUSE)
        with path.open("rb") as file:
            async with _writing(engine, found.beside):
                began = perf_counter()
                chat = await import_session(engine, file)
                found.incoming = perf_counter() - began
        await engine.snapshot_refresh.finished(chat.id)
        began = perf_counter()
        async for _ in export_session(engine, chat.id):
            pass
        found.outgoing = perf_counter() - began
        return found
    finally:
        await engine.close()


@asynccontextmanager
async def _writing(engine: Engine, waited: list[float]) -> AsyncIterator[None]:
    """Another chat writes again and again."""

    async def write() -> None:
        while True:
            waited.append(await _write(engine))
            await asyncio.sleep(PAUSE)

    task = asyncio.create_task(write())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _write(engine: Engine) -> float:
    """Milliseconds of a commit that changes one row."""
    began = perf_counter()
    await engine.db.write(_touch)
    return (perf_counter() - began) * 1000


def _touch(db: Connection) -> None:
    db.execute("UPDATE character SET created = created WHERE id = (SELECT min(id) FROM character)")
