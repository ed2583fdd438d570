"""The command line. A failure is one message and what to do; a traceback only with --debug.

The exit status is 2 where something was asked for that cannot be done, 1 where something is wrong here.
"""

import argparse
import asyncio
import logging
import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import uvloop

from chat import __version__
from chat.config import Settings, load_settings
from chat.db import driver
from chat.db.connection import Database
from chat.errors import ChatError, RequestError
from chat.llm import model_files
from chat.llm.redaction import LogFormatter, secrets_of
from chat.replay.command import add_replay
from chat.terminal.backup import back_up
from chat.terminal.play import play
from chat.terminal.refold import refold_chat
from chat.terminal.sessions import export_chat, import_chat
from chat.web.server import bind, serve

FORMATTER = LogFormatter("%(levelname)s %(name)s: %(message)s")


def main(argv: Sequence[str] | None = None) -> None:
    arguments = _parser().parse_args(argv)
    _log()
    try:
        arguments.run(arguments)
    except ChatError as error:
        said = traceback.format_exc() if arguments.debug else f"{error.message}\n{error.hint}"
        print(FORMATTER.secrets.hide(said.strip()), file=sys.stderr)
        raise SystemExit(2 if isinstance(error, RequestError) else 1) from None
    except Exception:  # noqa: BLE001  # the boundary of the process; Python's own report of a bug would show a key
        print(FORMATTER.secrets.hide(traceback.format_exc()), file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _log() -> None:
    """Every line goes through ours: with OPENAI_LOG set, that library has made a way around it when it was imported."""
    for other in [other for other in logging.root.handlers if type(other) is logging.StreamHandler]:
        logging.root.removeHandler(other)
    handler = logging.StreamHandler()
    handler.setFormatter(FORMATTER)
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("fabula", description="A self-hosted engine for conversational role-play.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--debug", action="store_true", help="show the traceback of a failure")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    served = commands.add_parser("serve", help="serve the page and the API")
    served.add_argument("--test", action="store_true", help="read CHAT_SEED, CHAT_CLOCK and CHAT_FAILPOINT")
    served.set_defaults(run=_serve)
    played = commands.add_parser("play", help="play in the terminal")
    played.add_argument("chat", nargs="?", help="the id or title of a chat; without it, choose one or begin one")
    played.set_defaults(run=_play)
    exported = commands.add_parser("export", help="write a chat to a session file")
    exported.add_argument("chat", help="its id or title")
    exported.add_argument("file", type=Path, nargs="?", help="a new file; by itself the id of the chat, and .jsonl")
    exported.set_defaults(run=_export)
    imported = commands.add_parser("import", help="make a chat of a session file")
    imported.add_argument("file", type=Path)
    imported.set_defaults(run=_import)
    backed_up = commands.add_parser("backup", help="copy the whole database, also while Fabula runs")
    backed_up.add_argument("file", type=Path, nargs="?", help="a new file; by itself fabula-, the time, and .db")
    backed_up.add_argument("--replace", action="store_true", help="let the copy take the place of an older file")
    backed_up.set_defaults(run=_backup)
    models = commands.add_parser("models", help="list or fetch the files of the embedded models")
    models.add_argument("action", choices=("list", "fetch"), nargs="?", default="list")
    models.set_defaults(run=_models)
    add_replay(commands)
    refolded = commands.add_parser("refold", help="fold a chat's past with another table of relations; asks no model")
    refolded.add_argument("chat", help="its id or title")
    refolded.add_argument("--relations", type=Path, metavar="FILE", help="a relations.toml; by itself the app's own")
    refolded.add_argument("--write", action="store_true", help="let the chat go on with this table")
    refolded.set_defaults(run=_refold)
    commands.add_parser("doctor", help="say what works here and what to do about what does not").set_defaults(
        run=_doctor
    )
    return parser


def _settings(*, test: bool = False) -> Settings:
    """From here on the log keeps their keys to itself."""
    settings = load_settings(test=test)
    FORMATTER.secrets = secrets_of(settings)
    return settings


def _serve(arguments: argparse.Namespace) -> None:
    uvloop.run(serve(_settings(test=arguments.test)))


def _play(arguments: argparse.Namespace) -> None:
    play(_settings(), arguments.chat)


def _export(arguments: argparse.Namespace) -> None:
    print(asyncio.run(export_chat(_settings(), arguments.chat, arguments.file)))


def _import(arguments: argparse.Namespace) -> None:
    print(asyncio.run(import_chat(_settings(), arguments.file)))


def _backup(arguments: argparse.Namespace) -> None:
    print(back_up(_settings(), arguments.file, replace=arguments.replace))


def _refold(arguments: argparse.Namespace) -> None:
    for line in refold_chat(_settings(), arguments.chat, arguments.relations, arguments.write):
        print(line)


def _models(arguments: argparse.Namespace) -> None:
    folder = model_files.models_folder()
    if arguments.action == "fetch":
        model_files.fetch(folder, lambda line: print(line, flush=True))
        return
    print(folder)
    for weight in model_files.WEIGHTS:
        print(f"{'ok     ' if model_files.is_there(weight, folder) else 'missing'} {weight.name} ({weight.title})")


def _doctor(_: argparse.Namespace) -> None:
    """One line each; exit status 1 if something must be done."""
    settings = _settings()
    lines = [
        (True, f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"),
        (True, f"SQLite {driver.load_driver().sqlite_version} ({driver.load_driver().__name__}) with sqlite-vec"),
        *(_model(weight) for weight in model_files.WEIGHTS),
        _port(settings),
        asyncio.run(_database(settings)),
    ]
    for good, line in lines:
        print(f"{'ok  ' if good else 'FAIL'} {line}")
    if not all(good for good, _ in lines):
        raise SystemExit(1)


def _model(weight: model_files.ModelFile) -> tuple[bool, str]:
    folder = model_files.models_folder()
    if model_files.verify(weight, folder):
        return True, f"{weight.title}: {folder / weight.name}"
    return False, f"{weight.title}: {folder / weight.name} is missing or damaged. Run `./run.sh models fetch`."


def _port(settings: Settings) -> tuple[bool, str]:
    try:
        bind(settings).close()
    except ChatError as error:
        return False, f"{error.message} {error.hint}"
    return True, f"port {settings.port} of {settings.host} is free"


async def _database(settings: Settings) -> tuple[bool, str]:
    try:
        database = await Database.open(settings.data_dir / "fabula.db")
    except ChatError as error:
        return False, f"{error.message} {error.hint}"
    await database.close()
    return True, f"database {settings.data_dir / 'fabula.db'}"
