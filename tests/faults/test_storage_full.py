"""No room, or a disk that refuses: the turn fails aloud and at once, reading goes on, and with room again no restart is
needed. The real server on a small disk of its own; where none can be made, under a limit on the size of its files."""

import asyncio
import resource
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

import httpx2
import pytest

from chat.db import connection
from chat.db.connection import Database
from chat.db.driver import load_driver
from chat.errors import StorageError
from tests.faults.test_kill import say, serving
from tests.provider import Provider, streaming
from tests.replies import Reply

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="another process's limits are set in Linux only")
SLICES = [step for number in range(20) for step in (f"Mira carries sack {number}. ", 0.05)]
TOLD = "".join(step for step in SLICES if isinstance(step, str))


class Disk(Protocol):
    folder: Path

    def fill(self, server: int) -> None: ...

    def free(self, server: int) -> None: ...


class Small:
    """A file system of a few megabytes; what is left of it is taken by one file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, server: int) -> None:
        with self._ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(512))
            except OSError:
                return

    def free(self, server: int) -> None:
        self._ballast.unlink()


class Limited:
    """No file of the server may grow: SQLite is told of an input/output error."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, server: int) -> None:
        resource.prlimit(server, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    def free(self, server: int) -> None:
        resource.prlimit(server, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@pytest.fixture(params=["small", "limited"])
async def disk(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = request.param == "small" and await mount(folder)
    yield Small(folder) if mounted else Limited(folder)
    if mounted:
        await asyncio.to_thread(subprocess.run, ["umount", str(folder)], check=True)


async def mount(folder: Path) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    return (await asyncio.to_thread(subprocess.run, command, capture_output=True)).returncode == 0


async def begun(client: httpx2.AsyncClient) -> str:
    body = {"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}}
    return str((await client.post("/api/chats", json=body)).json()["id"])


async def ended(client: httpx2.AsyncClient, turn: str) -> dict[str, Any]:
    """The turn, once its end is stored."""
    async with asyncio.timeout(30):
        while True:
            found: dict[str, Any] = (await client.get(f"/api/turns/{turn}")).json()
            if found["status"] in ("committed", "interrupted", "failed"):
                return found
            await asyncio.sleep(0.1)


async def test_a_full_disk_is_said_and_needs_no_restart(disk: Disk) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."), Reply(steps=SLICES), Reply("Mira nods."))
        async with serving(disk.folder, provider) as (client, server):
            chat = await begun(client)
            assert await say(client, chat, "First.") == "turn.committed"

            # in the middle of a turn
            accepted = (await client.post(f"/api/chats/{chat}/turns", json={"text": "Second."})).json()
            await provider.seen(streaming, 2)
            disk.fill(server.pid)
            stream = (await client.get(f"/api/turns/{accepted['turn_id']}/events")).text
            assert stream.count("event: turn.failed") == 1 and '"code": "storage"' in stream
            assert "event: turn.committed" not in stream

            # and before one
            began = monotonic()
            refused = await client.post(f"/api/chats/{chat}/turns", json={"text": "Third."})
            assert refused.status_code == 503 and refused.json()["error"]["code"] == "storage"
            assert "room" in refused.json()["error"]["hint"] and monotonic() - began < 15
            read = (await client.get(f"/api/chats/{chat}")).json()["turns"]["items"]
            assert [turn["text"] for turn in read] == ["", "First.", "Second."]
            assert (await client.get("/readyz")).json()["components"]["database"]["state"] == "ready"

            disk.free(server.pid)
            second = await ended(client, accepted["turn_id"])  # nobody asked for it
            assert (second["status"], second["narrative"].strip()) == ("interrupted", TOLD.strip())
            assert await say(client, chat, "Third.") == "turn.committed"
        async with serving(disk.folder, provider) as (client, _):
            found = (await client.get(f"/api/chats/{chat}")).json()["turns"]["items"]
            assert [turn["text"] for turn in found] == ["", "First.", "Second.", "Third."]


async def test_a_start_without_room_is_a_message_and_leaves_what_there_is(tmp_path: Path) -> None:
    async with Provider() as provider:
        async with serving(tmp_path, provider) as (client, _):
            chat = await begun(client)
        failed = await asyncio.to_thread(serve_once, tmp_path, "ulimit -f 0")
        assert "Traceback" not in failed and "room" in failed
        async with serving(tmp_path, provider) as (client, _):
            assert (await client.get(f"/api/chats/{chat}")).status_code == 200


def serve_once(folder: Path, before: str = "true") -> str:
    """What a start that fails says."""
    environment = {"CHAT_DATA_DIR": str(folder), "CHAT_PORT": "0", "XDG_CACHE_HOME": str(folder / "cache")}
    command = ["sh", "-c", f'{before}; exec "$0" -m chat serve', sys.executable]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    return done.stderr


# ---------------------------------------------------------------- an error at each moment of a transaction


def refusing(moment: str) -> Callable[[str], None]:
    """A disk that gives an input/output error at this moment, once."""
    left = [moment]

    def reach(name: str) -> None:
        if name in left:
            left.remove(name)
            error = load_driver().OperationalError("disk I/O error")
            error.sqlite_errorcode = 10
            raise error

    return reach


@pytest.mark.parametrize("moment", ["begin", "begun", "commit", "checkpoint"])
async def test_an_error_at_any_moment_leaves_nothing_half_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    db = await Database.open(tmp_path / "fabula.db")
    await db.write(lambda c: c.execute("CREATE TABLE note (number INTEGER)"))

    async def once() -> None:
        await db.write(lambda c: c.execute("INSERT INTO note VALUES (1)"))
        await db.checkpoint()

    with monkeypatch.context() as broken:
        broken.setattr(connection, "reach", refusing(moment))
        with pytest.raises(StorageError, match="refused to read or write"):
            await once()
        assert await db.read(lambda c: c.execute("SELECT count(*) FROM note").fetchone()[0]) == (moment == "checkpoint")
        await once()
    assert await db.read(lambda c: c.execute("SELECT count(*) FROM note").fetchone()[0]) == 1 + (moment == "checkpoint")
    await db.close()


# ---------------------------------------------------------------- the database goes while the app runs


async def test_a_database_deleted_under_the_server_is_said_to_the_end_and_at_the_next_start(tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira nods."))
        async with serving(tmp_path, provider) as (client, server):
            chat = await begun(client)
            (tmp_path / "fabula.db").rename(tmp_path / "elsewhere")
            refused = await client.post(f"/api/chats/{chat}/turns", json={"text": "First."})
            assert refused.status_code == 503 and "fabula.db was moved" in refused.json()["error"]["message"]
            assert (await client.get(f"/api/chats/{chat}")).status_code == 200
            assert (await client.get("/readyz")).json()["components"]["database"]["state"] == "down"
            server.terminate()
            assert await server.wait() in (0, -15)
        failed = await asyncio.to_thread(serve_once, tmp_path)
        assert "fabula.db is missing" in failed and not (tmp_path / "fabula.db").exists()
        (tmp_path / "elsewhere").rename(tmp_path / "fabula.db")
        async with serving(tmp_path, provider) as (client, _):
            assert await say(client, chat, "First.") == "turn.committed"
