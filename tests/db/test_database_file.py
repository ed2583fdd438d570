"""The database file before it is opened: damaged, foreign and half-present files are refused and left as they are."""

import logging
import os
import shutil
import sqlite3
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.db.connection import Database
from chat.db.driver import connect
from chat.errors import SetupError


def fill(connection: Connection, word: str, rows: int) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS note (number INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    connection.execute("CREATE INDEX IF NOT EXISTS note_text ON note (text)")
    connection.executemany("INSERT INTO note (text) VALUES (?)", [(f"{word} {n} " * 20,) for n in range(rows)])


def count(connection: Connection) -> int:
    found: int = connection.execute("SELECT count(*) FROM note").fetchone()[0]
    return found


async def crashed(folder: Path, word: str, rows: int = 300) -> Path:
    """What a killed process leaves: the database, a log with a committed transaction, the lock with its number."""
    database = await Database.open(folder / "live" / "fabula.db")
    await database.write(fill, word, rows)
    await database.checkpoint()
    await database.write(fill, f"{word} again", rows)
    for file in (folder / "live").iterdir():
        shutil.copy(file, folder)
    await database.close()
    return folder / "fabula.db"


def kept(path: Path) -> dict[str, bytes]:
    """The files that hold data; the -shm holds none."""
    return {
        file.name: file.read_bytes() for file in path.parent.glob("fabula.db*") if file.suffix in (".db", ".db-wal")
    }


async def refused(path: Path, match: str) -> SetupError:
    before = kept(path)
    with pytest.raises(SetupError, match=match) as caught:
        await Database.open(path)
    assert kept(path) == before
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("damage", ["header", "cut", "page", "text"])
async def test_a_damaged_file_is_never_taken_for_a_new_one(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "fabula.db"
    await (await Database.open(path)).close()
    whole = path.read_bytes()
    path.write_bytes(
        {
            "header": bytes(100) + whole[100:],
            "cut": whole[: len(whole) // 2 + 100],
            "page": whole[:4096] + b"\xff" * 4096 + whole[8192:],
            "text": b"this was a letter",
        }[damage]
    )
    error = await refused(path, "is damaged")
    assert str(path) in error.message and "put a copy in their place" in error.hint


async def test_a_folder_in_the_place_of_the_database(tmp_path: Path) -> None:
    (tmp_path / "fabula.db").mkdir()
    with pytest.raises(SetupError, match="is a folder"):
        await Database.open(tmp_path / "fabula.db")


async def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(SetupError) as caught:
        await Database.open(tmp_path / "data" / "fabula.db")
    assert "CHAT_DATA_DIR" in caught.value.hint


async def test_a_file_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "fabula.db"
    await (await Database.open(path)).close()
    monkeypatch.setattr(os, "access", lambda *_: False)  # permissions do not bind root, under whom tests may run
    await refused(path, "is read-only")


async def test_the_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "fabula.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmark (url TEXT)")
    other.close()
    await refused(path, "another program")


async def test_a_second_instance_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "fabula.db")
    with pytest.raises(SetupError, match=f"process {os.getpid()}") as caught:
        await Database.open(database.path)
    assert "CHAT_DATA_DIR" in caught.value.hint
    await database.close()
    await (await Database.open(database.path)).close()


async def test_after_a_crash_the_log_is_read(tmp_path: Path) -> None:
    path = await crashed(tmp_path / "a", "left")
    database = await Database.open(path)
    assert await database.read(count) == 600
    await database.close()


async def test_after_a_crash_a_lost_index_of_the_log_is_made_again(tmp_path: Path) -> None:
    path = await crashed(tmp_path / "a", "left")
    path.with_name("fabula.db-shm").unlink()
    database = await Database.open(path)
    assert await database.read(count) == 600
    await database.close()


async def test_a_lost_log_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = await crashed(tmp_path / "a", "left")
    path.with_name("fabula.db-wal").unlink()
    with caplog.at_level(logging.WARNING):
        database = await Database.open(path)
    assert "fabula.db-wal is gone" in caplog.text
    assert await database.read(count) == 300
    await database.close()


async def test_the_log_of_another_database_is_not_folded_in(tmp_path: Path) -> None:
    ours, theirs = await crashed(tmp_path / "a", "ours"), await crashed(tmp_path / "b", "theirs", rows=400)
    shutil.copy(theirs.with_name("fabula.db-wal"), ours.parent)
    await refused(ours, "is damaged")


async def test_a_log_without_its_database_is_not_thrown_away(tmp_path: Path) -> None:
    path = await crashed(tmp_path / "a", "left")
    path.unlink()
    await refused(path, "missing or empty")
    path.touch()
    await refused(path, "missing or empty")


async def test_a_database_that_went_while_it_was_open_is_not_taken_for_a_first_start(tmp_path: Path) -> None:
    path = await crashed(tmp_path / "a", "left")
    path.with_name("fabula.db-wal").write_bytes(b"")  # it had just been folded in
    path.unlink()
    error = await refused(path, "it went while Fabula ran")
    path.with_name("fabula.db-shm").unlink()
    await (await Database.open(path)).close()
    assert "remove fabula.db-shm" in error.hint


async def test_after_a_crash_tables_and_indexes_are_compared(tmp_path: Path) -> None:
    path = await crashed(tmp_path / "a", "left")
    raw = connect(path)
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_schema SET sql = replace(sql, '(text)', '(text DESC)') WHERE name = 'note_text'")
    raw.close()
    await refused(path, "note_text")


async def test_a_damaged_index_of_words_stops_nobody(tmp_path: Path) -> None:
    """The worker rebuilds it; it only has to be let in."""
    database = await Database.open(tmp_path / "fabula.db")
    await database.write(lambda c: c.execute("CREATE VIRTUAL TABLE words_1 USING fts5 (text)"))
    await database.write(lambda c: c.execute("INSERT INTO words_1 VALUES ('hello')"))
    await database.write(lambda c: c.execute("UPDATE words_1_data SET block = x'00' WHERE id > 10"))
    await database.close()
    await (await Database.open(database.path)).close()


async def test_a_new_data_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "data" / "fabula.db")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    await database.close()
