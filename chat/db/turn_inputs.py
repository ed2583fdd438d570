"""Rows of what clocks, workers and dice decided for a turn: stored so that a replay can feed it back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from sqlite3 import Connection
from typing import Any

from chat.story.dice import Roll, roll_among
from chat.story.models import Intent


@dataclass(frozen=True, slots=True)
class Decided:
    """`recalled` as the contract shows it; `state_of` is the turn whose state the narrator was shown."""

    intent: Intent
    recalled: Sequence[Mapping[str, Any]] = ()
    summaries: Sequence[Mapping[str, Any]] = ()
    state_of: str | None = None
    draws: Sequence[Mapping[str, Any]] = ()


def save(db: Connection, turn: str, decided: Decided) -> None:
    db.execute(
        "INSERT OR REPLACE INTO decided (turn, intent, recalled, summaries, state_of, draws) VALUES (?, ?, ?, ?, ?, ?)",
        (
            turn,
            json.dumps(asdict(decided.intent), ensure_ascii=False),
            json.dumps(list(decided.recalled), ensure_ascii=False),
            json.dumps(list(decided.summaries), ensure_ascii=False),
            decided.state_of,
            json.dumps(list(decided.draws)),
        ),
    )


def of_turn(db: Connection, turn: str) -> Decided | None:
    row = db.execute(
        "SELECT intent, recalled, summaries, state_of, draws FROM decided WHERE turn = ?", (turn,)
    ).fetchone()
    if row is None:
        return None
    intent = json.loads(row[0])
    intent["addressed"] = tuple(intent["addressed"])
    return Decided(Intent(**intent), json.loads(row[1]), json.loads(row[2]), row[3], json.loads(row[4]))


def rolls(db: Connection, turns: Iterable[str]) -> dict[str, Roll]:
    """By turn, of those that had one."""
    rows = db.execute(
        "SELECT turn, draws FROM json_each(?) AS wanted JOIN decided ON decided.turn = wanted.value WHERE draws != '[]'",
        (json.dumps(list(turns)),),
    )
    return {turn: roll for turn, draws in rows if (roll := roll_among(json.loads(draws)))}


def drawn(db: Connection, chat: str, parent: str | None, text: str) -> list[Mapping[str, Any]]:
    """What was drawn for this text in the turns under a parent, oldest first."""
    rows = db.execute(
        "SELECT draws FROM decided JOIN turn ON turn.id = decided.turn"
        " WHERE turn.chat = ? AND turn.parent IS ? AND turn.text = ? ORDER BY number",
        (chat, parent, text),
    )
    return [draw for row in rows for draw in json.loads(row[0])]
