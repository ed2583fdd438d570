"""The database under cancelled callers, other programs, damaged files and a full disk."""

import asyncio
import resource
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from time import monotonic
from types import SimpleNamespace
from typing import Any

import pytest

from chat.db.connection import LONG_READS, READERS, READERS_OF_MUCH, Database
from chat.db.driver import connect, load_driver
from chat.errors import NotFound, SetupError, StorageError


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


async def test_read_that_fails_half_way_leaves_no_old_snapshot(db: Database) -> None:
    """Whoever holds the error must not hold the cursor that was read in part."""

    def half(connection: Connection) -> list[int]:
        try:
            return [int(row[0]) for row in connection.execute("SELECT text FROM note")]
        except ValueError as error:
            raise TypeError("a bug") from error

    for text in ("a", "b", "c"):
        await db.write(add, text)
    errors = []
    for _ in range(READERS):
        with pytest.raises(TypeError) as caught:
            await db.read(half)
        errors.append(caught.value)
    with pytest.raises(TypeError) as caught:
        await db.write(half)
    await db.write(add, "d")
    for _ in range(2 * READERS):
        assert await db.read(notes) == ["a", "b", "c", "d"]
    assert len(errors) == READERS and caught.value.args == ("a bug",)


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


async def test_many_long_reads_leave_a_reader_for_the_others(db: Database) -> None:
    """Whatever waits for a turn's read is not kept by whoever reads a whole tree."""
    begun, go_on = threading.Semaphore(0), threading.Event()

    def long(connection: Connection) -> None:
        begun.release()
        assert go_on.wait(30)

    reading = [asyncio.create_task(db.read_much(long)) for _ in range(20)]
    try:
        for _ in range(READERS_OF_MUCH):
            assert await asyncio.to_thread(begun.acquire, timeout=30)
        async with asyncio.timeout(30):
            assert await db.read(notes) == []
            assert (await db.health())["state"] == "ready"
            await asyncio.gather(*(db.read(notes) for _ in range(50)))
            await db.write(add, "meanwhile")
        assert not any(task.done() for task in reading)
    finally:
        go_on.set()
        await asyncio.gather(*reading)


async def test_long_reads_wait_for_a_place_and_nobody_else_does(db: Database) -> None:
    """Each has a thread and a connection of its own, so there are only so many at once, whoever asks."""
    ends, running, most = [asyncio.Event() for _ in range(LONG_READS + 4)], 0, 0
    begun = asyncio.Semaphore(0)

    async def long(end: asyncio.Event) -> list[str]:
        nonlocal running, most
        async with db.long_read() as reader:
            found = await reader.run(notes)
            running += 1
            most = max(most, running)
            begun.release()
            await end.wait()
            running -= 1
            return found

    before = threading.active_count()
    reading = [asyncio.create_task(long(end)) for end in ends]
    try:
        async with asyncio.timeout(30):
            for _ in range(LONG_READS):
                await begun.acquire()
            await asyncio.gather(*(db.read(notes) for _ in range(50)))
            await db.read_much(notes)
            await db.write(add, "meanwhile")
            assert (running, most) == (LONG_READS, LONG_READS) and threading.active_count() <= before + LONG_READS
            reading[LONG_READS].cancel()  # who leaves while waiting takes no place along
            ends[0].set()
            assert await reading[0] == []
            ends[LONG_READS + 1].set()
            assert await reading[LONG_READS + 1] == ["meanwhile"]
    finally:
        for end in ends:
            end.set()
        await asyncio.gather(*reading, return_exceptions=True)
    assert most == LONG_READS and not running


class Failing:
    """A connection whose ROLLBACK fails so many times."""

    def __init__(self, connection: Connection, failures: int) -> None:
        self.connection, self.failures = connection, failures

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def execute(self, sql: str, *arguments: Any) -> Any:
        if sql == "ROLLBACK" and self.failures:
            self.failures -= 1
            raise load_driver().OperationalError("the rollback itself failed")
        return self.connection.execute(sql, *arguments)


@pytest.mark.parametrize("how", ["fails", "already rolled back"])
async def test_a_rollback_never_hides_what_went_wrong(db: Database, caplog: pytest.LogCaptureFixture, how: str) -> None:
    def wrong(connection: Connection) -> None:
        if how == "already rolled back":  # as SQLite does by itself after some errors
            connection.execute("ROLLBACK")
        raise NotFound("the real error")

    for connection in db._all:
        connection._connection = Failing(connection._conn, 1 if how == "fails" else 0)  # type: ignore[assignment]
    for _ in range(READERS):
        with pytest.raises(NotFound, match="the real error"):
            await db.read(wrong)
    with pytest.raises(NotFound, match="the real error"):
        await db.write(wrong)
    assert ("the rollback itself failed" in caplog.text) == (how == "fails")
    for _ in range(READERS):  # and what it left open is in nobody's way
        assert await db.read(notes) == []
    await db.write(add, "after")
    assert await db.read(notes) == ["after"]


async def test_a_read_waits_for_a_program_that_holds_the_whole_database(db: Database) -> None:
    """As one does that puts in order what another has left."""
    path, refused = db.path, 3

    class Busy(Failing):
        def execute(self, sql: str, *arguments: Any) -> Any:
            if "sqlite_schema" in sql and self.failures:
                self.failures -= 1
                error = load_driver().OperationalError("database is locked")
                error.sqlite_errorcode = 261  # SQLITE_BUSY_RECOVERY
                raise error
            return self.connection.execute(sql, *arguments)

    busy = [Busy(connection._conn, refused) for connection in db._all]
    for connection, each in zip(db._all, busy, strict=True):
        connection._connection = each  # type: ignore[assignment]
    assert await db.read(notes) == [] and path.exists()
    assert sum(each.failures for each in busy) == refused * READERS


async def test_a_second_cancellation_does_not_leave_a_write_behind(db: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(connection: Connection) -> None:
        begun.set()
        assert go_on.wait(30)
        add(connection, "whole")

    task = asyncio.create_task(db.write(slow))
    assert await asyncio.to_thread(begun.wait, 30)
    for _ in range(3):
        task.cancel()
        await asyncio.sleep(0.01)
    assert not task.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await db.read(notes) == ["whole"]


async def test_a_closed_database_says_that_it_is_closed(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "other.db")
    await database.close()
    for call in (database.read(notes), database.read_much(notes), database.write(add, "no"), database.checkpoint()):
        with pytest.raises(StorageError, match="closed"):
            await call
    assert (await database.health())["state"] == "down"


async def test_what_fails_while_it_opens_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "other.db"
    made: list[Connection] = []

    def connected(path: Path, *, read_only: bool = False) -> Connection:
        if len(made) == 3:
            raise load_driver().OperationalError("unable to open database file")
        made.append(connect(path, read_only=read_only))
        return made[-1]

    with monkeypatch.context() as patched:
        patched.setattr("chat.db.connection.connect", connected)
        with pytest.raises(SetupError, match="cannot be opened"):
            await Database.open(path)
    for connection in made:
        with pytest.raises(load_driver().ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
    await (await Database.open(path)).close()


async def test_one_connection_that_will_not_close_keeps_none_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = await Database.open(tmp_path / "other.db")

    async def refuse() -> None:
        await type(database._writer).close(database._writer)
        raise load_driver().OperationalError("it will not close")

    monkeypatch.setattr(database._writer, "close", refuse)
    await database.close()
    assert all(connection._connection is None for connection in database._all)
    await (await Database.open(tmp_path / "other.db")).close()


def test_a_disk_without_a_log_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite raises nothing there: only its answer tells that it went on without a write-ahead log."""
    driver = load_driver()

    class Reluctant(driver.Connection):  # type: ignore[name-defined, misc]
        def execute(self, sql: str) -> Any:
            return super().execute(sql.removesuffix(" = WAL"))

    without_log = SimpleNamespace(connect=partial(driver.connect, factory=Reluctant))
    monkeypatch.setattr("chat.db.driver.load_driver", lambda: without_log)
    with pytest.raises(SetupError, match="write-ahead log"):
        connect(tmp_path / "fabula.db")


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
