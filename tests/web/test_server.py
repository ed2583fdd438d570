"""`python -m chat serve` as a process: its one line, its refusals, its end."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from chat.cli import main
from tests.provider import Provider, streaming
from tests.replies import HANG, Reply
from tests.web.stage import read_events

Process = asyncio.subprocess.Process


@asynccontextmanager
async def started(folder: Path, **settings: str) -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "chat", "serve",
        env={**os.environ, "CHAT_DATA_DIR": str(folder), "CHAT_PORT": "0", **settings},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def address(process: Process) -> str:
    assert process.stdout is not None
    line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
    assert line.startswith("Fabula is ready: http://127.0.0.1:")
    return line.split()[-1]


@pytest.mark.slow
async def test_going_down_ends_what_is_told_and_says_so(tmp_path: Path, provider: Provider) -> None:
    provider.on(streaming, Reply(steps=["A beginning ", HANG]))
    signals = signal.SIGTERM, signal.SIGINT
    await asyncio.gather(*(goes_down(tmp_path / how.name, provider, how) for how in signals))


async def goes_down(folder: Path, provider: Provider, how: signal.Signals) -> None:
    settings = {"CHAT_NARRATIVE_BASE_URL": provider.base_url, "CHAT_NARRATIVE_MODEL": "test-narrator"}
    async with started(folder, **settings) as process:
        async with httpx2.AsyncClient(base_url=await address(process), timeout=10) as client:
            made = await client.post("/api/chats", json={"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}})
            turn = (await client.post(f"/api/chats/{made.json()['id']}/turns", json={"text": "Hi."})).json()["turn_id"]
            told = []
            async with client.stream("GET", f"/api/turns/{turn}/events") as answer:
                async for event in read_events(answer):
                    told.append(event)
                    if event.name == "narrative.delta":
                        process.send_signal(how)
            assert told[-1].name == "turn.failed" and told[-1].data["code"] == "interrupted"
        out, err = await asyncio.wait_for(process.communicate(), 10)
        assert b"Traceback" not in err and out == b""
        assert process.returncode in (0, -how, 128 + how)


@pytest.fixture
def refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a server that cannot begin says, with these settings."""

    def said(**settings: str) -> str:
        with monkeypatch.context() as environment:
            for name, value in {"CHAT_DATA_DIR": str(tmp_path), **settings}.items():
                environment.setenv(name, value)
            with pytest.raises(SystemExit) as refused:
                main(["serve"])
        out, err = capsys.readouterr()
        assert refused.value.code == 1 and out == ""
        assert "Traceback" not in err and 1 <= len(err.strip().splitlines()) <= 3, err
        return err

    return said


def test_a_port_that_is_taken_is_named(refusal: Callable[..., str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = refusal(CHAT_PORT=port)
    assert port in said and "CHAT_PORT" in said


def test_a_wrong_setup_is_one_message(refusal: Callable[..., str], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert "CHAT_PASSWORD" in refusal(CHAT_HOST="0.0.0.0")
    assert "CHAT_PORTT" in refusal(CHAT_PORTT="1")
    assert "CHAT_HOST" in refusal(CHAT_HOST="no such host", CHAT_PASSWORD="x")
    assert "CHAT_PROFILE" in refusal(CHAT_PORT="0", CHAT_PROFILE="none")
    assert "CHAT_DATA_DIR" in refusal(CHAT_PORT="0", CHAT_DATA_DIR=str(blocked / "data"))
