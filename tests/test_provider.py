"""The scriptable provider itself: what other tests rely on without looking."""

import asyncio
import gc
import socket
import warnings

from pydantic import BaseModel

from chat.llm.openai_client import OpenAIClient, Timeouts
from chat.llm.schema import schema_of
from tests.provider import Provider, Reply, says, streaming, structured
from tests.replies import TEXT, neutral, words


class Inner(BaseModel):
    names: list[str]
    share: float


class Outer(BaseModel):
    inner: Inner
    other: Inner | None
    sure: bool


def test_a_neutral_value_is_valid() -> None:
    for schema in (schema_of(Outer), Outer.model_json_schema()):
        value = neutral(schema)
        assert Outer.model_validate(value) == Outer(inner=Inner(names=[], share=0), other=None, sure=False)
    assert neutral({"type": "integer", "minimum": 1, "maximum": 3}) == 1
    assert neutral({"type": "string", "minLength": 2}) == "xx"
    assert neutral({"enum": ["b", "a"]}) == "b"


def test_words_joined_are_the_text() -> None:
    for text in (TEXT, " a\n\n b ", ""):
        assert "".join(words(text)) == text


async def test_a_connection_made_as_the_provider_closes_is_closed_too() -> None:
    for passes in range(4):
        with warnings.catch_warnings(record=True) as left:
            warnings.simplefilter("always", ResourceWarning)
            async with Provider() as provider:
                with socket.create_connection(("127.0.0.1", provider.port)):
                    pass
                for _ in range(passes):
                    await asyncio.sleep(0)
            gc.collect()
        assert [str(warning.message) for warning in left] == []


async def test_later_rules_go_first_and_scripts_before_all() -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("first"), Reply("then"))
        provider.on(says("wolf"), Reply("about wolves"))
        client = OpenAIClient("test", provider.base_url, None, clocks=Timeouts())
        provider.script([Reply("scripted")])
        told = []
        for text in ("hi", "hi", "a wolf", "hi", "hi"):
            chunks = client.stream([{"role": "user", "content": text}], model="m")
            told.append("".join([chunk.text async for chunk in chunks]))
        await client.close()
    assert told == ["scripted", "first", "about wolves", "then", "then"]
    assert len(provider.matching(streaming)) == 5
    assert provider.matching(structured()) == []
    assert provider.overlap() == 1
