"""A provider, and clients that talk to it."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from chat.llm.openai_client import OpenAIClient, Timeouts
from tests.provider import Provider

KEY = "sk-very-secret-key"
PATIENT = Timeouts(10, 10, 20)

MakeClient = Callable[..., OpenAIClient]


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as running:
        yield running


@pytest.fixture
async def make_client(provider: Provider) -> AsyncIterator[MakeClient]:
    """Clients named "test" at the provider, closed at the end."""
    made: list[OpenAIClient] = []

    def make(**options: Any) -> OpenAIClient:
        given: dict[str, Any] = {"base_url": provider.base_url, "api_key": KEY, "clocks": PATIENT}
        made.append(OpenAIClient("test", **{**given, **options}))
        return made[-1]

    yield make
    for client in made:
        await client.close()


@pytest.fixture
def client(make_client: MakeClient) -> OpenAIClient:
    return make_client()
