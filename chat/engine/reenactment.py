"""The profile `replay`: a turn is told with the recorded calls of one that was asked for the same at the same place.

What is played this way has the same words, so that the story can be followed from it as from what was recorded.
"""

from collections.abc import Iterator
from dataclasses import replace
from sqlite3 import Connection

from chat.db import turns
from chat.db.turns import Turn
from chat.engine.record import Record
from chat.engine.run import ReplayInputs
from chat.engine.sessions import take_turn
from chat.errors import Interrupted, ProviderError, Unprocessable
from chat.llm.replay import RecordedCall, ReplayClient, Tape
from chat.story.relations import Relations

SHOWN = 3  # of the texts that can be played


def reenacted(db: Connection, turn: Turn, original: Turn | None, relations: Relations) -> ReplayInputs:
    """What is known of a new turn. Unprocessable (not_recorded) says what can be played at its place."""
    here = list(_recorded_here(db, turn))
    asked = [other for other in here if other.text.strip() == turn.text.strip()]
    if turn.narrative:
        asked = [other for other in asked if other.narrative == turn.narrative]
    elif original is not None:
        asked = _other_tellings(asked, original, turn.instruction)
    if not asked:
        texts = dict.fromkeys(f"“{other.text}”" if other.text else "to go on without words" for other in here)
        shown = " or ".join(list(texts)[:SHOWN])
        raise Unprocessable(
            "This was never played here, and the profile replay plays only what was.",
            hint=f"Play {shown}; or choose another profile."
            if here
            else "Go to another turn, or choose another profile.",
            code="not_recorded",
        )
    record = Record(0, take_turn(db, asked[0], relations))
    toy = all(call.role != "classifier" for call in record.told.calls)
    tape = Tape(_calls(record, turn.id), timed=True)
    return replace(record.known(toy), client=ReplayClient(tape))


def _recorded_here(db: Connection, turn: Turn) -> Iterator[Turn]:
    """The committed turns after the parent, or after one with the words of the parent, in the order they were made."""
    tree = turns.tree(db, turn.chat)
    by_id = {other.id: other for other in tree}
    parent = by_id[turn.parent] if turn.parent else None
    for other in tree:
        above = by_id[other.parent] if other.parent else None
        if other.status == "committed" and other.origin != "greeting" and _alike(above, parent):
            yield other


def _other_tellings(asked: list[Turn], original: Turn, instruction: str | None) -> list[Turn]:
    """Those that were asked for with this instruction; without any the next one, and after the last the first again."""
    place = next((place for place, other in enumerate(asked) if other.narrative == original.narrative), -1)
    others = [other for other in asked[place + 1 :] + asked[: place + 1] if other.narrative != original.narrative]
    return [other for other in others if other.instruction == instruction] if instruction else others


def _alike(one: Turn | None, other: Turn | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.depth, one.text, one.narrative) == (other.depth, other.text, other.narrative)


def _calls(record: Record, turn: str) -> Iterator[RecordedCall]:
    """The calls under the id of the new turn. One that was stopped fails, as nobody stops it now."""
    for call in record.calls():
        if not call.again and call.tag.turn == record.line.id:
            stopped = isinstance(call.error, Interrupted)
            error = ProviderError("It was stopped when it was recorded.") if stopped else call.error
            yield replace(call, tag=replace(call.tag, turn=turn), error=error)
