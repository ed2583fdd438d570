"""Which SQLite is used, how it is opened, and what its errors mean to us.

Many Pythons' own SQLite is old or cannot load extensions; before 3.51.3 its write-ahead log could corrupt a database.
"""

import importlib
import logging
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import cast

import sqlite_vec

from chat.errors import SetupError, StorageError

log = logging.getLogger(__name__)
SAFE = (3, 51, 3)


def _candidates() -> Iterator[ModuleType]:
    for name in ("pysqlite3", "sqlite3", "sqlean"):
        try:
            yield importlib.import_module(name)
        except ImportError:
            continue


def _usable(module: ModuleType) -> bool:
    if not hasattr(module.Connection, "enable_load_extension"):
        return False
    return module.__name__ == "sqlean" or tuple(module.sqlite_version_info) >= SAFE


@cache
def load_driver() -> ModuleType:
    """The first module that is safe and can load sqlite-vec; SetupError when there is none."""
    for module in _candidates():
        if _usable(module):
            if tuple(module.sqlite_version_info) < SAFE:
                log.warning("SQLite %s is used; versions before 3.51.3 have a rare WAL bug.", module.sqlite_version)
            return module
    raise SetupError(
        "No SQLite of this Python can load extensions.", hint="Install pysqlite3 or sqlean.py into the environment."
    )


ERRORS = tuple({module.Error for module in _candidates()})


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with our pragmas and sqlite-vec; any thread may use it, one at a time."""
    connection = cast(
        sqlite3.Connection, load_driver().connect(str(path), isolation_level=None, check_same_thread=False)
    )
    try:
        _set_up(connection, read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, read_only: bool) -> None:
    connection.enable_load_extension(True)
    sqlite_vec.load(connection)
    connection.enable_load_extension(False)
    for pragma in (
        "busy_timeout = 100", "synchronous = FULL", "mmap_size = 0", "foreign_keys = ON", "temp_store = MEMORY",
        f"query_only = {'ON' if read_only else 'OFF'}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode not in ("wal", "memory"):  # SQLite says no error; without a log, readers and the writer shut each other out
        raise SetupError(
            "The disk of the database cannot hold a write-ahead log.",
            hint="Set CHAT_DATA_DIR to a disk of this machine.",
        )


def roll_back(db: sqlite3.Connection) -> None:
    """End what is open, if SQLite has not done so itself. It raises nothing: whoever is here has an error to tell, or a
    result. What stays open for all that is ended by the next `begin`."""
    try:
        if db.in_transaction:
            db.execute("ROLLBACK")
    except ERRORS as error:
        log.warning("A transaction could not be rolled back: %s", error)


@contextmanager
def rolling_back(db: sqlite3.Connection) -> Iterator[None]:
    """Whatever is open behind the block ends with it. Cursors that a failed function has read in part end first: the
    error keeps them alive, and with them the snapshot they read, so that what the connection reads next would be as
    old."""
    try:
        yield
    except BaseException as error:
        _end_cursors(error)
        raise
    finally:
        roll_back(db)


def _end_cursors(error: BaseException) -> None:
    seen: BaseException | None = error
    while seen is not None:
        traceback.clear_frames(seen.__traceback__)
        seen = seen.__cause__ or seen.__context__


def begin(db: sqlite3.Connection, statement: str) -> None:
    """Begin anew, whatever was left open."""
    if db.in_transaction:
        db.execute("ROLLBACK")
    db.execute(statement)


def wal_path(path: Path) -> Path:
    """Where SQLite keeps what was written but is not in the file yet."""
    return path.with_name(f"{path.name}-wal")


def index_of(path: Path) -> Path:
    """SQLite's index of the log; it stays where the app that had the database open did not close it."""
    return path.with_name(f"{path.name}-shm")


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection to an existing database that changes no byte of it or of its write-ahead log, not even on close."""
    # A database without a log is opened as if on a read-only medium: otherwise looking would leave a log behind
    query = "mode=ro" if wal_path(path).exists() else "immutable=1"
    connection = load_driver().connect(f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None)
    connection.execute("PRAGMA busy_timeout = 1000")
    return cast(sqlite3.Connection, connection)


# ---------------------------------------------------------------- errors

BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB = 5, 6, 8, 10, 11, 13, 14, 26
MEANINGS = {
    BUSY: ("Another program holds the database.", "Close it, then try again."),
    LOCKED: ("Another program holds the database.", "Close it, then try again."),
    FULL: ("The disk is full.", "Make room; nothing else is needed."),
    IOERR: ("The disk refused to read or write.", "It may be full, or failing; make room, then try again."),
    READONLY: ("The database is read-only.", "Make CHAT_DATA_DIR and the files in it writable."),
    CANTOPEN: ("A file of the database cannot be opened.", "Make CHAT_DATA_DIR and the files in it writable."),
    CORRUPT: ("The database is damaged.", "Stop Fabula and restore a copy of fabula.db."),
    NOTADB: ("The database is damaged.", "Stop Fabula and restore a copy of fabula.db."),
}


def code(error: BaseException | None) -> int:
    """SQLite's primary result code; 0 for an error of the module itself, such as a wrong number of parameters."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_busy(error: BaseException) -> bool:
    return code(error) in (BUSY, LOCKED)


def is_damage(error: BaseException) -> bool:
    """Of the file, or of an index of words in it."""
    return code(error) in (CORRUPT, NOTADB)


def translate_error(error: BaseException) -> StorageError:
    """The error of the tree that tells what to do about one of the driver's."""
    if code(error) in MEANINGS:
        message, hint = MEANINGS[code(error)]
        return StorageError(message, hint=hint)
    return StorageError(f"The database answered: {error}.", hint="Try again; if it stays, run `./run.sh doctor`.")


def is_transient(error: StorageError) -> bool:
    """True for trouble with the disk or another program; an error of ours, such as a constraint's, stays one."""
    return isinstance(error.__cause__, OSError) or code(error.__cause__) in MEANINGS
