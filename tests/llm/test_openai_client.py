"""The client against a server on sockets: what is sent, what comes back, and every way a provider can fail."""

import asyncio
import gzip
import json
import tracemalloc
import zlib
from collections.abc import Sequence
from contextlib import aclosing
from typing import Any

import numpy as np
import pytest

from chat.config import Capabilities
from chat.errors import (
    ProviderAuth,
    ProviderCut,
    ProviderEmpty,
    ProviderError,
    ProviderFault,
    ProviderFiltered,
    ProviderModel,
    ProviderRateLimited,
    ProviderTimeout,
    ProviderUnreachable,
    SetupError,
)
from chat.llm.client import CallTag, Chunk, Completion, LLMClient, Message, Usage
from chat.llm.featherless import FeatherlessClient
from chat.llm.openai_client import OpenAIClient, Timeouts
from tests.llm.conftest import KEY, MakeClient
from tests.provider import HANG, Provider, Reply, as_json, embedding, error
from tests.replies import Step, data, delta, streamed

MESSAGES: Sequence[Message] = [
    {"role": "system", "content": "You are the narrator."},
    {"role": "user", "content": "I knock. 🐉"},
]
SCHEMA = {"type": "object", "properties": {"mood": {"enum": ["calm", "wary"]}}, "required": ["mood"]}


async def tell(client: LLMClient, **params: Any) -> list[Chunk]:
    return [chunk async for chunk in client.stream(MESSAGES, model="m", **params)]


def text_of(chunks: Sequence[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks)


# ---------------------------------------------------------------- what is sent


async def test_a_stream_arrives_with_text_end_and_usage(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply("She nods. “Come in,” she says.", usage={**dict(Reply().usage or {}), "cost": 0.25})])
    chunks = await tell(client)
    assert text_of(chunks) == "She nods. “Come in,” she says."
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["stop"]
    assert [chunk.usage for chunk in chunks if chunk.usage] == [Usage(120, 100, 48, 0.25)]


async def test_the_request_holds_what_was_given_and_nothing_of_the_machine(
    provider: Provider, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, "of-somebody-else")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Theirs: of-somebody-else\nAuthorization: of-somebody-else")
    client = make_client(default_extra_body={"provider": {"order": ["Cerebras"]}})
    tag = CallTag("narrator", "t_1", "narrate")
    await tell(client, temperature=0.7, top_p=None, max_tokens=90, stop=["\nAsh:"], extra_body={"id_slot": 1}, tag=tag)
    request = provider.requests[0]
    assert request.body == {
        "model": "m",
        "messages": MESSAGES,
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": 0.7,
        "max_tokens": 90,
        "stop": ["\nAsh:"],
        "provider": {"order": ["Cerebras"]},
        "id_slot": 1,
    }
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert "of-somebody-else" not in str(request.headers)
    stainless = [name for name in request.headers if name.startswith("x-stainless")]
    assert stainless == ["x-stainless-raw-response"]


async def test_without_a_key_none_is_sent(provider: Provider, make_client: MakeClient) -> None:
    await tell(make_client(api_key=None))
    assert "authorization" not in provider.requests[0].headers


def test_a_key_that_cannot_be_a_header_is_refused_at_once() -> None:
    with pytest.raises(SetupError) as caught:
        OpenAIClient("test", "http://127.0.0.1:1/v1", "sk-ключ", clocks=Timeouts())
    assert "ключ" not in caught.value.message


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        (Capabilities(), "json_schema"),
        (Capabilities(json_schema=False), "json_object"),
        (Capabilities(json_schema=False, json_object=False), None),
    ],
)
async def test_a_schema_is_sent_as_the_backend_can_take_it(
    provider: Provider, make_client: MakeClient, capabilities: Capabilities, expected: str | None
) -> None:
    provider.script([Reply('{"mood": "wary"}')])
    completion = await make_client(capabilities=capabilities).generate(MESSAGES, model="m", json_schema=SCHEMA)
    assert json.loads(completion.text) == {"mood": "wary"}
    sent = provider.requests[0].body.get("response_format", {})
    assert sent.get("type") == expected
    assert (sent.get("json_schema", {}).get("schema") == SCHEMA) is (expected == "json_schema")


PICKY = [
    ("min_p", "Unrecognized request argument supplied: min_p", "min_p", None),
    ("temperature", "Unsupported value: 'temperature' does not support 0.8 with this model.", "temperature", None),
    ("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", "max_completion_tokens", 9),
    ("stream_options", "stream_options: Extra inputs are not permitted", "stream_options", None),
]


@pytest.mark.parametrize(("refused", "message", "looked_at", "then"), PICKY)
async def test_what_a_server_does_not_know_is_not_sent_again(
    provider: Provider, client: OpenAIClient, refused: str, message: str, looked_at: str, then: object
) -> None:
    provider.on(lambda request: refused in request.body, error(400, message))
    given: Any = {"model": "m", "max_tokens": 9, "temperature": 0.8, "top_p": 0.9, "min_p": 0.1, "stop": ["x"]}
    with pytest.raises(ProviderFault) as caught:
        await anext(client.stream(MESSAGES, **given))
    assert caught.value.retryable and caught.value.retry_after == 0 and "without that" in caught.value.hint
    for _ in range(2):
        assert [chunk async for chunk in client.stream(MESSAGES, **given)]
        assert provider.requests[-1].body.get(looked_at) == then
    sent = set(provider.requests[0].body) - {refused}
    assert sent <= set(provider.requests[-1].body) and client.note == f"it refuses {refused}"


async def test_a_refusal_of_what_was_not_sent_is_final(provider: Provider, client: OpenAIClient) -> None:
    provider.on(lambda request: True, error(400, "Unknown field: min_p"))
    with pytest.raises(ProviderFault) as caught:
        await client.generate(MESSAGES, model="m", temperature=0.1)
    assert not caught.value.retryable and client.note == "" and "CHAT_NARRATIVE_MODEL" in caught.value.hint


async def test_an_answer_that_is_not_streamed(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply('{"mood": "calm"}')])
    completion = await client.generate(MESSAGES, model="m")
    assert completion == Completion('{"mood": "calm"}', "stop", "m", Usage(120, 100, 48))


async def test_featherless_is_the_client_with_its_address(provider: Provider) -> None:
    client = FeatherlessClient(KEY, base_url=provider.base_url, default_extra_body={"x": 1})
    await tell(client)
    await client.close()
    assert client.name == "featherless"
    assert provider.requests[0].body["x"] == 1


async def test_a_connection_is_used_again(
    provider: Provider, client: OpenAIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.llm.transport.RESTS", 0.0)
    await tell(client)
    await client.generate(MESSAGES, model="m")
    await tell(client)
    assert len(provider.requests) == 3
    assert provider.connected == 1


async def test_concurrency_is_kept_and_the_narrator_goes_first(provider: Provider, make_client: MakeClient) -> None:
    release = asyncio.Event()
    provider.script([Reply(headers_after=release)])
    client = make_client(capabilities=Capabilities(concurrency=1))
    running = [asyncio.create_task(client.generate(MESSAGES, model="first", tag=CallTag("classifier")))]
    await provider.seen()
    for role in ("classifier", "narrator"):
        running.append(asyncio.create_task(client.generate(MESSAGES, model=role, tag=CallTag(role))))
        await asyncio.sleep(0)  # so that they wait in this order
    release.set()
    await asyncio.gather(*running)
    assert [request.model for request in provider.requests] == ["first", "narrator", "classifier"]
    assert provider.overlap() == 1


async def test_calls_overlap_where_no_limit_is_known(provider: Provider, client: OpenAIClient) -> None:
    release = asyncio.Event()
    provider.script([Reply(headers_after=release)] * 12)
    calls = [asyncio.create_task(client.generate(MESSAGES, model="m")) for _ in range(12)]
    await provider.seen(count=12)
    release.set()
    await asyncio.gather(*calls)
    assert provider.overlap() == 12


async def test_one_line_on_stderr_for_each_call(
    provider: Provider, make_client: MakeClient, capsys: pytest.CaptureFixture[str]
) -> None:
    provider.script([Reply("She nods."), Reply('{"a": 1}'), error(401, "no")])
    client = make_client(timing=True)
    await tell(client, tag=CallTag("narrator"))
    await client.generate(MESSAGES, model="m", tag=CallTag("classifier"))
    with pytest.raises(ProviderAuth):
        await tell(client)
    lines = [dict(part.split("=") for part in line.split()[1:]) for line in capsys.readouterr().err.splitlines()]
    assert [line["role"] for line in lines] == ["narrator", "classifier", "narrator"]
    told = lines[0]
    assert (told["backend"], told["model"], told["in_chars"], told["out_chars"]) == ("test", "m", "31", "9")
    assert 0 <= float(told["first_ms"]) <= float(told["total_ms"])
    assert (lines[2]["first_ms"], lines[2]["out_chars"]) == ("-", "0")


async def test_nothing_on_stderr_unless_asked_for(client: OpenAIClient, capsys: pytest.CaptureFixture[str]) -> None:
    await tell(client)
    assert capsys.readouterr().err == ""


# ---------------------------------------------------------------- P1-P3: refused before an answer

REFUSALS: list[tuple[Reply, type[ProviderError], bool, str, str]] = [
    (error(401, f"Bad key: {KEY}"), ProviderAuth, False, "Bad key: [key]", "CHAT_NARRATIVE_API_KEY"),
    (error(402, "Out of credit"), ProviderAuth, False, "Out of credit", "Top up"),
    (error(429, "Quota", code="insufficient_quota"), ProviderAuth, False, "credit", "Top up"),
    (error(403, "Forbidden"), ProviderAuth, False, "Forbidden", "CHAT_NARRATIVE_API_KEY"),
    (error(403, "Your input was flagged"), ProviderFiltered, True, "flagged", "Edit"),
    (error(404, "No such model"), ProviderModel, False, "does not serve m", "CHAT_NARRATIVE_MODEL"),
    (error(400, "x is not a valid model ID"), ProviderModel, False, "valid model", "CHAT_NARRATIVE_MODEL"),
    (error(400, "maximum context length is 4096"), ProviderFault, False, "4096", "CHAT_CONTEXT_TOKENS"),
    (error(422, "odd temperature"), ProviderFault, False, "odd temperature", "CHAT_NARRATIVE_MODEL"),
    (error(429, "Slow down"), ProviderRateLimited, True, "Slow down", "moment"),
    (error(500, "oops"), ProviderFault, True, "HTTP 500", "Try again"),
    (error(529, "overloaded"), ProviderFault, True, "overloaded", "Try again"),
    (Reply(status=502, body=b"<html>Bad gateway"), ProviderFault, True, "a web page", "Try again"),
    (Reply(status=503, body=b""), ProviderFault, True, "HTTP 503", "Try again"),
    (Reply(status=500, body=b"\xff\x00" * 99), ProviderFault, True, "HTTP 500", "Try again"),
    (Reply(status=500, body=b"[" * 70000), ProviderFault, True, "HTTP 500", "Try again"),
    (Reply(status=307, body=b"", headers={"Location": "https://a.b/v1"}), ProviderFault, False, "a.b", "BASE_URL"),
    (Reply(body=b" <!doctype html>Welcome"), ProviderFault, False, "web page", "CHAT_NARRATIVE_BASE_URL"),
]


@pytest.mark.parametrize("streams", [True, False])
@pytest.mark.parametrize(("reply", "kind", "retryable", "message", "hint"), REFUSALS)
async def test_refusals(
    provider: Provider,
    client: OpenAIClient,
    reply: Reply,
    kind: type[ProviderError],
    retryable: bool,
    message: str,
    hint: str,
    streams: bool,
) -> None:
    provider.script([reply])
    with pytest.raises(ProviderError) as caught:
        await (tell(client) if streams else client.generate(MESSAGES, model="m"))
    failure = caught.value
    assert (type(failure), failure.retryable) == (kind, retryable)
    assert message in failure.message
    assert hint in failure.hint
    assert len(failure.message) < 400
    assert KEY not in failure.message + failure.hint
    assert len(provider.requests) == 1


async def test_the_hint_names_the_setting_of_the_role(provider: Provider, client: OpenAIClient) -> None:
    provider.script([error(401, "no")])
    with pytest.raises(ProviderAuth) as caught:
        await client.generate(MESSAGES, model="m", tag=CallTag("classifier"))
    assert "CHAT_CLASSIFIER_API_KEY" in caught.value.hint


async def test_an_error_body_that_never_ends_is_not_read_to_its_end(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(status=500, body=b"x" * (8 << 20))])
    with pytest.raises(ProviderFault):
        await tell(client)
    await provider.requests[0].over()
    assert provider.requests[0].gone


async def plain_text(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 400 Plain\r\n\r\n")
    writer.close()


@pytest.mark.parametrize("address", ["http://127.0.0.1:9", "http://nowhere.invalid", "https://127.0.0.1:{no_tls}"])
async def test_nobody_there(make_client: MakeClient, address: str) -> None:
    async with await asyncio.start_server(plain_text, "127.0.0.1") as server:
        client = make_client(base_url=address.format(no_tls=server.sockets[0].getsockname()[1]))
        with pytest.raises(ProviderUnreachable) as caught:
            await tell(client)
    assert "CHAT_NARRATIVE_BASE_URL" in caught.value.hint


# ---------------------------------------------------------------- P5: clocks

HASTY = Timeouts(1, 0.5, 20)
ALIVE: Sequence[Step] = [b": alive\n\n", 0.04] * 60
NOTHING: Sequence[Step] = [delta("m", {"content": ""}), 0.04] * 60


@pytest.mark.parametrize(
    ("reply", "setting"),
    [
        (Reply(headers_after=HANG), "CHAT_FIRST_TOKEN_TIMEOUT"),
        (Reply(first=HANG), "CHAT_FIRST_TOKEN_TIMEOUT"),
        (Reply(steps=ALIVE), "CHAT_FIRST_TOKEN_TIMEOUT"),
        (Reply(steps=NOTHING), "CHAT_FIRST_TOKEN_TIMEOUT"),
        (Reply(steps=["She", HANG]), "CHAT_IDLE_TIMEOUT"),
        (Reply(steps=["She", *ALIVE]), "CHAT_IDLE_TIMEOUT"),
    ],
)
async def test_silence(provider: Provider, make_client: MakeClient, reply: Reply, setting: str) -> None:
    provider.script([reply])
    with pytest.raises(ProviderTimeout) as caught:
        await tell(make_client(clocks=HASTY))
    assert setting in caught.value.hint
    await provider.requests[0].over()
    assert provider.requests[0].gone
    assert len(provider.requests) == 1


async def test_an_answer_that_never_ends(provider: Provider, make_client: MakeClient) -> None:
    provider.script([Reply(steps=["word ", 0.02] * 500)])
    with pytest.raises(ProviderTimeout) as caught:
        await tell(make_client(clocks=Timeouts(5, 5, 0.3)))
    assert "CHAT_TURN_TIMEOUT" in caught.value.hint


async def test_reasoning_is_a_sign_of_life_and_kept_apart(provider: Provider, make_client: MakeClient) -> None:
    thoughts: list[Any] = [delta("m", {"reasoning_content": "hm "}), 0.2]
    provider.script([Reply(steps=[*thoughts * 6, "She nods."])])
    chunks = await tell(make_client(clocks=Timeouts(1, 1, 30)))
    assert text_of(chunks) == "She nods."
    assert "".join(chunk.reasoning for chunk in chunks) == "hm " * 6


@pytest.mark.parametrize("reply", [Reply(headers_after=HANG), Reply(first=HANG)])
async def test_silence_where_no_stream_was_asked_for(provider: Provider, make_client: MakeClient, reply: Reply) -> None:
    provider.script([reply])
    with pytest.raises(ProviderTimeout):
        await make_client(clocks=Timeouts(0.1, 0.1, 5)).generate(MESSAGES, model="m")


# ---------------------------------------------------------------- P6, P7: cut

RECORDED = Reply("She nods. “In.”", usage={"prompt_tokens": 3})
STREAM = b"".join(part for part in streamed(RECORDED, "m") if isinstance(part, bytes))
FINISHED = STREAM.index(b'"stop"}]}') + len(b'"stop"}]}')  # from here on the answer is complete


@pytest.mark.parametrize("how", ["fin", "reset", "clean"])
async def test_cut_anywhere_never_looks_complete(provider: Provider, client: OpenAIClient, how: str) -> None:
    for cut in range(1, len(STREAM), 13):
        limits: dict[str, Any] = {"reset": cut} if how == "reset" else {"cut": cut}
        provider.script(
            [Reply(RECORDED.text, usage=RECORDED.usage, framing="close" if how == "clean" else "chunked", **limits)]
        )
        told = ""
        try:
            async for chunk in client.stream(MESSAGES, model="m"):
                told += chunk.text
            complete = True
        except ProviderCut:
            complete = False
        assert complete is (cut >= FINISHED), cut
        assert RECORDED.text.startswith(told)
        assert not complete or told == RECORDED.text


async def test_done_without_a_finish_reason_is_cut(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(finish_reason=None), Reply(finish_reason=None)])
    with pytest.raises(ProviderCut):
        await tell(client)
    with pytest.raises(ProviderCut):
        await client.generate(MESSAGES, model="m")


async def test_a_finish_reason_without_done_is_complete(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply("She nods.", done=False, framing="close")])
    assert text_of(await tell(client)) == "She nods."


async def test_after_a_finish_reason_nobody_waits_long(provider: Provider, make_client: MakeClient) -> None:
    end: list[Any] = [delta("m", {}, "stop"), HANG]
    provider.script([Reply(steps=["She nods.", *end])])
    async with asyncio.timeout(20):
        assert text_of(await tell(make_client(clocks=Timeouts(60, 60, 60)))) == "She nods."


async def test_leaving_a_stream_closes_it_upstream(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(steps=["She", HANG])])
    async with aclosing(client.stream(MESSAGES, model="m")) as chunks:
        assert (await anext(chunks)).text == "She"
    await provider.requests[0].over()
    assert provider.requests[0].gone


async def test_a_cancelled_call_closes_upstream(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(headers_after=HANG)])
    call = asyncio.create_task(client.generate(MESSAGES, model="m"))
    request = await provider.seen()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await request.over()
    assert request.gone


# ---------------------------------------------------------------- P9-P13: what is in the answer


async def test_an_error_in_the_stream_is_said_in_one_short_line(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(steps=["She", {"error": {"message": f"no\n\x1b[31m {KEY} " + "x" * 9999, "code": 502}}])])
    told = ""
    with pytest.raises(ProviderFault) as caught:
        async for chunk in client.stream(MESSAGES, model="m"):
            told += chunk.text
    assert told == "She"
    assert "no [31m [key] x" in caught.value.message
    assert len(caught.value.message) < 400


@pytest.mark.parametrize(
    "body",
    [
        b"data: " + b"x" * (16 << 20),
        gzip.compress(b"data: " + b"\0" * (16 << 20)),
        gzip.compress(data(delta("m", {"content": "word " * 50})) * 30_000),
        b"\x1f\x8b" + b"broken" * 9,
    ],
    ids=["long line", "bomb of zeros", "bomb of chunks", "broken gzip"],
)
async def test_bodies_without_an_end(provider: Provider, client: OpenAIClient, body: bytes) -> None:
    headers = {"Content-Encoding": "gzip"} if body[:2] == b"\x1f\x8b" else {}
    provider.script([Reply(body=body, headers=headers)] * 2)
    with pytest.raises(ProviderFault):
        await tell(client)
    with pytest.raises(ProviderFault):
        await client.generate(MESSAGES, model="m")


async def test_a_bomb_is_not_held_whole(provider: Provider, client: OpenAIClient) -> None:
    packer = zlib.compressobj(wbits=31)
    packed = b"".join([packer.compress(b"\0" * (1 << 20)) for _ in range(200)]) + packer.flush()
    provider.on(lambda request: True, Reply(body=packed, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    try:
        with pytest.raises(ProviderFault):
            await tell(client)
        assert tracemalloc.get_traced_memory()[1] < 32 << 20
    finally:
        tracemalloc.stop()


async def test_other_tasks_run_while_a_fast_body_is_read(provider: Provider, client: OpenAIClient) -> None:
    body = gzip.compress(data(delta("m", {"content": "word " * 50})) * 20_000 + data(delta("m", {}, "stop")))
    provider.script([Reply(body=body, headers={"Content-Encoding": "gzip"})])
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0)

    ticking = asyncio.create_task(tick())
    seen: list[int] = []
    async for chunk in client.stream(MESSAGES, model="m"):
        if chunk.text:
            seen.append(ticks)
    ticking.cancel()
    assert len(seen) == 20_000
    assert len(set(seen)) >= 5


async def test_the_content_filter(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply("She", finish_reason="content_filter")] * 2)
    with pytest.raises(ProviderFiltered):
        await tell(client)
    with pytest.raises(ProviderFiltered):
        await client.generate(MESSAGES, model="m")


async def test_an_answer_cut_at_its_length_is_an_answer(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply("She", finish_reason="length")])
    assert [chunk.finish_reason for chunk in await tell(client) if chunk.finish_reason] == ["length"]


@pytest.mark.parametrize("reply", [Reply(""), Reply(" \n"), Reply(steps=[delta("m", {"reasoning": "hm"})], text="")])
async def test_nothing_told_is_a_failure(provider: Provider, client: OpenAIClient, reply: Reply) -> None:
    provider.script([reply] * 2)
    with pytest.raises(ProviderEmpty) as caught:
        await tell(client)
    assert caught.value.retryable
    with pytest.raises(ProviderEmpty):
        await client.generate(MESSAGES, model="m")


async def test_a_server_that_does_not_stream_is_understood(provider: Provider, client: OpenAIClient) -> None:
    body = {"choices": [{"message": {"content": "She nods."}, "finish_reason": "stop"}]}
    provider.script([Reply(body=json.dumps(body, indent=2).encode(), content_type="application/json")])
    chunks = await tell(client)
    assert text_of(chunks) == "She nods."
    assert [chunk.finish_reason for chunk in chunks if chunk.finish_reason] == ["stop"]


# ---------------------------------------------------------------- embeddings


async def test_embeddings_are_unit_rows_in_the_order_asked_for(provider: Provider, client: OpenAIClient) -> None:
    rows = [{"index": 1, "embedding": [0, 3.0]}, {"index": 0, "embedding": [4, 3]}]
    provider.script([as_json({"data": rows})])
    vectors = await client.embed(["a", "b"], model="e")
    assert vectors.dtype == np.float32
    assert vectors.tolist() == pytest.approx(np.array([[0.8, 0.6], [0.0, 1.0]]))
    assert provider.matching(embedding)[0].body == {"model": "e", "input": ["a", "b"], "encoding_format": "float"}


@pytest.mark.parametrize(
    "body",
    [
        b'{"data": [{"index": 0, "embedding": [1, 2]}]}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1]}]}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [0, 0]}]}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [NaN, 1]}]}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1e999, 1]}]}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1e300, 1]}]}',
        b'{"data": [{"index": 0, "embedding": "x"}, {"index": 1, "embedding": "y"}]}',
        b'{"data": [{"index": 0, "embedding": 1}, {"index": 1, "embedding": 2}]}',
        b'{"data": null}',
        b'{"error": {"message": "no"}}',
        b"[]",
        b"<html>",
        b"",
    ],
)
async def test_what_is_no_vector_is_refused(provider: Provider, client: OpenAIClient, body: bytes) -> None:
    provider.script([Reply(body=body, content_type="application/json")])
    with pytest.raises(ProviderFault):
        await client.embed(["a", "b"], model="e")


async def test_embedding_failures_name_their_settings(provider: Provider, client: OpenAIClient) -> None:
    provider.script([error(401, "no")])
    with pytest.raises(ProviderAuth) as caught:
        await client.embed(["a"], model="e")
    assert "CHAT_EMBEDDING_API_KEY" in caught.value.hint
