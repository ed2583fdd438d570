"""A session put into the database, whole or not at all. Memories are made again from the turns, and their vectors by the
worker."""

from collections.abc import Mapping
from sqlite3 import Connection
from typing import Any

from chat.db import calls, changes, chats, decisions, memories, outcomes, places, terms, turns
from chat.db.calls import Call
from chat.db.decisions import Decided
from chat.db.ids import new_id
from chat.engine.records import remembered
from chat.engine.sessions import terms_told
from chat.formats.session import Session, Told
from chat.formats.session_check import wrong
from chat.formats.session_lines import CallLine, ChangeLine, UsageFields
from chat.prompts import LeftOut, Rendered, Section
from chat.story.models import Act, Change, Intent, Refusal
from chat.story.relations import Relations


def put_session(db: Connection, session: Session, relations: Relations, now: str, profile: str) -> chats.Chat:
    """Ids are kept, but where they are taken there is a new one. Raises Unprocessable for a ledger that cannot be
    folded; nothing has happened then, as this is one transaction. `profile` stands in for one that is not known here."""
    fields = session.head.chat
    chat = put_chat(db, session, now, profile, _free(db, "chat", "h", fields.id))
    last = turns.last_number(db)
    count = {told.turn.id: last + (told.turn.number or place) for place, told in enumerate(session.turns, 1)}
    ids = {told.turn.id: _free(db, "turn", "t", told.turn.id) for told in session.turns}
    for told in session.turns:
        try:
            put_turn(db, chat, told, ids, relations, now, count[told.turn.id])
        except (KeyError, TypeError, ValueError, AttributeError) as error:  # a ledger that no app of ours has written
            wrong(told.number, f"what hangs on this turn cannot be read: {error!r}"[:300])
    for told in session.turns:
        turn_id = ids[told.turn.id]
        hung = [(count[place.since], ids.get(place.parent or "", "")) for place in told.turn.places]
        places.put(db, turn_id, hung)
        places.put_beside(db, turn_id, [ids[other] for other in told.turn.beside if other in ids])
        if told.turn.origin not in ("greeting", "import"):
            terms.save(db, chat.id, turn_id, terms_told(session, told))
        for line in told.changes:
            said, lifted = (count[moment] if moment else None for moment in (line.said_at, line.lifted_at))
            changes.put_moments(db, turn_id, line.seq, -said if said and line.gone else said, lifted)
    chats.move_head(db, chat.id, ids[fields.head] if fields.head else None)
    return chats.get(db, chat.id)


def put_chat(db: Connection, session: Session, now: str, profile: str, chat_id: str) -> chats.Chat:
    """The chat with its members, and no turn yet."""
    fields, persona = session.head.chat, session.characters[0]
    cast = [(line, line.card.model_dump(exclude_unset=True)) for line in session.characters[1:]]
    chat = chats.insert(
        db,
        title=fields.title,
        profile=profile,
        persona=persona.card.model_dump(exclude_unset=True),
        cast=[(line.id, card) for line, card in cast if not line.later],
        seed=fields.seed,
        now=now,
        chat_id=chat_id,
        persona_id=persona.id,
        settings=fields.settings,
        absent={line.id for line in session.characters if line.absent},
    )
    for line, card in cast:
        if line.later:
            chats.add_member(db, chat.id, line.id, card)
    chats.set_table(db, chat.id, fields.relations)
    return chats.get(db, chat.id)


def put_turn(
    db: Connection,
    chat: chats.Chat,
    told: Told,
    ids: Mapping[str, str],
    relations: Relations,
    now: str,
    number: int | None = None,
) -> None:
    """The turn and all that hangs on it; `ids` are the file's turns as they are called here. `number` as in
    turns.insert."""
    line, turn_id = told.turn, ids[told.turn.id]
    turn = turns.insert(
        db,
        turn_id=turn_id,
        number=number,
        chat=chat.id,
        parent=turns.get(db, ids[line.parent]) if line.parent else None,
        origin=line.origin,
        status=line.status,
        text=line.text,
        narrative=line.narrative,
        instruction=line.instruction,
        now=line.created,
    )
    outcome: Any = line.model_dump(include={"finish_reason", "truncated", "error", "timings", "usage", "label"})
    outcomes.put_outcome(db, turn_id, **outcome)
    decided = decided_of(told, ids)
    if decided is not None:
        decisions.save(db, turn_id, decided)
    for entry in told.changes:
        changes.put(
            db,
            chat.id,
            turn_id,
            _free(db, "change", "e", entry.id),
            entry.seq,
            change_of(entry),
            lifted=0 if entry.lifted_at else None,
        )
    if line.narrative.strip():
        shown = decided.state_of if decided else None
        before = changes.state_at(db, chat.id, shown or turn.parent, relations)
        own = [step.entry.change for step in changes.steps_of(db, chat.id, turn_id, relations)]
        made = own if line.status == "committed" else []
        after = changes.state_at(db, chat.id, turn_id, relations)
        memories.insert(db, chat.id, turn_id, remembered(chat, turn, line.narrative, before.scene, after.scene, made))
    for call in told.calls:
        _put_call(db, chat.id, turn_id, call)


def change_of(line: ChangeLine) -> Change:
    return Change(
        line.kind,
        line.by,
        line.source,
        line.target,
        tuple(Act(**act.model_dump()) for act in line.acts),
        tuple(Refusal(**item.model_dump()) for item in line.refused),
        line.mood,
        line.view,
        line.stale,
        line.operation,
        line.arguments,
    )


def decided_of(told: Told, ids: Mapping[str, str]) -> Decided | None:
    line = told.decided
    if line is None:
        return None
    intent: Any = line.intent.model_dump() | {"addressed": tuple(line.intent.addressed)}
    return Decided(
        Intent(**intent),
        [item.model_dump() | {"turn": ids.get(item.turn, item.turn)} for item in line.recalled],
        line.summaries,
        line.state_of and ids.get(line.state_of, line.state_of),
        [draw.draw for draw in told.draws],
    )


def _put_call(db: Connection, chat: str, turn: str, line: CallLine) -> None:
    completion = line.completion
    usage = completion.usage.model_dump() if completion else dict.fromkeys(UsageFields.model_fields)
    calls.put(
        db,
        chat,
        Call(
            new_id("k"), turn, line.role, line.purpose, line.attempt, line.backend, line.model, line.first_ms,
            line.total_ms, usage["in_tokens"], usage["cached_tokens"], usage["out_tokens"],
            completion.finish_reason if completion else None, usage["price"], line.error,
        ),
        calls.Whole(
            line.params,
            _rendered(line),
            line.chunks,
            completion.model_dump(exclude={"usage"}) if completion else None,
            line.created,
        ),
    )  # fmt: skip


def _rendered(line: CallLine) -> Rendered:
    roles = [message.role for message in line.messages]
    parts = [tuple(Section(*section) for section in sections) for sections in line.cut()]
    return Rendered(tuple(zip(roles, parts, strict=True)), tuple(LeftOut(*item) for item in line.left_out))


def _free(db: Connection, table: str, kind: Any, wanted: str) -> str:
    """An id as it was, unless a row has it."""
    taken = db.execute(f"SELECT 1 FROM {table} WHERE id = ?", (wanted,)).fetchone()
    return new_id(kind) if taken else wanted
