"""`export` and `import`: a chat becomes a file, and a file a chat."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from os import SEEK_END
from pathlib import Path
from typing import IO

from chat.config import Settings
from chat.db import chats, turns
from chat.engine.engine import Engine
from chat.engine.exchange import export_session, import_session
from chat.engine.incoming import check_room
from chat.engine.progress import Progress
from chat.errors import NotFound, Unprocessable
from chat.terminal.progress import shown


async def export_chat(settings: Settings, wanted: str, path: Path | None) -> str:
    """Writes the chat of this id or title to a file, which is never replaced. Returns what to say about it."""
    engine, progress = await Engine.open(settings), Progress("writing")
    try:
        chat = await named(engine, wanted)
        path = path or Path(f"{chat.id}.jsonl")
        async with shown(progress):
            await write_new(path, export_session(engine, chat.id, progress))
        owed = [turn.id for turn in await engine.db.read(turns.told) if turn.chat == chat.id]
    finally:
        await engine.close()
    said = f"{path}: {chat.title}, {path.stat().st_size / 1000:.0f} kB"
    if owed:
        said += (
            f"\nNot in it: {', '.join(owed)}, which has yet to settle. Serve or play the chat, then export it again."
        )
    return said


async def import_chat(settings: Settings, path: Path) -> str:
    """The file as a new chat, whole or not at all. Returns what to say about it."""
    progress = Progress()
    with readable(path) as file:
        engine = await Engine.open(settings)
        try:
            await asyncio.to_thread(_check_room_for, settings.data_dir, file)
            async with shown(progress):
                chat = await import_session(engine, file, progress)
        finally:
            await engine.close()
    return f"{chat.id}: {chat.title}"


async def named(engine: Engine, wanted: str) -> chats.Listed:
    """The chat of this id, or the only one of this title. NotFound, Unprocessable."""
    listed = await engine.db.read(chats.listed)
    found = [chat for chat in listed if chat.id == wanted]
    found = found or [chat for chat in listed if chat.title.strip().casefold() == wanted.strip().casefold()]
    if not found:
        hint = "The chats are: " + ", ".join(f"{chat.title} ({chat.id})" for chat in listed[:9]) if listed else ""
        raise NotFound(f"There is no chat {wanted[:80]}.", hint=hint or "Begin one: ./run.sh play")
    if len(found) > 1:
        ids = ", ".join(chat.id for chat in found[:9])
        raise Unprocessable(f"{len(found)} chats are called {found[0].title}.", hint=f"Name one by its id: {ids}")
    return found[0]


def _check_room_for(data_dir: Path, file: IO[bytes]) -> None:
    check_room(data_dir, file.seek(0, SEEK_END))


@contextmanager
def readable(path: Path) -> Iterator[IO[bytes]]:
    """The file, which is read more than once. Unprocessable."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise Unprocessable(f"{path} cannot be read: {error.strerror}.", hint="Name a session file.") from None
    with file:
        if not file.seekable():
            raise Unprocessable(f"{path} cannot be read twice.", hint="Name a session file; this is a pipe.")
        yield file


async def write_new(path: Path, pieces: AsyncIterator[bytes]) -> None:
    """Whole or not at all. Unprocessable when it is there already, or cannot be written; TooLarge for a disk that has no
    room for it."""
    with _new(path) as file:
        async for piece in pieces:
            await asyncio.to_thread(_write, file, path, piece)


@contextmanager
def _new(path: Path) -> Iterator[IO[bytes]]:
    try:
        file = path.open("xb")
    except FileExistsError:
        raise Unprocessable(f"{path} is there already.", hint="Name another file, or remove it first.") from None
    except OSError as error:
        raise _unwritable(path, error) from None
    try:
        with file:
            yield file
    except OSError as error:
        path.unlink()
        raise _unwritable(path, error) from None
    except BaseException:
        path.unlink()
        raise


def _write(file: IO[bytes], path: Path, piece: bytes) -> None:
    check_room(path.absolute().parent, len(piece))
    file.write(piece)


def _unwritable(path: Path, error: OSError) -> Unprocessable:
    return Unprocessable(f"{path} cannot be written: {error.strerror}.", hint="Name another file.")
