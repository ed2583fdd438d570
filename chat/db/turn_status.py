"""What becomes of a turn's row while it is told and when it ends: a state machine. Each function names the states it
leaves from, and none shortens a narrative. False: the row was in another state, and nothing has changed.

accepted, telling -> telling -> told -> committed; accepted, telling -> interrupted, cancelled, failed.
"""

import json
from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

UNFINISHED = "status IN ('accepted', 'telling')"
LONGER = "CASE WHEN length(:text) >= length(narrative) THEN :text ELSE narrative END"


def save_partial(db: Connection, turn_id: str, narrative: str) -> None:
    """What was streamed so far; a turn that has ended meanwhile is left alone."""
    db.execute(
        f"UPDATE turn SET status = 'telling', narrative = {LONGER} WHERE id = :turn AND {UNFINISHED}",
        {"text": narrative, "turn": turn_id},
    )


def mark_told(db: Connection, turn_id: str, narrative: str, finish_reason: str) -> bool:
    """Also for a narrative that the player wrote: its turn is told from the start."""
    return bool(
        db.execute(
            f"UPDATE turn SET status = 'told', narrative = {LONGER}, finish_reason = :reason, truncated = :truncated"
            f" WHERE id = :turn AND ({UNFINISHED} OR (status = 'told' AND narrative = :text))",
            {"text": narrative, "reason": finish_reason, "truncated": finish_reason == "length", "turn": turn_id},
        ).rowcount
    )


def mark_ended(
    db: Connection, turn_id: str, status: str, narrative: str, error: Mapping[str, Any] | None = None
) -> bool:
    """interrupted, cancelled or failed, with the partial text. A turn that was told is none of these any more."""
    return bool(
        db.execute(
            f"UPDATE turn SET status = :status, narrative = {LONGER}, error = :error WHERE id = :turn AND {UNFINISHED}",
            {"status": status, "text": narrative, "error": error and json.dumps(error), "turn": turn_id},
        ).rowcount
    )


def mark_committed(db: Connection, turn_id: str, timings: Mapping[str, Any], usage: Mapping[str, Any]) -> bool:
    return bool(
        db.execute(
            "UPDATE turn SET status = 'committed', timings = ?, usage = ? WHERE id = ? AND status = 'told'",
            (json.dumps(timings), json.dumps(usage), turn_id),
        ).rowcount
    )


def put_timings(db: Connection, turn_id: str, timings: Mapping[str, Any]) -> None:
    """Once more when the COMMIT is over: how long it took is not known before."""
    db.execute("UPDATE turn SET timings = ? WHERE id = ? AND status = 'committed'", (json.dumps(timings), turn_id))


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
