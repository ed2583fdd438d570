"""Fixtures and options that all tests share."""

import pytest

from tests.baseline import Baseline


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-baselines", action="store_true", help="rewrite tests/baselines/*.txt")


@pytest.fixture
def baseline(request: pytest.FixtureRequest) -> Baseline:
    return Baseline(request.config.getoption("--update-baselines"))
