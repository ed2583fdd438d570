"""Which turns have a snapshot, which lose theirs, and when a fold would be long."""

from collections.abc import Iterator
from sqlite3 import Connection

import pytest

from chat.db import changes, chats, snapshots, turns
from chat.story.relations import load_relations
from tests.rows import open_rows

NOW = "2026-01-01T00:00:00.000Z"
RELATIONS = load_relations()
LENGTH = snapshots.FAR + 10


@pytest.fixture
def db() -> Iterator[Connection]:
    """A chat in which t_1 to t_106 follow each other."""
    with open_rows() as connection:
        chats.insert(
            connection, title="Mill", profile="embedded", persona={"name": "Ash"}, cast=[("c_mira", {"name": "Mira"})],
            seed=1, now=NOW, chat_id="h_1",
        )  # fmt: skip
        grow(connection, None, LENGTH)
        yield connection


def grow(db: Connection, parent: str | None, count: int, name: str = "t") -> None:
    for _ in range(count):
        above = turns.get(db, parent) if parent else None
        turn = f"{name}_{above.depth + 1 if above else 1}"
        turns.insert(
            db, turn_id=turn, chat="h_1", parent=above, origin="message", status="committed", text="I wait.", now=NOW
        )
        parent = turn


def there(db: Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT turn FROM snapshot")}


def write_all(db: Connection) -> None:
    for turn in snapshots.missing(db, "h_1", RELATIONS):
        assert snapshots.write(db, "h_1", turn, RELATIONS)


def test_every_32nd_turn_of_all_branches_has_one_parents_first(db: Connection) -> None:
    grow(db, "t_50", 20, "other")
    assert snapshots.missing(db, "h_1", RELATIONS) == ["t_32", "other_64", "t_64", "t_96"]
    write_all(db)
    assert there(db) == {"t_32", "t_64", "other_64", "t_96"} and not snapshots.missing(db, "h_1", RELATIONS)


def test_a_deleted_turn_and_one_that_may_get_more_of_a_ledger_have_none(db: Connection) -> None:
    db.execute("UPDATE turn SET status = 'told' WHERE id = 't_32'")
    turns.mark_deleted(db, [turn for turn, _ in turns.subtree(db, "t_60")], "u_1")
    assert snapshots.missing(db, "h_1", RELATIONS) == []
    for turn in ("t_32", "t_64"):
        assert snapshots.write(db, "h_1", turn, RELATIONS)
    assert there(db) == set()


def test_one_of_another_table_is_missing_and_written_over(db: Connection) -> None:
    write_all(db)
    other = RELATIONS.model_copy(update={"sha256": "0"})
    assert snapshots.missing(db, "h_1", other) == ["t_32", "t_64", "t_96"]
    assert snapshots.write(db, "h_1", "t_32", other)
    assert snapshots.missing(db, "h_1", other) == ["t_64", "t_96"]


def test_a_change_to_the_past_drops_those_behind_it(db: Connection) -> None:
    write_all(db)
    snapshots.drop(db, "h_1", 33)
    assert snapshots.missing(db, "h_1", RELATIONS) == ["t_64", "t_96"]
    snapshots.drop(db, "h_1", 32)
    assert snapshots.missing(db, "h_1", RELATIONS) == ["t_32", "t_64", "t_96"]
    snapshots.drop(db, "h_1", 90)  # what is dropped already stays so
    assert [turn for turn, _ in snapshots.stale(db, "h_1")] == ["t_32", "t_64", "t_96"]


def test_dropping_is_one_row_however_many_are_behind(db: Connection) -> None:
    write_all(db)
    for depth in (90, 1):
        before = db.total_changes
        snapshots.drop(db, "h_1", depth)
        assert db.total_changes - before == 1


def test_a_fold_passes_over_stale_ones_until_they_are_removed(db: Connection) -> None:
    write_all(db)
    db.execute("UPDATE snapshot SET body = 'damaged' WHERE turn = 't_96'")
    snapshots.drop(db, "h_1", 65)
    before = changes.state_at(db, "h_1", "t_100", RELATIONS)
    assert not snapshots.write(db, "h_1", "t_96", RELATIONS)  # it would be removed with the stale ones
    snapshots.end_stale(db, "h_1", 70)  # of an earlier time
    assert snapshots.stale_from(db, "h_1") == 65
    snapshots.remove(db, [turn for turn, _ in snapshots.stale(db, "h_1")])
    snapshots.end_stale(db, "h_1", 65)
    assert there(db) == {"t_32", "t_64"} and snapshots.stale_from(db, "h_1") is None
    write_all(db)
    assert changes.state_at(db, "h_1", "t_100", RELATIONS) == before and len(there(db)) == 3


def test_far_is_where_none_is_near(db: Connection) -> None:
    far, near = f"t_{snapshots.FAR}", f"t_{snapshots.FAR - 1}"
    assert snapshots.is_far(db, "h_1", far, RELATIONS) and not snapshots.is_far(db, "h_1", near, RELATIONS)
    assert not snapshots.is_far(db, "h_1", None, RELATIONS) and not snapshots.is_far(db, "h_none", None, RELATIONS)
    assert not snapshots.write(db, "h_1", far, RELATIONS) and there(db) == set()
    chats.move_head(db, "h_1", f"t_{LENGTH}")
    assert snapshots.is_far(db, "h_1", None, RELATIONS)
    assert snapshots.write(db, "h_1", "t_32", RELATIONS)
    assert not snapshots.is_far(db, "h_1", None, RELATIONS)


def test_a_long_chat_is_not_searched_through(db: Connection) -> None:
    """The index of migration 0010 is made for the same number."""
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    snapshots.missing(db, "h_1", RELATIONS)
    snapshots.stale(db, "h_1")
    db.set_trace_callback(None)
    plans = [str(db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in asked if "depth %" in sql]
    assert len(plans) == 2 and all("INDEX turn_grid" in plan for plan in plans)
