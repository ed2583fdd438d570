"""A session file is read line by line: what is wrong is named by its line, and nothing but ids is kept."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from chat.errors import Unprocessable
from chat.formats import session_reader
from chat.formats.session import Session, read, write
from chat.formats.session_lines import PlaceFields
from chat.formats.session_reader import SessionReader
from tests.long_sessions import LINES, write_session

IDS = 2000  # bytes that a turn may cost: its id, depth and place


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Six turns in a row."""
    write_session(tmp_path / "six.jsonl", 6)
    return read((tmp_path / "six.jsonl").read_bytes())


def refused(raw: bytes) -> str:
    with pytest.raises(Unprocessable) as error:
        read(raw)
    assert error.value.code == "session_invalid"
    return error.value.message


def test_too_long_line_is_refused_with_limit(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_reader, "MAX_LINE", 2 * 1024 * 1024)
    session.turns[1].turn.text = "x" * 3 * 1024 * 1024
    assert refused(write(session)) == f"line {5 + LINES}: it is over 2 MB long."


def said_later(session: Session) -> None:
    session.turns[0].changes[0].said_at = "t_nobody"


def shown_of_nobody(session: Session) -> None:
    decided = session.turns[0].decided
    assert decided is not None
    decided.state_of = "t_nobody"


def half_numbered(session: Session) -> None:
    session.turns[0].turn.number = 1


def numbered_twice(session: Session) -> None:
    for told in session.turns:
        told.turn.number = 1


def placed_in_a_circle(session: Session) -> None:
    turn = session.turns[2].turn
    turn.places = [PlaceFields(parent="t_long_5", since=turn.id), PlaceFields(parent=turn.parent, since="t_long_6")]


def headless(session: Session) -> None:
    session.head.chat.head = "t_nobody"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (said_later, "line 7: said_at or lifted_at"),
        (shown_of_nobody, "line 6: the turn t_nobody is not in this session"),
        (half_numbered, "line 15: some turns have a number, and some have none"),
        (numbered_twice, "the numbers of the turns are not 1, 2, 3"),
        (placed_in_a_circle, "line 25: a place of this turn is of another depth"),
        (headless, "line 1: the head t_nobody is no turn"),
    ],
)
def test_what_only_the_whole_file_says_is_checked(
    session: Session, spoil: Callable[[Session], None], said: str
) -> None:
    spoil(session)
    assert said in refused(write(session))


def test_what_stands_further_below_may_be_named(session: Session) -> None:
    session.turns[0].changes[0].said_at = "t_long_6"
    assert write(read(write(session))) == write(session)


def test_first_and_second_reading_give_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    write_session(path, 5)
    with path.open("rb") as file:
        first = SessionReader(file)
        lines = list(first.lines())
        file.seek(0)
        again = SessionReader(file)
        assert list(again.lines_again()) == lines
        assert again.sha256 == first.sha256
        assert first.check.order() == {f"t_long_{number}": number for number in range(1, 6)}


def peak(path: Path) -> int:
    """Bytes of Python's memory that reading a file takes at most."""
    tracemalloc.start()
    try:
        with path.open("rb") as file:
            for _ in SessionReader(file).lines():
                pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("turns", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_memory_does_not_grow_with_lines(tmp_path: Path, turns: int) -> None:
    write_session(tmp_path / "short.jsonl", turns)
    write_session(tmp_path / "long.jsonl", 10 * turns)
    assert (tmp_path / "long.jsonl").stat().st_size > 9 * turns * IDS * 5
    assert peak(tmp_path / "long.jsonl") < peak(tmp_path / "short.jsonl") + 9 * turns * IDS
