"""Step 1 of a turn: what a player asked for is checked and made durable in one transaction, and the head moves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

from chat.config import REPLAY
from chat.db import changes, chats, turn_inputs, turns, undo_log
from chat.db.failpoint import reach
from chat.db.turn_inputs import Decided
from chat.engine.engine import Engine
from chat.engine.reenactment import reenacted
from chat.engine.run import Run, ToldText
from chat.engine.story import read_story
from chat.errors import Gone, NotFound, TooLarge, Unprocessable
from chat.story.dice import Roll, draw_of, roll_among
from chat.story.models import Intent
from chat.story.relations import Relations
from chat.tasks import to_the_end

MAX_TEXT = 32 * 1024  # bytes of UTF-8
MAX_NARRATIVE = 4 * MAX_TEXT


@dataclass(frozen=True, slots=True)
class Request:
    """What a player asks for. `turn` is the one regenerated or edited; a given narrative is told already. With `keep`
    an edit mends: the turns that follow on the head's path hang under the new sibling, and nothing is told anew. A
    regenerate keeps what was rolled, but for a `reroll`."""

    chat: str
    origin: Literal["message", "continue", "regenerate", "edit"]
    text: str | None = None
    turn: str | None = None
    narrative: str | None = None
    instruction: str | None = None
    version: int | None = None
    key: str | None = None
    body_sha256: str = ""
    keep: bool = False
    reroll: bool = False


@dataclass(frozen=True, slots=True)
class Accepted:
    """A durable turn. `run` is None when an equal Idempotency-Key had made the turn before: nothing is to be told."""

    turn_id: str
    chat: str
    parent: str | None
    version: int
    run: Run | None


async def accept(engine: Engine, request: Request, start: Callable[[Run], None] | None = None) -> Accepted:
    """Raises NotFound, Gone, Conflict, Unprocessable, TooLarge, Overloaded or StorageError; nothing has happened then.
    `start` begins to tell the turn, also when who asked for it is gone; without it that is left to the caller."""
    return await to_the_end(_accept(engine, request, start))


async def _accept(engine: Engine, request: Request, start: Callable[[Run], None] | None) -> Accepted:
    async with engine.lock(request.chat):
        repeated = await engine.db.read(_repeated, request) if request.key else None
        if repeated is not None:
            return repeated
        _check(request)
        engine.refuse_while_telling(request.chat)
        await engine.pending_writes.store(request.chat)
        await engine.deletion.finish(request.chat)
        engine.recaller.prefetch(request.chat, request.text or "")
        await engine.snapshot_refresh.near(request.chat, request.turn)
        kept = await engine.db.read(_kept, request) if request.keep else None  # the lock keeps it true
        with engine.admitted():
            run, version = await engine.db.write(
                _insert, request, kept, engine.new_turn(), engine.relations, engine.now(), list(engine.running)
            )
            if request.keep:
                engine.forget_path(request.chat)
                engine.snapshot_refresh.begin(request.chat)
            if request.turn in engine.running:  # regenerating a turn that settles ends its calls
                engine.running[request.turn].stopped.set()
            engine.begin(run)
            if start is not None:
                start(run)
            engine.sweeper.wake()  # the oldest step may have been forgotten
    reach("accepted")
    return Accepted(run.turn, run.chat, run.parent, version, run)


def _repeated(db: Connection, request: Request) -> Accepted | None:
    known = turns.with_key(db, request.chat, request.key) if request.key else None
    if known is None:
        return None
    if known.body_sha256 != request.body_sha256:
        raise Unprocessable(
            "This Idempotency-Key was used for another request.",
            code="idempotency_mismatch",
            hint="Use a new key for a new request.",
        )
    if not turns.some(db, [known.id]):
        raise Gone(
            "The turn that this Idempotency-Key made was deleted.",
            code="turn_deleted",
            hint="Undo brings it back; to write anew, use a new key.",
        )
    return Accepted(known.id, known.chat, known.parent, chats.get(db, known.chat).version, run=None)


def _check(request: Request) -> None:
    limits = ((request.text, MAX_TEXT), (request.instruction, MAX_TEXT), (request.narrative, MAX_NARRATIVE))
    for text, most in limits:
        if text is not None and len(text.encode()) > most:
            raise TooLarge(f"The text is over {most // 1024} KB.", hint="Shorten it, or send it in several turns.")
    if request.origin == "message" and not (request.text or "").strip():
        raise Unprocessable(
            "The text is empty.", code="empty_text", hint='Write something, or send {"continue": true}.'
        )
    if request.origin == "edit" and request.text is None and request.narrative is None:
        raise Unprocessable("Nothing to edit was given.", code="empty_edit", hint="Send text, narrative, or both.")
    if request.narrative is not None and not request.narrative.strip():
        raise Unprocessable("The narrative is empty.", code="empty_text", hint="Delete the turn instead.")


def _kept(db: Connection, request: Request) -> turns.Turn | None:
    """The turn that an edit hangs under the new one. In a deep chat the way to it is long."""
    original = turns.get(db, request.turn or "")
    return turns.child_towards(db, original, chats.get(db, request.chat).head)


def _insert(
    db: Connection,
    request: Request,
    kept: turns.Turn | None,
    turn_id: str,
    relations: Relations,
    now: str,
    running: Sequence[str],
) -> tuple[Run, int]:
    chat = chats.get(db, request.chat)
    chats.check_version(chat, request.version)
    if request.reroll and not chat.dice:
        raise Unprocessable("This chat is played without dice.", hint="Turn them on in its settings.", code="dice_off")
    original = turns.get(db, request.turn) if request.turn else None
    if original is not None and original.chat != chat.id:
        raise NotFound(f"There is no turn {original.id} in this chat.")
    parent = original.parent if original else chat.head
    text = request.text if request.text is not None else original.text if original else ""
    narrative = request.narrative or ""
    if request.keep and original and not narrative:
        if not original.narrative.strip():
            raise Unprocessable("Nothing was told in this turn.", hint="Edit it without `keep`, or give a narrative.")
        narrative = original.narrative
    turn = turns.insert(
        db,
        turn_id=turn_id,
        chat=chat.id,
        parent=turns.get(db, parent) if parent else None,
        origin=request.origin,
        status="told" if narrative else "accepted",  # and is, whenever the app goes down from here on
        text=text,
        narrative=narrative,
        instruction=request.instruction,
        key=request.key,
        body_sha256=request.body_sha256,
        now=now,
    )
    if original is not None:
        changes.copy_user_changes(db, original.id, turn.id, mended=request.keep)
    if original and kept:
        turns.set_label(db, turn.id, original.label)
    after = chat.head if kept else turn.id
    undo_log.do(db, chat.id, "keep" if kept else "turn", turn=turn.id, kept=kept, before=chat.head, after=after)
    known = reenacted(db, turn, original, relations) if chat.profile == REPLAY else None
    again = chat.dice and not request.reroll and original and text == original.text
    roll = _roll(db, original.id) if original and (request.keep or again) else None
    if roll and narrative:
        turn_inputs.save(db, turn.id, Decided(Intent(), draws=[draw_of(roll)]))
    version = chats.bump(db, chat.id, now)
    story = read_story(db, turn.id, relations, running)
    run = Run(turn.id, turn.chat, turn.parent, known=known, reroll=request.reroll, kept=roll, story=story)
    run.told = ToldText(narrative) if narrative else None
    return run, version


def _roll(db: Connection, turn_id: str) -> Roll | None:
    decided = turn_inputs.of_turn(db, turn_id)
    return roll_among(decided.draws) if decided else None
