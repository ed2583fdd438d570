"""The embedded model's process in trouble, through the whole app: said, started again, the turn retryable, and never an
orphan. The process is a fake that falls, hangs and lies on demand; the real one is in tests/llm/test_local.py.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from chat.engine import backends
from chat.llm import local
from chat.llm.local import LocalServer
from tests.faults.leftovers import nothing_left
from tests.provider import Provider, Reply
from tests.replies import TEXT
from tests.web.stage import Stage, staged

CLOCKS = {"first_token_timeout": 1.0, "idle_timeout": 0.5, "turn_timeout": 10.0}


def command(folder: Path, *behaviours: str) -> list[str]:
    return [sys.executable, "-m", "tests.faults.fake_model", str(folder), *behaviours]


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`async with play("falls", "good") as stage`: the app with an embedded model whose starts go so."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(local, "path_of", lambda weight, folder: folder / weight.name)
    monkeypatch.setattr(local, "HEALTH", 0.3)

    @asynccontextmanager
    async def opened(*behaviours: str, **settings: Any) -> AsyncIterator[Stage]:
        given = {"narrative_base_url": None, **CLOCKS, **settings}
        monkeypatch.setattr(backends, "LocalServer", lambda folder: LocalServer(folder, command(tmp_path, *behaviours)))
        async with nothing_left(), Provider() as nobody:
            async with staged(tmp_path / "data", nobody, **given) as stage:
                yield stage
            assert nobody.requests == []
        for pid in pids(tmp_path):
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)

    return opened


def pids(folder: Path) -> list[int]:
    noted = folder / "pids"
    return [int(line) for line in noted.read_text().split()] if noted.exists() else []


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110  another process decides
            await asyncio.sleep(0.02)


async def narrator(stage: Stage) -> dict[str, Any]:
    found: dict[str, Any] = (await stage.client.get("/readyz")).json()["components"]["narrator"]
    return found


async def last(stage: Stage, turn: str) -> dict[str, Any]:
    """The data of a turn's last event, and the turn's narrative."""
    events = await stage.events(turn)
    assert [event.name for event in events if event.name in ("turn.failed", "turn.committed")] == [events[-1].name]
    return {"name": events[-1].name, **events[-1].data, **await stage.call("GET", f"/api/turns/{turn}")}


async def retried(stage: Stage, turn: str) -> None:
    again = (await stage.call("POST", f"/api/turns/{turn}/regenerate", status=202))["turn_id"]
    told = await last(stage, again)
    assert (told["name"], told["narrative"]) == ("turn.committed", TEXT)


async def test_one_that_falls_before_it_tells_is_started_again_within_the_turn(play: Any, tmp_path: Path) -> None:
    async with play("falls", "good") as stage:
        told = await last(stage, await stage.post(await stage.chat()))
        assert (told["name"], told["narrative"]) == ("turn.committed", TEXT)
        assert len(pids(tmp_path)) == 2 and (await narrator(stage))["state"] == "ready"


async def test_one_that_falls_in_the_middle_leaves_what_was_told(play: Any, tmp_path: Path) -> None:
    async with play("falls_late", "good") as stage:
        turn = await stage.post(await stage.chat())
        told = await last(stage, turn)
        assert (told["name"], told["code"], told["retryable"]) == ("turn.failed", "provider_cut", True)
        assert told["status"] == "interrupted" and TEXT.startswith(told["narrative"]) and told["narrative"]
        await until(lambda: len(pids(tmp_path)) == 2)
        await retried(stage, turn)


async def test_one_that_is_killed_while_nobody_asks_is_there_again(play: Any, tmp_path: Path) -> None:
    async with play("good") as stage:
        turn = await stage.post(await stage.chat())
        await last(stage, turn)
        os.kill(pids(tmp_path)[0], signal.SIGKILL)
        await until(lambda: len(pids(tmp_path)) == 2)
        await retried(stage, turn)


async def test_one_that_hangs_is_replaced(play: Any, tmp_path: Path) -> None:
    async with play("hangs", "good") as stage:
        turn = await stage.post(await stage.chat())
        told = await last(stage, turn)
        assert (told["name"], told["code"], told["retryable"]) == ("turn.failed", "provider_timeout", True)
        await until(lambda: len(pids(tmp_path)) == 2)
        await retried(stage, turn)


async def test_one_that_keeps_falling_is_left_alone_for_a_while_and_that_is_said(play: Any, tmp_path: Path) -> None:
    async with play("falls", "falls", "good") as stage:
        chat = await stage.chat()
        turn = await stage.post(chat)
        told = await last(stage, turn)
        assert told["name"] == "turn.failed" and told["retryable"]
        health = await narrator(stage)
        assert health["state"] == "down" and "137" in health["detail"] and "memory" in health["detail"]
        at_once = await last(stage, await stage.post(chat))
        assert (at_once["code"], at_once["retryable"]) == ("provider_unreachable", True)
        assert "memory" in at_once["message"] and "doctor" in at_once["hint"]
        assert len(pids(tmp_path)) == 2
        await asyncio.sleep(1.1)
        await retried(stage, turn)
        assert (await narrator(stage))["state"] == "ready"


async def test_one_that_cannot_start_says_why(play: Any) -> None:
    async with play("broken", "good") as stage:
        turn = await stage.post(await stage.chat())
        told = await last(stage, turn)
        assert (told["code"], told["retryable"]) == ("provider_unreachable", True)
        assert "no memory left for the model" in told["message"]
        await retried(stage, turn)


async def test_one_whose_port_is_somebody_elses_is_no_story(play: Any, tmp_path: Path) -> None:
    async with Provider() as stranger:
        stranger.on(lambda request: True, Reply(body=b"<html>A print server", framing="length"))
        (tmp_path / "elsewhere").write_text(stranger.base_url.removesuffix("/v1"))
        async with play("elsewhere") as stage:
            told = await last(stage, await stage.post(await stage.chat()))
            assert (told["name"], told["code"], told["status"]) == ("turn.failed", "provider_error", "failed")
            assert "web page" in told["message"] and "print server" not in told["message"]


async def test_the_narrator_of_one_profile_goes_before_the_classifiers_of_another(play: Any, tmp_path: Path) -> None:
    async with Provider() as other:
        other.on(lambda request: True, Reply("Mira, Sergeant Holt, Pell and Ash wait."))
        settings = {"narrative_base_url": other.base_url, "classifier_model": "mlx-community/any", "intent_wait": 0.0}
        async with play("good", **settings) as stage:
            cast = {"character_ids": ["c_mill_1", "c_lantern_1", "c_lantern_2"], "persona": {"name": "Ash"}}
            busy = await stage.call("POST", "/api/chats", cast, status=201)
            chat = await stage.call("POST", "/api/chats", {**cast, "profile": "embedded"}, status=201)
            settling = await stage.post(busy)
            await until(lambda: asked(tmp_path).count("classifier") >= 2)
            turn = await stage.post(chat)
            assert (await last(stage, turn))["name"] == "turn.committed"
            assert (await last(stage, settling))["name"] == "turn.committed"
    noted = asked(tmp_path)
    assert noted[::2].count("narrator") == 1 and set(noted[1::2]) == {"end"}  # one at a time
    assert noted[noted.index("narrator") :].count("classifier") > 2  # which came before it, and waited


def asked(folder: Path) -> list[str]:
    noted = folder / "asked"
    return noted.read_text().split() if noted.exists() else []


APP = """
import sys
from chat.cli import main
from chat.engine import backends
from chat.llm import local
local.path_of = lambda weight, folder: folder / weight.name
command = sys.argv[1:]
backends.LocalServer = lambda folder: local.LocalServer(folder, command)
main(["serve"])
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
async def test_no_orphan_is_left_however_the_app_ends(tmp_path: Path, how: signal.Signals) -> None:
    environment = {**os.environ, "CHAT_DATA_DIR": str(tmp_path / "data"), "CHAT_PORT": "0"}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "cache")
    app = await asyncio.create_subprocess_exec(
        sys.executable, "-c", APP, *command(tmp_path, "slow"), env=environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert app.stdout is not None
    try:
        address = (await asyncio.wait_for(app.stdout.readline(), 30)).decode().split()[-1]
        async with httpx2.AsyncClient(base_url=address, timeout=10) as client:
            body = {"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}}
            chat = (await client.post("/api/chats", json=body)).json()["id"]
            turn = (await client.post(f"/api/chats/{chat}/turns", json={"text": "Hi."})).json()["turn_id"]
            async with client.stream("GET", f"/api/turns/{turn}/events") as answer:
                async for line in answer.aiter_lines():
                    if line == "event: narrative.delta":
                        break
            (child,) = pids(tmp_path)
            os.kill(child, 0)
            app.send_signal(how)
            await asyncio.wait_for(app.wait(), 10)
    finally:
        if app.returncode is None:
            app.kill()
            await app.wait()
    await until(lambda: not alive(child))


def alive(pid: int) -> bool:
    """A zombie, which only waits for whoever adopted it, is not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rsplit(")", 1)[1].split()[0] != "Z"
