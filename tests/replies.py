"""What the scriptable provider answers: a Reply is data, turned here into the bytes of an OpenAI-compatible body."""

import asyncio
import base64
import hashlib
import json
import math
import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

DIMENSION = 8
HANG = math.inf  # a delay that never ends
TEXT = (
    "The mill wheel groans once and is still. Mira wipes the flour from her hands and looks at you for a long moment. "
    '"You came back," she says, and it is not quite a question. Behind her the lantern gutters.'
)
USAGE: Mapping[str, Any] = {
    "prompt_tokens": 120,
    "completion_tokens": 48,
    "total_tokens": 168,
    "prompt_tokens_details": {"cached_tokens": 100},
}

# A step of a streamed answer: text (one delta), seconds to wait, an event to wait for, an object (one data line),
# or bytes (sent as they are).
Step = str | float | asyncio.Event | Mapping[str, Any] | bytes


@dataclass(frozen=True)
class Reply:
    """One answer. Without `steps` the text is streamed word by word, or sent whole if the request does not stream.

    first         seconds before the first delta (headers are sent at once; `headers_after` delays those)
    delay         seconds between deltas
    finish_reason None: none is ever sent
    done          whether a stream ends with [DONE]
    body          sent as it is, whatever was asked (errors, HTML, compressed bytes)
    cut, reset    close (FIN) or reset (RST) once so many bytes of the body were sent; -1: before the head
    framing       chunked, length or close: with the last, the end of the body is the end of the connection
    """

    text: str = TEXT
    steps: Sequence[Step] | None = None
    first: float = 0.0
    delay: float = 0.0
    finish_reason: str | None = "stop"
    usage: Mapping[str, Any] | None = field(default_factory=lambda: USAGE)
    done: bool = True
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    headers_after: float | asyncio.Event = 0.0
    body: bytes | None = None
    content_type: str | None = None
    cut: int | None = None
    reset: int | None = None
    framing: Literal["chunked", "length", "close"] = "chunked"


def error(status: int, message: str, *, headers: Mapping[str, str] | None = None, **extra: Any) -> Reply:
    """An OpenAI-style error answer."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": status, **extra}}).encode()
    return Reply(status=status, body=body, headers=headers or {}, content_type="application/json", framing="length")


def as_json(value: Any) -> Reply:
    return Reply(body=json.dumps(value).encode(), content_type="application/json", framing="length")


def data(value: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(value, separators=(",", ":")).encode() + b"\n\n"


def delta(model: str, content: Mapping[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": content, "finish_reason": finish_reason}
    return {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": model, "choices": [choice]}


def streamed(reply: Reply, model: str) -> Iterator[bytes | float | asyncio.Event]:
    """The body of a streaming answer, with the waits in it."""
    yield data(delta(model, {"role": "assistant", "content": ""}))
    if reply.first:
        yield reply.first
    steps: Sequence[Step] = words(reply.text) if reply.steps is None else reply.steps
    for number, step in enumerate(steps):
        if reply.delay and number:
            yield reply.delay
        if isinstance(step, str):
            yield data(delta(model, {"content": step}))
        elif isinstance(step, Mapping):
            yield data(step)
        else:
            yield step
    if reply.finish_reason is not None:
        yield data(delta(model, {}, reply.finish_reason))
    if reply.usage is not None:
        yield data({"id": "chatcmpl-1", "model": model, "choices": [], "usage": reply.usage})
    if reply.done:
        yield b"data: [DONE]\n\n"


def whole(reply: Reply, model: str) -> bytes:
    """The body of an answer that is not streamed."""
    message = {"role": "assistant", "content": reply.text}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish_reason}
    answer = {"id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": model, "choices": [choice]}
    return json.dumps(answer | ({} if reply.usage is None else {"usage": reply.usage})).encode()


def words(text: str) -> list[str]:
    """The text in pieces of about a token; joined they are the text."""
    return re.findall(r"\s*\S+|\s+$", text)


def embeddings(body: Mapping[str, Any]) -> dict[str, Any]:
    """Unit vectors that depend on the text only."""
    texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
    rows = []
    for index, text in enumerate(texts):
        digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        numbers = struct.unpack(f"{DIMENSION}h", digest[: DIMENSION * 2])
        length = sum(number * number for number in numbers) ** 0.5 or 1.0
        vector: Any = [number / length for number in numbers]
        if body.get("encoding_format") == "base64":
            vector = base64.b64encode(struct.pack(f"<{DIMENSION}f", *vector)).decode()
        rows.append({"object": "embedding", "index": index, "embedding": vector})
    return {"object": "list", "model": body["model"], "data": rows, "usage": {"prompt_tokens": 1, "total_tokens": 1}}


def neutral(schema: Mapping[str, Any], root: Mapping[str, Any] | None = None) -> Any:
    """The simplest value that is valid against a JSON schema: empty, zero, null, the first of an enum."""
    root = schema if root is None else root
    if "$ref" in schema:
        target: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return neutral(target, root)
    if "default" in schema:
        return schema["default"]
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    for combined in ("anyOf", "oneOf", "allOf"):
        if combined in schema:
            options = schema[combined]
            return None if {"type": "null"} in options else neutral(options[0], root)
    kind = schema.get("type", "object")
    if isinstance(kind, list):
        return None if "null" in kind else neutral({**schema, "type": kind[0]}, root)
    return _neutral_of(kind, schema, root)


def _neutral_of(kind: str, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Any:
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: neutral(properties[name], root) for name in schema.get("required", ())}
    if kind == "array":
        return [neutral(schema["items"], root)] * schema.get("minItems", 0)
    if kind == "string":
        return "x" * schema.get("minLength", 0)
    if kind in ("integer", "number"):
        return max(schema.get("minimum", 0), min(0, schema.get("maximum", 0)))
    return False if kind == "boolean" else None
