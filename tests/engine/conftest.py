"""An engine on a real database, with no model at hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat.config import Settings
from chat.engine.engine import Engine


@pytest.fixture
async def engine(tmp_path: Path, no_models: None) -> AsyncIterator[Engine]:
    opened = await Engine.open(Settings(data_dir=tmp_path / "data"))
    yield opened
    await opened.close()
