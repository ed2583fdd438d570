"""What the record of a turn says about playing it again: its calls for the backend, and how it had ended."""

from collections.abc import Iterator, Sequence
from math import inf

from chat.db.decisions import Decided
from chat.engine.running import Known
from chat.engine.sessions import change_of, decided_of
from chat.errors import ChatError, Interrupted, ProviderError
from chat.formats.session import Session, Told
from chat.formats.session_lines import CallLine, ChangeLine, Json
from chat.llm.client import CallTag, Completion, Usage
from chat.llm.replay import RecordedCall

KINDS: list[type[ChatError]] = [Interrupted, ProviderError, *ProviderError.__subclasses__()]
ERRORS = {kind.code: kind for kind in KINDS}


class Record:
    """A turn as it was; `number` counts the turns in the order they were made. It was told after `parent`; an edit that
    kept what follows may have hung it elsewhere since, and then `hung` is that edit."""

    def __init__(self, number: int, told: Told) -> None:
        self.number, self.told, self.line = number, told, told.turn
        self.parent, self.hung = told.turn.parent, ""
        self.decided: Decided | None = decided_of(told, {})
        self.said: dict[int, tuple[int, float]] = {}  # by seq: the numbers of the turns after which the user did so

    @property
    def narrated(self) -> bool:
        """Whether the narrator was asked, and the log knows it."""
        return any(call.purpose == "narrate" for call in self.told.calls)

    @property
    def _app_went(self) -> bool:
        return self.line.status != "committed" and (self.line.error or {}).get("code") == "interrupted"

    @property
    def crashed(self) -> bool:
        """The app went while this was told, and the log of calls with it."""
        return self._app_went and not self.told.calls

    @property
    def recovered(self) -> bool:
        """The app went while this settled, so the log does not know who told it; it settled after the next start."""
        told = self.line.status == "committed" and bool(self.line.narrative)
        return told and not self.narrated and self.line.origin in ("message", "continue", "regenerate")

    @property
    def given(self) -> str | None:
        """The narrative that the player wrote."""
        return self.line.narrative if self.line.origin == "edit" and not self.narrated else None

    @property
    def shut_down(self) -> bool:
        """The app went in good order while this was told."""
        return self._app_went and bool(self.told.calls)

    @property
    def stopped(self) -> bool:
        """Before it was told to its end."""
        return self.line.status == "cancelled" or self.shut_down

    @property
    def cut(self) -> bool:
        """Whether anything of it was stopped, be it the settling alone."""
        calls = any((call.error or {}).get("code") == "interrupted" for call in self.told.calls)
        stale = [item.reason for change in self.told.changes if change.stale for item in change.refused]
        return self.stopped or calls or any(reason.startswith("interrupted:") for reason in stale)

    @property
    def by_user(self) -> list[ChangeLine]:
        return [change for change in self.told.changes if change.by == "user"]

    def stands(self, line: ChangeLine, number: int) -> bool:
        """Whether the user had said this, and had not lifted it, when the turn of this number was the newest."""
        said, lifted = self.said[line.seq]
        return said <= number < lifted

    @property
    def own_changes(self) -> list[ChangeLine]:
        """Without those that a later turn made when it caught up with a pair this one had left stale, and without what
        the user said later."""
        return [change for change, late in self._changes() if not late]

    @property
    def late(self) -> set[tuple[str, str]]:
        """The pairs that were caught up with by a later turn, or about which the user said or lifted something later."""
        lifted = {_pair(change) for change in self.told.changes if change.lifted_at}
        return {_pair(change) for change, late in self._changes() if late} | lifted

    def _changes(self) -> Iterator[tuple[ChangeLine, bool]]:
        seen: set[tuple[str, str]] = set()
        for change in self.told.changes:
            updated = change.by != "user" and change.kind == "pair"
            said, _ = self.said.get(change.seq, (0, 0.0))
            yield change, said > self.number or (updated and _pair(change) in seen)
            if updated:
                seen.add(_pair(change))

    @property
    def own_calls(self) -> list[CallLine]:
        """Without those that a later turn made for the same reason."""
        return [call for call, again in self._calls() if not again]

    def _calls(self) -> Iterator[tuple[CallLine, bool]]:
        rounds: dict[str, int] = {}
        for call in self.told.calls:
            rounds[call.purpose] = rounds.get(call.purpose, 0) + (call.attempt == 0)
            yield call, rounds[call.purpose] > 1

    def calls(self) -> Iterator[RecordedCall]:
        for call, again in self._calls():
            yield _recorded(call, again)

    def known(self, toy_classifier: bool) -> Known:
        judged = [change for change in self.own_changes if change.kind == "pair" and change.by != "user"]
        return Known(self.decided, toy_classifier, [change_of(change) for change in judged])


def records_of(session: Session) -> list[Record]:
    """In the order in which they were made, which the file's is but for turns that an edit has kept."""
    records = {told.turn.id: Record(number, told) for number, told in enumerate(session.turns, 1)}
    depth: dict[str | None, int] = {None: 0}
    for record in records.values():
        depth[record.line.id] = depth[record.line.parent] + 1
        shown = record.decided.state_of if record.decided else None
        above = records.get(record.line.parent or "")
        before = records.get(shown or "")
        if above and before and above is not before and depth[shown] == depth[record.line.parent]:
            record.parent, record.hung = before.line.id, above.line.id
    ordered = list(records.values())
    if any(record.hung for record in ordered):
        ordered.sort(key=lambda record: record.line.created)
    for number, record in enumerate(ordered, 1):
        record.number = number
    for record in ordered:
        for line in record.by_user:
            said = records[line.said_at].number if line.said_at else 0
            record.said[line.seq] = said, records[line.lifted_at].number if line.lifted_at else inf
    return ordered


def original_of(record: Record, before: Sequence[Record]) -> Record | None:
    """The sibling that a regenerate or an edit began with: the last one whose corrections it could have taken over.
    None when it is no longer there."""
    own = [_content(change) for change in record.by_user]
    for earlier in reversed(before):
        stood = [line for line in earlier.by_user if earlier.stands(line, record.number - 1)]
        taken = [_content(change) for change in stood]
        if earlier.parent == record.parent and taken == own[: len(taken)]:
            return earlier
    return None


def _pair(change: ChangeLine) -> tuple[str, str]:
    return change.source or "", change.target or ""


def _content(change: ChangeLine) -> Json:
    return change.model_dump(exclude={"id", "turn", "before", "after", "said_at", "lifted_at"})


def _recorded(line: CallLine, again: bool) -> RecordedCall:
    said = line.completion
    completion = None
    if said is not None:
        usage = Usage(**said.usage.model_dump())
        completion = Completion(said.text, said.finish_reason, line.model, usage, said.reasoning)
    return RecordedCall(
        CallTag(line.role, line.turn, line.purpose, line.attempt),
        line.chunks,
        completion,
        line.total_ms,
        error_of(line.error) if line.error else None,
        again,
    )


def error_of(found: Json) -> ChatError:
    """An error as it was logged; one that this app does not know is the plain error of a provider."""
    extra = {name: value for name, value in found.items() if name not in ("code", "message", "hint")}
    kind = ERRORS.get(str(found.get("code")), ProviderError)
    return kind(str(found.get("message", "")), hint=str(found.get("hint", "")), **extra)
