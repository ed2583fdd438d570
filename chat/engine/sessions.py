"""A chat taken out of the database as a session, and a session put into one, whole or not at all.

Snapshots are left out, memories are made again from the turns, and their vectors by the worker.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from sqlite3 import Connection
from typing import Any

from chat import __version__
from chat.config import Profile, Settings
from chat.db import calls, changes, chats, decisions, memories, turns
from chat.db.calls import Call
from chat.db.changes import Step
from chat.db.decisions import Decided
from chat.db.ids import new_id
from chat.engine.records import remembered
from chat.formats.session import Session, Told, wrong
from chat.formats.session_lines import (
    CallLine,
    Card,
    ChangeLine,
    CharacterLine,
    ChatFields,
    CompletionFields,
    DecidedLine,
    DrawLine,
    MessageFields,
    ModelsUsed,
    SessionLine,
    TurnLine,
    UsageFields,
)
from chat.llm.call import prompt_sha256
from chat.prompts import LeftOut, Rendered, Section
from chat.story.models import Act, Change, Intent, Refusal, State
from chat.story.relations import Relations, state_to_json


def models_used(settings: Settings, profile: Profile | None) -> ModelsUsed:
    """What of a chat's profile goes into its prompts; the defaults for one that is no more."""
    if profile is None:
        return ModelsUsed()
    tokens = settings.context_tokens or profile.narrator.capabilities.max_context
    return ModelsUsed(context_tokens=tokens, brief=profile.toy_classifier, toy_classifier=profile.toy_classifier)


# ---------------------------------------------------------------- out


def take_session(db: Connection, chat_id: str, relations: Relations, models: Callable[[str], ModelsUsed]) -> Session:
    """The whole chat. A turn that still runs, and what hangs on it, is not in it; `models` by profile."""
    chat = chats.get(db, chat_id)
    ended = list(_ended(turns.tree(db, chat_id)))
    known = {turn.id for turn in ended}
    head = chat.head
    while head is not None and head not in known:
        head = turns.get(db, head).parent
    fields = ChatFields(
        id=chat.id,
        title=chat.title,
        profile=chat.profile,
        settings=dict(chat.settings),
        head=head,
        seed=chat.seed,
        created=chat.created,
        models=models(chat.profile),
        relations=chats.own_table(db, chat.id),
    )
    characters = [
        CharacterLine(
            id=member.id,
            persona=member.persona,
            later=member.later,
            absent=member.absent,
            card=Card(**chat.cards[member.id]),
        )
        for member in chat.members
    ]
    return Session(
        SessionLine(app=f"Fabula {__version__}", chat=fields),
        characters,
        _told(db, ended, relations),
    )


def _ended(tree: list[turns.Turn]) -> Iterator[turns.Turn]:
    kept: set[str | None] = {None}
    for turn in tree:
        if turn.status in turns.TERMINAL and turn.parent in kept:
            kept.add(turn.id)
            yield turn


def _told(db: Connection, ended: Sequence[turns.Turn], relations: Relations) -> list[Told]:
    """With the moments of what the user said as turns of the file: the newest that is in it."""
    numbers = turns.numbers(db, [turn.id for turn in ended])

    def newest(number: int | None) -> str | None:
        known = [turn for turn, at in numbers.items() if number is not None and at <= number]
        return max(known, key=numbers.__getitem__, default=None)

    found = []
    for turn in ended:
        told = take_turn(db, turn, relations)
        said = {entry.seq: entry for entry in changes.all_entries(db, [(turn.id, turn.depth)])}
        for line in told.changes:
            line.said_at, line.lifted_at = newest(said[line.seq].said), newest(said[line.seq].lifted)
        found.append(told)
    return found


def take_turn(db: Connection, turn: turns.Turn, relations: Relations) -> Told:
    """One turn with all that hangs on it."""
    fields: Any = {name: getattr(turn, name) for name in TurnLine.model_fields if hasattr(turn, name)}
    told = Told(TurnLine(**fields))
    decided = decisions.of_turn(db, turn.id)
    if decided is not None:
        intent = asdict(decided.intent) | {"addressed": list(decided.intent.addressed)}
        whole: Any = {"turn": turn.id, "intent": intent, "recalled": list(decided.recalled)}
        told.decided = DecidedLine(
            **whole, summaries=[dict(item) for item in decided.summaries], state_of=decided.state_of
        )
        told.draws = [DrawLine(turn=turn.id, draw=dict(draw)) for draw in decided.draws]
    told.changes = [change_line(step) for step in changes.steps_of(db, turn.chat, turn.id, relations)]
    lifted = [entry for entry in changes.all_entries(db, [(turn.id, turn.depth)]) if entry.lifted is not None]
    told.changes += [change_line(Step(entry, State(), State())) for entry in lifted]
    told.changes.sort(key=lambda line: line.seq)
    told.calls = [_call_line(*logged) for logged in calls.whole_of_turn(db, turn.id)]
    return told


def change_line(step: Step) -> ChangeLine:
    entry, change = step.entry, step.entry.change
    fields: Any = asdict(change) | {"acts": [asdict(act) for act in change.acts]}
    fields |= {"refused": [asdict(item) for item in change.refused], "arguments": dict(change.arguments)}
    sides: Any = {"before": _side(step.before, step), "after": _side(step.after, step)}
    return ChangeLine(id=entry.id, turn=entry.turn, seq=entry.seq, **fields, **sides)


def _side(state: State, step: Step) -> Any:
    """The pair that a change is about, or the scene; nothing for a pair that nobody has changed yet."""
    if step.entry.change.source is None:
        return state_to_json(State(state.scene))["scene"]
    pair = state.pairs.get(step.key)
    return state_to_json(State(pairs={step.key: pair}))["pairs"][0][2] if pair else {}


def _call_line(call: Call, logged: calls.Whole) -> CallLine:
    """With the prompt as it was sent."""
    completion, messages = logged.completion, logged.prompt.messages()
    usage = UsageFields(
        in_tokens=call.in_tokens, cached_tokens=call.cached_tokens, out_tokens=call.out_tokens, price=call.price
    )
    whole: Any = {name: getattr(call, name) for name in ("turn", "role", "purpose", "attempt", "backend", "model")}
    return CallLine(
        **whole,
        prompt_sha256=prompt_sha256(messages, logged.params),
        messages=[MessageFields(**message) for message in messages],
        sections=[[(part.name, len(part.text), part.why) for part in parts] for _, parts in logged.prompt.parts],
        left_out=[(part.name, part.tokens, part.why) for part in logged.prompt.left_out],
        params=dict(logged.params),
        chunks=[(ms, text) for ms, text in logged.chunks],
        completion=CompletionFields(**completion, usage=usage) if completion else None,
        first_ms=call.first_ms,
        total_ms=call.total_ms,
        error=dict(call.error) if call.error else None,
        created=logged.created,
    )


# ---------------------------------------------------------------- in


def put_session(db: Connection, session: Session, relations: Relations, now: str, profile: str) -> chats.Chat:
    """Ids are kept, but where they are taken there is a new one. Raises Unprocessable for a ledger that cannot be
    folded; nothing has happened then, as this is one transaction. `profile` stands in for one that is not known here."""
    fields = session.head.chat
    chat = put_chat(db, session, now, profile, _free(db, "chat", "h", fields.id))
    ids = {told.turn.id: _free(db, "turn", "t", told.turn.id) for told in session.turns}
    for told in session.turns:
        try:
            put_turn(db, chat, told, ids, relations, now)
        except (KeyError, TypeError, ValueError, AttributeError) as error:  # a ledger that no app of ours has written
            wrong(told.number, f"what hangs on this turn cannot be read: {error!r}"[:300])
    numbers = turns.numbers(db, ids.values())
    for line in (line for told in session.turns for line in told.changes):
        said, lifted = (numbers[ids[moment]] if moment else None for moment in (line.said_at, line.lifted_at))
        changes.put_moments(db, ids[line.turn], line.seq, said, lifted)
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


def put_turn(db: Connection, chat: chats.Chat, told: Told, ids: dict[str, str], relations: Relations, now: str) -> None:
    """The turn and all that hangs on it; `ids` are the file's turns as they are called here."""
    line, turn_id = told.turn, ids[told.turn.id]
    turn = turns.insert(
        db,
        turn_id=turn_id,
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
    turns.put_outcome(db, turn_id, **outcome)
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
        before = changes.state_at(db, chat.id, decided.state_of if decided else turn.parent, relations)
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


def decided_of(told: Told, ids: dict[str, str]) -> Decided | None:
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
