"""Which SQLite is used. Many Pythons' own is old or cannot load extensions; before 3.51.3 WAL could corrupt a database."""

import importlib
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import cast

import sqlite_vec

from chat.errors import SetupError

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


DRIVER = load_driver()
ERRORS = tuple({DRIVER.Error, sqlite3.Error})


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with our pragmas and sqlite-vec; any thread may use it, one at a time."""
    connection = cast(sqlite3.Connection, DRIVER.connect(str(path), isolation_level=None, check_same_thread=False))
    connection.enable_load_extension(True)
    sqlite_vec.load(connection)
    connection.enable_load_extension(False)
    for pragma in (
        "busy_timeout = 100", "journal_mode = WAL", "synchronous = FULL", "mmap_size = 0", "foreign_keys = ON",
        "temp_store = MEMORY",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    return connection
