"""`backup`: of the running app, restored as the README says, and never over another file without being told."""

import asyncio
import shutil
from pathlib import Path

import pytest

from chat.cli import main
from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import chats
from chat.engine.engine import Engine


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A data folder yet to be made; the working folder is an empty one."""
    monkeypatch.setenv("CHAT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "data"


async def begin(engine: Engine, title: str) -> None:
    await create_chat(engine, NewChat(["c_mill_1"], "Ash", title=title))


async def titles(folder: Path) -> list[str]:
    engine = await Engine.open(Settings(data_dir=folder))
    try:
        return [chat.title for chat in await engine.db.read(chats.listed)]
    finally:
        await engine.close()


def restore(folder: Path, copy: Path) -> None:
    for file in folder.glob("fabula.db*"):
        file.unlink()
    shutil.copy(copy, folder / "fabula.db")


async def test_a_backup_of_the_running_app_is_restored(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    engine = await Engine.open(Settings(data_dir=data))
    try:
        await begin(engine, "The mill")
        await asyncio.to_thread(main, ["backup", "kept.db"])
        await begin(engine, "Later")
    finally:
        await engine.close()
    assert capsys.readouterr().out.startswith("kept.db: ")
    restore(data, Path("kept.db"))
    assert await titles(data) == ["The mill"]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str]:
    with pytest.raises(SystemExit) as ended:
        main(["backup", *arguments])
    return ended.value.code, capsys.readouterr().err


def test_a_file_that_is_there_is_replaced_only_when_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(titles(data))
    Path("mine").write_text("letters")
    status, said = refused(capsys, "mine")
    assert status == 2 and "there already" in said and "--replace" in said
    assert Path("mine").read_text() == "letters"
    main(["backup", "mine", "--replace"])
    assert Path("mine").read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("name", ["fabula.db", "fabula.db-wal", "fabula.db.lock"])
def test_the_database_is_no_place_for_its_backup(data: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    asyncio.run(titles(data))
    before = (data / "fabula.db").read_bytes()
    status, said = refused(capsys, str(data / name), "--replace")
    assert status == 2 and "the database itself" in said
    assert (data / "fabula.db").read_bytes() == before


def test_by_itself_it_is_named_after_the_moment(data: Path) -> None:
    asyncio.run(titles(data))
    main(["backup"])
    assert [file.suffix for file in Path().glob("fabula-*")] == [".db"]


@pytest.mark.usefixtures("data")
def test_without_a_database_there_is_nothing_to_copy(capsys: pytest.CaptureFixture[str]) -> None:
    status, said = refused(capsys)
    assert status == 1 and "There is no database" in said and not list(Path().iterdir())
