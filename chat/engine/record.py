"""What the record of a turn says about playing it again: its calls for the backend, and how it had ended."""

from collections.abc import Iterator

from chat.db.turn_inputs import Decided
from chat.engine.intake import change_of, decided_of
from chat.engine.run import ReplayInputs
from chat.errors import CallCancelled, ChatError, Interrupted, ProviderError
from chat.formats.session import Told
from chat.formats.session_lines import CallLine, ChangeLine, Json
from chat.llm.client import CallTag, Completion, Usage
from chat.llm.replay import RecordedCall

KINDS: list[type[ChatError]] = [Interrupted, CallCancelled, ProviderError, *ProviderError.__subclasses__()]
ELSEWHERE = ("setup", "profile_unavailable", "storage")  # codes of errors that no call had
ERRORS = {kind.code: kind for kind in KINDS}


class Record:
    """A turn as it was; `number` counts the turns in the order they were made. It was told after `parent`, and may have
    been hung elsewhere since. One that is `taken` is not told again: it was written, or ended by what is in no record,
    or what it was told after is gone."""

    def __init__(self, number: int, told: Told) -> None:
        self.number, self.told, self.line = number, told, told.turn
        self.parent = told.turn.parent
        self.taken = self.line.origin in ("greeting", "import") or self._code in ELSEWHERE
        self.decided: Decided | None = decided_of(told.decided, told.draws, {})
        self.said: dict[int, int] = {}  # by seq, of what no call says: after which turn
        self.lifted: dict[int, int] = {}  # by seq: after which turn

    @property
    def narrated(self) -> bool:
        """Whether the narrator was asked, and the log knows it."""
        return any(call.purpose == "narrate" for call in self.told.calls)

    @property
    def _code(self) -> str:
        return str((self.line.error or {}).get("code"))

    @property
    def _app_went(self) -> bool:
        return self.line.status != "committed" and self._code == "interrupted"

    @property
    def crashed(self) -> bool:
        """The app went while this was told, and the log of calls with it."""
        return self._app_went and not self.told.calls

    @property
    def recovered(self) -> bool:
        """The app went while this settled, so the log does not know who told it; it settled after the next start."""
        told = self.line.status == "committed" and bool(self.line.narrative)
        asked = self.narrated or any(call.purpose == "intent" for call in self.told.calls)
        clocked = (self.line.timings or {}).get("narrative_ms") is not None
        return told and not asked and not clocked and self.line.origin in ("message", "continue", "regenerate")

    @property
    def given(self) -> str | None:
        """The narrative that the player wrote."""
        return self.line.narrative or None if self.line.origin == "edit" and not self.narrated else None

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
            yield change, self.said.get(change.seq, 0) > self.number or (updated and _pair(change) in seen)
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

    def known(self, toy_classifier: bool) -> ReplayInputs:
        judged = [change for change in self.own_changes if change.kind == "pair" and change.by != "user"]
        return ReplayInputs(self.decided, toy_classifier, [change_of(change) for change in judged])


def _pair(change: ChangeLine) -> tuple[str, str]:
    return change.source or "", change.target or ""


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
