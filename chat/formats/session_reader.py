"""The lines of a session file one after the other, out of a stream of any length: what each one is, and the seal."""

import hashlib
from collections.abc import Iterator
from typing import IO, Annotated, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from chat.formats.session_check import SessionCheck, wrong
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

MAX_LINE = 16 * 1024 * 1024  # bytes; a call with a prompt of a million tokens has a quarter of that
Known = TypeVar("Known", bound=Line)
KINDS: dict[str, type[Line]] = {
    "session": SessionLine, "character": CharacterLine, "terms": TermsLine, "turn": TurnLine, "decided": DecidedLine,
    "draw": DrawLine, "change": ChangeLine, "call": CallLine, "end": EndLine,
}  # fmt: skip
AnyLine = SessionLine | CharacterLine | TermsLine | TurnLine | DecidedLine | DrawLine | ChangeLine | CallLine | EndLine
_any_line: TypeAdapter[AnyLine] = TypeAdapter(Annotated[AnyLine, Field(discriminator="type")])


class SessionReader:
    """`head`, then `lines` once. Unprocessable (session_invalid) names the first line that is wrong, and what is wrong with
    it. With `any_prompts` a prompt that is not what its call says of it passes: a replay names it as a difference.
    `read_bytes` and `read_lines` grow meanwhile."""

    def __init__(self, file: IO[bytes], *, any_prompts: bool = False) -> None:
        self._file, self._digest = file, hashlib.sha256()
        self.read_bytes = self.read_lines = 0
        raw = self._next()
        self.head = _first(raw)
        self._digest.update(raw)
        self.check = SessionCheck(self.head, any_prompts=any_prompts)

    @property
    def sha256(self) -> str:
        """Of the lines that are read by now, without the end line."""
        return self._digest.hexdigest()

    def lines(self) -> Iterator[Line]:
        """All behind the head, without the end line. When they are at their end, the file is whole."""
        while (raw := self._next()).endswith(b"\n"):
            number = self.read_lines
            line = _parsed(number, raw)
            if isinstance(line, EndLine):
                self._check_seal(number, line)
                self.check.finish(number)
                return
            self._digest.update(raw)
            self.check.add(number, line)
            yield line
        wrong(self.read_lines + (not raw), "the file ends before its end line")

    def lines_again(self) -> Iterator[Line]:
        """The same of a file that was read before: only taken apart. `sha256` tells whether it still is that file."""
        while (raw := self._next()).endswith(b"\n"):
            try:
                line = _any_line.validate_json(raw)
            except ValidationError:
                wrong(self.read_lines, "it has changed while it was imported", "Try again.")
            if isinstance(line, EndLine):
                return
            self._digest.update(raw)
            yield line

    def _next(self) -> bytes:
        raw = self._file.readline(MAX_LINE + 1)
        if raw:
            self.read_lines += 1
            self.read_bytes += len(raw)
        if len(raw) > MAX_LINE:
            wrong(
                self.read_lines, f"it is over {MAX_LINE // 1024 // 1024} MB long", "No app of ours writes such a line."
            )
        return raw

    def _check_seal(self, number: int, end: EndLine) -> None:
        if self._file.read(1):
            wrong(number + 1, "there is something behind the end line")
        if end.lines != number - 1:
            wrong(number, f"the file had {end.lines} lines before this one and has {number - 1}")
        if end.sha256 != self.sha256:
            wrong(number, "the lines before this one are not those that were written: the checksum differs")


def _first(raw: bytes) -> SessionLine:
    value = _object(1, raw)
    if value.get("type") != "session":
        wrong(1, "this is no session file of Fabula")
    found = value.get("format")
    if isinstance(found, int) and found > FORMAT:
        wrong(1, f"the format {found} is newer than this app, which reads {FORMAT}", "Update Fabula to read it.")
    return _valid(1, SessionLine, raw)


def _object(number: int, raw: bytes) -> Json:
    try:
        value = parse_json(raw)
    except ValueError as error:
        wrong(number, f"no JSON: {error}")
    if not isinstance(value, dict):
        wrong(number, "no JSON object")
    return value


def _parsed(number: int, raw: bytes) -> Line:
    value = _object(number, raw)
    kind = KINDS.get(str(value.get("type")))
    if kind is None:
        wrong(number, f"no line is of the type {str(value.get('type'))[:40]}")
    return _valid(number, kind, raw)


def _valid(number: int, kind: type[Known], raw: bytes) -> Known:
    try:
        return kind.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        wrong(number, f"{where} is wrong: {first['msg']}")
