"""The reader of streamed answers: cut anywhere, shaped anyhow."""

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.errors import ProviderCut, ProviderEmpty, ProviderError, ProviderFault, ProviderRateLimited
from chat.llm.client import Chunk, Usage
from chat.llm.provider_errors import Asked
from chat.llm.redaction import Secrets
from chat.llm.responses import MAX_LINE, StreamReader, read_body, read_content, read_usage
from tests.replies import Reply, data, delta, streamed

ASKED = Asked("test", Secrets(), "narrator", "m")
STORY = "“Wölfe?” — 水車が 🐉\u2028 and a line\r\nor two.\x0b"
RECORDED = Reply(STORY, usage={"prompt_tokens": 7, "completion_tokens": 9})
STREAM = b"".join(part for part in streamed(RECORDED, "m") if isinstance(part, bytes))
END = data(delta("m", {}, "stop")) + b"data: [DONE]\n\n"


def read(*pieces: bytes) -> list[Chunk]:
    reader = StreamReader(ASKED)
    chunks = [chunk for piece in pieces for chunk in reader.feed(piece)]
    return chunks + reader.end()


def text_of(chunks: Sequence[Chunk]) -> str:
    return "".join(chunk.text for chunk in chunks)


def test_a_stream_reads_the_same_wherever_it_is_split() -> None:
    whole = read(STREAM)
    assert text_of(whole) == STORY
    assert whole[-1].usage == Usage(7, None, 9)
    for cut in range(1, len(STREAM)):
        assert read(STREAM[:cut], STREAM[cut:]) == whole
    assert read(*(bytes([byte]) for byte in STREAM)) == whole


def test_a_stream_that_ends_anywhere_before_its_finish_is_cut() -> None:
    finished = STREAM.index(b'"stop"}]}') + len(b'"stop"}]}')
    for cut in range(1, finished):
        with pytest.raises(ProviderCut):
            read(STREAM[:cut])
    for cut in range(finished, len(STREAM)):
        assert text_of(read(STREAM[:cut])) == STORY


def test_text_as_ascii_escapes_cut_between_the_halves_of_a_pair() -> None:
    first, second = rb'{"choices":[{"delta":{"content":"a\ud83d"}}]}', rb'{"choices":[{"delta":{"content":"\ude00b"}}]}'
    assert text_of(read(b"data: " + first + b"\n\ndata: " + second + b"\n\n" + END)) == "a😀b"
    assert text_of(read(b"data: " + second + b"\n\ndata: " + first + b"\n\n" + END)) == "\ufffdba"


def chunk(**choice: Any) -> bytes:
    return data({"choices": [choice]})


@pytest.mark.parametrize(
    ("oddity", "text"),
    [
        (data({"choices": []}), ""),
        (data({"choices": None}), ""),
        (data({"choices": {}}), ""),
        (data({"choices": [None]}), ""),
        (data({"choices": [7]}), ""),
        (data({"id": "x"}), ""),
        (chunk(delta=None), ""),
        (chunk(delta=[]), ""),
        (chunk(), ""),
        (chunk(delta={"role": "assistant"}), ""),
        (chunk(delta={"content": None}), ""),
        (chunk(delta={"content": 7}), ""),
        (chunk(delta={"content": [{"type": "text", "text": "in "}, {"type": "image"}, "two", 3]}), "in two"),
        (chunk(delta={"content": {"type": "text", "text": "one"}}), "one"),
        (chunk(delta={"tool_calls": [{"index": 0, "function": {"name": "x"}}]}), ""),
        (chunk(delta={"reasoning": "hm", "reasoning_content": None}), ""),
        (chunk(delta={"content": "a"}, finish_reason=""), "a"),
        (chunk(delta={"content": "a"}, finish_reason=7), "a"),
        (data({"choices": [], "usage": "many", "error": None}), ""),
        (b": keep-alive\n\n", ""),
        (b"event: ping\ndata: {}\n\n", ""),
        (b"id: 1\nretry: 5\nnonsense\n\n", ""),
        (b"data:\n\n", ""),
        (b'data: {"choices":\ndata: [{"delta":\ndata: {"content": "a"}}]}\n\n', "a"),
        (b'data:{"choices":[{"delta":{"content":"a"}}]}\r\n\r\n', "a"),
        (b'data: {"choices":[{"delta":{"content":"\t"}}]}\n\n', "\t"),
    ],
)  # fmt: skip
def test_oddities_are_passed_over_or_understood(oddity: bytes, text: str) -> None:
    told = data(delta("m", {"content": "She nods."}))
    assert text_of(read(told, oddity, END)) == "She nods." + text
    assert text_of(read(b"\xef\xbb\xbf" + oddity, told, END)) == text + "She nods."


@pytest.mark.parametrize(
    "line",
    [
        b"data: {broken\n\n",
        b'data: {"choices":[{"delta":{"content":"\xff\xfe"}}]}\n\n',
        b"data: 7\n\n",
        b"data: null\n\n",
        b'data: ["a"]\n\n',
        b"data: " + b"[" * 5000 + b"\n\n",
        b"data: " + b'{"a":' * 150_000 + b"1" + b"}" * 150_000 + b"\n\n",
        b"{broken\n",
        b"data: " + b" " * MAX_LINE + b" ",
    ],
    ids=["json", "utf-8", "number", "null", "list", "nested", "nested objects", "bare", "long"],
)
def test_what_is_not_the_protocol_is_a_fault(line: bytes) -> None:
    with pytest.raises(ProviderFault):
        read(data(delta("m", {"content": "She"})), line, END)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (data({"error": {"message": "upstream died", "code": 502}}), "upstream died"),
        (data({"error": "upstream died"}), "upstream died"),
        (data({"error": {"message": "died", "metadata": {"raw": "of thirst"}}, "choices": [{"delta": {}}]}), "thirst"),
        (data({"error": {"message": "upstream died"}, "choices": [{"finish_reason": "error"}]}), "upstream died"),
        (b'event: error\ndata: {"message": "upstream died"}\n\n', "upstream died"),
        (b'{"error": {"message": "upstream died"}}\n', "upstream died"),
        (b'{"detail": "upstream died"', "not the OpenAI protocol"),
        (chunk(delta={}, finish_reason="error"), "failed"),
    ],
)
def test_an_error_in_the_stream(line: bytes, message: str) -> None:
    with pytest.raises(ProviderFault) as caught:
        read(data(delta("m", {"content": "She"})) + line)
    assert message in caught.value.message


def test_an_error_in_the_stream_is_told_apart_by_its_code() -> None:
    with pytest.raises(ProviderRateLimited):
        read(data({"error": {"message": "slow", "code": "429"}}))
    with pytest.raises(ProviderRateLimited):
        read(b'{"error": {"message": "slow", "type": "rate_limit_error"}}')


def test_nothing_counts_after_the_finish_but_usage() -> None:
    late = data(delta("m", {"content": "more"})) + data({"choices": [], "usage": {"prompt_tokens": 3}})
    chunks = read(data(delta("m", {"content": "She"}, "stop")) + late * 2)
    assert text_of(chunks) == "She"
    assert [chunk.usage for chunk in chunks if chunk.usage] == [Usage(3)]


def test_nothing_told_is_empty() -> None:
    with pytest.raises(ProviderEmpty):
        read(END)
    with pytest.raises(ProviderEmpty) as caught:
        read(chunk(delta={"reasoning": "hm"}) + END)
    assert "reasoned" in caught.value.message


@pytest.mark.parametrize(
    "body", [b"", b"7", b"[]", b"{", b'{"choices": []}', b'{"choices": [7]}', b'{"error": "no"}', b"\xff"]
)
def test_bodies_that_are_no_answer(body: bytes) -> None:
    with pytest.raises(ProviderFault):
        read_body(body, ASKED)


@pytest.mark.parametrize("message", [None, {}, {"content": None}, {"content": [], "reasoning": "hm"}])
def test_bodies_without_text(message: object) -> None:
    with pytest.raises(ProviderEmpty):
        read_body(json.dumps({"choices": [{"message": message, "finish_reason": "stop"}]}).encode(), ASKED)


def test_content_may_have_parts() -> None:
    assert read_content({"content": [{"text": "a"}, {"text": None}], "reasoning": ["x"]}) == ("a", "")


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        (None, Usage()),
        ({"prompt_tokens": True, "completion_tokens": -1, "cost": "free"}, Usage()),
        ({"prompt_tokens": 1.5, "prompt_tokens_details": [], "cost": float("inf")}, Usage()),
        ({"prompt_tokens": 10**30, "completion_tokens": 2, "cost": 0}, Usage(None, None, 2, 0.0)),
    ],
)
def test_usage_holds_only_what_can_be_true(usage: object, expected: Usage) -> None:
    assert read_usage(usage) == expected


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["choices", "delta", "message", "content", "text", "finish_reason", "error", "usage", "code"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(json_values, max_size=4), st.binary(max_size=30))
def test_anything_ends_in_chunks_or_a_provider_error(values: list[Any], noise: bytes) -> None:
    body = b"".join(b"data: " + json.dumps(value).encode() + b"\n\n" for value in values)
    for pieces in ((body, noise, END), (noise, body + END)):
        try:
            text_of(read(*pieces)).encode()
        except ProviderError as error:
            error.message.encode()
    try:
        read_body(json.dumps(values[0] if values else None).encode(), ASKED)
    except ProviderError as error:
        error.message.encode()
