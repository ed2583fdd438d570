"""A logical call to the narrator: how often it is asked, and what is on record."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from typing import Any

import pytest

from chat.errors import ProviderCut, ProviderError, ProviderFault, ProviderRateLimited
from chat.llm.client import CallTag, Chunk, LLMClient, Message, Usage
from chat.llm.openai_client import OpenAIClient, Timeouts
from chat.llm.retry import Record, narrate_call
from chat.llm.router import RoutedLLMClient, classifier_alias
from tests.llm.conftest import MakeClient
from tests.provider import HANG, Provider, Reply, error
from tests.replies import data

MESSAGES: Sequence[Message] = [{"role": "user", "content": "I knock."}]
TAG = CallTag("narrator", "t_1", "narrate")


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting of our own."""
    monkeypatch.setattr("chat.llm.retry.random.uniform", lambda low, high: 0.0)


async def narrate(client: LLMClient, log: list[Record], **options: Any) -> str:
    given: dict[str, Any] = {"model": "m", "tag": TAG}
    chunks = narrate_call(client, MESSAGES, log=log, **{**given, **options})
    return "".join([chunk.text async for chunk in chunks])


async def test_a_good_call_is_on_record(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply("She nods. “In.”")])
    log: list[Record] = []
    assert await narrate(client, log, temperature=0.8, top_p=None, stop=["x"]) == "She nods. “In.”"
    [record] = log
    assert (record.tag, record.backend, record.model) == (TAG, "test", "m")
    assert record.params == {"temperature": 0.8, "stop": ["x"]}
    assert record.messages == MESSAGES
    assert "".join(text for _, text in record.chunks) == "She nods. “In.”"
    times = [ms for ms, _ in record.chunks]
    assert record.first_ms == times[0]
    assert [0, *times, record.total_ms] == sorted([0, *times, record.total_ms])
    assert record.completion is not None
    assert record.completion.text == "She nods. “In.”"
    assert (record.completion.finish_reason, record.completion.usage) == ("stop", Usage(120, 100, 48))
    assert record.error is None


PASSING = [
    error(500, "oops"),
    error(529, "overloaded"),
    Reply(status=502, body=b"<html>"),
    error(429, "slow"),
    error(429, "slow", headers={"Retry-After": "0"}),
    error(503, "down", headers={"Retry-After": "0"}),
    Reply(reset=0),
    Reply(cut=30),
    Reply(steps=[{"error": {"message": "died"}}]),
    Reply(body=data({"error": {"message": "died"}})),
    Reply("", finish_reason=None),
]


@pytest.mark.parametrize("reply", PASSING)
async def test_what_may_pass_is_asked_once_more(provider: Provider, client: OpenAIClient, reply: Reply) -> None:
    provider.script([reply, Reply("She nods.")])
    log: list[Record] = []
    assert await narrate(client, log) == "She nods."
    assert len(provider.requests) == 2
    assert provider.requests[0].body == provider.requests[1].body
    assert [record.tag.attempt for record in log] == [0, 1]
    assert log[0].error is not None
    assert log[0].completion is None
    assert log[1].error is None


@pytest.mark.parametrize("reply", PASSING)
async def test_never_a_third_time(provider: Provider, client: OpenAIClient, reply: Reply) -> None:
    provider.script([reply] * 3)
    log: list[Record] = []
    with pytest.raises(ProviderError) as caught:
        await narrate(client, log)
    assert len(provider.requests) == 2
    assert log[1].error is caught.value


@pytest.mark.parametrize(
    "reply",
    [
        error(401, "no"), error(402, "no"), error(404, "no"), error(400, "no"), Reply(body=b"<html>"),
        Reply(""), Reply("", finish_reason="content_filter"), error(429, "slow", headers={"Retry-After": "31"}),
        Reply(steps=["She", b"data: {broken\n\n"]), Reply("She nods.", finish_reason=None),
        Reply(steps=["She"], reset=400),
    ],
)  # fmt: skip
async def test_what_will_not_pass_or_has_begun_is_asked_once(
    provider: Provider, client: OpenAIClient, reply: Reply
) -> None:
    provider.script([reply])
    log: list[Record] = []
    with pytest.raises(ProviderError) as caught:
        await narrate(client, log)
    assert len(provider.requests) == 1
    assert [record.error for record in log] == [caught.value]


@pytest.mark.parametrize("reply", [Reply(headers_after=HANG), Reply(first=HANG), Reply(steps=["She", HANG])])
async def test_after_a_clock_ran_out_nobody_is_asked_again(
    provider: Provider, make_client: MakeClient, reply: Reply
) -> None:
    provider.script([reply])
    log: list[Record] = []
    with pytest.raises(ProviderError):
        await narrate(make_client(clocks=Timeouts(1, 1, 20)), log)
    assert len(provider.requests) == 1
    assert log[0].error is not None
    assert log[0].error.code == "provider_timeout"


async def test_a_wait_that_the_provider_asks_for_is_kept_and_told(
    provider: Provider, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.llm.retry.WORTH_SHOWING", 0.1)
    provider.script([error(429, "slow", headers={"Retry-After": "0.1"})])
    waits: list[tuple[float, str]] = []
    await narrate(client, [], waiting=lambda seconds, reason: waits.append((seconds, reason)))
    [(seconds, reason)] = waits
    assert seconds == 0.1
    assert "slow" in reason
    assert provider.requests[1].received - provider.requests[0].received >= 0.1


async def test_too_long_a_wait_is_a_failure_that_says_how_long(provider: Provider, client: OpenAIClient) -> None:
    provider.script([error(429, "slow", headers={"Retry-After": "300"})])
    with pytest.raises(ProviderRateLimited) as caught:
        await narrate(client, [])
    assert "300 s" in caught.value.message


async def test_a_partial_answer_is_on_record(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(steps=["She", " nods"], finish_reason=None)])
    log: list[Record] = []
    with pytest.raises(ProviderCut):
        await narrate(client, log)
    assert "".join(text for _, text in log[0].chunks) == "She nods"
    assert log[0].completion is None


async def test_a_call_that_is_left_is_closed_upstream_and_on_record(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(steps=["She", HANG])])
    log: list[Record] = []
    async with aclosing(narrate_call(client, MESSAGES, model="m", log=log, tag=TAG)) as chunks:
        assert await anext(chunks) == Chunk("She")
    await provider.requests[0].over()
    assert provider.requests[0].gone
    assert log[0].error is not None
    assert (log[0].error.code, log[0].chunks[0][1]) == ("interrupted", "She")


async def test_a_call_cancelled_while_it_waits_is_on_record(provider: Provider, client: OpenAIClient) -> None:
    provider.script([error(429, "slow", headers={"Retry-After": "20"})])
    log: list[Record] = []
    told = asyncio.Event()
    call = asyncio.create_task(narrate(client, log, waiting=lambda seconds, reason: told.set()))
    await told.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    assert len(provider.requests) == 1
    assert len(log) == 1


async def test_the_record_names_the_backend_and_model_that_were_asked(
    provider: Provider, make_client: MakeClient
) -> None:
    other = make_client()
    other.name = "other"
    routed = RoutedLLMClient(narrative=make_client(), local=other, narrative_model="m", classifier=other)
    log: list[Record] = []
    await narrate(routed, log, model="m")
    await narrate(routed, log, model=classifier_alias("m"))
    assert [(record.backend, record.model) for record in log] == [("test", "m"), ("other", "m")]
    assert [request.model for request in provider.requests] == ["m", "m"]


async def test_a_schema_is_on_record_by_its_hash(provider: Provider, client: OpenAIClient) -> None:
    provider.script([error(400, "no")] * 2)
    log: list[Record] = []
    for schema in ({"type": "object"}, {"type": "string"}):
        with pytest.raises(ProviderFault):
            await narrate(client, log, json_schema=schema)
    hashes = [record.params["json_schema"] for record in log]
    assert all(value.startswith("sha256:") for value in hashes)
    assert hashes[0] != hashes[1]
