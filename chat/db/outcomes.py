"""What becomes of a turn's row while it is told and when it ends."""

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any


def save_partial(db: Connection, turn_id: str, narrative: str) -> None:
    """What was streamed so far; a turn that has ended meanwhile is left alone."""
    db.execute(
        "UPDATE turn SET status = 'telling', narrative = ? WHERE id = ? AND status IN ('accepted', 'telling')",
        (narrative, turn_id),
    )


def mark_told(db: Connection, turn_id: str, narrative: str, finish_reason: str) -> None:
    db.execute(
        "UPDATE turn SET status = 'told', narrative = ?, finish_reason = ?, truncated = ? WHERE id = ?",
        (narrative, finish_reason, finish_reason == "length", turn_id),
    )


def mark_ended(
    db: Connection, turn_id: str, status: str, narrative: str, error: Mapping[str, Any] | None = None
) -> None:
    """interrupted, cancelled or failed, with the partial text."""
    db.execute(
        "UPDATE turn SET status = ?, narrative = ?, error = ? WHERE id = ?",
        (status, narrative, None if error is None else json.dumps(error), turn_id),
    )


def mark_committed(db: Connection, turn_id: str, timings: Mapping[str, Any], usage: Mapping[str, Any]) -> None:
    db.execute(
        "UPDATE turn SET status = 'committed', timings = ?, usage = ? WHERE id = ?",
        (json.dumps(timings), json.dumps(usage), turn_id),
    )


def put_outcome(
    db: Connection,
    turn_id: str,
    *,
    finish_reason: str | None,
    truncated: bool,
    error: Mapping[str, Any] | None,
    timings: Mapping[str, Any] | None,
    usage: Mapping[str, Any] | None,
    label: str | None,
) -> None:
    """How a turn ended elsewhere."""

    def text(value: Mapping[str, Any] | None) -> str | None:
        return None if value is None else json.dumps(value)

    db.execute(
        "UPDATE turn SET finish_reason = ?, truncated = ?, error = ?, timings = ?, usage = ?, label = ? WHERE id = ?",
        (finish_reason, truncated, text(error), text(timings), text(usage), label, turn_id),
    )


def interrupt_unfinished(db: Connection, error: Mapping[str, Any]) -> int:
    """At start: whatever was being told when the app went is interrupted, with the text it had."""
    return db.execute(
        "UPDATE turn SET status = 'interrupted', error = ? WHERE status IN ('accepted', 'telling')",
        (json.dumps(error),),
    ).rowcount
