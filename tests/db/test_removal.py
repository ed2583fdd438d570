"""What goes for good goes in slices that are the same at any size, and wholly."""

from collections.abc import Iterator
from itertools import pairwise
from sqlite3 import Connection

import pytest

from chat.db import batches, chats, memories, memory_search, removal, turns, undo_log
from tests.deep import NOW, put_calls, put_turns
from tests.rows import open_rows

TABLES = ("turn", "call", "change", "memory", "decided", "snapshot", "place", "step", "section", "terms", "member")


@pytest.fixture
def db() -> Iterator[Connection]:
    with open_rows() as connection:
        yield connection


def begin(db: Connection, chat: str) -> None:
    chats.insert(
        db, title="Mill", profile="embedded", persona={"name": "Ash"}, cast=[("c_mira", {"name": "Mira"})], seed=1,
        now=NOW, chat_id=chat,
    )  # fmt: skip


def rows(db: Connection) -> int:
    return sum(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES)


def swept(db: Connection) -> list[int]:
    """How many rows each slice changed, cascades among them; after each every turn has its parent."""
    changed = []
    while removal.is_any_left(db):
        before = db.total_changes
        removal.remove(db)
        changed.append(db.total_changes - before)
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
    for number in removal.words_of_nobody(db):
        more = True
        while more:
            before = db.total_changes
            more = removal.remove_words(db, number)
            changed.append(db.total_changes - before)
    return changed


@pytest.mark.parametrize("depth", [30, 1200])
def test_deep_chat_is_deleted_in_slices(db: Connection, depth: int) -> None:
    begin(db, "h_1")
    put_turns(db, "h_1", None, depth, calls=2)
    begin(db, "h_2")
    put_turns(db, "h_2", None, 3, name="other")
    kept = rows(db)
    before = rows(db) - db.execute("SELECT count(*) FROM turn WHERE chat = 'h_2'").fetchone()[0]
    removal.close(db, "h_1")
    changed = swept(db)
    assert max(changed) <= batches.MAX_ROWS + 10  # beside the slice a row of the schema, and the chat itself
    assert len(changed) >= before // (batches.MAX_ROWS + 10)
    assert db.execute("SELECT id FROM chat").fetchall() == [("h_2",)] and 0 < rows(db) < kept
    assert db.execute("SELECT count(*) FROM turn").fetchone()[0] == 3
    assert (
        memory_search.search(db, "h_2", ["waits"], 9)
        and not db.execute("SELECT 1 FROM sqlite_schema WHERE name GLOB 'words_1*'").fetchall()
    )


def test_fat_turn_is_removed_in_slices(db: Connection) -> None:
    begin(db, "h_1")
    put_turns(db, "h_1", None, 1)
    put_calls(db, "h_1", "t_1", 60, 100_000)
    removal.close(db, "h_1")
    sizes = [60 * 100_000]
    while removal.remove(db):
        sizes.append(db.execute("SELECT coalesce(sum(octet_length(chunks)), 0) FROM call").fetchone()[0])
    removed = [before - after for before, after in pairwise(sizes)]
    assert max(removed) <= batches.MAX_BYTES and len([size for size in removed if size]) >= 11


def test_row_larger_than_a_slice_is_removed_alone(db: Connection) -> None:
    begin(db, "h_1")
    put_turns(db, "h_1", None, 1)
    put_calls(db, "h_1", "t_1", 2, 2 * batches.MAX_BYTES)
    removal.close(db, "h_1")
    removal.remove(db)
    assert db.execute("SELECT count(*) FROM call").fetchone()[0] == 1


def test_old_delete_is_purged_from_the_deepest_turn_up(db: Connection) -> None:
    begin(db, "h_1")
    put_turns(db, "h_1", None, 1300)
    turns.mark_deleted(db, [turn for turn, _ in turns.subtree(db, "t_101")], "u_1")
    db.execute("INSERT INTO step (id, chat, kind, turn, work) VALUES ('u_1', 'h_1', 'delete', 't_101', 'purging')")
    changed = swept(db)
    assert max(changed) <= batches.MAX_ROWS + 1
    left = db.execute("SELECT count(*), max(depth), (SELECT count(*) FROM step) FROM turn").fetchone()
    assert left == (100, 100, 0)


def test_accepting_forgets_a_deep_delete_at_once(db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was deleted from a chat that is too deep for a cascade made every message fail when its step grew old."""
    monkeypatch.setattr(undo_log, "MAX_STEPS", 2)
    begin(db, "h_1")
    put_turns(db, "h_1", None, 1300)
    step = undo_log.do(db, "h_1", "delete", turn="t_2", before="t_1", after="t_1")
    marking = undo_log.unfinished(db, "h_1")
    assert marking is not None and marking.step == step and len(marking.turns) == 1299
    undo_log.mark(db, marking, [turn for turn, _ in marking.turns], last=True, now=NOW)
    assert undo_log.unfinished(db) is None
    for _ in range(2):
        before = db.total_changes
        undo_log.do(db, "h_1", "head", before="t_1", after="t_1")
        assert db.total_changes - before < 10
    assert [found.kind for found in undo_log.down_to(db, "h_1", undo_log.last(db, "h_1").id)] == ["head"]  # type: ignore[union-attr]
    assert not undo_log.down_to(db, "h_1", step.id)
    swept(db)
    assert db.execute("SELECT id FROM turn").fetchall() == [("t_1",)]


def test_import_that_was_cut_is_removed(db: Connection) -> None:
    begin(db, "h_1")
    put_turns(db, "h_1", None, 3)
    db.execute("UPDATE chat SET phase = 'importing'")
    assert not removal.is_any_left(db)  # it may go on
    removal.close_imports(db)
    swept(db)
    assert db.execute("SELECT count(*) FROM chat").fetchone()[0] == 0


def test_damaged_word_table_is_given_up(db: Connection) -> None:
    begin(db, "h_1")
    put_turns(db, "h_1", None, 3)
    db.execute("DROP TABLE words_1_data")
    db.execute("DELETE FROM word_index")
    assert removal.words_of_nobody(db) == [1] and not removal.remove_words(db, 1)


def test_everything_that_hangs_on_a_turn_or_a_chat_is_swept(db: Connection) -> None:
    owners: dict[str, set[str]] = {"turn": set(), "chat": set()}
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        for key in db.execute(f"PRAGMA foreign_key_list({table})"):
            owners.setdefault(key[2], set()).add(table)
    assert owners["turn"] - {"turn"} == set(removal.OF_TURN)
    assert owners["chat"] - {"turn"} - set(removal.OF_TURN) == set(removal.OF_CHAT)


def test_what_is_asked_in_a_slice_is_found_by_an_index(db: Connection) -> None:
    asked: list[str] = []
    begin(db, "h_1")
    put_turns(db, "h_1", None, 2)
    removal.close(db, "h_1")
    db.set_trace_callback(asked.append)
    while removal.remove(db):
        pass
    db.set_trace_callback(None)
    reading = [
        sql for sql in asked if sql.startswith("SELECT") and " FROM words_" not in sql and "sqlite_schema" not in sql
    ]
    plans = {sql: str(db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in reading if "pragma_" not in sql}
    assert len(plans) > 10
    assert not [sql for sql, plan in plans.items() if "SCAN turn" in plan or "TEMP B-TREE" in plan]
    assert not [sql for sql, plan in plans.items() for table in TABLES if f"SCAN {table}'" in plan]


def test_parked_memories_are_found_by_an_index(db: Connection) -> None:
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    memories.parked(db)
    memories.unpark(db, 10)
    db.set_trace_callback(None)
    plans = [str(db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in asked if "parked" in sql]
    assert plans and all("memory_parked" in plan for plan in plans)
