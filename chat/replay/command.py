"""`python -m chat replay FILE`: exit status 0 when all is equal, 1 at a difference, 2 for a file that cannot be read."""

import argparse
import asyncio
import logging
import sys
from pathlib import Path

from chat.errors import Unprocessable
from chat.formats import session
from chat.formats.session import Session
from chat.replay.replay import replay
from chat.replay.tree import Tree


def add_replay(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("replay", help="play a session file again and compare it with what it was")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--lenient", action="store_true", help="go on after prompts that differ")
    parser.add_argument("--speed", choices=("full", "real"), default="full", help="real: as slowly as it was played")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> None:
    logging.getLogger("chat").setLevel(logging.ERROR)  # that a turn was interrupted is no news here
    taken = _read(arguments.file)
    found = asyncio.run(replay(taken, lenient=arguments.lenient, timed=arguments.speed == "real"))
    for difference in found:
        print(difference)
    if found:
        raise SystemExit(1)
    calls = sum(len(told.calls) for told in taken.turns)
    cut_off = sum(record.taken and bool(record.told.calls) for record in Tree(taken).records)
    why = "what they were told after is deleted, or the app itself had failed"
    as_is = f" {cut_off} of the turns were taken as they are: {why}." if cut_off else ""
    print(f"{arguments.file}: {len(taken.turns)} turns and {calls} calls played again, everything is equal.{as_is}")


def _read(path: Path) -> Session:
    try:
        return session.read(path.read_bytes(), any_prompts=True)
    except OSError as error:
        print(f"{path} cannot be read: {error.strerror}.", file=sys.stderr)
    except Unprocessable as error:
        print(f"{path}, {error.message}\n{error.hint}", file=sys.stderr)
    raise SystemExit(2)
