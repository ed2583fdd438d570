"""The fallback classifier with the real embedder, measured on sentences it was not tuned on."""

import asyncio
import threading
from collections.abc import Iterator, Mapping

import pytest

from chat.llm.client import Vectors
from chat.llm.model_files import models_folder
from chat.memory.embedder import OnnxEmbedder
from chat.memory.fallback_classifier import FallbackClassifier
from chat.story.fallback_classifier import Centroids
from chat.story.models import Member
from tests.memory.fallback_cases import ACTS, INTENTS, NOTHING

pytestmark = pytest.mark.model

CAST = (Member("c_0", "Ash", persona=True), Member("c_1", "Mira"))
IDS = {"Ash": "c_0", "Mira": "c_1"}
PRESENT = tuple(IDS.values())


@pytest.fixture(scope="module")
def fallback(models: None) -> Iterator[FallbackClassifier]:
    embedder = OnnxEmbedder(models_folder())
    yield FallbackClassifier(embedder)
    asyncio.run(embedder.close())


async def acts(fallback: FallbackClassifier, who: str, to: str, text: str) -> tuple[list[str], list[str]]:
    """What `to` experienced from `who`, and the other way round."""
    parts = (text, "") if who == "Ash" else ("", text)
    pairs = [(IDS[to], IDS[who]), (IDS[who], IDS[to])]
    there, back = await fallback.changes(pairs, *parts, CAST, PRESENT)
    return [act.act for act in there.acts], [act.act for act in back.acts]


async def test_most_acts_are_found_few_are_wrong_and_none_the_wrong_way_round(fallback: FallbackClassifier) -> None:
    right: list[object] = []
    wrong: list[object] = []
    for act, who, to, text in ACTS:
        there, back = await acts(fallback, who, to, text)
        assert back == [], text
        (right if act in there else wrong if there else []).append((text, there))
    assert len(right) >= 20, right
    assert len(wrong) <= 4, wrong


async def test_chatter_moves_nobody(fallback: FallbackClassifier) -> None:
    found = [(text, await acts(fallback, who, to, text)) for who, to, text in NOTHING]
    assert [item for item in found if item[1] != ([], [])] == []


async def test_what_the_player_meant(fallback: FallbackClassifier) -> None:
    wrong = [
        (text, intent.kind)
        for kind, text in INTENTS
        if (intent := await fallback.intent(text, CAST, PRESENT)).kind != kind
    ]
    assert len(wrong) <= 1, wrong


async def test_the_loop_goes_on_while_it_is_built(
    fallback: FallbackClassifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    built, went_on = Centroids.build, threading.Event()

    def slowly(embedded: Mapping[str, Vectors]) -> Centroids:
        assert went_on.wait(5)
        return built(embedded)

    monkeypatch.setattr(Centroids, "build", slowly)
    warming = asyncio.create_task(FallbackClassifier(fallback._embedder).warm())
    asyncio.get_running_loop().call_later(0.05, went_on.set)
    await warming


async def test_nobody_waits_for_it_who_is_in_a_hurry(fallback: FallbackClassifier) -> None:
    fresh = FallbackClassifier(fallback._embedder)
    assert (await fresh.intent("I attack Mira.", CAST, PRESENT, at_once=True)).kind == "other"
    await fresh.warm()
    assert (await fresh.intent("I attack Mira.", CAST, PRESENT, at_once=True)).kind == "attack"
