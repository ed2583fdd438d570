"""The three moments at which a turn is written after accept: told, committed, or ended early. Each is one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from chat.db import calls, changes, chats, decisions, memories, outcomes, places, snapshots, steps, terms, turns
from chat.db.changes import Step
from chat.db.memories import Memory
from chat.engine.running import Progress, Running
from chat.errors import ChatError, NotFound
from chat.memory.passage import told
from chat.story.identity import as_known
from chat.story.models import Change, Scene
from chat.story.relations import Relations, load_relations
from chat.story.scene import time_text
from chat.story.whisper import witnesses


@dataclass(frozen=True, slots=True)
class Settled:
    """What one question of the settling gave: changes for the ledger of a turn, which is an older one if the change
    was owed to that."""

    turn: str
    changes: Sequence[Change]


def save_told(db: Connection, turn_id: str, progress: Progress) -> None:
    if not outcomes.mark_told(db, turn_id, progress.text, progress.finish_reason):
        raise NotFound(f"There is no turn {turn_id} that is being told.")
    if progress.decided is not None:
        decisions.save(db, turn_id, progress.decided)


def save_committed(
    db: Connection,
    turn: turns.Turn,
    settled: Sequence[Settled],
    remembered: Sequence[Memory],
    progress: Progress,
    relations: Relations,
    now: str,
) -> list[Step]:
    """Ledger, memories, log of calls and the turn's end. Returns the new ledger entries with before and after."""
    if turns.get(db, turn.id).status != "told":
        raise NotFound(f"There is no turn {turn.id} that was told and is not committed.")
    there = turns.some(db, {item.turn for item in settled})  # an owed turn may have been deleted meanwhile
    settled = [item for item in settled if item.turn in there]
    new: list[str] = []
    number = turns.numbers(db, [turn.id])[turn.id]
    for item in settled:
        new += changes.insert(db, turn.chat, item.turn, item.changes, number if item.turn != turn.id else None)
    older = [item.turn for item in settled if item.turn != turn.id and item.changes]
    made: list[Step] = []
    for owed in dict.fromkeys(older):
        snapshots.drop(db, turn.chat, turns.get(db, owed).depth)
        made += changes.steps_of(db, turn.chat, owed, relations)
    if turns.has_followers(db, turn):  # kept under an edit, they were folded without it
        snapshots.drop(db, turn.chat, turn.depth)
    own = changes.steps_of(db, turn.chat, turn.id, relations)
    memories.insert(db, turn.chat, turn.id, remembered)
    calls.insert(db, turn.chat, turn.id, progress.calls, now)
    if progress.terms is not None:
        terms.save(db, turn.chat, turn.id, progress.terms)
    if progress.beside:
        places.put_beside(db, turn.id, progress.beside)
    outcomes.mark_committed(db, turn.id, progress.timings, progress.usage())
    return [step for step in (*made, *own) if step.entry.id in set(new)]


def save_ended(
    db: Connection, run: Running, status: str, error: ChatError | None, progress: Progress, now: str
) -> None:
    """Cancelled, interrupted or failed; nothing for a turn that is told or has ended. A failed regenerate or edit gives
    the head back."""
    problem = None if error is None else {**error.as_json(), "retryable": error.retryable}
    if not outcomes.mark_ended(db, run.turn, status, progress.text, problem):
        return
    if progress.decided is not None:
        decisions.save(db, run.turn, progress.decided)
    if progress.terms is not None:
        terms.save(db, run.chat, run.turn, progress.terms)
    if progress.beside:
        places.put_beside(db, run.turn, progress.beside)
    if progress.text.strip():
        _remember_partial(db, run, progress)
    calls.insert(db, run.chat, run.turn, progress.calls, now)
    if status == "failed" and turns.get(db, run.turn).origin in ("regenerate", "edit"):
        steps.take_back(db, run.chat, run.turn)


def _remember_partial(db: Connection, run: Running, progress: Progress) -> None:
    """What was told before the end came stays on the path, and in recall."""
    turn, chat = turns.get(db, run.turn), chats.get(db, run.chat)
    scene = changes.state_at(db, run.chat, turn.parent, load_relations()).scene
    memories.insert(db, run.chat, run.turn, remembered(chat, turn, progress.text, scene, scene, ()))


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
