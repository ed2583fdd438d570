"""Migrations: from blank, twice, broken, edited, missing, newer."""

import hashlib
from pathlib import Path

import pytest

from chat.config import data_folder
from chat.db.driver import connect
from chat.db.migrate import Step, migrate, read_steps
from chat.errors import SetupError


def step(number: int, script: str) -> Step:
    return Step(number, f"{number:04}_test.sql", script, hashlib.sha256(script.encode()).hexdigest())


FIRST, SECOND = (
    step(1, "CREATE TABLE one (a TEXT);"),
    step(2, "CREATE TABLE two (b TEXT); INSERT INTO one VALUES ('x');"),
)


def tables(path: Path) -> set[str]:
    connection = connect(path)
    try:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    finally:
        connection.close()


def test_from_blank_and_again(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(path)
    before = path.read_bytes()
    migrate(path)
    assert {"chat", "turn", "change", "call", "memory", "migration"} <= tables(path)
    assert path.read_bytes() == before


def test_a_later_step_is_added_after_a_copy_was_made(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(path, [FIRST])
    migrate(path, [FIRST, SECOND])
    assert {"one", "two"} <= tables(path)
    assert tables(tmp_path / "a.db.before-0002") == {"one", "migration"}


def test_a_broken_step_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(path, [FIRST])
    broken = step(2, "CREATE TABLE two (b TEXT); INSERT INTO nowhere VALUES (1);")
    with pytest.raises(SetupError, match=r"0002_test\.sql"):
        migrate(path, [FIRST, broken])
    assert tables(path) == {"one", "migration"}
    migrate(path, [FIRST, SECOND])
    assert "two" in tables(path)


def test_an_edited_step_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(path, [FIRST])
    with pytest.raises(SetupError, match=r"another 0001_test\.sql"):
        migrate(path, [step(1, "CREATE TABLE one (a TEXT, b TEXT);")])


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    migrate(path, [FIRST, SECOND])
    before = path.read_bytes()
    with pytest.raises(SetupError, match="newer version"):
        migrate(path, [FIRST])
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "names", [["0002_b.sql"], ["0001_a.sql", "0003_c.sql"], ["0001_a.sql", "0001_b.sql"], ["first.sql"]]
)
def test_gaps_duplicates_and_odd_names_are_refused(tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1;")
    with pytest.raises(SetupError):
        read_steps(tmp_path)


def test_the_landed_migrations_are_numbered_without_gaps() -> None:
    assert [found.number for found in read_steps(data_folder("migrations"))] == list(range(1, 13))
