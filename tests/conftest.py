"""Fixtures and options that all tests share."""

import logging
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat.llm.model_files import WEIGHTS, is_there, models_folder
from tests.baseline import Baseline
from tests.steps import Steps

TESTS = Path(__file__).parent
# What starts engines, servers or processes; the rest is the fast tier
SLOW = {
    "commands", "engine", "faults", "replay", "terminal", "tree", "web", "test_cli.py", "test_crash.py", "test_hostile.py",
    "test_model_based.py", "test_readme.py", "test_run.py", "test_sessions.py", "test_turn.py", "test_connection.py",
    "test_transport.py",
}  # fmt: skip
MAX_STEP = 0.1  # seconds of CPU that a callback of ours may take on a loop
REQUIRE_ALL = os.environ.get("FABULA_REQUIRE_ALL") == "1"


def pytest_configure() -> None:
    """A job in the background ignores Ctrl-C, and so would every process that a test starts."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-baselines", action="store_true", help="rewrite tests/baselines/*.txt")
    parser.addoption("--record", action="store_true", help="rewrite tests/sessions/*.jsonl")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW.intersection(item.path.relative_to(TESTS).parts):
            item.add_marker("slow")


@pytest.fixture
def baseline(request: pytest.FixtureRequest) -> Baseline:
    return Baseline(request.config.getoption("--update-baselines"))


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in list(os.environ):
        if name.startswith("CHAT_"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def clean_logging() -> Iterator[None]:
    """What a command sets for its process ends with the test."""
    yield
    logging.disable(logging.NOTSET)
    logging.getLogger("chat").setLevel(logging.NOTSET)


@pytest.fixture(autouse=True)
def quick_steps() -> Iterator[None]:
    """No callback of the app holds up a loop."""
    steps = Steps(MAX_STEP)
    with steps.watched():
        yield
    slow = [str(step) for step in steps.slow if step.ours]
    assert not slow, f"a callback held up the loop: {'; '.join(slow)}"


@pytest.fixture(scope="session")
def models() -> Path:
    """The folder with the embedded models."""
    folder = models_folder()
    if not all(is_there(weight, folder) for weight in WEIGHTS):
        missing("the embedded models are not there: ./run.sh models fetch")
    return folder


@pytest.fixture
def no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The embedded models are not there: what is tested needs none."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture(scope="session")
def chromium() -> str:
    """A Chromium to drive."""
    found = os.environ.get("FABULA_CHROMIUM") or shutil.which("chromium") or ""
    if not found:
        missing("no Chromium was found")
    return found


def missing(reason: str) -> None:
    """A skip at home, a failure where everything is required."""
    if REQUIRE_ALL:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test that matters fails the run where everything is required."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
