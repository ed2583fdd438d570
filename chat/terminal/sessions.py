"""`export` and `import`: a chat becomes a file, and a file a chat."""

from pathlib import Path

from chat.config import Settings
from chat.db import chats, turns
from chat.engine.exchange import MAX_FILE, export_session, import_session
from chat.engine.root import Engine
from chat.errors import NotFound, TooLarge, Unprocessable


async def export_chat(settings: Settings, wanted: str, path: Path | None) -> str:
    """Writes the chat of this id or title to a file, which is never replaced. Returns what to say about it."""
    engine = await Engine.open(settings)
    try:
        chat = await named(engine, wanted)
        raw = await export_session(engine, chat.id)
        owed = [turn.id for turn in await engine.db.read(turns.told) if turn.chat == chat.id]
    finally:
        await engine.close()
    path = path or Path(f"{chat.id}.jsonl")
    write_new(path, raw)
    said = f"{path}: {chat.title}, {len(raw) / 1000:.0f} kB"
    if owed:
        said += (
            f"\nNot in it: {', '.join(owed)}, which has yet to settle. Serve or play the chat, then export it again."
        )
    return said


async def import_chat(settings: Settings, path: Path) -> str:
    """The file as a new chat, whole or not at all. Returns what to say about it."""
    raw = read_file(path)
    engine = await Engine.open(settings)
    try:
        chat = await import_session(engine, raw)
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


def read_file(path: Path) -> bytes:
    """Unprocessable, TooLarge."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError as error:
        raise Unprocessable(f"{path} cannot be read: {error.strerror}.", hint="Name a session file.") from None
    if len(raw) > MAX_FILE:
        raise TooLarge(f"{path} is over {MAX_FILE // 1024 // 1024} MB.", hint="No session file is that large.")
    return raw


def write_new(path: Path, raw: bytes) -> None:
    """Whole or not at all. Unprocessable when it is there already, or cannot be written."""
    try:
        file = path.open("xb")
    except FileExistsError:
        raise Unprocessable(f"{path} is there already.", hint="Name another file, or remove it first.") from None
    except OSError as error:
        raise Unprocessable(f"{path} cannot be written: {error.strerror}.", hint="Name another file.") from None
    try:
        with file:
            file.write(raw)
    except OSError as error:
        path.unlink()
        raise Unprocessable(f"{path} cannot be written: {error.strerror}.", hint="Name another file.") from None
