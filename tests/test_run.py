"""run.sh with stand-ins for Python: what it calls, when, and from where. The real set-up is what .ci/run goes through."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PYTHON = """#!/bin/bash
printf '%s|' "$@" | tr '\\n' ' ' >> "$CALLS"; echo >> "$CALLS"
case "$*" in
  *ensurepip*) exit "${NO_PYTHON:-0}" ;;
  *"-m venv"*) mkdir -p "${@: -1}/bin" && cp "$0" "${@: -1}/bin/python" && cp "$0" "${@: -1}/bin/pip" ;;
  *"pip install"*) exit "${PIP:-0}" ;;
  *is_there*) exit "${NO_MODELS:-0}" ;;
esac
"""


class Checkout:
    """A copy of run.sh in a folder with a space, its locks, and a log of what is called."""

    def __init__(self, folder: Path) -> None:
        self.root, self.log, self.python = folder / "a checkout", folder / "calls", folder / "the python"
        self.root.mkdir()
        for name in ("run.sh", "requirements.lock", "requirements-dev.lock"):
            shutil.copy(ROOT / name, self.root / name)
        self.python.write_text(PYTHON)
        self.python.chmod(0o755)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            [str(self.root / "run.sh"), *arguments],
            cwd="/",
            env={"PATH": os.environ["PATH"], "CALLS": str(self.log), "FABULA_PYTHON": str(self.python), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=30,
        )

    def calls(self) -> list[str]:
        return self.log.read_text().splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_the_first_start_installs_and_the_second_only_serves(checkout: Checkout) -> None:
    first = checkout.run()
    assert first.returncode == 0, first.stderr
    assert any("pip|install|" in call and "--require-hashes" in call for call in checkout.calls())
    assert checkout.calls()[-1] == "-m|chat|serve|"
    assert checkout.run().stdout == ""
    assert len(checkout.calls()) == 2 and checkout.calls()[-1] == "-m|chat|serve|"


def test_a_changed_lock_is_installed(checkout: Checkout) -> None:
    checkout.run("doctor")
    (checkout.root / "requirements.lock").write_text("another")
    checkout.run("doctor", "now")
    assert any("pip|install|" in call for call in checkout.calls()) and checkout.calls()[-1] == "-m|chat|doctor|now|"


def test_an_installation_that_fails_is_tried_again(checkout: Checkout) -> None:
    failed = checkout.run(PIP="1")
    assert failed.returncode == 1 and "could not be installed" in failed.stderr
    assert checkout.run().returncode == 0 and any("pip|install|" in call for call in checkout.calls())


def test_missing_models_are_fetched_to_play_and_no_command_needs_them(checkout: Checkout) -> None:
    checkout.run(NO_MODELS="1")
    assert checkout.calls()[-2:] == ["-m|chat|models|fetch|", "-m|chat|serve|"]
    checkout.run("play", "the mill", NO_MODELS="1")
    assert checkout.calls()[-2:] == ["-m|chat|models|fetch|", "-m|chat|play|the mill|"]
    checkout.run("doctor", NO_MODELS="1")
    assert checkout.calls() == ["-m|chat|doctor|"]


def test_an_environment_left_half_made_is_made_again(checkout: Checkout) -> None:
    checkout.run("doctor")
    (checkout.root / ".venv/bin/pip").unlink()
    checkout.run("doctor")
    assert any("-m|venv|" in call for call in checkout.calls())
    assert any("pip|install|" in call for call in checkout.calls())


def test_without_a_fitting_python_it_says_which(checkout: Checkout) -> None:
    ended = checkout.run(NO_PYTHON="1")
    assert ended.returncode == 1 and "Python 3.11, 3.12 or 3.13" in ended.stderr


def test_the_tests_come_in_tiers(checkout: Checkout) -> None:
    checkout.run("test", FABULA_CHROMIUM="no-such-browser", PATH="/usr/bin:/bin")
    tools = [call.split("|")[1] for call in checkout.calls() if call.startswith("-m|") and "pip" not in call]
    assert tools == ["venv", "ruff", "ruff", "mypy", "pytest", "pytest"]
    checkout.run("test", "tests/test_run.py", "-x")
    assert checkout.calls()[-1] == "-m|pytest|tests/test_run.py|-x|"


def test_the_locks_hold_for_any_index() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text and "--index-url" not in text and "--hash=sha256:" in text
