"""A stage for every test that wants one: the app, a provider behind it, a client before it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.provider import Provider
from tests.web.stage import Stage, staged


@pytest.fixture(autouse=True)
def without_models(no_models: None) -> None:
    """Nothing here is about them."""


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        yield provider


@pytest.fixture
async def stage(tmp_path: Path, provider: Provider) -> AsyncIterator[Stage]:
    async with staged(tmp_path / "data", provider) as stage:
        yield stage
