"""Every fault of a narrator, at every place of its answer, through the whole app over sockets.

Each ends the turn with one terminal event in time, says whose fault it is and what to do, keeps what was told, leaves
nothing behind, and a retry works. The protocol itself is in tests/llm; here it is what a player gets of it.
"""

import gzip
import json
import random
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from chat.memory.worker import Worker
from tests.faults.leftovers import nothing_left, tasks
from tests.provider import HANG, Provider, error, streaming
from tests.replies import TEXT, Reply, Step, data, delta, streamed
from tests.web.stage import Stage, staged

FIRST, IDLE, TOTAL = 1.0, 0.7, 3.0
HASTY = {"first_token_timeout": FIRST, "idle_timeout": IDLE, "turn_timeout": TOTAL}
PATIENT = {"first_token_timeout": 20.0, "idle_timeout": 20.0, "turn_timeout": 40.0}  # where no clock is to run out
TOLD = "The door opens. "
WORDS = "Words I do not want to write twice."
NONE: dict[str, Any] = {"finish_reason": None, "done": False, "usage": None}  # the answer ends without an end


@dataclass(frozen=True)
class Row:
    """A fault, and what a player is told of it. `asked`: how many POSTs it may cost; `seconds`: its deadline."""

    fault: str
    reply: Reply
    code: str
    hint: str = "ry again"
    retryable: bool = True
    told: str = ""
    asked: int = 1
    seconds: float = FIRST

    @property
    def clocks(self) -> dict[str, float]:
        return HASTY if self.code == "provider_timeout" else PATIENT


def inside(fault: str, *steps: Step, code: str, asked: int = 2, seconds: float = IDLE, **given: Any) -> list[Row]:
    """A fault in the stream: before the first token, where it may be asked again, and after it, where it may not."""
    ending: dict[str, Any] = {key: given.pop(key) for key in list(given) if key in Reply.__dataclass_fields__}
    return [
        Row(f"{fault}, first", Reply(steps=steps, **ending), code, asked=asked, **given),
        Row(f"{fault}, later", Reply(steps=[TOLD, *steps], **ending), code, told=TOLD, seconds=seconds, **given),
    ]


def parted(fault: str, how: str, *steps: Step) -> Row:
    """A connection that goes, by FIN or RST, once so much was sent."""
    sent = sum(len(part) for part in streamed(Reply(steps=steps, **NONE), "test-narrator") if isinstance(part, bytes))
    cut: dict[str, Any] = {how: sent}
    reply = Reply(steps=[*steps, "never sent"], **cut)
    told = "".join(step for step in steps if isinstance(step, str))
    return Row(fault, reply, "provider_cut", told=told, asked=1 if told else 2)


def squeezed(*parts: bytes) -> Reply:
    packed = b"".join(parts)
    return Reply(body=packed, headers={"Content-Encoding": "gzip"}, content_type="text/event-stream")


def zipped(text: bytes) -> bytes:
    """The beginning of a gzip stream, flushed, so that it can be read without its end."""
    packer = zlib.compressobj(wbits=31)
    return packer.compress(text) + packer.flush(zlib.Z_SYNC_FLUSH)


OPENING = data(delta("test-narrator", {"content": TOLD}))
WAIT, MODEL, KEY = "CHAT_FIRST_TOKEN_TIMEOUT", "CHAT_NARRATIVE_MODEL", "CHAT_NARRATIVE_API_KEY"
ALIVE: list[Step] = [b": alive\n\n", 0.05] * 60
EMPTY: list[Step] = [delta("test-narrator", {"content": ""}), 0.05] * 60
UPSTREAM = {"error": {"message": "the\x1b upstream broke", "code": 502}}

ROWS = [
    # P1, P2, P3: a status
    Row("401", error(401, "no such key"), "provider_auth", KEY, False),
    Row("402", error(402, "out of credit"), "provider_auth", "Top up", False),
    Row("403", error(403, "not for you"), "provider_auth", KEY, False),
    Row("404", error(404, "no such model"), "provider_model", MODEL, False),
    Row("429", error(429, "slow down"), "provider_rate_limited", asked=2),
    Row("429, 0 s", error(429, "slow", headers={"Retry-After": "0"}), "provider_rate_limited", asked=2),
    Row("429, 300 s", error(429, "slow", headers={"Retry-After": "300"}), "provider_rate_limited", "300 s"),
    Row("429, ?", error(429, "slow", headers={"Retry-After": "soon"}), "provider_rate_limited", asked=2),
    Row("500", error(500, "oops"), "provider_error", asked=2),
    Row("502, a page", Reply(status=502, body=b"<html><h1>Bad gateway</h1>"), "provider_error", asked=2),
    Row("503, nothing", Reply(status=503, body=b"", framing="length"), "provider_error", asked=2),
    Row("529", error(529, "overloaded"), "provider_error", asked=2),
    Row("filter, status", error(400, "flagged by our content filter"), "provider_filtered", "Edit the turn"),
    Row("8 MB of error", Reply(status=500, body=b"x" * (8 << 20)), "provider_error", asked=2),
    # P5: silence, or noise that says nothing
    Row("silence, status", Reply(headers_after=HANG), "provider_timeout", WAIT),
    Row("silence, first", Reply(first=HANG), "provider_timeout", WAIT),
    Row("silence, later", Reply(steps=[TOLD, HANG]), "provider_timeout", "CHAT_IDLE_TIMEOUT", told=TOLD, seconds=IDLE),
    Row("alive, first", Reply(steps=ALIVE), "provider_timeout", WAIT),
    Row("alive, later", Reply(steps=[TOLD, *ALIVE]), "provider_timeout", "CHAT_IDLE_TIMEOUT", told=TOLD, seconds=IDLE),
    Row("empty deltas, first", Reply(steps=EMPTY), "provider_timeout", WAIT),
    Row("empty deltas, later", Reply(steps=[TOLD, *EMPTY]), "provider_timeout", "CHAT_IDLE_TIMEOUT", told=TOLD),
    Row("no end", Reply(steps=[TOLD, 0.1] * 99), "provider_timeout", "CHAT_TURN_TIMEOUT", told="*", seconds=TOTAL),
    # P6, P7: it goes away
    Row("RST, status", Reply(reset=-1), "provider_cut", asked=2),
    Row("FIN, status", Reply(cut=-1), "provider_cut", asked=2),
    parted("RST, first", "reset"),
    parted("FIN, first", "cut"),
    parted("RST, later", "reset", TOLD),
    parted("FIN, later", "cut", TOLD),
    *inside("no finish_reason", code="provider_cut", **NONE),
    *inside("DONE, no finish_reason", code="provider_cut", finish_reason=None, usage=None),
    *inside("end by closing", code="provider_cut", framing="close", **NONE),
    # P9: an error that begins with 200
    *inside("error", UPSTREAM, code="provider_error"),
    *inside("error with choices", UPSTREAM | {"choices": [{"delta": {"content": "x"}}]}, code="provider_error"),
    *inside("error event", b'event: error\ndata: {"message": "the upstream broke"}\n\n', code="provider_error"),
    *inside("bare error", b'{"error": "the upstream broke"}\n\n', code="provider_error"),
    *inside("429 inside", {"error": {"message": "slow", "code": 429}}, code="provider_rate_limited"),
    *inside("finish_reason error", code="provider_error", finish_reason="error"),
    Row("200, JSON error", Reply(body=b'{"error": {"message": "broken"}}'), "provider_error", asked=2),
    Row("200, a page", Reply(body=b"<!doctype html><p>Welcome"), "provider_error", "CHAT_NARRATIVE_BASE_URL", False),
    *inside("a page inside", b"\n<html>Bad gateway</html>\n", code="provider_cut", **NONE)[1:],
    # P10: bytes
    *inside("broken JSON", b'data: {"choices": [}\n\n', code="provider_error"),
    *inside("no UTF-8", b"data: \xff\xfe\n\n", code="provider_error"),
    *inside("a list", b"data: [1]\n\n", code="provider_error"),
    *inside("nested", b"data: " + b"[" * 200_000 + b"\n\n", code="provider_error"),
    *inside("2 MB line", b"data: " + b"x" * (2 << 20), code="provider_error"),
    Row("bomb, first", squeezed(gzip.compress(b"data: " + b"0" * (64 << 20))), "provider_error", asked=2),
    Row("bomb, later", squeezed(zipped(OPENING + b"data: " + b"0" * (64 << 20))), "provider_error", told=TOLD),
    Row("broken gzip, first", squeezed(b"\x1f\x8bbroken" * 9), "provider_error", asked=2),
    Row("gzip that breaks", squeezed(zipped(OPENING), b"\xff" * 99), "provider_error", asked=2),
    # P13: an end, and nothing told
    *inside("filter", code="provider_filtered", finish_reason="content_filter", hint="Edit the turn", asked=1),
    Row("nothing", Reply(steps=[]), "provider_empty"),
    Row("blank", Reply(steps=[" ", "\n\n", "\t"]), "provider_empty", told=" \n\n\t"),
    Row("only thoughts", Reply(steps=[delta("m", {"reasoning_content": "Hm."})] * 3), "provider_empty", "max_tokens"),
    Row("only tools", Reply(steps=[delta("m", {"tool_calls": [{"index": 0}]})]), "provider_empty"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def hasty(no_models: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model files, and no worker that misses them; the pause before a second POST, drawn by lot, is short."""
    monkeypatch.setattr(Worker, "start", lambda worker: None)
    monkeypatch.setattr(random, "uniform", lambda low, high: low / 20)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        yield provider


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fault)
async def test_a_fault_ends_a_turn_once_in_time_and_a_retry_works(tmp_path: Path, provider: Provider, row: Row) -> None:
    provider.on(streaming, row.reply)
    async with nothing_left(), staged(tmp_path / "data", provider, **row.clocks) as stage:
        chat = await stage.chat()
        async with nothing_left(tasks):
            began = monotonic()
            turn = await stage.post(chat, WORDS)
            events = await stage.events(turn)
            took = monotonic() - began
        assert [event.name for event in events if event.name.startswith("turn.")][-1] == events[-1].name
        assert sum(event.name in ("turn.failed", "turn.committed", "turn.cancelled") for event in events) == 1
        assert events[-1].name == "turn.failed"
        said = events[-1].data
        assert (said["code"], said["retryable"]) == (row.code, row.retryable), said
        assert row.hint in said["hint"] and stage.provider.base_url.split("/")[2] in said["message"]
        assert said["message"].isprintable() and len(said["message"]) < 400
        assert took < row.seconds * row.asked + 10

        asked = provider.matching(streaming)
        assert len(asked) == row.asked
        for request in asked:
            await request.over()
        text = "".join(event.data["text"] for event in events if event.name == "narrative.delta")
        assert text == row.told if row.told != "*" else text.startswith(TOLD * 3)
        kept = await stage.call("GET", f"/api/turns/{turn}")
        assert (kept["text"], kept["narrative"]) == (WORDS, text)
        assert (kept["status"], kept["error"]["code"]) == ("interrupted" if text.strip() else "failed", row.code)
        assert kept["changes"] == []
        stage.app.state.live._feeds.clear()  # as after a restart: from the database the end is the same
        again = await stage.events(turn, events[-1].id)
        assert [event.name for event in again] == ["sync", "turn.failed"] and again[1].data == said

        await retried(stage, turn)


async def retried(stage: Stage, turn: str) -> None:
    stage.provider.on(streaming, Reply())
    again = await stage.call("POST", f"/api/turns/{turn}/regenerate", status=202)
    events = await stage.events(again["turn_id"])
    assert events[-1].name == "turn.committed"
    assert "".join(event.data["text"] for event in events if event.name == "narrative.delta") == TEXT
    kept = await stage.call("GET", f"/api/turns/{again['turn_id']}")
    assert (kept["status"], kept["text"], kept["narrative"]) == ("committed", WORDS, TEXT)


async def test_nobody_there(tmp_path: Path, provider: Provider) -> None:
    async with nothing_left(), staged(tmp_path / "data", provider, narrative_base_url="http://127.0.0.1:9/v1") as stage:
        last = (await stage.events(await stage.post(await stage.chat(), WORDS)))[-1]
        assert (last.name, last.data["code"]) == ("turn.failed", "provider_unreachable")
        assert last.data["retryable"] and "CHAT_NARRATIVE_BASE_URL" in last.data["hint"]


# ---------------------------------------------------------------- odd, and taken all the same


def odd(**part: Any) -> dict[str, Any]:
    return {"id": "1", "choices": [{"index": 0, "delta": part}]}


ODD: list[tuple[str, Reply]] = [
    ("no DONE", Reply(steps=["She nods."], done=False)),
    ("no usage", Reply(steps=["She nods."], usage=None)),
    ("silence after the end", Reply(steps=["She nods.", delta("m", {}, "stop"), HANG])),
    ("RST after the end", Reply("She nods.", framing="close", done=False)),
    ("choices", Reply(steps=[{"choices": []}, {"choices": None}, {"id": "1"}, "She nods."])),
    ("delta", Reply(steps=[{"choices": [{"delta": None}]}, {"choices": [{}]}, odd(role="assistant"), "She nods."])),
    ("parts", Reply(steps=[odd(content=[{"type": "text", "text": "She "}]), odd(content={"text": "nods."})])),
    ("tools", Reply(steps=["She ", odd(tool_calls=[{"index": 0, "function": {"name": "x"}}]), "nods."])),
    ("comments", Reply(steps=[b": a\n\n", "She ", b":\n\nretry: 5\nid: 7\n\n", "nods."])),
    ("CRLF", Reply(steps=[b'data: {"choices": [{"delta": {"content": "She nods."}}]}\r\n\r\n'])),
    ("thoughts", Reply(steps=[odd(reasoning_content="Hm."), odd(reasoning="Well."), "She nods."])),
    ("half an emoji", Reply(steps=["She nods.", odd(content="\ud83d"), odd(content="\udc09")])),
    ("half of one only", Reply(steps=["She nods.", odd(content="\ud83d"), odd(content="!")])),
    ("usage twice", Reply(steps=[{"usage": {"prompt_tokens": 1}, "choices": []}, "She nods."])),
    ("strange usage", Reply(steps=["She nods."], usage={"prompt_tokens": "many", "completion_tokens": -1})),
    (
        "whole",
        Reply(body=json.dumps({"choices": [{"message": {"content": "She nods."}, "finish_reason": "stop"}]}).encode()),
    ),
    ("length", Reply(steps=["She nods."], finish_reason="length")),
]


@pytest.mark.parametrize("reply", [pytest.param(reply, id=name) for name, reply in ODD])
async def test_what_is_odd_but_whole_is_told(tmp_path: Path, provider: Provider, reply: Reply) -> None:
    provider.on(streaming, reply)
    async with nothing_left(), staged(tmp_path / "data", provider, **PATIENT) as stage:
        events = await stage.events(await stage.post(await stage.chat(), WORDS))
        assert events[-1].name == "turn.committed", events[-1]
        text = "".join(event.data["text"] for event in events if event.name == "narrative.delta")
        assert text in ("She nods.", "She nods.\U0001f409", "She nods.\ufffd!")
        done = next(event.data for event in events if event.name == "narrative.done")
        assert done["truncated"] == (reply.finish_reason == "length")
        kept = await stage.call("GET", f"/api/turns/{events[0].data['turn_id']}")
        assert (kept["narrative"], kept["truncated"]) == (text, done["truncated"])
        assert "Hm." not in json.dumps([event.data for event in events])
        assert len([call for call in kept["calls"] if call["role"] == "narrator"]) == 1


async def test_a_wait_that_was_asked_for_is_shown_and_kept(tmp_path: Path, provider: Provider) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True)
    provider.on(streaming, error(429, "slow down", headers={"Retry-After": date}), Reply())
    async with nothing_left(), staged(tmp_path / "data", provider, **PATIENT) as stage:
        events = await stage.events(await stage.post(await stage.chat(), WORDS))
        (wait,) = [event.data for event in events if event.name == "turn.waiting"]
        assert 1 <= wait["seconds"] <= 3 and "slow down" in wait["reason"]
        assert events[-1].name == "turn.committed"
        first, second = provider.matching(streaming)
        assert second.received - first.received >= wait["seconds"]


async def test_a_server_that_knows_few_parameters_tells_the_story_all_the_same(
    tmp_path: Path, provider: Provider
) -> None:
    provider.on(lambda request: "min_p" in request.body, error(400, "Unrecognized request argument supplied: min_p"))
    async with nothing_left(), staged(tmp_path / "data", provider, **PATIENT) as stage:
        events = await stage.events(await stage.post(await stage.chat(), WORDS))
        assert events[-1].name == "turn.committed" and len(provider.matching(streaming)) == 2
        ready = (await stage.client.get("/readyz")).json()
        assert ready["components"]["narrator"]["detail"].endswith("it refuses min_p")
