"""Sends each call to the backend that serves its model. The model id alone decides."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Unpack

from chat.llm.client import Chunk, Completion, LLMClient, Message, Params, Vectors

ALIAS = "classifier:"


def classifier_alias(model: str) -> str:
    """Another name for a model that the narrator uses too, so that the id tells the classifier's backend apart.
    It is the model's own id again when it is sent."""
    return ALIAS + model


class RoutedLLMClient:
    """An id with a local prefix goes to `local`; the narrative model to `narrative`; everything else to `classifier`,
    or to `narrative` when there is none. Embeddings are local always."""

    name = "routed"

    def __init__(
        self,
        *,
        narrative: LLMClient,
        local: LLMClient,
        narrative_model: str,
        classifier: LLMClient | None = None,
        local_prefixes: Sequence[str] = ("mlx-community/",),
    ) -> None:
        self.narrative, self.local, self.classifier = narrative, local, classifier
        self.narrative_model = narrative_model
        self.local_prefixes = tuple(local_prefixes)

    def route(self, model: str) -> LLMClient:
        if model.startswith(self.local_prefixes):
            return self.local
        if model == self.narrative_model or self.classifier is None:
            return self.narrative
        return self.classifier

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        return await self.route(model).generate(messages, model=model.removeprefix(ALIAS), **params)

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncGenerator[Chunk, None]:
        chunks = self.route(model).stream(messages, model=model.removeprefix(ALIAS), **params)
        async with aclosing(chunks) as source:  # type: ignore[type-var]  # every client's stream is a generator
            async for chunk in source:
                yield chunk

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        return await self.local.embed(texts, model=model)

    async def close(self) -> None:
        for client in {
            id(client): client for client in (self.narrative, self.local, self.classifier) if client
        }.values():
            await client.close()


def resolve(client: LLMClient, model: str) -> tuple[LLMClient, str]:
    """The backend that answers for a model, and the id it is asked for."""
    if isinstance(client, RoutedLLMClient):
        return client.route(model), model.removeprefix(ALIAS)
    return client, model
