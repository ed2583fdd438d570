"""The turns of a session in the order in which they were made, and where each hung at which moment.

A kept edit hangs turns elsewhere, undo hangs them back, and what they hung under may be deleted since.
"""

from collections.abc import Iterator, Set
from dataclasses import replace

from chat.engine.record import Record
from chat.formats.session import Session, Told
from chat.formats.session_lines import CallLine, PlaceFields

GONE = ""  # a parent that is in the session no more


class Tree:
    def __init__(self, session: Session) -> None:
        places = {told.turn.id: told.turn.places for told in session.turns}
        in_order = sorted(session.turns, key=lambda told: told.turn.number or 0)
        if not any(places.values()):  # as in older files
            places = _guessed(session)
            if places:
                in_order.sort(key=lambda told: told.turn.created)
        self.records = [Record(number, told) for number, told in enumerate(in_order, 1)]
        self.by_id = {record.line.id: record for record in self.records}
        self._places = {
            turn: [(self.by_id[place.since].number, place.parent or GONE) for place in hung]
            for turn, hung in places.items()
            if hung
        }
        self.moved = [self.by_id[turn] for turn in self._places]
        any_gone = any(parent == GONE for hung in self._places.values() for _, parent in hung)
        for record in self.records:
            record.parent = self.parent_at(record.line.id, record.number)
            record.taken = record.taken or (any_gone and GONE in self._up(record))
        made = {call.created for record in self.records if not record.taken for call in record.own_calls}
        for record in self.records:
            self._note_moments(record)
            record.told = replace(record.told, calls=list(_made_again(record, made)))

    def parent_at(self, turn: str, number: float) -> str | None:
        """Where it hung when the turn of this number was told, or where it was made. GONE for what is deleted."""
        hung = self._places.get(turn)
        if hung is None:
            return self.by_id[turn].line.parent
        return next((parent for since, parent in reversed(hung) if since < number), hung[0][1])

    def above(self, record: Record) -> list[str]:
        """The turns that it was told after, the nearest first."""
        return [turn for turn in self._up(record) if turn != GONE]

    def _up(self, record: Record) -> Iterator[str]:
        turn = self.parent_at(record.line.id, record.number)
        while turn is not None:
            yield turn
            if turn == GONE:
                return
            turn = self.parent_at(turn, record.number)

    def unsettled(self, record: Record) -> list[str]:
        """The turns that had not settled when it read the story."""
        found = list(record.line.beside)
        if record.decided is None or record.taken:
            return found
        for turn in self.above(record):
            if turn == record.decided.state_of:
                break
            found.append(turn)
        return found

    def _note_moments(self, record: Record) -> None:
        """Of what comes from outside, which is what the user said, and what a turn caught up with that is not told again;
        and of what was taken back."""
        for line in record.told.changes:
            maker = self.by_id.get(line.said_at or "")
            if line.by == "user" or (maker is not None and (line.gone or maker.taken)):
                record.said[line.seq] = maker.number if maker else 0
            if line.lifted_at:
                record.lifted[line.seq] = self.by_id[line.lifted_at].number


def _made_again(record: Record, made: Set[str]) -> Iterator[CallLine]:
    """Its calls without those of a turn that is not told again and tried to catch up with it: a turn's calls are logged
    at one moment."""
    own = {id(call) for call in record.own_calls}
    return (call for call in record.told.calls if id(call) in own or call.created in made)


def _guessed(session: Session) -> dict[str, list[PlaceFields]]:
    """A turn that was shown the state of one as deep as its parent was told after that, and hung elsewhere by the edit
    that made its parent."""
    found: dict[str, list[PlaceFields]] = {}
    known: dict[str | None, Told] = {told.turn.id: told for told in session.turns}
    depth: dict[str | None, int] = {None: 0}
    for told in session.turns:
        line = told.turn
        depth[line.id] = depth[line.parent] + 1
        shown = told.decided.state_of if told.decided else None
        if (
            shown in known
            and line.parent is not None
            and shown != line.parent
            and depth.get(shown) == depth[line.parent]
        ):
            first, then = PlaceFields(parent=shown, since=line.id), PlaceFields(parent=line.parent, since=line.parent)
            found[line.id] = [first, then]
    return found
