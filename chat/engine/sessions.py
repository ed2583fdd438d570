"""A chat taken out of the database as a session. Snapshots, memories and vectors are left out."""

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from sqlite3 import Connection
from typing import Any

from chat import __version__
from chat.config import Profile, Settings
from chat.db import calls, changes, chats, decisions, places, terms, turns
from chat.db.calls import Call
from chat.db.changes import Step
from chat.db.terms import Terms
from chat.formats.session import Session, Told
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
    PlaceFields,
    SessionLine,
    TermsLine,
    TurnLine,
    UsageFields,
)
from chat.llm.call import prompt_sha256
from chat.story.models import State
from chat.story.relations import Relations, state_to_json


def models_used(settings: Settings, profile: Profile | None) -> ModelsUsed:
    """What of a chat's profile goes into its prompts; the defaults for one that is no more."""
    if profile is None:
        return ModelsUsed()
    tokens = settings.context_tokens or profile.narrator.capabilities.max_context
    return ModelsUsed(context_tokens=tokens, brief=profile.toy_classifier, toy_classifier=profile.toy_classifier)


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
    session = Session(SessionLine(app=f"Fabula {__version__}", chat=fields), characters, _told(db, ended, relations))
    _take_terms(session, terms.of_chat(db, chat_id))
    return session


def terms_now(session: Session) -> Terms:
    """Those of the chat when the session was written."""
    chat, persona = session.head.chat, session.characters[0].card
    return _terms(chat.settings, persona, chat.models, chat.relations)


def terms_told(session: Session, told: Told) -> Terms:
    """Those with which a turn was told."""
    if told.turn.terms is None:
        return terms_now(session)
    line = session.terms[told.turn.terms - 1]
    return _terms(line.settings, line.persona, line.models, line.relations)


def _terms(settings: Mapping[str, Any], persona: Card, models: ModelsUsed, relations: str | None) -> Terms:
    asked = {name: value for name, value in settings.items() if value is not None}
    return Terms(asked, persona.model_dump(exclude_unset=True), models.model_dump(), relations)


def _take_terms(session: Session, by_turn: Mapping[str, Terms]) -> None:
    """Each once; those of the chat itself are not repeated."""
    known = [terms_now(session)]
    for told in session.turns:
        used = by_turn.get(told.turn.id, known[0])
        if used not in known:
            known.append(used)
        told.turn.terms = known.index(used) or None
    for number, used in enumerate(known[1:], 1):
        session.terms.append(
            TermsLine(
                id=number,
                settings=dict(used.settings),
                persona=Card(**used.persona),
                models=ModelsUsed(**used.models),
                relations=used.relations,
            )
        )


def _ended(tree: list[turns.Turn]) -> Iterator[turns.Turn]:
    kept: set[str | None] = {None}
    for turn in tree:
        if turn.status in turns.TERMINAL and turn.parent in kept:
            kept.add(turn.id)
            yield turn


def _told(db: Connection, ended: Sequence[turns.Turn], relations: Relations) -> list[Told]:
    """With the moments of what happened to the tree and the ledger as turns of the file: the newest that is in it."""
    numbers = turns.numbers(db, [turn.id for turn in ended])
    made = sorted(numbers, key=numbers.__getitem__)
    order, count = [numbers[turn] for turn in made], {turn: place for place, turn in enumerate(made, 1)}

    def newest(number: int) -> str:
        return made[bisect(order, number) - 1]

    hung = places.of_chat(db, ended[0].chat) if ended else {}
    beside = places.beside(db, ended[0].chat) if ended else {}
    found = []
    for turn in ended:
        told = take_turn(db, turn, relations)
        entries = {entry.seq: entry for entry in changes.all_entries(db, [(turn.id, turn.depth)])}
        for line in told.changes:
            said, lifted = entries[line.seq].said, entries[line.seq].lifted
            line.said_at = None if said is None else newest(abs(said))
            line.lifted_at = None if lifted is None else newest(lifted)
            line.gone = line.by != "user" and said is not None and said not in order
        if made != [turn.id for turn in ended]:
            told.turn.number = count[turn.id]
        moved = [(newest(since), parent if parent in numbers else None) for since, parent in hung.get(turn.id, ())]
        told.turn.places = _places(moved)
        told.turn.beside = [other for other in beside.get(turn.id, ()) if other in numbers]
        if told.decided is not None and told.decided.state_of not in numbers:
            told.decided.state_of = None
        found.append(told)
    return found


def _places(moved: Sequence[tuple[str, str | None]]) -> list[PlaceFields]:
    """Without those under which nothing was told."""
    found: list[PlaceFields] = []
    for since, parent in moved:
        if len(found) > 1 and found[-1].since == since:
            found.pop()
        if not found or found[-1].parent != parent:
            found.append(PlaceFields(parent=parent, since=since))
    return found if len(found) > 1 else []


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
