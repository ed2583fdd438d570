"""The database under cancelled callers, other programs, damaged files and a full disk."""

import asyncio
import resource
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from sqlite3 import Connection
from time import monotonic

import pytest

from chat.db.connection import Database
from chat.db.driver import connect
from chat.errors import NotFound, StorageError


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "fabula.db")
    await database.write(lambda c: c.execute("CREATE TABLE note (text TEXT) STRICT"))
    yield database
    await database.close()


def add(connection: Connection, text: str) -> None:
    connection.execute("INSERT INTO note VALUES (?)", (text,))


def notes(connection: Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT text FROM note ORDER BY rowid")]


async def test_a_function_that_raises_leaves_nothing(db: Database) -> None:
    def half(connection: Connection) -> None:
        add(connection, "half")
        raise NotFound("no")

    with pytest.raises(NotFound):
        await db.write(half)
    assert await db.read(notes) == []
    await db.write(add, "whole")
    assert await db.read(notes) == ["whole"]


async def test_a_cancelled_write_is_wholly_in_and_never_in_a_neighbours_commit(db: Database) -> None:
    """Cancelled at every await there is: the transaction ends before the caller hears of it."""

    def both(connection: Connection, number: int) -> None:
        add(connection, f"{number} a")
        add(connection, f"{number} b")

    for number in range(20):
        task = asyncio.create_task(db.write(both, number))
        for _ in range(number % 5):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await db.write(add, "neighbour")
    found = [text for text in await db.read(notes) if text != "neighbour"]
    assert found == [f"{text.split()[0]} {letter}" for text in found[::2] for letter in "ab"]


async def test_many_writers_take_turns(db: Database) -> None:
    await asyncio.gather(*(db.write(add, str(number)) for number in range(50)))
    assert len(await db.read(notes)) == 50


async def test_readers_cannot_write_and_see_one_snapshot(db: Database) -> None:
    with pytest.raises(StorageError):
        await db.read(add, "no")

    def twice(connection: Connection) -> tuple[list[str], list[str]]:
        first = notes(connection)
        other = connect(db.path)
        other.execute("INSERT INTO note VALUES ('between')")
        other.close()
        return first, notes(connection)

    first, second = await db.read(twice)
    assert first == second == [] and await db.read(notes) == ["between"]


async def test_another_program_with_the_lock_is_waited_for(db: Database) -> None:
    other = connect(db.path)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(db.write(add, "late"))
    await asyncio.sleep(0.3)
    assert not writing.done()
    assert await db.read(notes) == []
    other.execute("ROLLBACK")
    other.close()
    await writing
    assert await db.read(notes) == ["late"]


async def test_a_lock_held_for_ever_is_said_and_nothing_is_half_done(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.db.connection.BUSY", 0.2)
    other = connect(db.path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="Another program holds the database"):
        await db.write(add, "never")
    other.execute("ROLLBACK")
    other.close()
    await db.write(add, "after")
    assert await db.read(notes) == ["after"]


async def test_whoever_stands_in_line_waits_no_longer_than_the_first(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.db.connection.BUSY", 1.0)
    other = connect(db.path)
    other.execute("BEGIN IMMEDIATE")
    began = monotonic()
    refused = await asyncio.gather(*(db.write(add, str(number)) for number in range(8)), return_exceptions=True)
    waited = monotonic() - began
    other.close()
    assert [type(error) for error in refused] == [StorageError] * 8
    assert waited < 6  # and not 8 times 1 s, one after the other
    assert await db.read(notes) == []


async def test_the_pragmas_are_ours(db: Database) -> None:
    def pragmas(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "mmap_size")
        return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await db.write(pragmas) == ["wal", 2, 1, 100, 0]
    assert await db.read(lambda c: c.execute("SELECT vec_version()").fetchone()[0])


FULL = """
import asyncio, resource, sys
from pathlib import Path
from chat.db.connection import Database
from chat.errors import StorageError

async def main():
    db = await Database.open(Path(sys.argv[1]))
    await db.write(lambda c: c.execute("CREATE TABLE note (text TEXT)"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        await db.write(lambda c: c.executemany("INSERT INTO note VALUES (?)", [("x" * 4000,)] * 200))
    except StorageError as error:
        print("refused", error.hint)
    print("reads", await db.read(lambda c: c.execute("SELECT count(*) FROM note").fetchone()[0]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    await db.write(lambda c: c.execute("INSERT INTO note VALUES ('again')"))
    print("writes", await db.read(lambda c: c.execute("SELECT count(*) FROM note").fetchone()[0]))
    await db.close()

import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
asyncio.run(main())
"""


def test_a_full_disk_refuses_the_write_and_recovers_by_itself(tmp_path: Path) -> None:
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[1] == resource.RLIM_INFINITY
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "fabula.db")], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["refused", "reads", "writes"]
    assert "reads 0" in done.stdout and "writes 1" in done.stdout


KILLED = """
import asyncio, sys
from pathlib import Path
from chat.db.connection import Database
from chat.db.failpoint import arm

async def main():
    db = await Database.open(Path(sys.argv[1]))
    await db.write(lambda c: c.execute("CREATE TABLE IF NOT EXISTS note (text TEXT)"))
    arm(sys.argv[2])
    await db.write(lambda c: c.execute("INSERT INTO note VALUES ('last')"))
    await db.close()

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("failpoint", "kept"), [("begin", 0), ("begun", 0), ("commit", 0), ("committed", 1), ("checkpoint", 1)]
)
async def test_killed_at_a_failpoint_the_write_is_wholly_in_or_out(tmp_path: Path, failpoint: str, kept: int) -> None:
    path = tmp_path / "fabula.db"
    command = [sys.executable, "-c", KILLED, str(path), failpoint]
    killed = await asyncio.to_thread(subprocess.run, command, capture_output=True, timeout=60)
    assert killed.returncode == -9
    database = await Database.open(path)
    assert len(await database.read(notes)) == kept
    assert await database.read(lambda c: c.execute("PRAGMA integrity_check").fetchone()[0]) == "ok"
    await database.close()


def test_the_driver_can_load_extensions_and_is_safe() -> None:
    connection = connect(Path(":memory:"))
    assert tuple(map(int, connection.execute("SELECT sqlite_version()").fetchone()[0].split("."))) >= (3, 50)
    connection.close()
