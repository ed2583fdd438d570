"""Databases of every older schema, each with a chat played by the program of then, are opened by today's and read whole.

`python -m tests.db.schemas.make` keeps the dump of a new schema (tests/db/schemas/make.py).
"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from chat.config import data_folder
from chat.db.connection import Database
from chat.db.driver import open_read_only
from chat.db.migrate import read_steps
from tests.db.schemas.answers import answers
from tests.db.schemas.text import load
from tests.provider import Provider, streaming
from tests.replies import Reply
from tests.web.stage import Stage, staged

pytestmark = pytest.mark.slow
SCHEMAS = Path(__file__).parent / "schemas"
NUMBERS = range(1, len(read_steps(data_folder("migrations"))) + 1)
GONE = {"chat.undo"}  # 0002 made steps of it
MADE_ANEW = {"snapshot", "step", "place"}  # a cache that 0005 and 0010 empty; what 0002 and 0006 fill from other tables
EMPTY = {"snapshot"}
FOUND = ("search?q=", "memories?q=")  # what is found is compared, not how well it fits


@pytest.fixture(autouse=True)
def without_models(no_models: None) -> None:
    """What is found is found by words."""


def test_every_schema_has_its_dump() -> None:
    missing = [number for number in NUMBERS for end in ("sql", "json") if not (SCHEMAS / f"{number:04}.{end}").exists()]
    assert not missing, f"python -m tests.db.schemas.make keeps the dump of the newest schema; missing: {missing}"


@pytest.fixture(params=NUMBERS, ids="{:04}".format)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[int, Path, Any]:
    """The number of a schema, a folder with its database, and what the program of then said about that."""
    number: int = request.param
    path = tmp_path / "data" / "fabula.db"
    path.parent.mkdir()
    load((SCHEMAS / f"{number:04}.sql").read_text("utf-8"), path)
    return number, path.parent, json.loads((SCHEMAS / f"{number:04}.json").read_text("utf-8"))


async def test_old_database_opens_whole(old: tuple[int, Path, Any]) -> None:
    number, folder, _ = old
    path = folder / "fabula.db"
    before = _columns(path)
    rows = _rows(path, before)
    database = await Database.open(path)
    await database.close()
    with closing(open_read_only(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("SELECT count(*) FROM migration").fetchone() == (len(NUMBERS),)
    after = _columns(path)
    gone = {f"{table}.{column}" for table in before for column in before[table] if column not in after.get(table, ())}
    assert gone <= GONE
    left = {table: [column for column in before[table] if column in after[table]] for table in before}
    copy = path.with_name(f"fabula.db.before-{number + 1:04}")
    assert copy.exists() == (number < len(NUMBERS))
    for table in sorted(left.keys() - MADE_ANEW):
        assert len(rows[table]) > 0 or table in EMPTY
        expected = _rows(copy if copy.exists() else path, left)[table]
        assert _rows(path, left)[table] == expected
    assert not copy.exists() or _rows(copy, before) == rows


def _columns(path: Path) -> dict[str, list[str]]:
    """Of every table of ours but the record of migrations."""
    with closing(open_read_only(path)) as db:
        found = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        tables = [name for name in found if not name.startswith(("words_", "sqlite_", "migration"))]
        return {name: [row[1] for row in db.execute(f"PRAGMA table_info({name})")] for name in tables}


def _rows(path: Path, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    with closing(open_read_only(path)) as db:
        return {
            name: sorted(map(repr, db.execute(f"SELECT {', '.join(wanted)} FROM {name}")))
            for name, wanted in columns.items()
        }


async def test_old_chat_reads_as_it_was(old: tuple[int, Path, Any]) -> None:
    _, folder, then = old
    async with Provider() as provider, staged(folder, provider) as stage:

        async def ask(path: str) -> Any:
            return (await stage.client.get(path)).json()

        now = await answers(ask, then["chat"])
        differences = [
            line for path, answer in then["answers"].items() for line in differs(answer, now.get(path), path)
        ]
    assert not differences, "\n".join(differences)


def differs(then: Any, now: Any, path: str) -> Iterator[str]:
    """Where what was said is not said any more. What is said besides is no difference."""
    if isinstance(then, dict) and isinstance(now, dict):
        if any(find in path for find in FOUND):
            then, now = ({"items": sorted(item["turn"] for item in each["items"])} for each in (then, now))
        for name, value in then.items():
            yield from differs(value, now.get(name), f"{path} {name}")
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for place, (before, after) in enumerate(zip(then, now, strict=True)):
            yield from differs(before, after, f"{path} {place}")
    elif then != now:
        yield f"{path}: then {then!r}, now {now!r}"


async def test_what_a_kill_left_ends_as_today(old: tuple[int, Path, Any]) -> None:
    """What was told is committed with its narrative, what was half told is kept; and the chat goes on."""
    _, folder, then = old
    async with Provider() as provider, staged(folder, provider) as stage:
        for left in then["left"]:
            ends = [event for event in await stage.events(left["turn"]) if event.name.startswith("turn.")]
            turn = await stage.call("GET", f"/api/turns/{left['turn']}")
            assert [event.name for event in ends][-1:] == [_terminal(left["status"])]
            assert {name: turn[name] for name in ("text", "narrative", "status")} == {
                name: left[name] for name in ("text", "narrative", "status")
            }
        chat = await stage.call("GET", f"/api/chats/{then['first']}")
        assert [turn["id"] for turn in chat["turns"]["items"]][-3:] == [left["turn"] for left in then["left"]]


def _terminal(status: str) -> str:
    return "turn.committed" if status == "committed" else "turn.failed"


async def test_old_chat_is_played_on(old: tuple[int, Path, Any]) -> None:
    _, folder, then = old
    async with Provider() as provider, staged(folder, provider) as stage:
        provider.on(streaming, Reply("The bridge holds."))
        here = f"/api/chats/{then['chat']}"
        path, state = await _path(stage, here), await stage.call("GET", f"{here}/state")
        turn = await stage.post({"id": then["chat"]}, "I cross the bridge.")
        assert (await stage.events(turn))[-1].name == "turn.committed"
        assert await _path(stage, here) == [*path, turn]
        await stage.call("POST", f"{here}/undo")
        assert (await _path(stage, here), await stage.call("GET", f"{here}/state")) == (path, state)
        await stage.call("POST", f"{here}/redo")
        assert await _path(stage, here) == [*path, turn]
        undo = (await stage.call("DELETE", f"/api/turns/{path[1]}"))["undo"]
        assert await _path(stage, here) == path[:1]
        await stage.call("POST", undo)
        assert await _path(stage, here) == [*path, turn]


async def _path(stage: Stage, here: str) -> list[str]:
    return [turn["id"] for turn in (await stage.call("GET", f"{here}?limit=100"))["turns"]["items"]]
