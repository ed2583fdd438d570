"""A chat taken out of the database as the lines of a session. Snapshots, memories and vectors are left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from sqlite3 import Connection
from typing import Any

from chat import __version__
from chat.config import Profile, Settings
from chat.db import calls, changes, chats, turn_inputs, turn_moves, turn_settings, turns
from chat.db.calls import Call
from chat.db.changes import Step
from chat.db.tree_outline import Outline
from chat.db.turn_settings import Terms
from chat.engine.progress import Progress
from chat.engine.states import States
from chat.formats.session import Session, Told
from chat.formats.session_lines import (
    ActFields,
    CallLine,
    Card,
    ChangeLine,
    CharacterLine,
    ChatFields,
    CompletionFields,
    DecidedLine,
    DrawLine,
    Line,
    MessageFields,
    ModelsUsed,
    PlaceFields,
    RefusalFields,
    SessionLine,
    TermsLine,
    TurnLine,
    UsageFields,
)
from chat.llm.retry import prompt_sha256
from chat.story.models import State
from chat.story.relations import Relations, fold, state_to_json

BATCH = 32  # turns that are read at once
PLAIN = ("kind", "source", "target", "by", "mood", "view", "stale", "operation")  # of a change, as its line has them


def models_used(settings: Settings, profile: Profile | None) -> ModelsUsed:
    """What of a chat's profile goes into its prompts; the defaults for one that is no more."""
    if profile is None:
        return ModelsUsed()
    tokens = settings.context_tokens or profile.narrator.capabilities.max_context
    return ModelsUsed(context_tokens=tokens, brief=profile.toy_classifier, toy_classifier=profile.toy_classifier)


def chat_lines(
    db: Connection, chat_id: str, relations: Relations, models: Callable[[str], ModelsUsed], progress: Progress
) -> Iterator[Line]:
    """The whole chat, line by line, parents first; `models` by profile. A turn that still runs, and what hangs on it, is
    not in it. NotFound."""
    chat = chats.get(db, chat_id)
    outline = Outline(db, chat_id)
    progress.of_turns = len(outline.nodes)
    head = chat.head
    while head is not None and head not in outline:
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
    yield SessionLine(app=f"Fabula {__version__}", chat=fields)
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
    yield from characters
    used = turn_settings.used(db, chat_id)
    numbers = _term_numbers(
        db, chat_id, terms_of(fields, characters[0].card), (used.get(it.id) for it in outline.nodes)
    )
    for digest, number in numbers.items():
        if number is not None:
            yield _terms_line(number, turn_settings.get(db, chat_id, digest))
    taking = _Taking(db, chat_id, outline, States(db, chat_id, relations))
    for told in taking.each():
        named = used.get(told.turn.id)
        told.turn.terms = None if named is None else numbers[named]
        yield from told.lines()
        yield from call_lines(db, told.turn.id)
        progress.turns += 1


def _term_numbers(db: Connection, chat: str, now: Terms, digests: Iterable[bytes | None]) -> dict[bytes, int | None]:
    """Each once, in the order in which turns name them; those of the chat itself are not repeated."""
    found: dict[bytes, int | None] = {}
    count = 0
    for digest in digests:
        if digest is not None and digest not in found:
            is_other = turn_settings.get(db, chat, digest) != now
            count += is_other
            found[digest] = count if is_other else None
    return found


def _terms_line(number: int, used: Terms) -> TermsLine:
    return TermsLine(
        id=number,
        settings=dict(used.settings),
        persona=Card(**used.persona),
        models=ModelsUsed(**used.models),
        relations=used.relations,
    )


class _Taking:
    """Reads the turns of a chat, and gives the moments of what happened to the tree and the ledger as turns of the file:
    the newest that is in it."""

    def __init__(self, db: Connection, chat: str, outline: Outline, states: States) -> None:
        self._db, self._outline, self._states = db, outline, states
        self._hung, self._beside = turn_moves.of_chat(db, chat), turn_moves.beside(db, chat)

    def each(self) -> Iterator[Told]:
        """Without their calls."""
        nodes = self._outline.nodes
        for start in range(0, len(nodes), BATCH):
            ids = [node.id for node in nodes[start : start + BATCH]]
            rows = turns.some(self._db, ids)
            for turn_id in ids:
                yield self._turn(rows[turn_id])

    def _turn(self, turn: turns.Turn) -> Told:
        outline = self._outline
        told = _take_turn(self._db, turn, self._states, self._moments)
        if not outline.is_as_made:
            told.turn.number = outline.count(turn.id)
        moved = [
            (outline.newest(since), parent if parent in outline else None)
            for since, parent in self._hung.get(turn.id, ())
        ]
        told.turn.places = _places(moved)
        told.turn.beside = [other for other in self._beside.get(turn.id, ()) if other in outline]
        if told.decided is not None and told.decided.state_of not in outline:
            told.decided.state_of = None
        return told

    def _moments(self, line: ChangeLine, entry: changes.Entry) -> None:
        outline, said, lifted = self._outline, entry.said, entry.lifted
        line.said_at = None if said is None else outline.newest(abs(said))
        line.lifted_at = None if lifted is None else outline.newest(lifted)
        line.gone = line.by != "user" and said is not None and not outline.has_number(said)


def terms_now(session: Session) -> Terms:
    """Those of the chat when the session was written."""
    return terms_of(session.head.chat, session.characters[0].card)


def terms_of(chat: ChatFields, persona: Card) -> Terms:
    """Those of a chat with this persona."""
    return _terms(chat.settings, persona, chat.models, chat.relations)


def terms_told(session: Session, told: Told) -> Terms:
    """Those with which a turn was told."""
    if told.turn.terms is None:
        return terms_now(session)
    return terms_in(session.terms[told.turn.terms - 1])


def terms_in(line: TermsLine) -> Terms:
    return _terms(line.settings, line.persona, line.models, line.relations)


def _terms(settings: Mapping[str, Any], persona: Card, models: ModelsUsed, relations: str | None) -> Terms:
    asked = {name: value for name, value in settings.items() if value is not None}
    return Terms(asked, persona.model_dump(exclude_unset=True), models.model_dump(), relations)


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
    """One turn with all that hangs on it, but the moments at which the user said and lifted something."""
    told = _take_turn(db, turn, States(db, turn.chat, relations), lambda line, entry: None)
    told.calls = list(call_lines(db, turn.id))
    return told


def _take_turn(
    db: Connection, turn: turns.Turn, states: States, give_moments: Callable[[ChangeLine, changes.Entry], None]
) -> Told:
    """Without its calls."""
    fields: Any = {name: getattr(turn, name) for name in TurnLine.model_fields if hasattr(turn, name)}
    told = Told(TurnLine(**fields))
    decided = turn_inputs.of_turn(db, turn.id)
    if decided is not None:
        intent = asdict(decided.intent) | {"addressed": list(decided.intent.addressed)}
        whole: Any = {"turn": turn.id, "intent": intent, "recalled": list(decided.recalled)}
        told.decided = DecidedLine(
            **whole, summaries=[dict(item) for item in decided.summaries], state_of=decided.state_of
        )
        told.draws = [DrawLine(turn=turn.id, draw=dict(draw)) for draw in decided.draws]
    state = states.at(db, turn.parent)
    for entry in changes.all_entries(db, [(turn.id, turn.depth)]):
        if entry.lifted is None:
            after = fold(state, turn.id, turn.depth, (entry.change,), states.table)
            line = change_line(Step(entry, state, after))
            state = after
        else:
            line = change_line(Step(entry, State(), State()))
        give_moments(line, entry)
        told.changes.append(line)
    states.keep(turn.id, state)
    return told


def call_lines(db: Connection, turn: str) -> Iterator[CallLine]:
    for logged in calls.whole_of_turn(db, turn):
        yield _call_line(*logged)


def change_line(step: Step) -> ChangeLine:
    entry, change = step.entry, step.entry.change
    fields: Any = {name: getattr(change, name) for name in PLAIN} | {"arguments": dict(change.arguments)}
    fields["acts"] = [ActFields(act=act.act, strength=act.strength, quote=act.quote) for act in change.acts]
    fields["refused"] = [RefusalFields(what=item.what, reason=item.reason) for item in change.refused]
    sides: Any = {"before": _side(step.before, step), "after": _side(step.after, step)}
    return ChangeLine(id=entry.id, turn=entry.turn, seq=entry.seq, **fields, **sides)


def _side(state: State, step: Step) -> Any:
    """The pair that a change is about, or the scene; nothing for a pair that nobody has changed yet."""
    if step.entry.change.source is None:
        return state_to_json(State(state.scene))["scene"]
    pair = state.pairs.get(step.key)
    return state_to_json(State(pairs={step.key: pair}))["pairs"][0][2] if pair else {}


def _call_line(call: Call, logged: calls.CallDetails) -> CallLine:
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
