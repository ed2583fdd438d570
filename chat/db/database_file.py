"""The database file before it is opened: nobody else has it, and it is whole. Looking changes nothing.

A damaged file is refused and left as it is. SQLite itself would fold a write-ahead log into it, or start anew.
"""

import fcntl
import logging
import os
import re
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection
from typing import TextIO

from chat.db.driver import ERRORS, index_of, is_busy, open_read_only, wal_path
from chat.errors import SetupError

log = logging.getLogger(__name__)
HEADER = b"SQLite format 3\x00"
ALWAYS_CHECKED = 256_000_000  # bytes; some 0.3 s. A larger file is checked after a session that did not close
REBUILT = re.compile(r"fts5", re.IGNORECASE)  # a damaged index of words is no reason to refuse: the worker rebuilds it
RESTORE = "It was left as it is. To go on, move {name}, {name}-wal and {name}-shm away, and put a copy in their place."


def acquire_lock(path: Path) -> tuple[TextIO, bool]:
    """Make the folder and keep every other instance out until `release`. The flag: the last session did not close."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = open(path.with_name(path.name + ".lock"), "a+", encoding="utf-8")  # noqa: SIM115  # held until release
        try:
            return lock, _take(lock, path.parent)
        except BaseException:
            lock.close()
            raise
    except OSError as error:
        raise SetupError(
            f"The data folder {path.parent} cannot be used: {error.strerror}.",
            hint="Make it writable, on a disk of this machine with some room, or set CHAT_DATA_DIR to another folder.",
        ) from None


def _take(lock: TextIO, folder: Path) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise SetupError(
            f"Fabula runs already with this data folder ({folder}, process {lock.read().strip() or 'unknown'}).",
            hint="Use that one, stop it, or set CHAT_DATA_DIR to another folder.",
        ) from None
    lock.seek(0)
    unclean = lock.read() != ""
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return unclean


def release_lock(lock: TextIO) -> None:
    """The session closed in order; what it leaves needs no full check."""
    lock.truncate(0)
    lock.close()


def inspect(path: Path, *, unclean: bool) -> None:
    """SetupError unless the file is a whole database of ours, or not there yet."""
    if path.is_dir():
        raise SetupError(f"{path} is a folder, not a database.", hint="Move it away, or set CHAT_DATA_DIR.")
    left = wal_path(path)
    has_log = left.exists() and left.stat().st_size > 0
    if not path.exists() or path.stat().st_size == 0:
        if has_log:  # SQLite would throw it away
            raise SetupError(
                f"{path} is missing or empty, but {left.name} beside it is not.", hint=RESTORE.format(name=path.name)
            )
        index = index_of(path)
        if not path.exists() and index.exists():
            raise SetupError(
                f"{path} is missing, but {index.name} is there: it went while Fabula ran.",
                hint=f"Put it back or a copy in its place. To begin anew, remove {index.name}.",
            )
        return
    if not os.access(path, os.R_OK | os.W_OK):
        raise SetupError(f"{path} is read-only.", hint="Make it writable, or set CHAT_DATA_DIR to another folder.")
    with path.open("rb") as file:
        header = file.read(len(HEADER))
    if header != HEADER:
        raise _damaged(path, "its beginning is no database's")
    if unclean and not left.exists():
        log.warning(
            "The last session did not close, and %s is gone: unless another program has folded it into %s, the last"
            " turns are lost.", left.name, path.name,
        )  # fmt: skip
    try:
        _read(path, unclean=unclean or has_log)
    except ERRORS as error:
        if is_busy(error):
            raise SetupError(f"Another program holds {path}.", hint="Close it, then start again.") from error
        raise _damaged(path, str(error)) from error


def _read(path: Path, *, unclean: bool) -> None:
    """A log that belongs to another file shows only in a full check: tables and indexes no longer agree."""
    with closing(open_read_only(path)) as db:
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
        if names and "migration" not in names:
            raise SetupError(f"{path} is the database of another program.", hint="Set CHAT_DATA_DIR to another folder.")
        pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
        if not unclean and pages * size > path.stat().st_size:
            raise _damaged(path, "its end is missing")
        if unclean or pages * size <= ALWAYS_CHECKED:
            found = _found(db, "integrity_check" if unclean else "quick_check")
            if found:
                raise _damaged(path, found[0])


def problems(path: Path) -> list[str]:
    """What a full check finds in a file that nobody writes to; nothing in a whole one."""
    with closing(open_read_only(path)) as db:
        return _found(db, "integrity_check")


def damage(db: Connection) -> str:
    """What is wrong with the file where SQLite came upon something; nothing if that was in an index of words."""
    try:
        return next(iter(_found(db, "quick_check")), "")
    except ERRORS as error:
        return str(error)


def _found(db: Connection, check: str) -> list[str]:
    return [problem for problem in _problems(db, check) if problem != "ok" and not REBUILT.search(problem)]


def _problems(db: Connection, check: str) -> list[str]:
    try:
        return [row[0] for row in db.execute(f"PRAGMA {check}(100)")]
    except ERRORS as error:
        if not REBUILT.search(str(error)):
            raise
    # The check itself dies of an index of words that lacks its settings: the ordinary tables one by one
    tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")
    return [row[0] for table in tables.fetchall() for row in db.execute(f"PRAGMA {check}('{table[0]}')")]


def _damaged(path: Path, problem: str) -> SetupError:
    return SetupError(f"{path} is damaged: {problem}.", hint=RESTORE.format(name=path.name))
