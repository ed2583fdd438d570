"""The lines of a session put into the database, one after the other. Memories are made again from the turns, and their
vectors by the worker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from sqlite3 import Connection
from typing import Any, NoReturn

from chat.db import (
    calls,
    changes,
    chats,
    imports,
    memories,
    snapshots,
    turn_inputs,
    turn_moves,
    turn_settings,
    turn_status,
    turns,
)
from chat.db.calls import Call
from chat.db.ids import new_id
from chat.db.turn_inputs import Decided
from chat.engine.records import remembered
from chat.engine.states import States
from chat.formats.session import Told
from chat.formats.session_check import wrong
from chat.formats.session_lines import (
    CallLine,
    ChangeLine,
    CharacterLine,
    DecidedLine,
    DrawLine,
    Line,
    SessionLine,
    TurnLine,
    UsageFields,
)
from chat.prompts import LeftOut, Rendered, Section
from chat.story.models import Act, Change, Intent, Refusal, State
from chat.story.relations import Relations, fold

NO_USAGE = UsageFields(in_tokens=None, cached_tokens=None, out_tokens=None, price=None)
ASKED = ("message", "continue", "regenerate", "edit")  # the origins of turns that were told with terms


@dataclass(frozen=True, slots=True)
class Incoming:
    """What all lines of a file are put with. `ids` are the file's turns as they are called here, `numbers` what they get;
    `terms` are what the rows name them by: 0 those of the chat, and as the file counts them."""

    chat: chats.Chat
    states: States
    ids: Mapping[str, str]
    numbers: Mapping[str, int] = field(default_factory=dict)
    terms: dict[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Half:
    """A turn of which more may come: its line, and what has come below it. `state` is folded so far, `facts` are the
    changes that are remembered."""

    number: int  # of its line
    line: TurnLine
    turn: turns.Turn
    state: State
    decided: DecidedLine | None = None
    draws: tuple[DrawLine, ...] = ()
    facts: tuple[Change, ...] = ()


def put_chat(
    db: Connection, head: SessionLine, characters: Sequence[CharacterLine], now: str, profile: str, chat_id: str
) -> chats.Chat:
    """The chat with its members, and no turn yet."""
    fields, persona = head.chat, characters[0]
    cast = [(line, line.card.model_dump(exclude_unset=True)) for line in characters[1:]]
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
        absent={line.id for line in characters if line.absent},
    )
    for line, card in cast:
        if line.later:
            chats.add_member(db, chat.id, line.id, card)
    chats.set_table(db, chat.id, fields.relations)
    return chats.get(db, chat.id)


def put_turn(db: Connection, chat: chats.Chat, told: Told, ids: Mapping[str, str], relations: Relations) -> None:
    """One turn with all that hangs on it, as the next of a chat. When the user said and lifted something is left open."""
    incoming = Incoming(chat, States(db, chat.id, relations), ids)
    half = put_lines(db, incoming, None, [(told.number, line) for line in told.lines()])
    assert half is not None
    end_turn(db, incoming, half)


def put_lines(db: Connection, incoming: Incoming, half: Half | None, lines: Sequence[tuple[int, Line]]) -> Half | None:
    """Numbered lines of turns, in the order of the file. `half` is what the lines before have left, and what these leave
    is returned. Unprocessable for a ledger that cannot be folded."""
    taken = imports.taken(db, "change", [line.id for _, line in lines if isinstance(line, ChangeLine)])
    for number, line in lines:
        if isinstance(line, TurnLine):
            if half is not None:
                end_turn(db, incoming, half)
            half = _begin_turn(db, incoming, number, line)
            continue
        assert half is not None  # the file was checked
        if isinstance(line, DecidedLine):
            half = replace(half, decided=line)
        elif isinstance(line, DrawLine):
            half = replace(half, draws=(*half.draws, line))
        elif isinstance(line, ChangeLine):
            half = _put_change(db, incoming, half, line, new_id("e") if line.id in taken else line.id)
            taken.add(line.id)
        elif isinstance(line, CallLine):
            _put_call(db, incoming.chat.id, half.turn.id, line)
    return half


def _begin_turn(db: Connection, incoming: Incoming, number: int, line: TurnLine) -> Half:
    turn_id, ids, numbers = incoming.ids[line.id], incoming.ids, incoming.numbers
    if numbers:
        imports.give_number(db, incoming.chat.id, numbers[line.id])
    turn = turns.insert(
        db,
        turn_id=turn_id,
        number=numbers.get(line.id),
        chat=incoming.chat.id,
        parent=turns.get(db, ids[line.parent]) if line.parent else None,
        origin=line.origin,
        status=line.status,
        text=line.text,
        narrative=line.narrative,
        instruction=line.instruction,
        now=line.created,
    )
    outcome: Any = line.model_dump(include={"finish_reason", "truncated", "error", "timings", "usage", "label"})
    turn_status.put_outcome(db, turn_id, **outcome)
    if numbers:
        turn_moves.put(db, turn_id, [(numbers[place.since], ids.get(place.parent or "", "")) for place in line.places])
        turn_moves.put_beside(db, turn_id, [ids[other] for other in line.beside if other in ids])
        if line.origin in ASKED:
            turn_settings.use(db, turn_id, incoming.terms[line.terms or 0])
    return Half(number, line, turn, incoming.states.at(db, turn.parent))


def _put_change(db: Connection, incoming: Incoming, half: Half, line: ChangeLine, change_id: str) -> Half:
    change, numbers, turn = change_of(line), incoming.numbers, half.turn
    said = numbers.get(line.said_at or "")
    lifted = numbers.get(line.lifted_at, 0) if line.lifted_at else None
    changes.put(
        db, turn.chat, turn.id, change_id, line.seq, change, -said if said and line.gone else said, lifted=lifted
    )
    if lifted is not None:
        return half
    try:
        state = fold(half.state, turn.id, turn.depth, [change], incoming.states.table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:  # a ledger that no app of ours has written
        _unreadable(half, error)
    if change.kind == "fact" and not isinstance(change.arguments.get("text"), str):
        wrong(half.number, "a fact that hangs on this turn has no text")
    facts = (*half.facts, change) if change.kind == "fact" else half.facts
    return replace(half, state=state, facts=facts)


def _unreadable(half: Half, error: Exception) -> NoReturn:
    wrong(half.number, f"what hangs on this turn cannot be read: {error!r}"[:300])


def end_turn(db: Connection, incoming: Incoming, half: Half) -> None:
    """What follows from all lines of a turn."""
    chat, turn, line = incoming.chat, half.turn, half.line
    decided = decided_of(half.decided, half.draws, incoming.ids)
    if decided is not None:
        turn_inputs.save(db, turn.id, decided)
    states = incoming.states
    states.keep(turn.id, half.state)
    if incoming.numbers and turn.depth % snapshots.EVERY == 0:
        snapshots.put(db, turn.id, half.state, states.table)
    if line.narrative.strip():
        before = states.at(db, (decided.state_of if decided else None) or turn.parent)
        made = half.facts if line.status == "committed" else ()
        try:
            kept = remembered(chat, turn, line.narrative, before.scene, half.state.scene, made)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            _unreadable(half, error)
        memories.insert(db, chat.id, turn.id, kept)


def change_of(line: ChangeLine) -> Change:
    return Change(
        line.kind,
        line.by,
        line.source,
        line.target,
        tuple(Act(act.act, act.strength, act.quote) for act in line.acts),
        tuple(Refusal(item.what, item.reason) for item in line.refused),
        line.mood,
        line.view,
        line.stale,
        line.operation,
        line.arguments,
    )


def decided_of(line: DecidedLine | None, draws: Sequence[DrawLine], ids: Mapping[str, str]) -> Decided | None:
    if line is None:
        return None
    intent: Any = line.intent.model_dump() | {"addressed": tuple(line.intent.addressed)}
    return Decided(
        Intent(**intent),
        [item.model_dump() | {"turn": ids.get(item.turn, item.turn)} for item in line.recalled],
        line.summaries,
        line.state_of and ids.get(line.state_of, line.state_of),
        [draw.draw for draw in draws],
    )


def _put_call(db: Connection, chat: str, turn: str, line: CallLine) -> None:
    said = line.completion
    usage = said.usage if said else NO_USAGE
    calls.put(
        db,
        chat,
        Call(
            new_id("k"), turn, line.role, line.purpose, line.attempt, line.backend, line.model, line.first_ms,
            line.total_ms, usage.in_tokens, usage.cached_tokens, usage.out_tokens, said.finish_reason if said else None,
            usage.price, line.error,
        ),
        calls.CallDetails(
            line.params,
            _rendered(line),
            line.chunks,
            {"text": said.text, "reasoning": said.reasoning, "finish_reason": said.finish_reason} if said else None,
            line.created,
        ),
    )  # fmt: skip


def _rendered(line: CallLine) -> Rendered:
    roles = [message.role for message in line.messages]
    parts = [tuple(Section(*section) for section in sections) for sections in line.cut()]
    return Rendered(tuple(zip(roles, parts, strict=True)), tuple(LeftOut(*item) for item in line.left_out))
