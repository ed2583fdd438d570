"""An engine on a real database, with no model at hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat.config import Settings
from chat.engine.root import Engine


@pytest.fixture
async def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Engine]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    opened = await Engine.open(Settings(data_dir=tmp_path / "data"))
    yield opened
    await opened.close()
