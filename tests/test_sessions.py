"""Every session in tests/sessions is played again, straight through and with the database reopened after every turn.

`pytest tests/test_sessions.py --record` records them anew first, and git shows what has changed in them; `-k watch`
takes one. The embedded ones need the models for that, and for nothing else.
"""

import asyncio
from pathlib import Path

import pytest

from chat.formats import session
from chat.replay.replay import replay
from tests.sessions.scenarios import EMBEDDED, SCENARIOS

FOLDER = Path(__file__).with_name("sessions")
MOST_BYTES = 300_000


@pytest.fixture
def file(name: str, reopen: bool, request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    found = FOLDER / f"{name}.jsonl"
    if request.config.getoption("--record") and not reopen:
        if name in EMBEDDED:
            request.getfixturevalue("models")
        else:
            monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
            monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        found.write_bytes(asyncio.run(SCENARIOS[name](tmp_path)))
    return found


@pytest.mark.parametrize("reopen", [False, True], ids=["straight", "reopened"])
@pytest.mark.parametrize("name", SCENARIOS)
def test_it_is_played_again_as_it_was(file: Path, reopen: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/nowhere")
    raw = file.read_bytes()
    assert len(raw) < MOST_BYTES
    assert [str(difference) for difference in asyncio.run(replay(session.read(raw), reopen=reopen))] == []


def test_no_file_is_left_out() -> None:
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(SCENARIOS)
