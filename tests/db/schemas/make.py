"""Keeps the database of a schema, played by the real code of it, as SQL text: NNNN.sql and, as NNNN.json, what that code
said about it.

    python -m tests.db.schemas.make                  # of today's newest migration, by today's code
    python -m tests.db.schemas.make --code FOLDER    # of the newest migration in another checkout, by its code

A new migration needs its own dump, made once when it lands and never changed after: tests/db/test_upgrades.py asks for
it. The ids, texts and times of a dump differ from run to run; what is played does not.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2

from tests.db.schemas.answers import answers
from tests.db.schemas.played import UNKNOWN, Player, script
from tests.db.schemas.text import dump
from tests.provider import Provider

HERE = Path(__file__).parent
CODE = HERE.parents[2]
BARE = ("html", "calls")  # of a turn: long, and nothing a migration could touch without the rest
HEADER = """\
-- Fabula's database of schema {number:04}, made by the program of then ({commit})
-- with tests/db/schemas/make.py: a real server played tests/db/schemas/played.py over HTTP and was killed, with two
-- turns told and not settled and one half told. Only the first chat was played with an
-- embedder, for a vector is long. What it said about the other one before that is in {number:04}.json.
-- Not there yet: {missing}.
-- Never edited: it is what users of that version have.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--code", type=Path, default=CODE, help="a checkout whose newest migration is kept")
    code: Path = parser.parse_args().code.absolute()
    number = max(int(path.name[:4]) for path in (code / "migrations").glob("*.sql"))
    with tempfile.TemporaryDirectory() as folder:
        made, missing = asyncio.run(_make(code, Path(folder)))
        text = dump(Path(folder) / "fabula.db")
    header = HEADER.format(number=number, commit=_commit(code), missing=", ".join(dict.fromkeys(missing)) or "nothing")
    (HERE / f"{number:04}.sql").write_text(header + text, "utf-8")
    (HERE / f"{number:04}.json").write_text(_readable(made), "utf-8")
    sys.stdout.write(f"schema {number:04}: {len(text)} characters of SQL; not there yet: {missing}\n")


async def _make(code: Path, folder: Path) -> tuple[dict[str, Any], list[str]]:
    async with Provider() as provider:
        script(provider)
        async with _serving(code, folder, provider) as (client, _):
            player = Player(client, provider)
            await player.play_briefly()
            await _idle(client)
        async with _serving(code, folder, provider, XDG_CACHE_HOME=str(folder)) as (client, server):
            player.client = client
            chat = await player.play()
            said = await answers(lambda path: _ask(client, path), chat)
            left = await player.break_off()
            server.send_signal(signal.SIGKILL)
            await server.wait()
    return {"chat": chat, "first": player.first, "left": left, "answers": said}, player.missing


@asynccontextmanager
async def _serving(
    code: Path, folder: Path, provider: Provider, **more: str
) -> AsyncIterator[tuple[httpx2.AsyncClient, Any]]:
    """The server of that code."""
    environment = {
        **os.environ, "PYTHONPATH": str(code), "CHAT_DATA_DIR": str(folder), "CHAT_PORT": "0", "CHAT_SEED": "7",
        "CHAT_NARRATIVE_BASE_URL": provider.base_url, "CHAT_NARRATIVE_MODEL": "test-narrator",
        "CHAT_INTENT_WAIT": "5", "CHAT_SETTLE_WAIT": "0.2", **more,
    }  # fmt: skip
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "chat", "serve", "--test", env=environment, cwd=code, stdout=asyncio.subprocess.PIPE
    )
    assert server.stdout is not None
    try:
        address = (await asyncio.wait_for(server.stdout.readline(), 30)).decode().split()[-1]
        async with httpx2.AsyncClient(base_url=address, timeout=30) as client:
            yield client, server
    finally:
        if server.returncode is None:
            server.terminate()
        await server.wait()


async def _idle(client: httpx2.AsyncClient) -> None:
    """Until every memory has its vector, for which the embedded models are needed: `./run.sh models fetch`."""
    async with asyncio.timeout(30):
        while (await client.get("/readyz")).json()["components"]["worker"].get("queue"):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def _ask(client: httpx2.AsyncClient, path: str) -> Any:
    answer = await client.get(path)
    if answer.status_code in UNKNOWN:
        return None
    assert answer.status_code == 200, answer.text
    return _bare(answer.json())


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _bare(item) for name, item in value.items() if name not in BARE}
    return [_bare(item) for item in value] if isinstance(value, list) else value


def _readable(made: dict[str, Any]) -> str:
    """JSON with a line for each answer."""
    said = ",\n".join(f"{json.dumps(path)}: {json.dumps(answer)}" for path, answer in made["answers"].items() if answer)
    rest = {name: value for name, value in made.items() if name != "answers"}
    return f'{json.dumps(rest)[:-1]}, "answers": {{\n{said}\n}}}}\n'


def _commit(code: Path) -> str:
    done = subprocess.run(
        ["git", "-C", str(code), "log", "-1", "--format=commit %h of %as"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main()
