"""Asks a classifier for JSON of a pydantic model. What it answers is never repaired: taken whole, or not at all.

At most two POSTs. The second follows a failure that may pass, or an answer that is not what was asked for; that one
is asked a little warmer, because at temperature 0 the same words would come back.
"""

import asyncio
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from chat.errors import ChatError, Interrupted, ProviderEmpty, ProviderError, ProviderOutput
from chat.llm.client import CallTag, Chunk, Completion, LLMClient, Message, Sampling
from chat.llm.json_texts import map_texts
from chat.llm.retry import ATTEMPTS, Record, begin, pause
from chat.llm.router import resolve
from chat.llm.schema import schema_of

MAX_TOKENS = 512
WARMER = 0.4
MAX_BRACKETS = 400  # more than 512 tokens of an honest answer hold; keeps the decoder's recursion shallow
MAX_ANSWER = 1 << 16

T = TypeVar("T", bound=BaseModel)
THOUGHT_ENDS = ("</think>", "</thinking>")


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """The value, or why there is none."""

    value: T | None
    error: ChatError | None


async def ask(
    client: LLMClient,
    messages: Sequence[Message],
    *,
    model: str,
    output: type[T],
    log: list[Record],
    tag: CallTag,
    max_tokens: int = MAX_TOKENS,
    temperature: float = 0.0,
) -> Answer[T]:
    """One question. Raises nothing for anything a provider does; each attempt is in `log` when it has ended."""
    backend, model = resolve(client, model)
    sampling: Sampling = {
        "max_tokens": min(max_tokens, MAX_TOKENS),
        "temperature": temperature,
        "json_schema": schema_of(output),
    }
    last: ProviderError | None = None
    for attempt in range(ATTEMPTS):
        record = begin(backend, model, messages, sampling, replace(tag, attempt=attempt))
        error: ChatError | None = Interrupted("The call was stopped before it was complete.")
        try:
            completion = await backend.generate(messages, model=model, tag=record.tag, **sampling)
            record.add(Chunk(completion.text, completion.reasoning, completion.finish_reason, completion.usage))
            record.complete()
            value = read(completion, output, backend.name)
            error = None
            return Answer(value, None)
        except ProviderError as failure:
            error = last = failure
        finally:
            record.close(error)
            log.append(record)
        if isinstance(last, ProviderOutput | ProviderEmpty):
            sampling["temperature"] = max(temperature, WARMER)
            continue
        seconds = pause(last)
        if seconds is None:
            break
        if attempt + 1 < ATTEMPTS:
            await asyncio.sleep(seconds)
    return Answer(None, last)


def read(completion: Completion, output: type[T], backend: str) -> T:
    """The first JSON object of an answer, validated. ProviderOutput for anything else."""
    if completion.finish_reason == "length":
        raise ProviderOutput(f"{backend} did not finish its answer in the tokens it had.", hint="Try again.")
    try:
        # keys once more, as the decoder has read escapes; in the names too, which an error may tell
        return output.model_validate(map_texts(first_object(completion.text), completion.hide))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])[:80] or "the answer"
        raise ProviderOutput(f"{backend} answered off the schema: {where}: {first['msg'][:120]}.") from None
    except ValueError as error:
        raise ProviderOutput(f"{backend} did not answer with the JSON asked for: {error}.") from None


def first_object(text: str) -> Any:
    """The object that begins at the first brace behind the model's thoughts; fences and prose around it are left.
    ValueError says what is wrong."""
    for mark in THOUGHT_ENDS:
        text = text.rpartition(mark)[2]
    if text.lstrip().startswith(("<think>", "<thinking>")):
        raise ValueError("only thoughts")
    start = text.find("{")
    if start < 0:
        raise ValueError("no object in it")
    if len(text) > MAX_ANSWER or text.count("{") + text.count("[") > MAX_BRACKETS:
        raise ValueError("too large or nested too deep")
    try:
        value, _ = _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg.lower()} at character {error.pos}") from None
    return value


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number that is too large")
    return number


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


_DECODER = json.JSONDecoder(strict=False, parse_float=_finite, parse_constant=_no_number)
