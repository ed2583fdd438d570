"""JSON from a classifier: taken whole or not at all, never an exception, never a third request."""

import asyncio
import json
import random
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict

from chat.errors import ProviderOutput
from chat.llm.client import CallTag, Completion, Message
from chat.llm.openai_client import OpenAIClient, Timeouts
from chat.llm.retry import Record
from chat.llm.schema import schema_of
from chat.llm.structured import Answer, ask, first_object, read
from tests.llm.conftest import KEY, MakeClient
from tests.provider import HANG, Provider, Reply, Request, asking, error

MESSAGES: Sequence[Message] = [{"role": "user", "content": "How does she feel?"}]
TAG = CallTag("classifier", "t_1", "pair:c_1>c_0")


class Act(BaseModel):
    act: Literal["helped", "lied"]
    strength: int


class Feeling(BaseModel):
    model_config = ConfigDict(frozen=True)

    mood: Literal["calm", "wary"]
    acts: list[Act] = []
    trust: float = 0.0


GOOD = '{"mood": "wary", "acts": [{"act": "lied", "strength": 2}], "trust": -0.5}'
VALUE = Feeling(mood="wary", acts=[Act(act="lied", strength=2)], trust=-0.5)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting of our own."""
    monkeypatch.setattr("chat.llm.retry.random.uniform", lambda low, high: 0.0)


async def question(client: OpenAIClient, log: list[Record], **options: Any) -> Answer[Feeling]:
    return await ask(client, MESSAGES, model="m", output=Feeling, log=log, tag=TAG, **options)


async def test_a_good_answer(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(GOOD)])
    log: list[Record] = []
    assert await question(client, log) == Answer(VALUE, None)
    request = provider.requests[0]
    assert (request.body["max_tokens"], request.body["temperature"], request.stream) == (512, 0.0, False)
    assert request.schema == schema_of(Feeling)
    [record] = log
    assert record.tag == TAG
    assert record.completion is not None
    assert record.completion.text == GOOD
    assert record.error is None


@pytest.mark.parametrize(("asked", "sent"), [(9999, 512), (200, 200)])
async def test_never_more_than_512_tokens(provider: Provider, client: OpenAIClient, asked: int, sent: int) -> None:
    provider.script([Reply(GOOD)])
    await question(client, [], max_tokens=asked)
    assert provider.requests[0].body["max_tokens"] == sent


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here is what you asked for:\n\n{GOOD}\n\nAnything else?",
        f"<think>She {{seems}} calm. {{}}</think>\n{GOOD}",
        f"no opening tag, {{}}</think>{GOOD}",
        f"<thinking>hm</thinking>{GOOD}",
        GOOD + GOOD,
        GOOD + ' {"mood": "calm"}',
        f"[{GOOD}]",
        GOOD.replace("}", ', "extra": {"more": [1]}}', 1),
        GOOD.replace(", ", ",\n\t"),
    ],
)
async def test_what_stands_around_an_object_is_left(provider: Provider, client: OpenAIClient, text: str) -> None:
    provider.script([Reply(text)])
    assert (await question(client, [])).value == VALUE
    assert len(provider.requests) == 1


BAD = [
    "",
    "I would rather not.",
    "<think>She seems calm, but",
    "{",
    GOOD[:-1],
    GOOD[:30],
    GOOD.replace("wary", "furious"),
    GOOD.replace("-0.5", "NaN"),
    GOOD.replace("-0.5", "-Infinity"),
    GOOD.replace("-0.5", "1e999"),
    GOOD.replace("2", "9" * 5000),
    GOOD.replace("2", "2.5"),
    GOOD.replace('"wary"', "'wary'"),
    '{"a":' * 10_000 + "1" + "}" * 10_000,
    '{"mood": "calm", "acts": ' + "[" * 10_000 + "]" * 10_000 + "}",
    "{" * 100_000,
    '{"mood": "calm"' + " " * 100_000 + "}",
    "[]",
    "null",
    '"mood"',
    '{"mood": "\\ud83d"}',
    '{"mood": null}',
]


@pytest.mark.parametrize("text", BAD)
def test_what_is_not_asked_for_is_not_taken(text: str) -> None:
    with pytest.raises(ProviderOutput) as caught:
        read(Completion(text, "stop", "m"), Feeling, "test")
    assert len(caught.value.message) < 300
    caught.value.message.encode()


@pytest.mark.parametrize("text", [BAD[1], BAD[4], BAD[6]])
async def test_a_bad_answer_is_asked_for_once_more_and_warmer(
    provider: Provider, client: OpenAIClient, text: str
) -> None:
    provider.script([Reply(text), Reply(GOOD)])
    log: list[Record] = []
    assert (await question(client, log)).value == VALUE
    assert [request.body["temperature"] for request in provider.requests] == [0.0, 0.4]
    assert [record.tag.attempt for record in log] == [0, 1]
    assert log[0].completion is not None
    assert log[0].error is not None
    assert log[0].error.code == "provider_output"


async def test_a_whole_object_of_a_cut_answer_is_not_taken(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(GOOD, finish_reason="length")] * 2)
    answer = await question(client, [])
    assert answer.value is None
    assert isinstance(answer.error, ProviderOutput)
    assert len(provider.requests) == 2


@pytest.mark.parametrize(
    ("replies", "code", "requests"),
    [
        ([Reply("no")] * 3, "provider_output", 2),
        ([Reply("")] * 3, "provider_empty", 2),
        ([error(500, "oops")] * 3, "provider_error", 2),
        ([error(500, "oops"), Reply("no"), Reply(GOOD)], "provider_output", 2),
        ([Reply("no"), error(500, "oops"), Reply(GOOD)], "provider_error", 2),
        ([Reply(cut=20)] * 3, "provider_cut", 2),
        ([Reply(body=b"{}")] * 3, "provider_error", 2),
        ([error(429, "slow", headers={"Retry-After": "300"})], "provider_rate_limited", 1),
        ([error(401, f"bad {KEY}")], "provider_auth", 1),
        ([error(404, "no")], "provider_model", 1),
        ([error(400, "no")], "provider_error", 1),
        ([Reply(body=b"<html>")], "provider_error", 1),
        ([Reply(headers_after=HANG)], "provider_timeout", 1),
        ([Reply(GOOD, finish_reason="content_filter")], "provider_filtered", 1),
    ],
)
async def test_failures_are_values(
    provider: Provider, make_client: MakeClient, replies: list[Reply], code: str, requests: int
) -> None:
    provider.script(replies)
    log: list[Record] = []
    answer = await question(
        make_client(clocks=Timeouts(1, 1, 20) if code == "provider_timeout" else Timeouts(20, 20, 40)), log
    )
    assert answer.value is None
    assert answer.error is not None
    assert answer.error.code == code
    assert KEY not in answer.error.message
    assert len(provider.requests) == requests == len(log)
    assert log[-1].error is answer.error


async def test_a_transport_failure_is_asked_again_as_it_was(provider: Provider, client: OpenAIClient) -> None:
    provider.script([error(503, "down"), Reply(GOOD)])
    assert (await question(client, [])).value == VALUE
    assert [request.body["temperature"] for request in provider.requests] == [0.0, 0.0]


async def test_a_cancelled_question_passes_on_and_is_on_record(provider: Provider, client: OpenAIClient) -> None:
    provider.script([Reply(headers_after=HANG)])
    log: list[Record] = []
    asking = asyncio.create_task(question(client, log))
    request = await provider.seen()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await request.over()
    assert request.gone
    assert [record.error and record.error.code for record in log] == ["interrupted"]


def mangled(count: int) -> Iterator[str]:
    """Good answers, damaged at random, with a fixed seed."""
    chance = random.Random(7)
    pieces = [
        "{", "}", "[", "]", '"', "\\", "\\u", "\ud83d", "\x00", "NaN", "1e999", "-", ",", ":", "<think>", "</think>",
        "```", "null", "é", "🐉", "9" * 50, '{"mood":"calm"}', "[" * 500,
    ]  # fmt: skip
    for _ in range(count):
        text = GOOD
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(text) + 1)
            match chance.randrange(4):
                case 0:
                    text = text[:at] + chance.choice(pieces) + text[at:]
                case 1:
                    text = text[:at] + text[at + chance.randint(1, 9) :]
                case 2:
                    text = text[:at]
                case _:
                    text = text[at:] + text[:at]
        yield text


def test_ten_thousand_damaged_answers() -> None:
    taken = refused = 0
    for text in mangled(10_000):
        try:
            value = read(Completion(text, "stop", "m"), Feeling, "test")
        except ProviderOutput as failure:
            failure.message.encode()
            refused += 1
        else:
            value.model_dump_json()
            assert Feeling.model_validate(first_object(text)) == value
            taken += 1
    assert taken > 100
    assert refused > 5000


def test_an_object_within_a_broken_one_is_not_taken() -> None:
    with pytest.raises(ProviderOutput):
        read(Completion(json.dumps({"a": {"mood": "calm"}})[:-1], "stop", "m"), Feeling, "test")


def takes(*forms: str) -> Callable[[Request], Reply]:
    """A server that knows these forms of answer only."""

    def answer(request: Request) -> Reply:
        form = (request.body.get("response_format") or {}).get("type", "text")
        return Reply(GOOD) if form in forms else error(400, f"response_format type {form} is unavailable now")

    return answer


@pytest.mark.parametrize(
    ("forms", "sent", "note"),
    [
        (["json_schema"], ["json_schema"] * 3, ""),
        (["json_object"], ["json_schema", "json_object", "json_object", "json_object"], "it refuses json_schema"),
        (["text"], ["json_schema", "json_object", "text", "text"], "it refuses json_schema and json_object"),
        ([], ["json_schema", "json_object", "text", "text"], "it refuses json_schema and json_object"),
    ],
)
async def test_a_backend_is_asked_for_the_strictest_form_it_takes_and_that_is_remembered(
    provider: Provider, client: OpenAIClient, forms: list[str], sent: list[str], note: str
) -> None:
    provider.on(asking, takes(*forms))
    answers = [await question(client, []) for _ in range(3)]
    assert [(request.body.get("response_format") or {}).get("type", "text") for request in provider.requests] == sent
    assert client.note == note
    given = [answer.value is not None for answer in answers]
    assert given == [sent[1] in forms, bool(forms), bool(forms)]


async def test_questions_refused_together_are_one_step_down(provider: Provider, client: OpenAIClient) -> None:
    provider.on(asking, takes("json_object"))
    answers = await asyncio.gather(*(question(client, []) for _ in range(5)))
    assert all(answer.value is not None for answer in answers)
    assert client.note == "it refuses json_schema" and 6 <= len(provider.requests) <= 10


@pytest.mark.parametrize("escape", [lambda key: key.replace("-", "\\u002D"), lambda key: key.replace("s", "\\u0073")])
async def test_a_value_holds_no_key_that_was_escaped(
    provider: Provider, client: OpenAIClient, escape: Callable[[str], str]
) -> None:
    class Told(BaseModel):
        said: list[dict[str, str]]

    provider.script([Reply('{"said": [{"' + escape(KEY) + '": "It is ' + escape(KEY) + '."}]}')])
    answer = await ask(client, MESSAGES, model="m", output=Told, log=[], tag=TAG)
    assert answer.value == Told(said=[{"[key]": "It is [key]."}])


def test_what_the_decoder_reads_is_hidden_again() -> None:
    class Told(BaseModel):
        said: str

    completion = Completion('{"said": "a \\u006bey"}', "stop", "m", hide=lambda text: text.replace("key", "[key]"))
    assert read(completion, Told, "test") == Told(said="a [key]")
