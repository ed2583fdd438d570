"""A database as SQL text that `executescript` loads into an empty file: every table, row, index and word table."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import Connection

from chat.db.driver import connect, open_read_only


def load(text: str, path: Path) -> None:
    """Into a file that is not there yet."""
    with closing(connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")  # a row may come before what it belongs to
        db.executescript(text)


def dump(path: Path) -> str:
    """Of a database that nobody has open; what is only in its log is in the text too."""
    with closing(open_read_only(path)) as db:
        return "\n".join(["BEGIN;", *_lines(db), "COMMIT;", ""])


def _lines(db: Connection) -> Iterator[str]:
    made = db.execute(
        "SELECT schema.name, schema.sql, list.type, list.wr FROM sqlite_schema AS schema"
        " JOIN pragma_table_list AS list ON list.name = schema.name AND list.schema = 'main'"
        " WHERE schema.type = 'table' ORDER BY schema.rowid"
    ).fetchall()
    for name, sql, kind, clustered in made:
        # a word table makes its own tables, which are then filled as they were
        if kind == "shadow":
            yield f"DELETE FROM {name};"
        elif not name.startswith("sqlite_"):
            yield f"{sql};"
        if kind != "virtual" and name != "sqlite_sequence":
            yield from _rows(db, name, "" if clustered else " ORDER BY rowid")
    yield "DELETE FROM sqlite_sequence;"
    yield from _rows(db, "sqlite_sequence", "")
    for (sql,) in db.execute("SELECT sql FROM sqlite_schema WHERE type != 'table' AND sql IS NOT NULL ORDER BY rowid"):
        yield f"{sql};"


def _rows(db: Connection, table: str, order: str) -> Iterator[str]:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    values = " || ', ' || ".join(f'quote("{column}")' for column in columns)
    for (row,) in db.execute(f"SELECT {values} FROM {table}{order}"):
        yield f"INSERT INTO {table} VALUES ({row});"
