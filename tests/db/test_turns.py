"""The tree of turns: paths, siblings, what a deleted or failed turn is to others."""

from collections.abc import Iterator
from sqlite3 import Connection

import pytest

from chat.db import chats, turn_status, turns
from chat.errors import Conflict, NotFound
from tests.rows import open_rows

NOW = "2026-01-01T00:00:00.000Z"


@pytest.fixture
def db() -> Iterator[Connection]:
    with open_rows() as connection:
        mira = ("c_mira", {"name": "Mira", "aliases": ["the stranger"], "description": "A miller."})
        chats.insert(
            connection, title="Mill", profile="embedded", persona={"name": "Ash"}, cast=[mira], seed=1, now=NOW,
            chat_id="h_1",
        )  # fmt: skip
        yield connection


def grow(db: Connection, turn_id: str, parent: str | None, status: str = "committed") -> turns.Turn:
    above = turns.get(db, parent) if parent else None
    return turns.insert(
        db, turn_id=turn_id, chat="h_1", parent=above, origin="message", status=status, text=turn_id, now=NOW
    )


def test_a_path_is_the_last_turns_oldest_first(db: Connection) -> None:
    parent = None
    for number in range(1, 6):
        grow(db, f"t_{number}", parent)
        parent = f"t_{number}"
    grow(db, "t_other", "t_2")

    assert [turn.id for turn in turns.path(db, "t_5", 3)] == ["t_3", "t_4", "t_5"]
    assert turns.path_ids(db, "t_5") == ["t_1", "t_2", "t_3", "t_4", "t_5"]
    assert turns.path_ids(db, "t_other") == ["t_1", "t_2", "t_other"]
    assert turns.path(db, None, 3) == [] and turns.path_ids(db, None) == []
    assert [turn.depth for turn in turns.path(db, "t_5", 9)] == [1, 2, 3, 4, 5]


def test_a_failed_turn_is_no_sibling_of_others_but_of_itself(db: Connection) -> None:
    grow(db, "t_1", None)
    first, failed, second = grow(db, "t_a", "t_1"), grow(db, "t_f", "t_1", "failed"), grow(db, "t_b", "t_1")

    found = turns.siblings(db, [first, failed, second])

    assert found == {"t_a": ["t_a", "t_b"], "t_f": ["t_a", "t_f", "t_b"], "t_b": ["t_a", "t_b"]}


def test_a_partial_text_is_saved_only_while_the_turn_is_told(db: Connection) -> None:
    grow(db, "t_1", None, "accepted")
    turn_status.save_partial(db, "t_1", "Once")
    assert (turns.get(db, "t_1").status, turns.get(db, "t_1").narrative) == ("telling", "Once")

    turn_status.mark_told(db, "t_1", "Once upon a time.", "length")
    turn_status.save_partial(db, "t_1", "Once upon")

    told = turns.get(db, "t_1")
    assert (told.status, told.narrative, told.truncated) == ("told", "Once upon a time.", True)


def test_what_was_being_told_is_known_apart_from_what_was_told(db: Connection) -> None:
    for turn_id, status in (("t_1", "told"), ("t_2", "accepted"), ("t_3", "telling"), ("t_4", "committed")):
        grow(db, turn_id, None, status)

    assert [turn.id for turn in turns.unfinished(db)] == ["t_2", "t_3"]
    assert [turn.id for turn in turns.told(db)] == ["t_1"]


def test_unknown_ids_are_not_found(db: Connection) -> None:
    with pytest.raises(NotFound):
        turns.get(db, "t_none")
    with pytest.raises(NotFound):
        chats.get(db, "h_none")


def test_members_are_frozen_with_the_persona_first(db: Connection) -> None:
    chat = chats.get(db, "h_1")
    assert [(member.name, member.persona) for member in chat.members] == [("Ash", True), ("Mira", False)]
    assert chat.members[1].aliases == ("the stranger",)


def test_settings_are_merged_and_every_change_has_its_version(db: Connection) -> None:
    first = chats.update(db, "h_1", NOW, {"settings": {"temperature": 0.5}})
    second = chats.update(db, "h_1", NOW, {"settings": {"top_p": 0.9}, "title": "The mill"})

    assert second.settings == {"temperature": 0.5, "top_p": 0.9}
    assert (first.version, second.version, second.title) == (2, 3, "The mill")
    with pytest.raises(Conflict) as stale:
        chats.check_version(second, 2)
    assert stale.value.code == "stale_version"


def test_the_list_shows_the_last_played_first_with_names_and_length(db: Connection) -> None:
    chats.insert(
        db, title="Empty", profile="embedded", persona={"name": "Ash"}, cast=[], seed=1, now="2025", chat_id="h_2"
    )
    grow(db, "t_1", None)
    chats.move_head(db, "h_1", "t_1")

    assert [(item.id, item.cast, item.turns) for item in chats.listed(db)] == [("h_1", ("Mira",), 1), ("h_2", (), 0)]


def test_what_a_step_deleted_is_found_without_looking_at_every_turn(db: Connection) -> None:
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    turns.deleted_by(db, "h_1", "u_1")
    db.set_trace_callback(None)
    plans = [str(db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()) for sql in asked if "deleted =" in sql]
    assert len(plans) == 1 and "INDEX turn_deleted" in plans[0] and "TEMP B-TREE" not in plans[0]
