"""export and import from the command line: what comes back, and what is refused without leaving anything behind."""

import asyncio
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chat.cli import main
from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import chats
from chat.db.connection import Database
from chat.engine import incoming
from chat.engine.engine import Engine
from chat.engine.progress import Progress
from chat.formats import session
from chat.terminal import progress


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The data folder, with one chat called The mill; the working folder is an empty one."""
    monkeypatch.setenv("CHAT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    asyncio.run(begin(tmp_path / "data", "The mill"))
    yield tmp_path / "data"


async def begin(folder: Path, title: str) -> str:
    engine = await Engine.open(Settings(data_dir=folder))
    try:
        return (await create_chat(engine, NewChat(["c_mill_1"], "Ash", title=title))).id
    finally:
        await engine.close()


def listed(folder: Path) -> list[chats.Listed]:
    async def read() -> list[chats.Listed]:
        database = await Database.open(folder / "fabula.db")
        try:
            return await database.read(chats.listed)
        finally:
            await database.close()

    return asyncio.run(read())


def refused(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.mark.usefixtures("data")
def test_a_chat_goes_out_by_its_title_and_comes_in_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "the MILL", "mill.jsonl"])
    assert capsys.readouterr().out.startswith("mill.jsonl: The mill, ")
    taken = session.read(Path("mill.jsonl").read_bytes())
    monkeypatch.setenv("CHAT_DATA_DIR", str(tmp_path / "other"))
    main(["import", "mill.jsonl"])
    chat = taken.head.chat.id
    assert capsys.readouterr().out == f"{chat}: The mill\n"
    assert [(found.id, found.head) for found in listed(tmp_path / "other")] == [(chat, taken.head.chat.head)]


def test_without_a_file_the_id_names_it_and_nothing_is_replaced(data: Path) -> None:
    chat = listed(data)[0].id
    main(["export", chat])
    raw = Path(f"{chat}.jsonl").read_bytes()
    Path(f"{chat}.jsonl").write_bytes(b"mine")
    assert refused("export", chat) == 2
    assert Path(f"{chat}.jsonl").read_bytes() == b"mine" != raw


def test_a_chat_that_cannot_be_told_apart_is_asked_for_by_id(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = asyncio.run(begin(data, "The Mill"))
    assert refused("export", "the mill") == 2
    said = capsys.readouterr().err
    assert "2 chats are called" in said and other in said
    assert refused("export", "the moon") == 2
    assert "There is no chat the moon" in capsys.readouterr().err
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: raw[: len(raw) // 2], "the file ends before its end line"),
        (lambda raw: raw.replace(b"wheel", b"Wheel", 1), "the checksum differs"),
        (lambda raw: raw.replace(b'"format": 1', b'"format": 9', 1), "line 1: the format 9 is newer"),
        (lambda raw: b"\x89PNG", "line 1: no JSON"),
    ],
)
def test_a_bad_file_is_refused_by_its_line(
    data: Path, capsys: pytest.CaptureFixture[str], spoil: Callable[[bytes], bytes], said: str
) -> None:
    main(["export", "The mill", "mill.jsonl"])
    Path("bad.jsonl").write_bytes(spoil(Path("mill.jsonl").read_bytes()))
    assert refused("import", "bad.jsonl") == 2
    assert said in capsys.readouterr().err
    assert len(listed(data)) == 1


@pytest.mark.usefixtures("data")
def test_a_file_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused("import", "nowhere.jsonl") == 2
    assert "nowhere.jsonl cannot be read: No such file" in capsys.readouterr().err
    assert refused("export", "The mill", "nowhere/mill.jsonl") == 2
    assert "nowhere/mill.jsonl cannot be written" in capsys.readouterr().err


def test_while_the_app_runs_it_says_what_to_do(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def beside() -> None:
        database = await Database.open(data / "fabula.db")
        try:
            await asyncio.to_thread(refused, "export", "The mill", "mill.jsonl")
        finally:
            await database.close()

    asyncio.run(beside())
    said = capsys.readouterr().err
    assert "Fabula runs already with this data folder" in said and "stop it" in said
    assert not Path("mill.jsonl").exists()


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("out", [Screen(), io.StringIO()], ids=["terminal", "file"])
async def test_progress_is_one_line_in_a_terminal_and_lines_elsewhere(
    out: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "OFTEN", 0.001)
    monkeypatch.setattr(progress, "SELDOM", 0.001)
    seen = Progress("storing", lines=40, turns=4, bytes=410, of_bytes=1000)
    async with progress.shown(seen, out), asyncio.timeout(30):
        while out.getvalue().count("storing") < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    said = "storing 41 %, 4 turns, 40 lines"
    if out.isatty():
        assert "\n" not in out.getvalue() and out.getvalue().endswith("\r\x1b[K")
    else:
        assert set(out.getvalue().splitlines()) == {said}
    assert said in out.getvalue()


def test_export_counts_its_turns() -> None:
    assert progress.line(Progress("writing", lines=9, turns=5, of_turns=20)) == "writing 25 %, 5 turns, 9 lines"


@pytest.mark.usefixtures("data")
def test_disk_without_room_is_named_and_nothing_stays(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "The mill", "mill.jsonl"])
    monkeypatch.setattr(incoming, "SPARE", 10**18)
    assert refused("export", "The mill", "again.jsonl") == 2
    assert refused("import", "mill.jsonl") == 2
    assert capsys.readouterr().err.count("Make room there") == 2
    assert [path.name for path in Path().iterdir()] == ["mill.jsonl"]


@pytest.mark.usefixtures("data")
def test_pipe_is_no_session_file(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.jsonl")
    writer = os.open("pipe.jsonl", os.O_RDWR)
    try:
        assert refused("import", "pipe.jsonl") == 2
    finally:
        os.close(writer)
    assert "is a pipe" in capsys.readouterr().err
