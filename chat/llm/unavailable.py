"""A client in place of one that cannot be had: each call fails at once with the reason. For a turn that was told already
and has to be settled all the same."""

from collections.abc import AsyncGenerator, Sequence
from typing import NoReturn, Unpack

from chat.errors import ChatError, ProviderUnreachable
from chat.llm.client import Chunk, Completion, LLMClient, Message, Params, Vectors


class UnavailableClient(LLMClient):
    """`error` says what is missing, and what to do about it."""

    name = "unavailable"

    def __init__(self, error: ChatError) -> None:
        self._error = error

    def _fail(self) -> NoReturn:
        # no second try: what is missing in the setup is missing in a second too
        raise ProviderUnreachable(self._error.message, hint=self._error.hint, retry_after=float("inf"))

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        self._fail()

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncGenerator[Chunk, None]:
        for _ in messages:  # makes this a generator, which fails when it is begun
            self._fail()
        yield Chunk()

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        self._fail()

    async def close(self) -> None:
        """Nothing is open."""
