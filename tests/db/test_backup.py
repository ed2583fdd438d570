"""The copy of a database: of one moment, though others write meanwhile; whole and checked, or not there at all."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.db import backup
from chat.db.connection import Database
from chat.errors import SetupError


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Some 3 MB, so that a copy takes several slices."""
    database = await Database.open(tmp_path / "fabula.db")
    await database.write(lambda c: c.execute("CREATE TABLE note (number INTEGER, text TEXT)"))
    await database.write(add, 0, 3000)
    yield database
    await database.close()


def add(connection: Connection, number: int, rows: int) -> None:
    connection.executemany("INSERT INTO note VALUES (?, ?)", [(number, "x" * 1000)] * rows)


def counted(path: Path) -> dict[int, int]:
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return dict(copy.execute("SELECT number, count(*) FROM note GROUP BY number").fetchall())


async def test_a_copy_of_one_moment_while_others_write(db: Database, tmp_path: Path) -> None:
    """Each write is one transaction of two rows: a copy that mixed moments would hold one of them."""
    copying = asyncio.create_task(asyncio.to_thread(backup.copy, db.path, tmp_path / "copy.db"))
    written = 0
    while not copying.done() or not written:
        written += 1
        await db.write(add, written, 2)
    size = await copying
    found = counted(tmp_path / "copy.db")
    assert found.pop(0) == 3000 and set(found.values()) <= {2} and len(found) <= written
    assert size == (tmp_path / "copy.db").stat().st_size
    assert len(counted(db.path)) == written + 1


async def test_a_copy_is_one_file_of_its_owner_that_opens_as_a_database(db: Database, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    backup.copy(db.path, tmp_path / "kept" / "copy.db")
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["copy.db"]
    assert (tmp_path / "kept" / "copy.db").stat().st_mode & 0o777 == 0o600
    restored = await Database.open(tmp_path / "kept" / "copy.db")
    assert await restored.read(lambda c: c.execute("SELECT count(*) FROM note").fetchone()[0]) == 3000
    await restored.close()


async def test_of_a_database_at_rest_nothing_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "data" / "fabula.db"
    await (await Database.open(path)).close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    backup.copy(path, tmp_path / "copy.db")
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


async def test_what_a_crash_left_in_the_log_is_in_the_copy(db: Database, tmp_path: Path) -> None:
    await db.checkpoint()
    await db.write(add, 1, 2)
    (tmp_path / "crashed").mkdir()
    for name in ("fabula.db", "fabula.db-wal"):
        shutil.copy(tmp_path / name, tmp_path / "crashed")
    backup.copy(tmp_path / "crashed" / "fabula.db", tmp_path / "copy.db")
    assert counted(tmp_path / "copy.db") == {0: 3000, 1: 2}


async def test_of_a_damaged_database_there_is_no_copy_and_the_older_one_stays(db: Database, tmp_path: Path) -> None:
    backup.copy(db.path, tmp_path / "copy.db")
    older = (tmp_path / "copy.db").read_bytes()
    await db.checkpoint()
    shutil.copy(db.path, tmp_path / "damaged.db")
    with (tmp_path / "damaged.db").open("r+b") as file:
        file.seek(100 * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(SetupError, match="damaged"):
        backup.copy(tmp_path / "damaged.db", tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_bytes() == older
    assert not (tmp_path / "copy.db.part").exists()


async def test_a_folder_that_is_not_there_is_said(db: Database, tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="No such file") as refused:
        backup.copy(db.path, tmp_path / "nowhere" / "copy.db")
    assert "Name another file" in refused.value.hint
