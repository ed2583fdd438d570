"""Brings a database to the schema of this program: numbered SQL files, each step and its record in one transaction."""

import hashlib
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Connection

from chat.config import data_folder
from chat.db.backup import copy
from chat.db.driver import ERRORS, connect, open_read_only, roll_back
from chat.db.failpoint import reach
from chat.errors import SetupError

NAME = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")
TABLE = (
    "CREATE TABLE IF NOT EXISTS migration"
    " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied TEXT NOT NULL) STRICT"
)


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    name: str
    script: str
    sha256: str


def read_steps(folder: Path) -> list[Step]:
    """Every migration in order. SetupError for gaps, duplicates and names that are no migration."""
    steps = []
    for path in sorted(folder.glob("*.sql")):
        match = NAME.fullmatch(path.name)
        if match is None:
            raise SetupError(f"{path.name} is not the name of a migration.", hint="NNNN_words.sql is.")
        raw = path.read_bytes()
        steps.append(Step(int(match[1]), path.name, raw.decode(), hashlib.sha256(raw).hexdigest()))
    if [step.number for step in steps] != list(range(1, len(steps) + 1)):
        raise SetupError("The migrations are not numbered 1, 2, 3 and so on.", hint="Restore the migrations folder.")
    return steps


def migrate(path: Path, steps: Sequence[Step] | None = None) -> None:
    """Apply what is missing. Nothing is changed, and SetupError says what to do, when the database is newer than the
    program or was made by other migrations. An existing database is copied first."""
    steps = read_steps(data_folder("migrations")) if steps is None else steps
    applied = _applied(path)
    _check(path, applied, steps)
    if len(applied) == len(steps):
        return
    if applied:
        copy(path, path.with_name(f"{path.name}.before-{len(applied) + 1:04}"))
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # else a table that is made anew takes all its rows' children
        for step in steps[len(applied) :]:
            _apply(connection, path, step)


def _applied(path: Path) -> list[tuple[int, str, str]]:
    if not path.exists() or path.stat().st_size == 0:
        return []
    with closing(open_read_only(path)) as connection:
        if not connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'migration'").fetchone()[0]:
            return []
        return connection.execute("SELECT number, name, sha256 FROM migration ORDER BY number").fetchall()


def _check(path: Path, applied: Sequence[tuple[int, str, str]], steps: Sequence[Step]) -> None:
    if len(applied) > len(steps):
        raise SetupError(
            f"{path} was written by a newer version of Fabula.", hint="Update Fabula, or use another CHAT_DATA_DIR."
        )
    for (number, name, digest), step in zip(applied, steps, strict=False):
        if (number, digest) != (step.number, step.sha256):
            raise SetupError(
                f"{path} was made with another {name} than this program has.",
                hint="Use the version that made it, or another CHAT_DATA_DIR; the file was not touched.",
            )


def _apply(connection: Connection, path: Path, step: Step) -> None:
    """A script that fails leaves no trace. `executescript` commits what is open, so the script itself holds BEGIN."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        connection.executescript(f"BEGIN IMMEDIATE;\n{TABLE};\n{step.script}")
        reach("migration")
        orphans = connection.execute("PRAGMA foreign_key_check").fetchone()
        if orphans is not None:
            raise SetupError(
                f"The migration {step.name} of {path} would leave rows of {orphans[0]} without what they belong to.",
                hint="Nothing was changed; report this.",
            )
        connection.execute("INSERT INTO migration VALUES (?, ?, ?, ?)", (step.number, step.name, step.sha256, now))
        connection.execute("COMMIT")
    except ERRORS as error:
        raise SetupError(
            f"The migration {step.name} of {path} failed: {error}.", hint="Nothing was changed; report this."
        ) from error
    finally:
        roll_back(connection)
