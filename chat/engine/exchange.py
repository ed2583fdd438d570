"""A chat as a session file of any length, out of the database and into it, for every surface.

Neither direction ever holds the file in memory. What it costs is done on threads, a slice at a time.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from os import SEEK_END
from sqlite3 import Connection
from typing import IO, ParamSpec, TypeVar

from chat.db import chats, imports, turn_settings
from chat.db.chats import Chat
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.engine.incoming import check_room
from chat.engine.intake import Half, Incoming, end_turn, put_chat, put_lines
from chat.engine.progress import Progress
from chat.engine.sessions import chat_lines, models_used, terms_in, terms_of
from chat.engine.states import States
from chat.errors import ChatError, Unprocessable
from chat.formats.session import Sealed
from chat.formats.session_lines import CharacterLine, Line, ModelsUsed, SessionLine, TermsLine, TurnLine
from chat.formats.session_reader import SessionReader
from chat.tasks import to_the_end

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")
SLICE_LINES, SLICE_BYTES = 64, 256 * 1024  # of one transaction: some 10 ms
PIECE = 128 * 1024  # bytes of a file that is written, about
ASK = 500  # ids that are looked for at once
Numbered = tuple[int, Line]


# ---------------------------------------------------------------- export


async def export_session(engine: Engine, chat_id: str, progress: Progress | None = None) -> AsyncGenerator[bytes, None]:
    """The whole chat but what is not settled yet, piece by piece as they are asked for. NotFound."""

    def models(profile: str) -> ModelsUsed:
        return models_used(engine.settings, engine.profiles.get(profile))

    progress = progress or Progress("writing")
    await engine.snapshot_refresh.near(chat_id)  # branches that return far up are folded from snapshots
    sealed = Sealed()
    async with engine.db.long_read() as reader:
        lines: Iterator[Line] | None = None

        def next_piece(db: Connection) -> bytes:
            nonlocal lines
            lines = lines or chat_lines(db, chat_id, engine.relations, models, progress)
            piece = bytearray()
            for line in lines:
                piece += sealed.add(line)
                if len(piece) >= PIECE:
                    break
            progress.lines, progress.bytes = sealed.lines, progress.bytes + len(piece)
            return bytes(piece)

        while piece := await reader.run(next_piece):
            yield piece
    yield sealed.end()


# ---------------------------------------------------------------- import


@dataclass(frozen=True, slots=True)
class Contents:
    """What is known of a file that was read once. `order` is the place of each turn in the order they were made."""

    head: SessionLine
    characters: list[CharacterLine]
    order: dict[str, int]
    sha256: str


async def import_session(engine: Engine, file: IO[bytes], progress: Progress | None = None) -> Chat:
    """The new chat, seen by nobody until it is whole. Unprocessable names the line that is wrong; nothing is there of it
    then, nor after any other failure. `file` is read twice from its beginning, and must not change meanwhile."""
    progress = progress or Progress()
    contents = await _check(file, progress)
    async with engine.importing:
        ids = await _free_ids(engine, contents)
        incoming = await engine.db.write(_begin, engine, contents, ids)
        try:
            chat = await _store(engine, file, contents, incoming, progress)
        except BaseException:
            await _give_up(engine, incoming.chat)
            raise
    engine.snapshot_refresh.begin(chat.id)
    engine.worker.wake()
    return chat


async def _check(file: IO[bytes], progress: Progress) -> Contents:
    """The whole file is read, and nothing kept of it but ids."""
    progress.stage, progress.of_bytes = "checking", await _apart(file.seek, 0, SEEK_END)
    reader = await _apart(_open, file)
    lines, characters = reader.lines(), list[CharacterLine]()
    while found := await _apart(_take, reader, lines, progress):
        characters += [line for _, line in found if isinstance(line, CharacterLine)]
    order = await _apart(reader.check.order)
    return Contents(reader.head, characters, order, reader.sha256)


def _open(file: IO[bytes]) -> SessionReader:
    file.seek(0)
    return SessionReader(file)


def _take(reader: SessionReader, lines: Iterator[Line], progress: Progress) -> list[Numbered]:
    """The next lines: a slice, bounded by their number and their bytes. Empty at the end."""
    found: list[Numbered] = []
    until = reader.read_bytes + SLICE_BYTES
    for line in lines:
        found.append((reader.read_lines, line))
        if len(found) == SLICE_LINES or reader.read_bytes >= until:
            break
    progress.lines, progress.bytes = reader.read_lines, reader.read_bytes
    progress.turns += sum(isinstance(line, TurnLine) for _, line in found)
    return found


async def _free_ids(engine: Engine, contents: Contents) -> dict[str, str]:
    """The turns of the file as they are called here: as in the file, but where a row has that id there is a new one."""
    turns, ids = iter(contents.order), dict[str, str]()
    while asked := list(islice(turns, ASK)):
        taken = await engine.db.read(imports.taken, "turn", asked)
        ids |= {turn: new_id("t") if turn in taken else turn for turn in asked}
    return ids


def _begin(db: Connection, engine: Engine, contents: Contents, ids: dict[str, str]) -> Incoming:
    fields, now = contents.head.chat, engine.now()
    chat_id = new_id("h") if imports.taken(db, "chat", [fields.id]) else fields.id
    profile = fields.profile if fields.profile in engine.profiles else engine.default_profile
    chat = put_chat(db, contents.head, contents.characters, now, profile, chat_id)
    last = imports.begin(db, chat.id, len(ids), now)
    own = turn_settings.keep(db, chat.id, terms_of(fields, contents.characters[0].card))
    numbers = {turn: last + place for turn, place in contents.order.items()}
    return Incoming(chat, States(db, chat.id, engine.relations), ids, numbers, {0: own})


async def _store(engine: Engine, file: IO[bytes], contents: Contents, incoming: Incoming, progress: Progress) -> Chat:
    reader = await _apart(_open, file)
    progress.stage, progress.turns = "storing", 0
    lines, half = reader.lines_again(), None
    # one after the other: to read ahead while a slice is written takes longer, as both want Python's lock
    while found := await _apart(_take, reader, lines, progress):
        check_room(engine.db.path.parent, 0)
        half = await engine.db.write(_put, incoming, half, found)
    if reader.sha256 != contents.sha256:
        raise Unprocessable("The file has changed while it was imported.", code="session_invalid", hint="Try again.")
    head = contents.head.chat.head
    return await engine.db.write(_finish, incoming, half, incoming.ids[head] if head else None)


async def _give_up(engine: Engine, chat: Chat) -> None:
    """Nobody has seen it, and its rows go as those of any chat that is deleted; at the latest after the next start."""
    try:
        await engine.db.write(imports.discard, chat.id)
        engine.sweeper.wake()
    except ChatError as error:  # what failed before says more
        log.warning("What is stored of an import stays until the next start: %s", error.message)


def _put(db: Connection, incoming: Incoming, half: Half | None, lines: list[Numbered]) -> Half | None:
    for _, line in lines:
        if isinstance(line, TermsLine):
            incoming.terms[line.id] = turn_settings.keep(db, incoming.chat.id, terms_in(line))
    below = [(number, line) for number, line in lines if not isinstance(line, CharacterLine | TermsLine)]
    return put_lines(db, incoming, half, below)


def _finish(db: Connection, incoming: Incoming, half: Half | None, head: str | None) -> Chat:
    if half is not None:
        end_turn(db, incoming, half)
    imports.finish(db, incoming.chat.id, head)
    return chats.get(db, incoming.chat.id)


async def _apart(fn: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """On a thread, and to its end: nobody closes the file under it."""
    return await to_the_end(asyncio.to_thread(fn, *args, **kwargs))
