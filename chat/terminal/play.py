"""`play`: a chat in the terminal, for a player or for a script that writes lines into it."""

import sys
from contextlib import suppress
from io import TextIOWrapper

from chat.config import Settings
from chat.db import chats
from chat.engine.engine import Engine
from chat.errors import ChatError, Unprocessable
from chat.terminal import texts
from chat.terminal.loop import Loop
from chat.terminal.sessions import named
from chat.terminal.table import Table
from chat.turn import Request

with suppress(ImportError):  # not in every Python; with it, `input` knows the arrow keys and earlier lines
    import readline  # noqa: F401

HELP = """\
Write what your character says or does.
/continue             let the story go on by itself
/retry [INSTRUCTION]  tell the last turn again; the earlier telling is kept
/undo                 take the last step back
/pairs                what everybody feels about everybody
/why MIRA ASH         where the feelings of the one about the other come from
/state                where and when the story stands, and who is there
/quit                 leave; Ctrl-C stops what is being told, and leaves when nothing is"""


def play(settings: Settings, wanted: str | None) -> None:
    """Until /quit, the end of the input, or Ctrl-C. ChatError when it cannot begin."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    with Loop() as loop:
        engine = loop.wait(Engine.open(settings))
        try:
            table = Table(engine, say, complain)
            loop.wait(table.recover())
            player = Player(loop, table)
            if player.sit_down(wanted):
                player.play()
            player.leave()
        except KeyboardInterrupt:
            say("\n")
        finally:
            loop.wait(engine.close())


class Player:
    """Whoever writes the lines."""

    def __init__(self, loop: Loop, table: Table) -> None:
        self.loop, self.table = loop, table

    def sit_down(self, wanted: str | None) -> bool:
        """Choose what to play. False when the input ends before."""
        engine = self.table.engine
        if wanted is not None:
            self.table.chat = self.loop.wait(named(engine, wanted)).id
        else:
            listed, openings = self.loop.wait(engine.db.read(chats.listed)), list(engine.openings.values())
            say(texts.plain("\n".join(texts.choices(listed, openings))) + "\n")
            number = self._number(len(listed) + len(openings))
            if number is None:
                return False
            if number <= len(listed):
                self.table.chat = listed[number - 1].id
            else:
                self.loop.wait(self.table.begin(openings[number - 1 - len(listed)]))
        say(f"\n{self.loop.wait(self.table.last())}\n\n")
        return True

    def _number(self, most: int) -> int | None:
        while (line := ask("Number: ")) is not None:
            if line.strip().isdecimal() and 1 <= int(line) <= most:
                return int(line)
            complain(f"{line[:40]!r} is not in the list.", f"1 to {most}.")
        return None

    def play(self) -> None:
        while (line := ask("> ")) is not None and line.strip() != "/quit":
            try:
                self._take(line.strip())
            except ChatError as error:
                complain(error.message, error.hint)

    def leave(self) -> None:
        """After the last turns have settled."""
        if self.table.busy:
            say("(The last turn settles; Ctrl-C ends that.)\n")
        self.loop.wait(self.table.close())

    def _take(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        chat = self.table.chat
        match command if line.startswith("/") else "":
            case "":
                if line:
                    self._tell(Request(chat, "message", line))
            case "/continue":
                self._tell(Request(chat, "continue", ""))
            case "/retry":
                self._tell(self.loop.wait(self.table.again(rest.strip() or None)))
            case "/undo":
                self.loop.wait(self.table.undo())
                say(f"{self.loop.wait(self.table.last())}\n\n")
            case "/pairs":
                say(self.loop.wait(self.table.pairs()) + "\n")
            case "/why":
                say(self.loop.wait(self.table.why(rest)) + "\n")
            case "/state":
                say(self.loop.wait(self.table.state()) + "\n")
            case "/help":
                say(HELP + "\n")
            case _:
                raise Unprocessable(f"There is no command {command[:40]}.", hint="/help lists what there is.")

    def _tell(self, request: Request) -> None:
        """Ctrl-C stops the turn; a second one, before it has ended, leaves."""
        telling = self.loop.begin(self.table.tell(request))
        try:
            telling.result()
        except KeyboardInterrupt:
            self.loop.wait(self.table.stop())
            telling.result()


def ask(prompt: str) -> str | None:
    """A line without its end, None at the end of the input. Only a player sees the prompt."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None
    try:
        return input(prompt)
    except EOFError:
        say("\n")
        return None


def say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def complain(message: str, hint: str) -> None:
    sys.stderr.write(texts.plain(f"{message}\n{hint}".strip()) + "\n")
    sys.stderr.flush()
