"""The three moments at which a turn is written after accept: told, committed, or ended early. Each is one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, Literal

from chat.db import (
    calls,
    changes,
    chats,
    memories,
    snapshots,
    turn_inputs,
    turn_moves,
    turn_settings,
    turn_status,
    turns,
    undo_log,
)
from chat.db.calls import Logged
from chat.db.changes import Step
from chat.db.memories import Memory
from chat.engine.run import Run, TurnLog
from chat.errors import ChatError, NotFound
from chat.memory.chunking import told
from chat.story.identity import as_known
from chat.story.models import Change, Scene
from chat.story.relations import Relations
from chat.story.scene import time_text
from chat.story.whisper import witnesses


@dataclass(frozen=True, slots=True)
class PairResult:
    """What one question of the settling gave: changes for the ledger of a turn, which is an older one if the change
    was owed to that."""

    turn: str
    changes: Sequence[Change]


def save_told(db: Connection, turn_id: str, progress: TurnLog) -> None:
    if not turn_status.mark_told(db, turn_id, progress.text, progress.finish_reason):
        raise NotFound(f"There is no turn {turn_id} that is being told.")
    if progress.decided is not None:
        turn_inputs.save(db, turn_id, progress.decided)


def save_committed(
    db: Connection,
    turn: turns.Turn,
    settled: Sequence[PairResult],
    remembered: Sequence[Memory],
    progress: TurnLog,
    logged: Sequence[Logged],
    now: str,
) -> list[str]:
    """Ledger, memories, log of calls and the turn's end. Returns the ids of the new ledger entries. Nothing is folded
    here, where everybody else who writes has to wait."""
    if turns.get(db, turn.id).status != "told":
        raise NotFound(f"There is no turn {turn.id} that was told and is not committed.")
    there = turns.some(db, {item.turn for item in settled})  # an owed turn may have been deleted meanwhile
    new: list[str] = []
    number = turns.numbers(db, [turn.id])[turn.id]
    for item in settled:
        if item.turn in there:
            new += changes.insert(db, turn.chat, item.turn, item.changes, number if item.turn != turn.id else None)
    changed = [there[owed].depth for owed in older(turn, settled) if owed in there]
    if turns.has_followers(db, turn):  # kept under an edit, they were folded without it
        changed.append(turn.depth)
    if changed:
        snapshots.drop(db, turn.chat, min(changed))
    memories.insert(db, turn.chat, turn.id, remembered)
    calls.insert(db, turn.chat, turn.id, logged, now)
    if progress.terms is not None:
        turn_settings.save(db, turn.chat, turn.id, progress.terms)
    if progress.beside:
        turn_moves.put_beside(db, turn.id, progress.beside)
    turn_status.mark_committed(db, turn.id, progress.timings, progress.usage())
    return new


def older(turn: turns.Turn, settled: Sequence[PairResult]) -> list[str]:
    """The turns above this one that were owed a change and have it now."""
    return list(dict.fromkeys(item.turn for item in settled if item.turn != turn.id and item.changes))


def steps_made(
    db: Connection, turn: turns.Turn, settled: Sequence[PairResult], new: Collection[str], relations: Relations
) -> list[Step]:
    """The new ledger entries with the state before and after each, once they are committed."""
    there = turns.some(db, older(turn, settled))
    made = [step for each in (*there, turn.id) for step in changes.steps_of(db, turn.chat, each, relations)]
    return [step for step in made if step.entry.id in new]


def save_ended(db: Connection, run: Run, status: str, error: ChatError | None, progress: TurnLog, now: str) -> None:
    """Cancelled, interrupted or failed, with all that is known of it; nothing for a turn that is told or has ended."""
    if not save_end(db, run.turn, status, error, progress.text):
        return
    if progress.decided is not None:
        turn_inputs.save(db, run.turn, progress.decided)
    if progress.terms is not None:
        turn_settings.save(db, run.chat, run.turn, progress.terms)
    if progress.beside:
        turn_moves.put_beside(db, run.turn, progress.beside)
    if progress.text.strip() and run.story is not None:  # what was told before the end came stays in recall
        chat, scene = chats.get(db, run.chat), run.story.state.scene
        memories.insert(db, run.chat, run.turn, remembered(chat, run.story.turn, progress.text, scene, scene, ()))
    calls.insert(db, run.chat, run.turn, progress.calls, now)


def save_end(db: Connection, turn_id: str, status: str, error: ChatError | None, narrative: str) -> bool:
    """The row alone. A failed regenerate or edit gives the head back. False for a turn that is told or has ended."""
    problem = None if error is None else {**error.as_json(), "retryable": error.retryable}
    ended = turn_status.mark_ended(db, turn_id, status, narrative, problem)
    if ended and status == "failed":
        _give_back_head(db, turns.get(db, turn_id))
    return ended


def status_of_cut(narrative: str) -> Literal["interrupted", "failed"]:
    """Of a turn that ended before it was told: with some text told, and without any."""
    return "interrupted" if narrative.strip() else "failed"


def end_unfinished(db: Connection, error: Mapping[str, Any]) -> int:
    """At start, what was being told when the app went is interrupted, with the text that was saved, or failed without any.
    Returns how many turns that were."""
    left = turns.unfinished(db)
    for turn in left:
        status = status_of_cut(turn.narrative)
        turn_status.mark_ended(db, turn.id, status, turn.narrative, error)
        if status == "failed":
            _give_back_head(db, turn)
    return len(left)


def _give_back_head(db: Connection, turn: turns.Turn) -> None:
    """A regenerate or an edit that came to nothing leaves the chat where it was."""
    if turn.origin in ("regenerate", "edit"):
        undo_log.roll_back_step(db, turn.chat, turn.id)


def remembered(
    chat: chats.Chat, turn: turns.Turn, narrative: str, before: Scene, after: Scene, made: Sequence[Change]
) -> list[Memory]:
    """The told passages and the facts, with those who were there before or after the scene changed, or of a whisper
    with those who heard it."""
    seen = witnesses(turn.text, (*before.present, *after.present), as_known(chat.members, before))
    when = time_text(after)
    facts = [
        Memory("fact", change.arguments["text"], seen, when, weight=change.arguments["importance"] / 3)
        for change in made
        if change.kind == "fact" and not change.refused
    ]
    return told(chat.member(chat.persona).name, turn.text, narrative, seen, when) + facts
