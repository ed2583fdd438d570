"""Which backend a model id goes to."""

from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from typing import Unpack

import numpy as np
import pytest

from chat.llm.client import Chunk, Completion, Message, Params, Vectors
from chat.llm.router import RoutedLLMClient, classifier_alias, resolve

MESSAGES: Sequence[Message] = [{"role": "user", "content": "hi"}]


class Backend:
    """Notes the models it is asked for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: list[str] = []
        self.closed = 0

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        self.asked.append(model)
        return Completion("ok", "stop", model)

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncIterator[Chunk]:
        self.asked.append(model)
        try:
            yield Chunk("a")
            yield Chunk("b", finish_reason="stop")
        finally:
            self.asked.append("closed")

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        self.asked.append(model)
        return np.ones((len(texts), 1), np.float32)

    async def close(self) -> None:
        self.closed += 1


@pytest.fixture
def backends() -> tuple[Backend, Backend, Backend]:
    return Backend("narrative"), Backend("local"), Backend("classifier")


@pytest.mark.parametrize(
    ("model", "with_classifier", "without"),
    [
        ("big", "narrative", "narrative"),
        ("small", "classifier", "narrative"),
        ("mlx-community/small-4bit", "local", "local"),
        (classifier_alias("big"), "classifier", "narrative"),
        (classifier_alias("mlx-community/small-4bit"), "classifier", "narrative"),
        ("big-mlx-community/", "classifier", "narrative"),
    ],
)
def test_the_model_id_alone_decides(
    backends: tuple[Backend, Backend, Backend], model: str, with_classifier: str, without: str
) -> None:
    narrative, local, classifier = backends
    three = RoutedLLMClient(narrative=narrative, local=local, narrative_model="big", classifier=classifier)
    two = RoutedLLMClient(narrative=narrative, local=local, narrative_model="big")
    assert (three.route(model).name, two.route(model).name) == (with_classifier, without)


def test_prefixes_can_be_others(backends: tuple[Backend, Backend, Backend]) -> None:
    narrative, local, _ = backends
    routed = RoutedLLMClient(narrative=narrative, local=local, narrative_model="big", local_prefixes=["gguf/", "own/"])
    assert [routed.route(model).name for model in ("gguf/a", "own/a", "mlx-community/a")] == [
        "local",
        "local",
        "narrative",
    ]
    none = RoutedLLMClient(narrative=narrative, local=local, narrative_model="big", local_prefixes=())
    assert none.route("mlx-community/a").name == "narrative"


def test_a_local_narrator_is_local(backends: tuple[Backend, Backend, Backend]) -> None:
    narrative, local, _ = backends
    routed = RoutedLLMClient(narrative=narrative, local=local, narrative_model="mlx-community/big")
    assert routed.route("mlx-community/big").name == "local"


async def test_an_alias_is_the_model_again_when_it_is_sent(backends: tuple[Backend, Backend, Backend]) -> None:
    narrative, local, classifier = backends
    routed = RoutedLLMClient(narrative=narrative, local=local, narrative_model="big", classifier=classifier)
    await routed.generate(MESSAGES, model=classifier_alias("big"))
    assert [chunk.text async for chunk in routed.stream(MESSAGES, model="big")] == ["a", "b"]
    await routed.embed(["x"], model="small")
    assert (narrative.asked, local.asked, classifier.asked) == (["big", "closed"], ["small"], ["big"])


async def test_closing_a_stream_closes_the_backends(backends: tuple[Backend, Backend, Backend]) -> None:
    narrative, local, _ = backends
    routed = RoutedLLMClient(narrative=narrative, local=local, narrative_model="big")
    async with aclosing(routed.stream(MESSAGES, model="big")) as chunks:
        await anext(chunks)
    assert narrative.asked == ["big", "closed"]


async def test_each_backend_is_closed_once(backends: tuple[Backend, Backend, Backend]) -> None:
    narrative, local, _ = backends
    await RoutedLLMClient(narrative=local, local=local, narrative_model="big", classifier=narrative).close()
    assert (local.closed, narrative.closed) == (1, 1)


def test_resolve_names_the_backend_that_answers(backends: tuple[Backend, Backend, Backend]) -> None:
    narrative, local, classifier = backends
    routed = RoutedLLMClient(narrative=narrative, local=local, narrative_model="big", classifier=classifier)
    assert resolve(routed, classifier_alias("big")) == (classifier, "big")
    assert resolve(narrative, "any") == (narrative, "any")
