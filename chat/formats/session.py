"""The session file: a chat with its tree, ledger, decisions and every model call, as JSON Lines with a seal at the end.

A whole one in memory is a `Session`, for replay; export and import take one line after the other (`Sealed`, and
session_reader.py). Nothing here knows the database. Keys are in none of it: a call has what the log of calls has.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from chat.formats.session_lines import (
    CallLine,
    ChangeLine,
    CharacterLine,
    DecidedLine,
    DrawLine,
    EndLine,
    Line,
    SessionLine,
    TermsLine,
    TurnLine,
)
from chat.formats.session_reader import SessionReader


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

    def lines(self) -> Iterator[Line]:
        """In the order of the file."""
        yield self.turn
        if self.decided is not None:
            yield self.decided
        yield from self.draws
        yield from self.changes
        yield from self.calls


@dataclass(slots=True)
class Session:
    """The persona is the first of the characters; the turns stand below their parents. `terms` are numbered from 1."""

    head: SessionLine
    characters: list[CharacterLine]
    turns: list[Told] = field(default_factory=list)
    terms: list[TermsLine] = field(default_factory=list)


# ---------------------------------------------------------------- writing


class Sealed:
    """The lines of a file as bytes, each as it is written, and the end line that says what stands above it."""

    def __init__(self) -> None:
        self.lines, self.digest = 0, hashlib.sha256()

    def add(self, line: Line) -> bytes:
        raw = json.dumps(line.model_dump(), ensure_ascii=False).encode() + b"\n"
        self.lines += 1
        self.digest.update(raw)
        return raw

    def end(self) -> bytes:
        end = EndLine(lines=self.lines, sha256=self.digest.hexdigest())
        return json.dumps(end.model_dump()).encode() + b"\n"


def write(session: Session) -> bytes:
    """The whole file."""
    sealed = Sealed()
    return b"".join([*map(sealed.add, _lines(session)), sealed.end()])


def _lines(session: Session) -> Iterator[Line]:
    yield session.head
    yield from session.characters
    yield from session.terms
    for told in session.turns:
        yield from told.lines()


# ---------------------------------------------------------------- reading


def read(raw: bytes, *, any_prompts: bool = False) -> Session:
    """The whole file in memory, as a replay needs it. Raises what SessionReader does."""
    reader = SessionReader(BytesIO(raw), any_prompts=any_prompts)
    session = Session(reader.head, [])
    for line in reader.lines():
        _put(session, line, reader.read_lines)
    return session


def _put(session: Session, line: Line, number: int) -> None:
    if isinstance(line, CharacterLine):
        session.characters.append(line)
    elif isinstance(line, TermsLine):
        session.terms.append(line)
    elif isinstance(line, TurnLine):
        session.turns.append(Told(line, number))
    elif isinstance(line, DecidedLine):
        session.turns[-1].decided = line
    elif isinstance(line, DrawLine):
        session.turns[-1].draws.append(line)
    elif isinstance(line, ChangeLine):
        session.turns[-1].changes.append(line)
    elif isinstance(line, CallLine):
        session.turns[-1].calls.append(line)
