"""The longest CPU of one callback on the server's loop. Every server of the bench is watched at the steps of its tasks; one
more, on a loop of asyncio's own so that nothing escapes, does what is hardest: the longest texts and chats.

As a module it is the server as it is, and writes what took longest to the file named by the first argument. With `asyncio`
as the second it runs on asyncio's loop and not on uvloop.
"""

import asyncio
import json
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2
import uvloop

from chat.config import load_settings
from chat.engine.acceptance import MAX_NARRATIVE, MAX_TEXT
from chat.web.server import serve
from tests.bench.row import Asked, Row, row
from tests.bench.stage import make_chat, play, serving_at
from tests.hostile import PIECES, PROSE, of_size
from tests.provider import Provider
from tests.steps import Steps

FILE = "steps.json"  # in the folder of a server
LEAST = 0.002  # seconds; what takes less is not looked at
ALLOWED = 20.0  # milliseconds
TEXTS = ("control characters", "emoji", "JSON", "a poem", "commands, a line each", "quoted", "Chinese")


@contextmanager
def watching(steps: Steps, file: Path) -> Iterator[None]:
    """What took longest is written at the end, which a signal brings about."""
    signal.signal(signal.SIGTERM, lambda *_: None)  # uvicorn ends, and sends it once more
    with steps.watched():
        yield
    worst = max(steps.slow, key=lambda step: step.seconds, default=None)
    file.write_text(json.dumps({"ms": steps.longest * 1000, "where": str(worst or "nothing that took long")}))


def watch_tasks(steps: Steps) -> None:
    """Those that are made from here on in the running loop, which is not asyncio's."""
    asyncio.get_running_loop().set_task_factory(steps.task_factory)


async def _serve(steps: Steps, has_handles: bool) -> None:
    if not has_handles:
        watch_tasks(steps)
    await serve(load_settings())


def longest(folder: Path) -> tuple[Row, str]:
    """Over all servers that ran below this folder, and where it was."""
    found = [json.loads(file.read_text()) for file in folder.rglob(FILE)]
    worst = max(found, key=lambda each: each["ms"])
    against = (f"the {ALLOWED:.0f} ms that are allowed", [ALLOWED])
    name = f"longest CPU of one callback, {len(found)} servers"
    return row(name, "ms", [worst["ms"]], Asked("ratio", 1), against=against), worst["where"]


# ---------------------------------------------------------------- what is hardest


async def hardest(folder: Path, length: int, turns: int, texts: Sequence[str] = TEXTS) -> list[Row]:
    """Texts as long as they may be, a chat of so many turns for each, and a chat of `length` turns."""
    chat = await make_chat(folder, length, 3)
    server = ("tests.bench.stepped", str(folder / FILE), "asyncio")
    async with (
        Provider() as provider,
        serving_at(folder, provider.base_url, server, CHAT_CONTEXT_TOKENS="65536") as client,
    ):
        for piece in (PROSE, *(PIECES[name] for name in texts)):
            await _play_texts(client, turns, of_size(piece, MAX_TEXT), of_size(piece, MAX_NARRATIVE))
        await play(client, chat, "I wait.")
        await _look_at(client, chat, "the old mill")
    found = json.loads((folder / FILE).read_text())
    return [row(f"longest callback, longest texts and {length:,} turns", "ms", [found["ms"]], Asked("p50", ALLOWED))]


async def _play_texts(client: httpx2.AsyncClient, turns: int, text: str, narrative: str) -> None:
    body = {
        "character_ids": ["c_mill_1", "c_lantern_1", "c_lantern_2"],
        "persona": {"name": "Ash"},
        "profile": "custom",
    }
    chat = (await _call(client, "POST", "/api/chats", body))["id"]
    for _ in range(turns):
        await play(client, chat, text)
        head = (await _call(client, "GET", f"/api/chats/{chat}?limit=1"))["head"]
        stream = {"Accept": "text/event-stream"}
        await client.post(f"/api/turns/{head}/edit", json={"narrative": narrative, "text": "I wait."}, headers=stream)
    await _look_at(client, chat, text[:400])


async def _look_at(client: httpx2.AsyncClient, chat: str, words: str) -> None:
    """All that a page asks of a chat; then it goes out, and comes in again."""
    of_chat = f"/api/chats/{chat}"
    head = (await _call(client, "GET", of_chat))["head"]
    asked = f"?q={quote(words)}"
    for path in (
        "?limit=200", "/tree", "/tree?fold=1", f"/tree?path={head}", "/branches", "/state", "/members",
        "/pairs/Mira/Ash", f"/search{asked}", f"/memories{asked}",
    ):  # fmt: skip
        await _call(client, "GET", of_chat + path)
    for path in ("", "/prompt"):
        await _call(client, "GET", f"/api/turns/{head}{path}")
    file = await client.get(f"{of_chat}/export")
    imported = await client.post("/api/import", content=file.content)
    assert imported.status_code == 201, imported.text
    await _call(client, "DELETE", f"/api/chats/{imported.json()['id']}")


async def _call(client: httpx2.AsyncClient, method: str, path: str, body: Any = None) -> Any:
    answer = await client.request(method, path, json=body)
    assert answer.status_code < 300, answer.text
    return answer.json() if answer.content else None


if __name__ == "__main__":
    watched = Steps(LEAST)
    on_asyncio = sys.argv[2:] == ["asyncio"]
    with watching(watched, Path(sys.argv[1])):
        (asyncio.run if on_asyncio else uvloop.run)(_serve(watched, on_asyncio))
