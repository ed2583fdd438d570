"""Whether the lines of a session file fit together. Of a turn only its id and depth are kept, of a call nothing: a file may
be longer than the memory of the machine.
"""

from array import array
from collections.abc import Sequence
from typing import Any, NoReturn

from chat.errors import Unprocessable
from chat.formats.session_lines import (
    CallLine,
    ChangeLine,
    CharacterLine,
    DecidedLine,
    DrawLine,
    Line,
    SessionLine,
    TermsLine,
    TurnLine,
)
from chat.llm.retry import prompt_sha256
from chat.story.cast import MAX_MEMBERS

MAX_TOGETHER = 1000  # draws, and facts, of one turn, which has a few: they are written at once


def wrong(number: int, what: str, hint: str = "Export the session again, and import it unchanged.") -> NoReturn:
    raise Unprocessable(f"line {number}: {what}.", code="session_invalid", hint=hint)


class SessionCheck:
    """`add` each line in order, then `finish`. `turns` are the depths by id, in the order of the file."""

    def __init__(self, head: SessionLine, *, any_prompts: bool) -> None:
        self.turns: dict[str, int] = {}
        self._head, self._any_prompts = head, any_prompts
        self._members: set[str] = set()
        self._terms = 0
        self._numbers = array("q")  # of the turns that say theirs
        self._wanted: dict[
            tuple[str, int | None], tuple[int, str]
        ] = {}  # named before they came, and what is wrong else
        self._turn = ""  # the last that came, and what came below it
        self._decided, self._draws, self._facts, self._seq = False, 0, 0, -1

    def add(self, number: int, line: Line) -> None:
        if isinstance(line, CharacterLine):
            self._add_character(number, line)
        elif isinstance(line, TermsLine):
            self._add_terms(number, line)
        elif isinstance(line, TurnLine):
            self._add_turn(number, line)
        elif isinstance(line, DecidedLine | DrawLine | ChangeLine | CallLine):
            if not self._turn or line.turn != self._turn:
                wrong(number, f"it is about the turn {line.turn}, and does not stand below it")
            self._add_to_turn(number, line)
        else:
            wrong(number, "a second session begins")

    def order(self) -> dict[str, int]:
        """The place of each turn in the order in which they were made."""
        places: Sequence[int] = self._numbers or range(1, len(self.turns) + 1)
        return dict(zip(self.turns, places, strict=True))

    def finish(self, number: int) -> None:
        """What only the whole file can say."""
        if len(self._members) < 2:
            wrong(number, "there is nobody to play with: a session needs a persona and a character")
        for (turn, depth), (line, what) in self._wanted.items():
            if turn not in self.turns:
                wrong(line, what)
            if depth is not None and self.turns[turn] != depth:
                wrong(line, "a place of this turn is of another depth")
        if self._numbers and sorted(self._numbers) != list(range(1, len(self.turns) + 1)):
            wrong(number, "the numbers of the turns are not 1, 2, 3 and so on")
        head = self._head.chat.head
        if head is not None and head not in self.turns:
            wrong(1, f"the head {head} is no turn of this session")

    def _want(self, turn: str | None, number: int, what: str, depth: int | None = None) -> None:
        """It may stand further below. None is the beginning of the story, above every turn."""
        if turn is None:
            return
        if turn not in self.turns:
            self._wanted.setdefault((turn, depth), (number, what))
        elif depth is not None and self.turns[turn] != depth:
            wrong(number, "a place of this turn is of another depth")

    def _add_character(self, number: int, line: CharacterLine) -> None:
        if self.turns:
            wrong(number, "a character stands below a turn")
        if line.id in self._members:
            wrong(number, f"the character {line.id} is there twice")
        if line.persona != (not self._members):
            wrong(number, "the first character must be the persona, and no other")
        if len(self._members) == MAX_MEMBERS:
            hint = "Take characters out who are not needed, and what is about them; or export a smaller chat."
            wrong(number, f"a chat has at most {MAX_MEMBERS} members, with the persona", hint)
        self._members.add(line.id)

    def _add_terms(self, number: int, line: TermsLine) -> None:
        if self.turns or not self._members:
            wrong(number, "terms stand below the characters, and above the turns")
        if line.id != self._terms + 1:
            wrong(number, "terms are numbered 1, 2, 3 and so on")
        self._terms = line.id

    def _add_turn(self, number: int, line: TurnLine) -> None:
        if not self._members:
            wrong(number, "a turn stands above the characters")
        if line.id in self.turns:
            wrong(number, f"the turn {line.id} is there twice")
        if line.parent is not None and line.parent not in self.turns:
            wrong(number, f"its parent {line.parent} does not stand above it")
        if line.terms is not None and not 1 <= line.terms <= self._terms:
            wrong(number, f"there are no terms {line.terms}")
        if line.number is not None:
            self._numbers.append(line.number)
        if self._numbers and len(self._numbers) != len(self.turns) + 1:
            wrong(number, "some turns have a number, and some have none")
        self.turns[line.id] = 1 + (0 if line.parent is None else self.turns[line.parent])
        self._turn, self._decided, self._draws, self._facts, self._seq = line.id, False, 0, 0, -1
        self._check_places(number, line)

    def _check_places(self, number: int, line: TurnLine) -> None:
        """A turn hangs under turns of one depth, so that no way up ever leads in a circle."""
        places = line.places
        if places and (places[0].since != line.id or places[-1].parent != line.parent):
            wrong(number, "the places of a turn begin where it was made and end at its parent")
        for place in places:
            self._want(place.since, number, "a place of this turn names no turn of this session")
            depth = self.turns[line.id] - 1
            self._want(place.parent, number, "a place of this turn names no turn of this session", depth)

    def _add_to_turn(self, number: int, line: DecidedLine | DrawLine | ChangeLine | CallLine) -> None:
        if isinstance(line, DecidedLine):
            if self._decided:
                wrong(number, "this turn's decisions are there twice")
            self._decided = True
            self._want(line.state_of, number, f"the turn {line.state_of} is not in this session")
        elif isinstance(line, DrawLine):
            self._draws += 1
            if self._draws > MAX_TOGETHER:
                wrong(number, f"a turn has at most {MAX_TOGETHER} draws")
        elif isinstance(line, ChangeLine):
            self._add_change(number, line)
        else:
            self._check_prompt(number, line)

    def _add_change(self, number: int, line: ChangeLine) -> None:
        if line.seq <= self._seq:
            wrong(number, "the changes of a turn are not in order")
        self._seq = line.seq
        self._facts += line.kind == "fact"
        if self._facts > MAX_TOGETHER:
            wrong(number, f"a turn has at most {MAX_TOGETHER} facts")
        unknown = {line.source, line.target} - self._members - {None}
        if unknown or (line.kind == "pair" and None in (line.source, line.target)):
            wrong(number, "source or target is no character of this session")
        for moment in (line.said_at, line.lifted_at):
            self._want(moment, number, "said_at or lifted_at of this change is no turn of this session")

    def _check_prompt(self, number: int, line: CallLine) -> None:
        if len(line.sections) != len(line.messages):
            wrong(number, "the sections are not those of the messages")
        if self._any_prompts:
            return
        sent: Any = [{"role": message.role, "content": message.content} for message in line.messages]
        if prompt_sha256(sent, line.params) != line.prompt_sha256:
            wrong(number, "prompt_sha256 is not that of the messages and params")
        lengths = [sum(length + 2 for _, length, _ in sections) - 2 for sections in line.sections]
        if lengths != [len(message.content) for message in line.messages]:
            wrong(number, "the sections are not those of the messages")
