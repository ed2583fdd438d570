"""The tree folded to lines: what goes straight on, what leaves, what is only counted."""

from collections.abc import Iterator
from sqlite3 import Connection

import pytest

from chat.db import branches, chats, turns
from tests.rows import open_rows

NOW = "2026-01-01T00:00:00.000Z"
MIRA = ("c_mira", {"name": "Mira", "aliases": [], "description": "A miller."})


@pytest.fixture
def db() -> Iterator[Connection]:
    with open_rows() as connection:
        chats.insert(
            connection, title="Mill", profile="embedded", persona={"name": "Ash"}, cast=[MIRA], seed=1, now=NOW,
            chat_id="h_1",
        )  # fmt: skip
        yield connection


def chain(db: Connection, name: str, length: int, parent: str | None = None, status: str = "committed") -> None:
    """Turns name0, name1, … under a parent."""
    above = turns.get(db, parent) if parent else None
    for number in range(length):
        above = turns.insert(
            db, turn_id=f"{name}{number}", chat="h_1", parent=above, origin="message", status=status, text=name, now=NOW
        )


def lines(db: Connection, head: str | None, *, spare: bool = False) -> list[tuple[str, str, int, int]]:
    found = branches.outline(db, "h_1", head, spare=spare)
    return [(line.first, line.last, line.turns, line.level) for line in found]


def test_a_run_without_forks_is_one_line_and_the_line_of_the_head_goes_straight_on(db: Connection) -> None:
    chain(db, "t", 5)
    chain(db, "b", 3, "t1")
    assert lines(db, "t4") == [("t0", "t1", 2, 0), ("b0", "b2", 3, 1), ("t2", "t4", 3, 0)]
    assert lines(db, "b2") == [("t0", "t1", 2, 0), ("t2", "t4", 3, 1), ("b0", "b2", 3, 0)]


def test_the_head_ends_a_line_also_in_the_middle_of_a_run(db: Connection) -> None:
    chain(db, "t", 4)
    found = branches.outline(db, "h_1", "t1", spare=False)
    assert [(line.last, line.head, line.on_path) for line in found] == [("t1", True, True), ("t3", False, False)]


def test_versions_that_nobody_played_on_are_counted_unless_named_or_asked_for(db: Connection) -> None:
    chain(db, "t", 3)
    chain(db, "x", 1, "t0")
    chain(db, "y", 1, "t0")
    turns.set_label(db, "y0", "The other way")
    assert lines(db, "t2") == [("t0", "t0", 1, 0), ("y0", "y0", 1, 1), ("t1", "t2", 2, 0)]
    assert [line.spare for line in branches.outline(db, "h_1", "t2", spare=False)] == [0, 0, 1]
    assert len(lines(db, "t2", spare=True)) == 4


def test_a_name_begins_a_line(db: Connection) -> None:
    chain(db, "t", 4)
    turns.set_label(db, "t2", "The night")
    assert lines(db, "t3") == [("t0", "t1", 2, 0), ("t2", "t3", 2, 0)]


def test_what_was_deleted_or_failed_is_in_no_line_but_where_the_chat_stands(db: Connection) -> None:
    chain(db, "t", 2)
    chain(db, "d", 1, "t0")
    turns.mark_deleted(db, ["d0"], "u_1")
    chain(db, "f", 1, "t1", status="failed")
    assert lines(db, "t1", spare=True) == [("t0", "t1", 2, 0)]
    assert lines(db, "f0", spare=True) == [("t0", "f0", 3, 0)]


def test_a_chat_without_turns_has_no_lines(db: Connection) -> None:
    assert lines(db, None) == []


def test_every_turn_of_a_large_tree_stands_in_one_line(db: Connection) -> None:
    chain(db, "t", 1000)
    for fork in range(0, 1000, 20):
        chain(db, f"b{fork}_", 2, f"t{fork}")
    found = branches.outline(db, "h_1", "t999", spare=True)
    assert sum(line.turns for line in found) == 1100
    assert len(found) == 101
