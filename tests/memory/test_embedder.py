"""The local embedder: real vectors, and what is said when its files are not there or not whole."""

import asyncio
import threading
from pathlib import Path

import numpy as np
import pytest

from chat.errors import SetupError
from chat.llm.client import Vectors
from chat.llm.model_files import EMBEDDER, TOKENIZER
from chat.memory.embedder import MODEL, OnnxEmbedder


@pytest.mark.model
async def test_near_in_meaning_is_near_in_space(models: Path) -> None:
    embedder = OnnxEmbedder(models)
    assert embedder.health()["state"] == "idle"
    rows = await embedder.embed(
        ["The river has run dry.", "There is no water in the stream.", "She bought a new hat."] * 7
    )
    assert rows.shape == (21, 384) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    alone = await embedder.embed(["The river has run dry."])
    assert float(alone[0] @ rows[0]) > 0.999  # whatever it ran beside
    assert embedder.health()["state"] == "ready"
    await embedder.close()


@pytest.mark.model
async def test_a_question_does_not_wait_for_a_backlog(models: Path) -> None:
    embedder = OnnxEmbedder(models)
    await embedder.embed(["Loaded."])
    backlog = asyncio.create_task(embedder.embed(["word " * 200] * 16))
    await asyncio.sleep(0)
    await embedder.embed(["Where is she?"])
    assert not backlog.done()
    assert (await backlog).shape == (16, 384)
    await embedder.close()


async def test_a_question_waits_for_one_text_of_a_backlog_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[str] = []
    begun, asked = threading.Event(), threading.Event()

    def vector(self: OnnxEmbedder, text: str) -> Vectors:
        ran.append(text)
        begun.set()
        asked.wait(10)
        return np.ones(self.dimension, dtype=np.float32)

    monkeypatch.setattr(OnnxEmbedder, "_vector", vector)
    embedder = OnnxEmbedder(tmp_path)
    backlog = asyncio.create_task(embedder.embed(["first", "second", "third"]))
    await asyncio.to_thread(begun.wait, 10)
    question = asyncio.create_task(embedder.embed(["Where is she?"]))
    await asyncio.sleep(0)
    asked.set()
    await asyncio.gather(backlog, question)
    assert ran == ["first", "Where is she?", "second", "third"]
    await embedder.close()


@pytest.mark.model
async def test_the_loop_goes_on_meanwhile(models: Path) -> None:
    embedder = OnnxEmbedder(models)
    embedding = asyncio.create_task(embedder.embed(["word " * 200] * 16))
    beats = 0
    while not embedding.done():
        await asyncio.sleep(0.005)
        beats += 1
    assert beats > 5
    await embedder.close()


async def test_nothing_gives_nothing(tmp_path: Path) -> None:
    assert (await OnnxEmbedder(tmp_path).embed([])).shape == (0, 384)


@pytest.mark.parametrize("damaged", [False, True])
async def test_a_missing_or_damaged_file_says_what_to_run(tmp_path: Path, damaged: bool) -> None:
    if damaged:
        for weight in (EMBEDDER, TOKENIZER):
            with (tmp_path / weight.name).open("wb") as file:
                file.truncate(weight.size)
    embedder = OnnxEmbedder(tmp_path)
    with pytest.raises(SetupError) as error:
        await embedder.embed(["text"])
    assert "models fetch" in error.value.hint and embedder.health()["state"] == "down"
    await embedder.close()


@pytest.mark.model
async def test_what_is_run_is_made_of_what_was_delivered_and_made_anew_when_damaged(
    models: Path, tmp_path: Path
) -> None:
    for weight in (EMBEDDER, TOKENIZER):
        (tmp_path / weight.name).symlink_to(models / weight.name)
    rows = []
    for _ in range(2):
        embedder = OnnxEmbedder(tmp_path)
        rows.append(await embedder.embed(["The river has run dry."]))
        await embedder.close()
        assert {path.name for path in tmp_path.iterdir()} == {EMBEDDER.name, TOKENIZER.name, MODEL}  # noqa: ASYNC240
        (tmp_path / MODEL).write_bytes((tmp_path / MODEL).read_bytes()[:1000])
    assert np.array_equal(rows[0], rows[1])
