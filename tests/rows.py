"""A database in memory with every migration applied, for the tests of row modules."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection
from typing import cast

import pysqlite3

from chat.config import data_folder


@contextmanager
def open_rows() -> Iterator[Connection]:
    connection = cast(Connection, pysqlite3.connect(":memory:", isolation_level=None))
    try:
        for script in sorted(data_folder("migrations").glob("*.sql")):
            connection.executescript(script.read_text("utf-8"))
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
    finally:
        connection.close()
