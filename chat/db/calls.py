"""Rows of the log of model calls. A prompt is kept as the hashes of its sections, each section's text once a chat."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from chat.db.ids import new_id
from chat.llm.client import Usage
from chat.llm.retry import Record
from chat.llm.tokens import count
from chat.prompts import LeftOut, Rendered, Section


@dataclass(frozen=True, slots=True)
class Logged:
    """One attempt of a model call with the sections its messages were made of."""

    record: Record
    prompt: Rendered


@dataclass(frozen=True, slots=True)
class Call:
    """A row of the log, without prompt and chunks."""

    id: str
    turn: str
    role: str
    purpose: str
    attempt: int
    backend: str
    model: str
    first_ms: float | None
    total_ms: float
    in_tokens: int | None
    cached_tokens: int | None
    out_tokens: int | None
    finish_reason: str | None
    price: float | None
    error: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class CallDetails:
    """What of a call its row's short form leaves out. `completion` holds text, reasoning and finish_reason."""

    params: Mapping[str, Any]
    prompt: Rendered
    chunks: Sequence[tuple[float, str]]
    completion: Mapping[str, Any] | None
    created: str


COLUMNS = (
    "id, turn, role, purpose, attempt, backend, model, first_ms, total_ms, in_tokens, cached_tokens, out_tokens,"
    " finish_reason, price, error"
)


def insert(db: Connection, chat: str, turn: str, calls: Sequence[Logged], now: str) -> None:
    for call in calls:
        _insert(db, chat, turn, call, now)


def _insert(db: Connection, chat: str, turn: str, call: Logged, now: str) -> None:
    record, completion = call.record, call.record.completion
    usage = completion.usage if completion else Usage()
    row = Call(
        new_id("k"), record.tag.turn or turn, record.tag.role, record.tag.purpose, record.tag.attempt,
        record.backend, record.model, record.first_ms, record.total_ms,
        usage.in_tokens, usage.cached_tokens, usage.out_tokens, completion.finish_reason if completion else None, usage.price,
        None if record.error is None else record.error.as_json(),
    )  # fmt: skip
    said = None
    if completion is not None:
        said = {"text": completion.text, "reasoning": completion.reasoning, "finish_reason": completion.finish_reason}
    put(db, chat, row, CallDetails(record.params, call.prompt, record.chunks, said, now))


def put(db: Connection, chat: str, call: Call, whole: CallDetails) -> None:
    """A row as it is."""
    prompt = [
        [role, [[part.name, _keep(db, chat, part.text), count(part.text), part.why] for part in sections]]
        for role, sections in whole.prompt.parts
    ]
    left_out = [[part.name, part.tokens, part.why] for part in whole.prompt.left_out]
    db.execute(
        f"INSERT INTO call ({COLUMNS}, chat, params, prompt, left_out, chunks, completion, created)"
        f" VALUES ({', '.join('?' * 22)})",
        (
            call.id, call.turn, call.role, call.purpose, call.attempt, call.backend, call.model,
            call.first_ms, call.total_ms, call.in_tokens, call.cached_tokens, call.out_tokens, call.finish_reason,
            call.price, None if call.error is None else json.dumps(call.error),
            chat, json.dumps(whole.params, ensure_ascii=False), json.dumps(prompt, ensure_ascii=False),
            json.dumps(left_out, ensure_ascii=False), json.dumps(whole.chunks, ensure_ascii=False),
            None if whole.completion is None else json.dumps(whole.completion, ensure_ascii=False), whole.created,
        ),
    )  # fmt: skip


def _keep(db: Connection, chat: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()[:16]
    db.execute("INSERT INTO section (chat, hash, text) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (chat, digest, text))
    return digest.hex()


def of_turn(db: Connection, turn: str) -> list[Call]:
    rows = db.execute(f"SELECT {COLUMNS} FROM call WHERE turn = ? ORDER BY rowid", (turn,))
    return [_call(row) for row in rows]


def _call(row: Sequence[Any]) -> Call:
    return Call(*[*row[:14], None if row[14] is None else json.loads(row[14])])


def prompts_of(db: Connection, turn: str) -> list[tuple[str, int, Rendered]]:
    """(purpose, attempt, the sections that were sent) for each call of a turn, in the order they were logged."""
    rows = db.execute(
        "SELECT purpose, attempt, chat, prompt, left_out FROM call WHERE turn = ? ORDER BY rowid", (turn,)
    )
    return [(purpose, attempt, _rendered(db, *prompt)) for purpose, attempt, *prompt in rows]


def whole_of_turn(db: Connection, turn: str) -> Iterator[tuple[Call, CallDetails]]:
    """Everything about the calls of a turn, in the order they were logged; read one by one, as a prompt can be long."""
    rows = db.execute(
        f"SELECT {COLUMNS}, params, chat, prompt, left_out, chunks, completion, created FROM call WHERE turn = ?"
        " ORDER BY rowid",
        (turn,),
    )
    for row in rows:
        params, chat, prompt, left_out, chunks, completion, created = row[15:]
        yield (
            _call(row),
            CallDetails(
                json.loads(params),
                _rendered(db, chat, prompt, left_out),
                [(ms, text) for ms, text in json.loads(chunks)],
                None if completion is None else json.loads(completion),
                created,
            ),
        )


def _rendered(db: Connection, chat: str, prompt: str, left_out: str) -> Rendered:
    parts = tuple(
        (role, tuple(Section(name, _text(db, chat, digest), why) for name, digest, _, why in sections))
        for role, sections in json.loads(prompt)
    )
    return Rendered(parts, tuple(LeftOut(*item) for item in json.loads(left_out)))


def _text(db: Connection, chat: str, digest: str) -> str:
    row = db.execute("SELECT text FROM section WHERE chat = ? AND hash = ?", (chat, bytes.fromhex(digest))).fetchone()
    return str(row[0])


def usage_of(calls: Sequence[Record]) -> dict[str, Any]:
    """The `usage` of turn.committed: sums over the calls that said something."""
    usages = [record.completion.usage for record in calls if record.completion]

    def total(values: Sequence[float | None]) -> Any:
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    return {
        "in_tokens": total([usage.in_tokens for usage in usages]),
        "cached_tokens": total([usage.cached_tokens for usage in usages]),
        "out_tokens": total([usage.out_tokens for usage in usages]),
        "calls": len(calls),
        "price": total([usage.price for usage in usages]),
    }
