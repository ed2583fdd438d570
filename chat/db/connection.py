"""The database: one writer behind a lock, readers beside it. Every use is one function in one transaction.

A function runs wholly on a database thread, so no cancelled task can leave a transaction open for somebody else to
commit. A write goes on to its end when its caller is cancelled: it is wholly in or wholly out.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from time import monotonic, sleep
from typing import Any, Concatenate, ParamSpec, TextIO, TypeVar

import aiosqlite

from chat.db.database_file import acquire_lock, damage, inspect, release_lock
from chat.db.driver import (
    ERRORS,
    begin,
    connect,
    is_busy,
    is_damage,
    load_driver,
    roll_back,
    rolling_back,
    translate_error,
)
from chat.db.failpoint import reach
from chat.db.integrity import Integrity
from chat.db.migrate import migrate
from chat.errors import SetupError, StorageError
from chat.tasks import to_the_end

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
BUSY = 5.0  # seconds a call tries while another program holds the database
READERS = 5
READERS_OF_MUCH = 2  # at most so many of them; the others are for turns, whatever else is read
LONG_READS = 8  # at once, each on a connection and a thread of its own


class Database:
    """`await Database.open(path)`; then `read` and `write` until `close`."""

    def __init__(
        self,
        path: Path,
        lock: TextIO,
        watch: Integrity,
        writer: aiosqlite.Connection,
        readers: list[aiosqlite.Connection],
    ) -> None:
        self.path = path
        self._lock_file, self._watch = lock, watch
        self._writer, self._all = writer, [writer, *readers]
        self._writing = asyncio.Lock()
        self._reading_much = asyncio.Semaphore(READERS_OF_MUCH)
        self._reading_long = asyncio.Semaphore(LONG_READS)
        self._closed = False
        self._readers: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in readers:
            self._readers.put_nowait(reader)

    @classmethod
    async def open(cls, path: Path) -> "Database":
        """SetupError when it cannot be used; an existing file is never replaced by an empty one."""
        lock, unclean = await asyncio.to_thread(acquire_lock, path)
        opened: list[aiosqlite.Connection] = []
        try:
            await asyncio.to_thread(_make_ready, path, unclean)
            for read_only in (False, *[True] * READERS):
                connection = aiosqlite.Connection(partial(connect, path, read_only=read_only), 64)
                opened.append(await connection)
            watch = await asyncio.to_thread(Integrity, path)
        except BaseException as error:
            await _close_all(opened)
            lock.close()  # and not release: the next one is to look as closely
            if isinstance(error, (*ERRORS, OSError)):
                raise _unusable(path, error) from error
            raise
        return cls(path, lock, watch, opened[0], opened[1:])

    async def write(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` in one write transaction. It may run again when another program held the database, so it must not
        do anything else. StorageError when it could not be stored; nothing of it is there then."""
        return await to_the_end(self._write(fn, *args, **kwargs))

    async def _write(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        until = monotonic() + BUSY  # who stood in line behind a write that waited has waited too
        async with self._writing:
            return await self._on_its_thread(self._writer, _transaction, self._watch, until, fn, *args, **kwargs)

    async def read(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `fn` on a reader, in one snapshot of the database."""
        return await to_the_end(self._read(fn, *args, **kwargs))

    async def _read(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        reader = await self._readers.get()
        try:
            return await self._on_its_thread(reader, _snapshot, self._watch, fn, *args, **kwargs)
        finally:
            self._readers.put_nowait(reader)

    async def read_much(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`read` for what grows with a chat, such as its whole tree: however many of these there are, readers are left
        for the turns."""
        async with self._reading_much:
            return await self.read(fn, *args, **kwargs)

    @asynccontextmanager
    async def long_read(self) -> AsyncIterator["LongRead"]:
        """A reader of one's own, with one snapshot for as long as it takes: what reads for minutes keeps none of the
        readers that all share. It may wait for others of the kind."""
        async with self._reading_long:
            connection = aiosqlite.Connection(partial(connect, self.path, read_only=True), 64)
            try:
                await connection
                yield LongRead(partial(self._on_its_thread, connection), self._watch)
            finally:
                await connection.close()

    async def checkpoint(self) -> None:
        """Fold the write-ahead log into the file; for idle moments. A reader in the way is no failure."""
        async with self._writing:
            await self._on_its_thread(self._writer, _checkpoint, self._watch)

    async def _on_its_thread(
        self, connection: aiosqlite.Connection, fn: Callable[..., T], *args: Any, **kwargs: Any
    ) -> T:
        if self._closed:
            raise StorageError("The database is closed.", hint="Fabula goes down; try again when it is back.")
        # aiosqlite has no public way to run a whole function on its thread; test_connection.py would tell
        try:
            done: T = await connection._execute(fn, connection._conn, *args, **kwargs)  # type: ignore[no-untyped-call]
            return done
        except ERRORS as error:
            if is_damage(error):
                problem: str = await connection._execute(damage, connection._conn)  # type: ignore[no-untyped-call]
                if problem:
                    raise self._watch.mark_corrupt(problem) from error
            raise translate_error(error) from error

    async def health(self) -> dict[str, Any]:
        try:
            await self.read(lambda db: db.execute("SELECT 1").fetchone())
            await asyncio.to_thread(self._watch.before_writing)
        except StorageError as error:
            return {"state": "down", "detail": error.message}
        return {"state": "ready", "detail": f"SQLite {load_driver().sqlite_version}, {self.path.name}"}

    async def close(self) -> None:
        try:
            await self.checkpoint()
        except BaseException:
            await self._close(self._lock_file.close)  # the next start looks as closely as after a crash
            raise
        await self._close(partial(release_lock, self._lock_file))

    async def _close(self, let_go: Callable[[], None]) -> None:
        self._closed = True
        try:
            await _close_all(self._all)
        finally:
            self._watch.close()
            let_go()


class LongRead:
    """`run` functions one after the other; all of them see the database as the first did."""

    def __init__(self, on_its_thread: Callable[..., Coroutine[Any, Any, Any]], watch: Integrity) -> None:
        self._on_its_thread, self._watch = on_its_thread, watch

    async def run(self, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await to_the_end(self._on_its_thread(_go_on_reading, self._watch, fn, *args, **kwargs))


def _go_on_reading(
    db: Connection, watch: Integrity, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    watch.before_reading()
    if not db.in_transaction:
        db.execute("BEGIN")
    return fn(db, *args, **kwargs)


def _transaction(
    db: Connection,
    watch: Integrity,
    until: float,
    fn: Callable[Concatenate[Connection, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    while True:
        watch.before_writing()
        try:
            reach("begin")
            begin(db, "BEGIN IMMEDIATE")
            with rolling_back(db):
                reach("begun")
                result = fn(db, *args, **kwargs)
                reach("commit")
                db.execute("COMMIT")
            reach("committed")
            return result
        except ERRORS as error:
            if not is_busy(error) or monotonic() > until:
                raise
            sleep(0.02)


def _snapshot(
    db: Connection, watch: Integrity, fn: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
) -> T:
    watch.before_reading()
    _begin_reading(db)
    with rolling_back(db):
        return fn(db, *args, **kwargs)


def _begin_reading(db: Connection) -> None:
    """With the first look, which is the one that another program can refuse: it may hold the whole database, or put in
    order what one that was killed has left."""
    until = monotonic() + BUSY
    while True:
        try:
            begin(db, "BEGIN")
            db.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
            return
        except ERRORS as error:
            roll_back(db)
            if not is_busy(error) or monotonic() > until:
                raise
            sleep(0.02)


def _checkpoint(db: Connection, watch: Integrity) -> None:
    watch.before_folding()
    reach("checkpoint")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _make_ready(path: Path, unclean: bool) -> None:
    inspect(path, unclean=unclean)
    try:
        migrate(path)
    except ERRORS as error:
        raise _unusable(path, error) from error


def _unusable(path: Path, error: BaseException) -> SetupError:
    return SetupError(f"{path} cannot be opened. {translate_error(error).message}", hint=translate_error(error).hint)


async def _close_all(connections: Sequence[aiosqlite.Connection]) -> None:
    """Every one, also after one that will not; that is only logged, as it is the system's to clean up."""
    for connection in connections:
        try:
            await connection.close()
        except ERRORS as error:
            log.warning("A connection to the database was not closed in order: %s", error)
