"""What `python -m chat replay FILE` prints, and how it ends, with nothing reachable on any network."""

import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest

from chat.cli import main
from chat.formats.session import Session, write
from chat.llm.retry import prompt_sha256
from tests.replay.conftest import narration


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, session: Session) -> None:
    """From when the session has been recorded."""

    def refuse(*_: Any) -> NoReturn:
        raise AssertionError("a replay reached for the network")

    for name in ("connect", "connect_ex", "bind", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def ended(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[Any, str, str]:
    code: Any = 0
    try:
        main(["replay", *arguments])
    except SystemExit as exit_:
        code = exit_.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_equal_is_one_line(session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(write(session))
    code, out, err = ended(capsys, str(file))
    assert (code, len(out.splitlines()), err) == (0, 1, "")


def test_a_difference_is_said_with_both_sides(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = narration(session)
    call.chunks = [(0.0, "Nobody carries anything.")]
    file = tmp_path / "a.jsonl"
    file.write_bytes(write(session))
    code, out, _ = ended(capsys, str(file))
    assert code == 1 and call.turn in out
    assert "carry the heavy sack" in out and "Nobody carries anything." in out


@pytest.mark.parametrize("rehashed", [False, True])
@pytest.mark.parametrize("message", [0, -1])
def test_an_edited_prompt_is_a_difference(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str], message: int, rehashed: bool
) -> None:
    """Whoever edits a prompt knows nothing of its sections, and may not know its hash."""
    call = narration(session)
    call.messages[message].content += " And be brief."
    if rehashed:
        sent: Any = [line.model_dump() for line in call.messages]
        call.prompt_sha256 = prompt_sha256(sent, call.params)
    file = tmp_path / "a.jsonl"
    file.write_bytes(write(session))
    code, out, _ = ended(capsys, str(file))
    assert code == 1 and f"({call.turn}) differs in the prompt" in out and "And be brief." in out


def test_a_call_that_is_missing_is_said_to_be(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for told in session.turns:
        told.calls = [call for call in told.calls if call.purpose != "narrate"]
    file = tmp_path / "a.jsonl"
    file.write_bytes(write(session))
    code, out, _ = ended(capsys, str(file))
    assert code == 1 and "a call of narrate that the file does not have" in out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (b'"format": 1', b'"format": 2', "line 1: the format 2 is newer than this app, which reads 1.\nUpdate Fabula"),
        (b'"type": "session"', b'"type": "tavern"', "line 1: this is no session file"),
        (b"heavy", b"light", "the checksum differs"),
    ],
)
def test_a_file_that_cannot_be_read_is_2_and_the_line(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: bytes, new: bytes, said: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(write(session).replace(old, new, 1))
    code, out, err = ended(capsys, str(file))
    assert (code, out) == (2, "") and said in err and str(file) in err


def test_a_cut_file_and_none_at_all_are_2(session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(write(session)[:5000])
    code, _, err = ended(capsys, str(file))
    assert code == 2 and "the file ends before its end line" in err
    assert ended(capsys, str(tmp_path / "none"))[0] == 2
