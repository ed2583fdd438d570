"""An upgrade that is killed, has no room or meets a very deep tree: each step of it is there wholly or not at all."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chat.config import data_folder
from chat.db import migrate as migrating
from chat.db.connection import Database
from chat.db.driver import connect, open_read_only
from chat.db.migrate import migrate, read_steps
from chat.errors import SetupError
from tests.db.schemas.text import load

pytestmark = pytest.mark.slow
SCHEMAS = Path(__file__).parent / "schemas"
STEPS = read_steps(data_folder("migrations"))
OLD = range(1, len(STEPS))  # the schemas that are not today's
KILLED = """
import sys
from pathlib import Path
from chat.db.failpoint import arm
from chat.db.migrate import migrate
arm("migration:2")
migrate(Path(sys.argv[1]))
"""
TURNS, GONE = 20_000, 1_500  # of them the last ones were deleted, deeper than SQLite may cascade
NOW = "2026-01-01T00:00:00.000Z"


def old(tmp_path: Path, number: int) -> Path:
    path = tmp_path / "fabula.db"
    load((SCHEMAS / f"{number:04}.sql").read_text("utf-8"), path)
    return path


def story(path: Path) -> tuple[int, list[Any]]:
    """How many migrations are recorded, and what was told; of a database that is whole."""
    with closing(open_read_only(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        told = db.execute("SELECT id, text, narrative, status FROM turn ORDER BY number").fetchall()
        return db.execute("SELECT count(*) FROM migration").fetchone()[0], told


def test_killed_in_each_step(tmp_path: Path) -> None:
    """Each start comes one step further and is killed in the next."""
    path = old(tmp_path, 1)
    _, told = story(path)
    for number in OLD[1:]:
        killed = subprocess.run([sys.executable, "-c", KILLED, path], capture_output=True, text=True, timeout=60)
        assert killed.returncode == -9, killed.stderr
        assert story(path) == (number, told)
    migrate(path)
    assert story(path) == (len(STEPS), told)


@pytest.mark.parametrize("number", OLD)
def test_no_room_for_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The file may not grow; the step that needs room is not there, and with room the upgrade goes on."""
    path = old(tmp_path, number)
    _, told = story(path)

    def full(path: Path) -> sqlite3.Connection:
        db = connect(path)
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        return db

    with monkeypatch.context() as patched:
        patched.setattr(migrating, "connect", full)
        with pytest.raises(SetupError, match="disk is full"):
            migrate(path)
    reached, still = story(path)
    assert number <= reached < len(STEPS) and still == told
    migrate(path)
    assert story(path) == (len(STEPS), told)


async def test_deep_tree_of_0011_is_upgraded(tmp_path: Path) -> None:
    """With turns under a step that was forgotten, which the program of then could not remove."""
    path = tmp_path / "fabula.db"
    migrate(path, STEPS[:11])
    with closing(connect(path)) as db:
        db.execute("BEGIN")
        db.execute(
            "INSERT INTO chat (id, title, profile, persona, settings, head, seed, created, updated)"
            " VALUES ('h_1', 'Deep', 'custom', 'c_0', '{}', ?, 1, ?, ?)",
            (f"t_{TURNS - GONE}", NOW, NOW),
        )
        db.executemany(
            "INSERT INTO turn (id, chat, parent, depth, origin, status, text, narrative, deleted, created)"
            " VALUES (?, 'h_1', ?, ?, 'message', 'committed', 'On.', 'On it goes.', ?, ?)",
            (
                (f"t_{n}", f"t_{n - 1}" if n > 1 else None, n, "u_1" if n > TURNS - GONE else None, NOW)
                for n in range(1, TURNS + 1)
            ),
        )
        db.executemany(
            "INSERT INTO change (id, chat, turn, seq, kind, by, body) VALUES (?, 'h_1', ?, 0, 'scene', 'model', ?)",
            ((f"e_{n}", f"t_{n}", '{"operation": "pass_time"}') for n in range(1, TURNS + 1)),
        )
        db.execute("COMMIT")
    reached, told = story(path)
    assert reached == 11
    database = await Database.open(path)
    await database.close()
    assert story(path) == (len(STEPS), told)
    assert len(told) == TURNS
