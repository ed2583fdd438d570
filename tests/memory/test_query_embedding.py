"""A question's vector is made once, and a failure is told to whoever asks."""

import asyncio
from collections.abc import Sequence

import numpy as np
import pytest

from chat.errors import SetupError
from chat.llm.client import Vectors
from chat.memory.query_embedding import ASKED, KEPT, QueryEmbeddings


class Counting:
    model, dimension, sha256 = "counting", 2, ""

    def __init__(self, *failures: Exception) -> None:
        self.asked: list[str] = []
        self.failures = list(failures)

    async def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        await asyncio.sleep(0)
        if self.failures:
            raise self.failures.pop(0)
        return np.array([[3.0, 4.0]] * len(texts), dtype=np.float32)


async def test_what_is_asked_again_is_not_made_again() -> None:
    embedder = Counting()
    sights = QueryEmbeddings(embedder)
    sight, again = await asyncio.gather(sights.of("Where is the key?"), sights.of("Where is the key?"))
    assert sight is again and embedder.asked == ["Where is the key?"]
    assert np.frombuffer(sight.vector, np.float32).tolist() == pytest.approx([0.6, 0.8])
    for number in range(KEPT):
        await sights.of(f"question {number}")
    await sights.of("Where is the key?")
    assert embedder.asked.count("Where is the key?") == 2
    await sights.close()


async def test_a_failure_is_told_and_not_kept() -> None:
    sights = QueryEmbeddings(Counting(SetupError("No model.", hint="Fetch it.")))
    with pytest.raises(SetupError):
        await sights.of("Where?")
    assert (await sights.of("Where?")).dimension == 2


async def test_whoever_gives_up_asking_ends_nothing() -> None:
    embedder = Counting()
    sights = QueryEmbeddings(embedder)
    impatient = asyncio.create_task(sights.of("Where?"))
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    assert (await sights.of("Where?")).model == "counting" and embedder.asked == ["Where?"]


async def test_the_end_of_a_long_question_counts() -> None:
    embedder = Counting()
    sights = QueryEmbeddings(embedder)
    await sights.of("word " * 200 + "end")
    await sights.of("x" * 2 * ASKED)
    assert embedder.asked[0].endswith("word end") and embedder.asked[0].startswith("word ")
    assert [len(text) <= ASKED for text in embedder.asked] == [True, True]


async def test_closing_ends_what_runs() -> None:
    sights = QueryEmbeddings(Counting())
    asking = asyncio.create_task(sights.of("Where?"))
    await asyncio.sleep(0)
    await sights.close()
    with pytest.raises(asyncio.CancelledError):
        await asking
