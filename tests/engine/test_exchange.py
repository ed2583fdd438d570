"""Session files of any size: in slices, seen when whole, nothing left of a failure; out as a stream beside everything."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from sqlite3 import Connection
from typing import Any

import pytest

from chat.config import Settings
from chat.db import changes, chats, snapshots, turns
from chat.engine import exchange
from chat.engine.engine import Engine
from chat.engine.incoming import FOLDER, check_room, incoming_file
from chat.engine.progress import Progress
from chat.engine.sessions import change_line
from chat.errors import NotFound, TooLarge, Unprocessable
from chat.formats.session import read, write
from tests.engine.playing import begin
from tests.faults.leftovers import nothing_left
from tests.long_sessions import LINES, write_session
from tests.session_files import export_session, import_session

RECORDED = sorted(Path("tests/sessions").glob("*.jsonl"))
TURNS = 200


@pytest.fixture
def raw(tmp_path: Path) -> bytes:
    write_session(tmp_path / "long.jsonl", TURNS)
    return (tmp_path / "long.jsonl").read_bytes()


def phases(db: Connection) -> dict[str, str]:
    return dict(db.execute("SELECT id, phase FROM chat").fetchall())


def slices(monkeypatch: pytest.MonkeyPatch, then: Callable[[int], None] = lambda number: None) -> list[int]:
    """The number of lines of each slice that is stored; `then` is called behind each, with how many there were."""
    found: list[int] = []
    put = exchange._put

    def putting(db: Connection, incoming: Any, half: Any, lines: list[Any]) -> Any:
        half = put(db, incoming, half, lines)
        found.append(len(lines))
        then(len(found))
        return half

    monkeypatch.setattr(exchange, "_put", putting)
    return found


@pytest.mark.parametrize("path", RECORDED, ids=[path.stem for path in RECORDED])
def test_recorded_session_goes_out_byte_for_byte(path: Path, tmp_path: Path, no_models: None) -> None:
    """With what the fold says of each change, which no import reads from the file."""
    recorded = path.read_bytes()
    expected = read(recorded)

    async def there_and_back() -> bytes:
        tokens = expected.head.chat.models.context_tokens
        engine = await Engine.open(Settings(data_dir=tmp_path, context_tokens=tokens))
        try:
            return await export_session(engine, (await import_session(engine, recorded)).id)
        finally:
            await engine.close()

    found = read(asyncio.run(there_and_back()))
    expected.head.chat.created, expected.head.app = found.head.chat.created, found.head.app
    assert write(found).split(b"\n") == write(expected).split(b"\n")


async def test_carried_state_is_that_of_the_fold(engine: Engine, tmp_path: Path) -> None:
    """Branches return far up, where no state is kept any more."""
    write_session(tmp_path / "tree.jsonl", 600, lambda number: number - 1 if number % 50 else max(0, number - 400))
    chat = await import_session(engine, (tmp_path / "tree.jsonl").read_bytes())
    await engine.snapshot_refresh.finished(chat.id)
    told = {told.turn.id: told for told in (await asyncio.to_thread(read, await export_session(engine, chat.id))).turns}
    await engine.db.write(snapshots.drop, chat.id, 0)
    for turn in list(told)[::37]:
        steps = await engine.db.read(changes.steps_of, chat.id, turn, engine.relations)
        sides = [(line.before, line.after) for line in told[turn].changes]
        assert sides == [(line.before, line.after) for line in map(change_line, steps)]


@pytest.mark.parametrize("returns", [0, 300], ids=["line", "tree"])
async def test_each_turn_is_folded_once(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, returns: int
) -> None:
    """Not from the root again for each: what is walked grows with the turns and not with their square."""
    write_session(
        tmp_path / "tree.jsonl",
        700,
        lambda number: number - 1 if number % 10 or not returns else max(0, number - returns),
    )
    walked: list[int] = []
    walk = changes._walk

    def walking(db: Connection, turn: str | None, relations: Any) -> Any:
        found = walk(db, turn, relations)
        walked.append(len(found[0]))
        return found

    monkeypatch.setattr(changes, "_walk", walking)
    chat = await import_session(engine, (tmp_path / "tree.jsonl").read_bytes())
    await engine.snapshot_refresh.finished(chat.id)
    await export_session(engine, chat.id)
    assert max(walked) <= snapshots.EVERY and sum(walked) < 2 * 700 + 1000


async def test_import_is_stored_in_slices_while_others_write(
    engine: Engine, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, stored, written = await begin(engine), slices(monkeypatch), 0
    task = asyncio.create_task(import_session(engine, raw))
    while not task.done():
        await engine.db.write(chats.bump, other.id, engine.now())
        written += 1
    await task
    assert max(stored) <= exchange.SLICE_LINES and sum(stored) == 3 + LINES * TURNS
    assert written >= len(stored)


@pytest.mark.parametrize("size", [10, 20_000])
async def test_slice_is_bounded_by_bytes(engine: Engine, tmp_path: Path, size: int) -> None:
    write_session(tmp_path / "long.jsonl", 30)
    session = read((tmp_path / "long.jsonl").read_bytes())
    for told in session.turns:
        told.turn.text = "x " * size
    reader = exchange._open(BytesIO(write(session)))
    lines, before, most = reader.lines(), 0, 0
    while exchange._take(reader, lines, Progress()):
        most, before = max(most, reader.read_bytes - before), reader.read_bytes
    assert most < exchange.SLICE_BYTES + 3 * size + 20_000


def _is_hidden(db: Connection) -> bool:
    """Whether an import is at work that nobody sees."""
    if phases(db) != {"h_long": "importing"}:
        return False
    with pytest.raises(NotFound):
        chats.get(db, "h_long")
    return chats.listed(db) == []


async def test_chat_is_unseen_until_it_is_whole(engine: Engine, raw: bytes) -> None:
    task, hidden = asyncio.create_task(import_session(engine, raw)), 0
    while not task.done():
        hidden += await engine.db.read(_is_hidden)
    chat = await task
    assert hidden > 3
    assert [(found.id, found.turns) for found in await engine.db.read(chats.listed)] == [(chat.id, TURNS)]
    await engine.snapshot_refresh.finished(chat.id)
    assert await engine.db.read(snapshots.missing, chat.id, engine.relations) == []


async def spoiled(engine: Engine, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> type[Exception]:
    session = await asyncio.to_thread(read, raw)
    line = session.turns[-1].changes[-1]
    assert line.kind == "fact"
    line.arguments = {}
    with pytest.raises(Unprocessable) as refused:
        await import_session(engine, write(session))
    assert refused.value.code == "session_invalid" and f"line {5 + LINES * (TURNS - 1)}: " in refused.value.message
    return Unprocessable


async def full(engine: Engine, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> type[Exception]:
    looks: Iterator[int] = iter(range(100))

    def no_room(folder: Path, needed: int) -> None:
        if next(looks) > 3:
            raise TooLarge("The disk is full.")

    monkeypatch.setattr(exchange, "check_room", no_room)
    with pytest.raises(TooLarge):
        await import_session(engine, raw)
    return TooLarge


async def cancelled(engine: Engine, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> type[Exception]:
    loop, half_way = asyncio.get_running_loop(), asyncio.Event()

    def then(number: int) -> None:
        if number == 5:
            loop.call_soon_threadsafe(half_way.set)

    slices(monkeypatch, then)
    task = asyncio.create_task(import_session(engine, raw))
    await asyncio.wait_for(half_way.wait(), 30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    return Exception


@pytest.mark.parametrize("fail", [spoiled, full, cancelled])
async def test_failed_import_is_seen_by_nobody(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, raw: bytes, fail: Callable[..., Any]
) -> None:
    other = await begin(engine)
    before = await engine.db.read(turns.tree, other.id)
    await fail(engine, monkeypatch, raw)
    assert (await engine.db.read(phases)).get("h_long", "deleting") == "deleting"
    assert [chat.id for chat in await engine.db.read(chats.listed)] == [other.id]
    assert await engine.db.read(turns.tree, other.id) == before
    monkeypatch.undo()
    assert await import_session(engine, raw)  # and the same file comes in after that


async def test_two_imports_of_one_file_at_once(engine: Engine, raw: bytes) -> None:
    one, other = await asyncio.gather(import_session(engine, raw), import_session(engine, raw))
    first, second = [await asyncio.to_thread(read, await export_session(engine, chat.id)) for chat in (one, other)]
    assert not {told.turn.id for told in first.turns} & {told.turn.id for told in second.turns}
    assert [told.turn.narrative for told in first.turns] == [told.turn.narrative for told in second.turns]


async def test_turns_made_meanwhile_keep_their_order(
    engine: Engine, raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers of an import are kept for it, so that nobody else takes one in its middle."""
    other = await begin(engine)
    before, made = len(await engine.db.read(_numbers, other.id)), 0
    task = asyncio.create_task(import_session(engine, raw))
    while not task.done():
        await engine.db.write(_tell, other.id, made)
        made += 1
    chat = await task
    numbers = await engine.db.read(_numbers, chat.id)
    assert numbers == list(range(numbers[0], numbers[0] + TURNS))
    assert len(await engine.db.read(_numbers, other.id)) == made + before > before


def _tell(db: Connection, chat: str, made: int) -> None:
    turns.insert(
        db, turn_id=f"t_other_{made}", chat=chat, parent=None, origin="message", status="committed", text="", now=""
    )  # fmt: skip


def _numbers(db: Connection, chat: str) -> list[int]:
    return [row[0] for row in db.execute("SELECT number FROM turn WHERE chat = ? ORDER BY number", (chat,))]


IMPORT = """
import asyncio, sys
from pathlib import Path
from chat.config import Settings
from chat.db.failpoint import arm
from chat.engine.exchange import import_session
from chat.engine.incoming import incoming_file
from chat.engine.engine import Engine

async def main():
    engine = await Engine.open(Settings(data_dir=Path(sys.argv[1])))
    with incoming_file(engine.settings.data_dir) as file:
        file.write(Path(sys.argv[2]).read_bytes())
        arm(sys.argv[3])
        await import_session(engine, file)

asyncio.run(main())
"""


@pytest.mark.parametrize("point", ["begun:2", "commit:8", "committed:20"])
async def test_killed_import_is_seen_by_nobody(tmp_path: Path, raw: bytes, no_models: None, point: str) -> None:
    data = tmp_path / "data"
    engine = await Engine.open(Settings(data_dir=data))
    other = await begin(engine)
    whole = await export_session(engine, other.id)
    await engine.close()
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IMPORT, str(data), str(tmp_path / "long.jsonl"), point, stderr=asyncio.subprocess.DEVNULL
    )
    assert await asyncio.wait_for(killed.wait(), 60) == -9
    assert len(list((data / FOLDER).iterdir())) == 1
    engine = await Engine.open(Settings(data_dir=data))
    try:
        assert list((data / FOLDER).iterdir()) == []
        assert [chat.id for chat in await engine.db.read(chats.listed)] == [other.id]
        assert await export_session(engine, other.id) == whole
        assert await import_session(engine, raw)
    finally:
        await engine.close()


async def test_exports_keep_no_reader_and_see_one_moment(engine: Engine, raw: bytes) -> None:
    chat = await import_session(engine, raw)
    whole = await export_session(engine, chat.id)
    kept = [exchange.export_session(engine, chat.id) for _ in range(4)]
    for export in kept:
        await anext(export)
    for export in kept:
        await export.aclose()  # SQLite keeps the descriptors of files that others have open, for whoever comes next
    async with nothing_left():
        exports = [exchange.export_session(engine, chat.id) for _ in range(4)]
        firsts = [await anext(export) for export in exports]
        await engine.db.write(_tell, chat.id, 1)
        assert len(await engine.db.read(turns.tree, chat.id)) == TURNS + 1
        assert firsts[0] + b"".join([piece async for piece in exports[0]]) == whole
        for export in exports[1:]:
            await export.aclose()  # its reader has left


async def test_room_on_the_disk_is_the_only_limit(tmp_path: Path) -> None:
    check_room(tmp_path, 1)
    with pytest.raises(TooLarge) as refused:
        check_room(tmp_path, 10**18)
    assert str(tmp_path) in refused.value.message and "Make room" in refused.value.hint
    with incoming_file(tmp_path) as file:
        assert Path(file.name).parent == tmp_path / FOLDER
    assert list((tmp_path / FOLDER).iterdir()) == []
