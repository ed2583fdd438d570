"""The command line: what it prints, how it ends, and that a failure is a message and a hint."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from chat import cli
from chat.cli import main
from chat.llm.model_files import WEIGHTS


@pytest.fixture(autouse=True)
def folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CHAT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("CHAT_PORT", "0")


@pytest.mark.model
@pytest.mark.usefixtures("models")
def test_the_doctor_finds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 7 and all(line.startswith("ok ") for line in lines)


def test_the_doctor_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "data").write_text("in the way")
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SystemExit) as ended:
        monkeypatch.setenv("CHAT_PORT", str(taken.getsockname()[1]))
        main(["doctor"])
    assert ended.value.code == 1
    failed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("FAIL")]
    for hint in ("./run.sh models fetch", "CHAT_PORT", "CHAT_DATA_DIR"):
        assert any(hint in line for line in failed), hint


def test_the_list_shows_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    main(["models"])
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == str(tmp_path / "fabula" / "models")
    assert [line.split()[:2] for line in rest] == [["missing", weight.name] for weight in WEIGHTS]


def test_a_failure_is_a_message_and_a_hint(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("CHAT_PROT", "8000")
    with pytest.raises(SystemExit) as ended:
        main(["doctor"])
    said = capsys.readouterr().err
    assert ended.value.code == 1 and "CHAT_PROT" in said and "Traceback" not in said


KEY = "sk-a-key-of-somebody-1234567890"


def test_debug_shows_where_it_failed_and_no_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHAT_NARRATIVE_API_KEY", KEY)
    with pytest.raises(SystemExit):
        main(["--debug", "export", KEY])
    said = capsys.readouterr().err
    assert "Traceback" in said and "[key]" in said and KEY not in said


def test_a_bug_is_reported_without_a_key(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(f"a bug, and {KEY}")

    monkeypatch.setenv("CHAT_NARRATIVE_API_KEY", KEY)
    monkeypatch.setattr(cli, "back_up", broken)
    with pytest.raises(SystemExit) as ended:
        main(["backup"])
    said = capsys.readouterr().err
    assert ended.value.code == 1 and "RuntimeError: a bug, and [key]" in said and KEY not in said


def test_the_log_of_a_library_keeps_keys_to_itself() -> None:
    script = f"""
import logging
from chat import cli
from chat.llm.redaction import Secrets
cli._log()
cli.FORMATTER.secrets = Secrets(["{KEY}"])
logging.getLogger("openai").debug("Request options: %s", "{KEY}")
"""
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "OPENAI_LOG": "debug"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr.count("[key]") == 1 and KEY not in ran.stderr
