"""Which SQLite is taken, and that a Python without a usable one says so in one line."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from chat import cli
from chat.db import driver
from chat.errors import SetupError


@pytest.fixture
def nothing_usable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(driver, "_usable", lambda module: False)
    driver.load_driver.cache_clear()
    yield
    driver.load_driver.cache_clear()


def test_the_one_taken_is_safe_and_loads_extensions() -> None:
    taken: ModuleType = driver.load_driver()
    assert taken.Error in driver.ERRORS
    assert tuple(taken.sqlite_version_info) >= driver.SAFE or taken.__name__ == "sqlean"


def test_no_usable_sqlite_is_said_only_when_one_is_asked_for(nothing_usable: None) -> None:
    with pytest.raises(SetupError, match="can load extensions") as refused:
        driver.load_driver()
    assert "pysqlite3" in refused.value.hint


def test_doctor_prints_it_without_a_traceback(
    nothing_usable: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fabula", "doctor"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert said.splitlines() == [
        "No SQLite of this Python can load extensions.",
        "Install pysqlite3 or sqlean.py into the environment.",
    ]
