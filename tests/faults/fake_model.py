"""A child that serves a model, without a model: `fake_model FOLDER BEHAVIOUR…`, one behaviour for each start, the last for
ever. It notes its process id in FOLDER/pids.

good tells TEXT; slow tells it word by word; falls ends as if out of memory when it is asked; falls_late does in mid-answer;
hangs stops as a whole when it is asked; elsewhere says that it listens where somebody else does (FOLDER/elsewhere);
broken ends before it listens. Whom it answers when, in FOLDER/asked: "narrator" or "classifier" when one begins to be
answered, "end" when it was.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from pathlib import Path

from tests.provider import Provider, Request, as_json, streaming
from tests.replies import TEXT, Reply


def behave(name: str) -> Reply:
    if name == "falls":
        os._exit(137)
    if name == "hangs":
        os.kill(os.getpid(), signal.SIGSTOP)
    return Reply(TEXT, delay=0.03 if name in ("slow", "falls_late") else 0.0)


async def fall_late(provider: Provider) -> None:
    await provider.seen(streaming, timeout=600)
    await asyncio.sleep(0.2)
    os._exit(137)


async def main(folder: Path, behaviours: list[str]) -> None:
    with (folder / "pids").open("a") as noted:
        noted.write(f"{os.getpid()}\n")
    started = len((folder / "pids").read_text().split())
    name = behaviours[min(started, len(behaviours)) - 1]
    if name == "broken":
        raise SystemExit("no memory left for the model")
    sys.stdin.readline()
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()  # as the real one ends
    async with Provider() as provider:
        provider.on(lambda request: request.path == "/health", as_json({"status": "ok"}))

        def note(word: str) -> None:
            with (folder / "asked").open("a") as asked:
                asked.write(f"{word}\n")

        async def end(request: Request) -> None:
            await request.over(600)
            note("end")

        def answer(request: Request) -> Reply:
            note("narrator" if request.stream else "classifier")
            ending.add(asyncio.create_task(end(request)))
            return behave(name) if request.stream else Reply("{}", headers_after=0.1)

        ending: set[asyncio.Task[None]] = set()
        provider.on(lambda request: request.path.endswith("/completions"), answer)
        address = provider.base_url.removesuffix("/v1")
        if name == "elsewhere":
            address = (folder / "elsewhere").read_text()
        print(json.dumps({"address": address}), flush=True)  # noqa: T201
        if name == "falls_late":
            await fall_late(provider)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
