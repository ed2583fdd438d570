"""Files damaged, deleted or replaced under the open database: nothing is written to them, and it is said where."""

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.db.connection import Database
from chat.errors import SetupError, StorageError


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    """Note 1 is in the file, note 2 in the log."""
    database = await Database.open(tmp_path / "fabula.db")
    await database.write(lambda c: c.execute("CREATE TABLE note (number INTEGER, text TEXT)"))
    await database.write(lambda c: c.executemany("INSERT INTO note VALUES (0, ?)", [("x" * 1000,)] * 1000))
    await database.write(add, 1)
    await database.checkpoint()
    await database.write(add, 2)
    yield database


def add(connection: Connection, number: int) -> None:
    connection.execute("INSERT INTO note VALUES (?, 'said')", (number,))


def notes(connection: Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT number FROM note WHERE number > 0 ORDER BY number")]


def beginning_lost(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replaced(path: Path) -> None:
    shutil.copy(path, path.with_name("copy.db"))
    path.with_name("copy.db").replace(path)


def a_folder(path: Path) -> None:
    moved(path)
    path.mkdir()


def log_deleted(path: Path) -> None:
    path.with_name("fabula.db-wal").unlink()


def log_replaced(path: Path) -> None:
    path.with_name("another").write_bytes(bytes(5000))
    path.with_name("another").replace(path.with_name("fabula.db-wal"))


def index_deleted(path: Path) -> None:
    path.with_name("fabula.db-shm").unlink()


DAMAGE = pytest.mark.parametrize(
    ("damage", "said"),
    [
        (beginning_lost, "is damaged: its beginning"),
        (cut, "is damaged: its end is missing"),
        (moved, "was moved, deleted or replaced"),
        (replaced, "was moved, deleted or replaced"),
        (a_folder, "was moved, deleted or replaced"),
    ],
)
LOGS = pytest.mark.parametrize("damage", [log_deleted, log_replaced, index_deleted])


@DAMAGE
async def test_a_file_that_is_not_what_was_opened_is_not_written_to(
    db: Database, damage: Callable[[Path], None], said: str
) -> None:
    damage(db.path)
    left = db.path.read_bytes() if db.path.is_file() else None
    for _ in range(2):
        with pytest.raises(StorageError, match=said) as refused:
            await db.write(add, 3)
    assert str(db.path) in refused.value.message and "Stop Fabula" in refused.value.hint
    health = await db.health()
    assert health["state"] == "down" and str(db.path) in health["detail"]
    with pytest.raises(StorageError, match=said):
        await db.close()
    if said.startswith("was"):  # SQLite folds no log into a file that is not its own
        assert (db.path.read_bytes() if db.path.is_file() else None) == left
    if damage is not replaced:  # by a whole one
        with pytest.raises(SetupError):
            await Database.open(db.path)


async def test_a_database_that_lost_its_beginning_is_not_read_as_an_empty_one(db: Database) -> None:
    beginning_lost(db.path)
    with pytest.raises(StorageError, match="its beginning"):
        await db.read(notes)
    with pytest.raises(StorageError):
        await db.close()


@LOGS
async def test_without_its_log_nothing_is_written_and_closing_saves_what_it_held(
    db: Database, damage: Callable[[Path], None]
) -> None:
    damage(db.path)
    with pytest.raises(StorageError, match=r"fabula.db-(wal|shm) was moved, deleted or replaced") as refused:
        await db.write(add, 3)
    assert "Ctrl-C" in refused.value.hint
    assert await db.read(notes) == [1, 2]
    await db.close()
    again = await Database.open(db.path)
    assert await again.read(notes) == [1, 2]
    await again.close()


async def test_a_file_that_comes_back_is_written_to_again(db: Database) -> None:
    moved(db.path)
    with pytest.raises(StorageError):
        await db.write(add, 3)
    db.path.with_name("elsewhere.db").rename(db.path)
    await db.write(add, 3)
    assert await db.read(notes) == [1, 2, 3]
    await db.close()


async def test_where_a_page_is_found_damaged_nothing_is_written_any_more(db: Database) -> None:
    root = await db.read(lambda c: c.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'note'").fetchone()[0])
    with db.path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
    await db.write(lambda c: c.execute("CREATE TABLE other (number INTEGER)"))  # nothing of it has been read yet
    with pytest.raises(StorageError, match="is damaged") as found:
        await db.read(lambda c: c.execute("SELECT count(*) FROM note WHERE text = 'y'").fetchone())
    assert str(db.path) in found.value.message and "put a copy in their place" in found.value.hint
    with pytest.raises(StorageError, match="is damaged"):
        await db.write(lambda c: c.execute("INSERT INTO other VALUES (1)"))
    with pytest.raises(StorageError, match="is damaged"):
        await db.close()
