"""The embedded model as a child process: what it answers, whom, and what happens when it dies. Real llama.cpp."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Literal

import httpx2
import pytest
from pydantic import BaseModel

from chat.config import EMBEDDED_MODEL, Capabilities
from chat.errors import ProviderTimeout, ProviderUnreachable
from chat.llm.client import CallTag, Message, Vectors
from chat.llm.local import LocalClient, LocalServer
from chat.llm.openai_client import Timeouts
from chat.llm.retry import Record
from chat.llm.structured import ask

pytestmark = pytest.mark.model
HELLO: list[Message] = [{"role": "user", "content": "Say hello."}]


async def no_vectors(texts: object) -> Vectors:
    raise AssertionError("nobody asked for vectors")


def client_of(server: LocalServer, clocks: Timeouts | None = None) -> LocalClient:
    return LocalClient(
        server, embed=no_vectors, clocks=clocks or Timeouts(), capabilities=Capabilities(concurrency=1), extra_body={}
    )


@pytest.fixture
async def server(models: Path) -> AsyncIterator[LocalServer]:
    server = LocalServer(models)
    yield server
    await server.close()


def pid(server: LocalServer) -> int:
    assert server._child is not None
    return server._child.pid


async def test_it_streams_answers_and_uses_its_prompt_cache(server: LocalServer) -> None:
    assert server.health()["state"] == "idle"
    client = client_of(server)
    long: list[Message] = [{"role": "system", "content": "You tell a story about a mill. " * 30}, *HELLO]
    cached = []
    for _ in range(2):
        chunks = [chunk async for chunk in client.stream(long, model=EMBEDDED_MODEL, max_tokens=8, tag=CallTag())]
        assert "".join(chunk.text for chunk in chunks) and any(chunk.finish_reason for chunk in chunks)
        cached += [chunk.usage.cached_tokens for chunk in chunks if chunk.usage]
    assert server.health()["state"] == "ready" and (cached[-1] or 0) > 100
    await client.close()


class Weather(BaseModel):
    sky: Literal["clear", "cloudy"]
    degrees: int


async def test_a_schema_holds_even_a_toy_to_json(server: LocalServer) -> None:
    log: list[Record] = []
    client = client_of(server)
    answer = await ask(
        client, [{"role": "user", "content": "How is the weather?"}], model=EMBEDDED_MODEL, output=Weather, log=log,
        tag=CallTag("classifier", purpose="weather"),
    )  # fmt: skip
    assert answer.value is not None and answer.value.sky in ("clear", "cloudy")
    assert log[0].params["max_tokens"] <= 512
    await client.close()


async def test_a_stranger_gets_nothing(server: LocalServer) -> None:
    at = await server.address()
    origin = {"Origin": "http://evil.example"}
    async with httpx2.AsyncClient(base_url=at.url.removesuffix("/v1")) as http:
        refused = await http.post("/v1/chat/completions", json={"messages": HELLO}, headers=origin)
        assert refused.status_code == 401
        allowed = await http.post(
            "/v1/chat/completions",
            json={"messages": HELLO, "max_tokens": 1},
            headers={**origin, "Authorization": f"Bearer {at.key}"},
        )
        for answer in (refused, allowed, await http.options("/v1/chat/completions", headers=origin)):
            assert answer.headers.get("access-control-allow-origin", "") not in ("*", origin["Origin"])
            assert not answer.headers.get("access-control-allow-methods")
        for path in ("/", "/slots", "/props", "/metrics", "/v1/models", "/tokenize"):
            assert (await http.get(path, headers=origin)).status_code in (401, 403, 404, 501), path


async def test_the_narrators_cache_outlives_other_calls(server: LocalServer) -> None:
    client = client_of(server)
    story: list[Message] = [{"role": "system", "content": "You tell a story about a mill. " * 30}, *HELLO]
    classifier = CallTag("classifier")
    await client.generate(story, model=EMBEDDED_MODEL, max_tokens=1, tag=CallTag())
    for topic in ("weather", "bread", "rivers"):
        other: list[Message] = [{"role": "user", "content": f"Sort this note about {topic}. " * 20}]
        await client.generate(other, model=EMBEDDED_MODEL, max_tokens=1, tag=classifier)
    again = await client.generate(story, model=EMBEDDED_MODEL, max_tokens=1, tag=CallTag())
    assert (again.usage.cached_tokens or 0) > 100
    await client.close()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110  another process decides
            await asyncio.sleep(0.01)


async def test_a_dead_child_is_started_again_unasked(server: LocalServer) -> None:
    client = client_of(server)
    await client.generate(HELLO, model=EMBEDDED_MODEL, max_tokens=1)
    first = pid(server)
    os.kill(first, signal.SIGKILL)
    await until(lambda: server.health()["state"] == "loading")
    await until(lambda: server.health()["state"] == "ready")
    assert (await client.generate(HELLO, model=EMBEDDED_MODEL, max_tokens=1)).finish_reason
    assert pid(server) != first
    await client.close()


async def test_one_that_keeps_dying_young_is_left_alone_for_a_while(server: LocalServer) -> None:
    await server.address()
    for _ in range(2):
        os.kill(pid(server), signal.SIGKILL)
        await until(lambda: server.health()["state"] != "ready")
        await until(lambda: server.health()["state"] != "loading")
    said = "The embedded model's process ended with -9, as it does when memory runs out."
    assert server.health() == {"state": "down", "detail": said}
    with pytest.raises(ProviderUnreachable) as error:
        await server.address()
    assert 0 < (error.value.retry_after or 0) <= 1


async def test_a_child_that_hangs_is_replaced(server: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.llm.local.HEALTH", 0.2)
    client = client_of(server, Timeouts(0.3, 0.3, 0.3))
    first = (await server.address(), pid(server))[1]
    os.kill(first, signal.SIGSTOP)
    with pytest.raises(ProviderTimeout):
        await client.generate(HELLO, model=EMBEDDED_MODEL, max_tokens=1)
    await until(lambda: server.health()["state"] == "loading")
    await server.address()
    assert pid(server) != first
    await client.close()


async def test_who_gives_up_waiting_leaves_the_start_going(server: LocalServer) -> None:
    impatient = asyncio.create_task(server.address())
    await until(lambda: server.health()["state"] == "loading")
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    assert (await server.address()).url.startswith("http://127.0.0.1:") and server.health()["state"] == "ready"


SILENT = "import os, sys; print(os.getpid(), file=open(sys.argv[1], 'w'), flush=True); sys.stdin.read()"


async def test_closing_ends_a_child_that_does_not_listen_yet(models: Path, tmp_path: Path) -> None:
    noted = tmp_path / "pid"
    server = LocalServer(models, [sys.executable, "-c", SILENT, str(noted)])
    waiting = asyncio.create_task(server.address())
    await until(lambda: noted.is_file() and noted.read_text().endswith("\n"))
    await server.close()
    with pytest.raises(ProviderUnreachable, match="going down"):
        await waiting
    with pytest.raises(ProcessLookupError):
        os.kill(int(noted.read_text()), 0)


async def test_no_key_of_the_player_reaches_the_child(models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHAT_NARRATIVE_API_KEY", "secret")
    show = "import os, sys; sys.exit(' '.join(name for name in os.environ if name.startswith('CHAT_')) or 'none')"
    with pytest.raises(ProviderUnreachable, match="ended with 1: none"):
        await LocalServer(models, [sys.executable, "-c", show]).address()


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit(3)", "ended with 3"),
        ("raise OSError('no memory')", "ended with 1: OSError: no memory"),
        ("print('hello'); input()", "ended with"),
        ("print('[]', flush=True); input()", "ended with"),
    ],
)
async def test_a_child_that_cannot_start_says_so(models: Path, program: str, said: str) -> None:
    server = LocalServer(models, [sys.executable, "-c", program])
    with pytest.raises(ProviderUnreachable, match=said):
        await server.address()
    assert server.health()["state"] == "down"
    await server.close()


async def test_a_program_that_is_not_there_says_so(models: Path) -> None:
    server = LocalServer(models, ["/no/such/program"])
    with pytest.raises(ProviderUnreachable, match="could not be started"):
        await server.address()


async def test_without_its_file_the_call_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ProviderUnreachable) as error:
        await client_of(LocalServer(tmp_path)).generate(HELLO, model=EMBEDDED_MODEL)
    assert "models fetch" in error.value.hint


PARENT = """
import asyncio, sys
from pathlib import Path
from chat.llm.local import LocalServer

async def main():
    server = LocalServer(Path(sys.argv[1]))
    await server.address()
    print(server._child.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"""


def test_no_orphan_is_left_when_the_app_is_killed(models: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(models)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = json.loads(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        state = Path(f"/proc/{child}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.05)
    os.kill(child, signal.SIGKILL)
    pytest.fail("the child outlived its parent")
