"""What the tables promise: every foreign key can be followed both ways without a walk over a table."""

from sqlite3 import Connection

from tests.rows import open_rows


def _indexes(db: Connection, table: str) -> list[list[str]]:
    """The columns of each index that has all rows, the primary key's among them."""
    found = [
        [row[2] for row in db.execute(f"PRAGMA index_info({name})")]
        for _, name, _, _, partial in db.execute(f"PRAGMA index_list({table})").fetchall()
        if not partial
    ]
    keys = [(row[5], row[1]) for row in db.execute(f"PRAGMA table_info({table})") if row[5]]
    return [*found, [name for _, name in sorted(keys)]]


def test_every_foreign_key_has_an_index_that_begins_with_it() -> None:
    missing, seen = [], 0
    with open_rows() as db:
        for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            keys: dict[int, list[str]] = {}
            for number, _, _, column, *_ in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                keys.setdefault(number, []).append(column)
            for columns in keys.values():
                seen += 1
                if not any(set(index[: len(columns)]) == set(columns) for index in _indexes(db, table)):
                    missing.append(f"{table} ({', '.join(columns)})")
    assert seen >= 15 and missing == []
