"""One client for every server that speaks the OpenAI protocol: one POST per call, our own clocks and parser.

The SDK sends (its retries off); reading is ours (llm/responses.py), and so is saying what went wrong (llm/provider_errors.py).
"""

import asyncio
import re
import ssl
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, aclosing, asynccontextmanager
from functools import cache
from typing import Any, Unpack, cast
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx2
import numpy as np
import openai
from openai.resources.chat.completions.completions import AsyncCompletionsWithStreamingResponse
from openai.resources.embeddings import AsyncEmbeddingsWithStreamingResponse

from chat.config import Capabilities
from chat.errors import ProviderError, ProviderParameter, SetupError
from chat.llm.client import CallTag, Chunk, Completion, Message, Params, Vectors
from chat.llm.concurrency import Concurrency
from chat.llm.provider_errors import Asked
from chat.llm.redaction import Secrets, secrets_in
from chat.llm.responses import MAX_BODY, StreamReader, parsed, read_body
from chat.llm.timeouts import Stopwatch, Timeouts
from chat.llm.transport import Transport

__all__ = ["OpenAIClient", "Timeouts"]

CONNECT = 10.0  # seconds
MAX_ERROR = 1 << 16
MAX_VECTORS = 32 << 20
LIMITS = httpx2.Limits(max_connections=None, max_keepalive_connections=100, keepalive_expiry=90)  # with a proxy
OPTIONAL = ("max_tokens", "temperature", "top_p", "min_p", "seed", "stop", "stream_options")  # not every server takes
HEADERS = {
    "accept", "accept-encoding", "authorization", "connection", "content-length", "content-type", "host", "user-agent",
    "x-stainless-raw-response",  # the SDK looks for it when the answer comes
}  # fmt: skip
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class OpenAIClient:
    """An LLMClient. `name` is the backend's in logs and messages; without `api_key` no Authorization is sent. What it
    answers is handed on without this key, and without the other `secrets`."""

    def __init__(
        self,
        name: str,
        base_url: str,
        api_key: str | None,
        *,
        clocks: Timeouts,
        default_extra_body: Mapping[str, Any] | None = None,
        capabilities: Capabilities | None = None,
        timing: bool = False,
        secrets: Secrets | None = None,
    ) -> None:
        if api_key and not (api_key.isascii() and api_key.isprintable() and " " not in api_key):
            raise SetupError(f"The API key for {name} has characters that no key has.", hint="Copy the key again.")
        self.name = name
        self.clocks = clocks
        self.capabilities = capabilities or Capabilities()
        self._key = api_key or None
        self._secrets = (secrets or Secrets()).with_keys(self._key or "", *secrets_in(base_url))
        self._open = not self._key and "@" not in urlsplit(base_url).netloc  # neither a key nor a name is to be sent
        self._extra = dict(default_extra_body or {})
        self._timing = timing
        self._permits = Concurrency(self.capabilities.concurrency)
        self._refused: list[str] = []  # parameters and forms of answer that it does not take
        self._http = httpx2.AsyncClient(
            verify=tls(),
            limits=LIMITS,
            timeout=httpx2.Timeout(None, connect=CONNECT),
            transport=None if proxied(base_url) else Transport(tls(), CONNECT),
            event_hooks={"request": [self._own_headers], "response": [_check_status]},
        )
        self._sdk = openai.AsyncOpenAI(
            base_url=base_url,
            api_key=self._key or "none",
            max_retries=0,
            http_client=self._http,
            default_headers={
                "Authorization": f"Bearer {self._key}",  # else OPENAI_CUSTOM_HEADERS could set it
                "Accept-Encoding": "identity",
                "User-Agent": "fabula",
            },
        )
        self._chats: AsyncCompletionsWithStreamingResponse = self._sdk.chat.completions.with_streaming_response
        self._embeddings: AsyncEmbeddingsWithStreamingResponse = self._sdk.embeddings.with_streaming_response

    async def close(self) -> None:
        await self._sdk.close()

    async def _own_headers(self, request: httpx2.Request) -> None:
        """Only ours: the SDK tells about the machine, and sends what OPENAI_* variables say to any provider."""
        for name in [name for name in request.headers if name not in HEADERS]:
            del request.headers[name]
        if self._open:
            del request.headers["authorization"]

    @property
    def note(self) -> str:
        """What was learnt of the backend; nothing while it does what its capabilities say."""
        return f"it refuses {' and '.join(self._refused)}" if self._refused else ""

    # ------------------------------------------------------------ the three calls

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncGenerator[Chunk, None]:
        call = self._watch(model, params.get("tag"), [message["content"] for message in messages])
        reader = StreamReader(call.asked)
        body: dict[str, Any] = {}
        try:
            async with self._permits.hold(call.asked.role):
                call.start(self.clocks)
                body = self._body(messages, params, stream_options={"include_usage": True})
                request = self._chat(model, body, stream=True)
                async with self._answer(call, request) as pieces:
                    while piece := await call.next(pieces, finished=reader.finish_reason is not None):
                        for chunk in reader.feed(piece):
                            call.content(len(chunk.text))
                            yield chunk
                    for chunk in reader.end():
                        call.content(len(chunk.text))
                        yield chunk
        except ProviderError as failure:
            if isinstance(failure, ProviderParameter):
                self._learn(failure, body)
            if (left := reader.left()) is not None:
                yield left
            raise
        finally:
            call.end()

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        call = self._watch(model, params.get("tag"), [message["content"] for message in messages])
        body: dict[str, Any] = {}
        try:
            async with self._permits.hold(call.asked.role):
                call.start(self._whole())
                body = self._body(messages, params)
                request = self._chat(model, body, stream=False)
                async with self._answer(call, request) as pieces:
                    completion = read_body(await call.read(pieces, MAX_BODY), call.asked)
            call.content(len(completion.text))
            return completion
        except ProviderParameter as refusal:
            self._learn(refusal, body)
            raise
        finally:
            call.end()

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        call = self._watch(model, CallTag("embedder"), texts)
        body = {"input": list(texts), "encoding_format": "float"} | self._extra
        try:
            async with self._permits.hold("embedder"):
                call.start(self._whole())
                request = self._embeddings.create(model=model, input=[], extra_body=body)
                async with self._answer(call, request) as pieces:
                    return read_vectors(await call.read(pieces, MAX_VECTORS), len(texts), call.asked)
        finally:
            call.end()

    def _whole(self) -> Timeouts:
        """The clocks of an answer that comes in one piece: one for all of it."""
        seconds = min(self.clocks.first + self.clocks.idle, self.clocks.total)
        return Timeouts(seconds, seconds, seconds)

    # ------------------------------------------------------------ the request

    def _watch(self, model: str, tag: CallTag | None, texts: Sequence[str]) -> Stopwatch:
        asked = Asked(self.name, self._secrets, tag.role if tag else "narrator", model)
        return Stopwatch(asked, sum(map(len, texts)), self._timing)

    def _body(self, messages: Sequence[Message], params: Params, **more: Any) -> dict[str, Any]:
        given: Mapping[str, Any] = {**params, "stop": list(params.get("stop") or ()) or None, **more}
        body: dict[str, Any] = {"messages": list(messages)}
        body |= {name: given[name] for name in OPTIONAL if given.get(name) is not None and name not in self._refused}
        if "max_tokens" in self._refused and given.get("max_tokens") is not None:  # what newer models call it
            body["max_completion_tokens"] = given["max_tokens"]
        schema = params.get("json_schema")
        if schema is not None and (form := self._form()):
            body["response_format"] = {"type": form}
            if form == "json_schema":
                body["response_format"]["json_schema"] = {"name": "answer", "strict": True, "schema": schema}
        return body | self._extra | params.get("extra_body", {})

    def _form(self) -> str | None:
        """The strictest form of answer that is taken; where none is, the prompt's words must do."""
        able = {"json_schema": self.capabilities.json_schema, "json_object": self.capabilities.json_object}
        return next((form for form in able if able[form] and form not in self._refused), None)

    def _learn(self, refusal: ProviderParameter, sent: Mapping[str, Any]) -> None:
        """What was refused is not sent again; if there was nothing of the kind, asking again is of no use."""
        named = [name for name in OPTIONAL if name in sent and re.search(rf"\b{name}\b", refusal.message)]
        if not named and "response_format" in sent:
            named = [sent["response_format"]["type"]]
        self._refused += [name for name in named if name not in self._refused]  # a call beside this one may have, too
        refusal.retryable = bool(named)
        if named:
            refusal.hint = "Try again: from now on it is asked without that."

    def _chat(self, model: str, body: dict[str, Any], *, stream: bool) -> AbstractAsyncContextManager[Any]:
        """Everything travels in extra_body: what the SDK has a parameter for it walks through by type, which takes it
        10 ms for 40 messages."""
        return self._chats.create(model=model, messages=[], stream=stream, extra_body=body)

    @asynccontextmanager
    async def _answer(
        self, call: Stopwatch, request: AbstractAsyncContextManager[Any]
    ) -> AsyncIterator[AsyncGenerator[bytes, None]]:
        """POST; the bytes of the answer. All that goes wrong while they are read comes out as ProviderError."""
        async with AsyncExitStack() as stack:
            try:
                response = await call.within(stack.enter_async_context(request))
                pieces = cast(AsyncGenerator[bytes, None], response.iter_bytes())
                yield await stack.enter_async_context(aclosing(pieces))
            except _Refused as refused:
                raise call.asked.refused(refused.status, refused.headers, refused.body) from None
            except openai.APIConnectionError as error:
                raise call.asked.transport(error.__cause__ or error) from None
            except httpx2.HTTPError as error:
                raise call.asked.transport(error) from None


@cache
def tls() -> ssl.SSLContext:
    """One for all clients: reading the certificates takes 50 ms, best ahead of the first turn and in a thread."""
    context = httpx2.create_ssl_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def proxied(base_url: str) -> bool:
    """Whether the environment names a proxy for it, which is httpx's to use; none can reach our loopback."""
    parts = urlsplit(base_url)
    return parts.hostname not in LOOPBACK and not {parts.scheme, "all"}.isdisjoint(getproxies())


class _Refused(Exception):
    """An answer with a status that is not 2xx; the body is what of it was worth reading."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        super().__init__(status)
        self.status, self.headers, self.body = status, headers, body


async def _check_status(response: httpx2.Response) -> None:
    """Runs before the SDK looks at the answer: it would read an error's body whole, however long that is."""
    if response.is_success:
        return
    body = b""
    try:
        async with asyncio.timeout(CONNECT):
            async for piece in response.aiter_bytes():
                body += piece
                if len(body) > MAX_ERROR:
                    break
    except (httpx2.HTTPError, TimeoutError):
        pass  # the status says enough
    raise _Refused(response.status_code, response.headers, body[:MAX_ERROR])


def read_vectors(body: bytes, count: int, asked: Asked) -> Vectors:
    """Unit rows in the order asked for; ProviderError if they are not all there, or not numbers."""
    try:
        value = parsed(body)
        if value.get("error"):
            raise asked.error(value["error"], value)
        rows = sorted(value["data"], key=lambda row: row["index"])
        vectors = np.array([row["embedding"] for row in rows], dtype=np.float64)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise asked.not_protocol("embeddings that are no vectors") from None
    if vectors.shape[0] != count or (count and vectors.ndim != 2):
        raise asked.not_protocol(f"embeddings of shape {vectors.shape} for {count} texts")
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    if not np.all(np.isfinite(lengths)) or not np.all(lengths):
        raise asked.not_protocol("embeddings with no direction")
    unit: Vectors = (vectors / lengths).astype(np.float32)
    return unit
