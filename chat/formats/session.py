"""The session file: a chat with its tree, ledger, decisions and every model call, as JSON Lines with a seal at the end.

`write` makes the bytes; `read` takes them apart again, and says in which line what is wrong. Nothing here knows the
database. Keys are in none of it: a call has what the log of calls has.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeVar

from pydantic import ValidationError

from chat.errors import Unprocessable
from chat.formats.session_lines import (
    FORMAT,
    CallLine,
    ChangeLine,
    CharacterLine,
    DecidedLine,
    DrawLine,
    EndLine,
    Json,
    Line,
    SessionLine,
    TermsLine,
    TurnLine,
)
from chat.formats.strict import parse_json
from chat.llm.call import prompt_sha256


@dataclass(slots=True)
class Told:
    """A turn with everything that hangs on it. Its calls are in the order they were logged; `number` is its line in
    the file it was read from."""

    turn: TurnLine
    number: int = 0
    decided: DecidedLine | None = None
    draws: list[DrawLine] = field(default_factory=list)
    changes: list[ChangeLine] = field(default_factory=list)
    calls: list[CallLine] = field(default_factory=list)


@dataclass(slots=True)
class Session:
    """The persona is the first of the characters; the turns stand below their parents. `terms` are numbered from 1."""

    head: SessionLine
    characters: list[CharacterLine]
    turns: list[Told] = field(default_factory=list)
    terms: list[TermsLine] = field(default_factory=list)


# ---------------------------------------------------------------- writing


def write(session: Session) -> bytes:
    lines = [json.dumps(line.model_dump(), ensure_ascii=False).encode() + b"\n" for line in _lines(session)]
    body = b"".join(lines)
    end = EndLine(lines=len(lines), sha256=hashlib.sha256(body).hexdigest())
    return body + json.dumps(end.model_dump()).encode() + b"\n"


def _lines(session: Session) -> Iterator[Line]:
    yield session.head
    yield from session.characters
    yield from session.terms
    for told in session.turns:
        yield told.turn
        if told.decided is not None:
            yield told.decided
        yield from told.draws
        yield from told.changes
        yield from told.calls


# ---------------------------------------------------------------- reading

Known = TypeVar("Known", bound=Line)
KINDS: dict[str, type[Line]] = {
    "session": SessionLine, "character": CharacterLine, "terms": TermsLine, "turn": TurnLine, "decided": DecidedLine,
    "draw": DrawLine, "change": ChangeLine, "call": CallLine, "end": EndLine,
}  # fmt: skip


def read(raw: bytes, *, any_prompts: bool = False) -> Session:
    """Unprocessable (session_invalid) names the first line that is wrong, and what is wrong with it. With `any_prompts`
    one that is not what its call says of it passes: a replay names it as a difference."""
    lines = raw.split(b"\n")
    session = Session(_first(lines[0]), [])
    check = _Check(session, any_prompts)
    for number, line in enumerate(lines[1:], 2):
        found = _parsed(number, line, cut=number == len(lines))
        if isinstance(found, EndLine):
            _check_seal(number, found, lines)
            check.whole(number)
            return session
        check.add(number, found)
    wrong(len(lines), "the file ends before its end line")


def wrong(number: int, what: str, hint: str = "Export the session again, and import it unchanged.") -> NoReturn:
    raise Unprocessable(f"line {number}: {what}.", code="session_invalid", hint=hint)


def _first(line: bytes) -> SessionLine:
    value = _object(1, line)
    if value.get("type") != "session":
        wrong(1, "this is no session file of Fabula")
    found = value.get("format")
    if isinstance(found, int) and found > FORMAT:
        wrong(1, f"the format {found} is newer than this app, which reads {FORMAT}", "Update Fabula to read it.")
    return _valid(1, SessionLine, value)


def _object(number: int, line: bytes) -> Json:
    try:
        value = parse_json(line)
    except ValueError as error:
        wrong(number, f"no JSON: {error}")
    if not isinstance(value, dict):
        wrong(number, "no JSON object")
    return value


def _parsed(number: int, line: bytes, *, cut: bool) -> Line:
    if cut:
        wrong(number, "the file ends before its end line")
    value = _object(number, line)
    kind = KINDS.get(str(value.get("type")))
    if kind is None:
        wrong(number, f"no line is of the type {str(value.get('type'))[:40]}")
    return _valid(number, kind, value)


def _valid(number: int, kind: type[Known], value: Json) -> Known:
    try:
        return kind.model_validate_json(json.dumps(value))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        wrong(number, f"{where} is wrong: {first['msg']}")


def _check_seal(number: int, end: EndLine, lines: Sequence[bytes]) -> None:
    if any(lines[number:]) or len(lines) > number + 1:
        wrong(number + 1, "there is something behind the end line")
    body = b"".join(line + b"\n" for line in lines[: number - 1])
    if end.lines != number - 1:
        wrong(number, f"the file had {end.lines} lines before this one and has {number - 1}")
    if end.sha256 != hashlib.sha256(body).hexdigest():
        wrong(number, "the lines before this one are not those that were written: the checksum differs")


class _Check:
    """Puts each line where it belongs, and knows what the lines before have named."""

    def __init__(self, session: Session, any_prompts: bool) -> None:
        self.session, self.any_prompts = session, any_prompts
        self.members: set[str] = set()
        self.turns: dict[str, Told] = {}
        self.depth: dict[str | None, int] = {None: 0}
        self.shown: list[tuple[int, str]] = []  # the turns whose state was shown, by line

    def add(self, number: int, line: Line) -> None:
        if isinstance(line, CharacterLine):
            self._character(number, line)
        elif isinstance(line, TermsLine):
            self._terms(number, line)
        elif isinstance(line, TurnLine):
            self._turn(number, line)
        elif isinstance(line, DecidedLine | DrawLine | ChangeLine | CallLine):
            if not self.session.turns or line.turn != self.session.turns[-1].turn.id:
                wrong(number, f"it is about the turn {line.turn}, and does not stand below it")
            self._of_turn(number, line, self.session.turns[-1])
        else:
            wrong(number, "a second session begins")

    def _character(self, number: int, line: CharacterLine) -> None:
        if self.turns:
            wrong(number, "a character stands below a turn")
        if line.id in self.members:
            wrong(number, f"the character {line.id} is there twice")
        if line.persona != (not self.members):
            wrong(number, "the first character must be the persona, and no other")
        self.members.add(line.id)
        self.session.characters.append(line)

    def _terms(self, number: int, line: TermsLine) -> None:
        if self.turns or not self.members:
            wrong(number, "terms stand below the characters, and above the turns")
        if line.id != len(self.session.terms) + 1:
            wrong(number, "terms are numbered 1, 2, 3 and so on")
        self.session.terms.append(line)

    def _turn(self, number: int, line: TurnLine) -> None:
        if not self.members:
            wrong(number, "a turn stands above the characters")
        if line.id in self.turns:
            wrong(number, f"the turn {line.id} is there twice")
        if line.parent is not None and line.parent not in self.turns:
            wrong(number, f"its parent {line.parent} does not stand above it")
        if line.terms is not None and not 1 <= line.terms <= len(self.session.terms):
            wrong(number, f"there are no terms {line.terms}")
        self.depth[line.id] = self.depth[line.parent] + 1
        told = Told(line, number)
        self.turns[line.id] = told
        self.session.turns.append(told)

    def _of_turn(self, number: int, line: DecidedLine | DrawLine | ChangeLine | CallLine, told: Told) -> None:
        if isinstance(line, DecidedLine):
            if told.decided is not None:
                wrong(number, "this turn's decisions are there twice")
            if line.state_of is not None:
                self.shown.append((number, line.state_of))
            told.decided = line
        elif isinstance(line, DrawLine):
            told.draws.append(line)
        elif isinstance(line, ChangeLine):
            if told.changes and line.seq <= told.changes[-1].seq:
                wrong(number, "the changes of a turn are not in order")
            unknown = {line.source, line.target} - self.members - {None}
            if unknown or (line.kind == "pair" and None in (line.source, line.target)):
                wrong(number, "source or target is no character of this session")
            told.changes.append(line)
        else:
            sent: Any = [message.model_dump() for message in line.messages]
            if len(line.sections) != len(sent):
                wrong(number, "the sections are not those of the messages")
            if not self.any_prompts and prompt_sha256(sent, line.params) != line.prompt_sha256:
                wrong(number, "prompt_sha256 is not that of the messages and params")
            lengths = [sum(length + 2 for _, length, _ in sections) - 2 for sections in line.sections]
            if not self.any_prompts and lengths != [len(message.content) for message in line.messages]:
                wrong(number, "the sections are not those of the messages")
            told.calls.append(line)

    def whole(self, number: int) -> None:
        if len(self.members) < 2:
            wrong(number, "there is nobody to play with: a session needs a persona and a character")
        for shown_by, turn in self.shown:
            if turn not in self.turns:
                wrong(shown_by, f"the turn {turn} is not in this session")
        for told in self.session.turns:
            moments = {moment for line in told.changes for moment in (line.said_at, line.lifted_at)}
            if moments - self.turns.keys() - {None}:
                wrong(told.number, "said_at or lifted_at of a change of this turn is no turn of this session")
            self._places(told)
        numbers = [told.turn.number for told in self.session.turns if told.turn.number is not None]
        if numbers and sorted(numbers) != list(range(1, len(self.session.turns) + 1)):
            wrong(number, "the numbers of the turns are not 1, 2, 3 and so on")
        head = self.session.head.chat.head
        if head is not None and head not in self.turns:
            wrong(1, f"the head {head} is no turn of this session")

    def _places(self, told: Told) -> None:
        """A turn hangs under turns of one depth, so that no way up ever leads in a circle."""
        places = told.turn.places
        if places and (places[0].since != told.turn.id or places[-1].parent != told.turn.parent):
            wrong(told.number, "the places of a turn begin where it was made and end at its parent")
        for place in places:
            if place.since not in self.turns or (place.parent is not None and place.parent not in self.turns):
                wrong(told.number, "a place of this turn names no turn of this session")
            if place.parent is not None and self.depth[place.parent] + 1 != self.depth[told.turn.id]:
                wrong(told.number, "a place of this turn is of another depth")
