"""`play` in a process of its own, its lines written by a script, against a provider on sockets."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.provider import Provider, streaming, structured
from tests.replies import Reply, error

FEELS = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira and Ash carry the heavy sack inside."))
        yield provider


class Script:
    """What is written to `play`, and what it prints."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self.process, self._in, self._out = process, process.stdin, process.stdout
        self.printed = ""

    def write(self, *lines: str) -> None:
        self._in.write("".join(f"{line}\n" for line in lines).encode())

    async def until(self, text: str) -> str:
        """What is printed up to this text and with it, from where the last call ended."""
        found = ""
        async with asyncio.timeout(20):
            while text not in found:
                piece = await self._out.read(1)
                assert piece, f"no {text!r} in {found!r}"
                found += piece.decode("utf-8", "replace")
        return found

    async def end(self) -> tuple[str, str]:
        """What is left of its two outputs, after the end of the input."""
        self._in.close()
        out, err = await asyncio.wait_for(self.process.communicate(), 20)
        assert self.process.returncode == 0
        return out.decode(), err.decode()


@asynccontextmanager
async def played(folder: Path, provider: Provider, *arguments: str) -> AsyncIterator[Script]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CHAT_")} | {
        "CHAT_DATA_DIR": str(folder / "data"), "CHAT_NARRATIVE_BASE_URL": provider.base_url,
        "CHAT_NARRATIVE_MODEL": "test-narrator", "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUTF8": "1",
    }  # fmt: skip
    command, pipe = (sys.executable, "-m", "chat", "play", *arguments), asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        yield Script(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_a_story_is_begun_and_played(tmp_path: Path, provider: Provider) -> None:
    provider.on(structured("acts"), Reply(json.dumps(FEELS)))
    async with played(tmp_path, provider) as script:
        script.write("9", "1", "I carry the sack.", "/pairs", "/why Mira Ash", "/state", "/quit")
        out, err = await script.end()
    assert "1  Begin The Mill at Low Water" in out and "The wheel has not turned" in out
    assert "Mira and Ash carry the heavy sack inside.\n" in out
    assert "Mira → Ash: trust +" in out and "grateful" in out
    assert 'Turn 2: helped (2 of 3), "carry the heavy sack"; mood grateful: trust +0 → +' in out
    assert "day 1, morning" in out and "There: Ash, Mira" in out
    assert "'9' is not in the list." in err


async def test_a_chat_is_gone_on_with_told_again_and_taken_back(tmp_path: Path, provider: Provider) -> None:
    async with played(tmp_path, provider) as script:
        script.write("1", "I wait.")
        await script.end()
    provider.on(streaming, Reply("It is told again."), Reply("It goes on."))
    async with played(tmp_path, provider, "the mill at low water") as script:
        assert "> I wait." in await script.until("heavy sack inside.")
        script.write("/retry in rhyme", "/continue", "/undo", "/undo")
        out, _ = await script.end()
    again, on = provider.matching(streaming)[1:]
    assert "in rhyme" in again.prompt and "It is told again." in on.prompt
    assert out.split("\n\n")[-2:][0].endswith("heavy sack inside.")


async def test_ctrl_c_stops_the_turn_and_keeps_what_was_told(tmp_path: Path, provider: Provider) -> None:
    hold = asyncio.Event()
    provider.on(streaming, Reply(steps=["Mira looks up. ", hold, "And away."]), Reply("The end."))
    async with played(tmp_path, provider) as script:
        script.write("1", "I wait.")
        await script.until("Mira looks up. ")
        script.process.send_signal(signal.SIGINT)
        await script.until("(Stopped.)")
        script.write("/continue")
        await script.until("The end.")
        hold.set()
        await script.end()
    assert "Mira looks up." in provider.matching(streaming)[1].prompt
    assert "And away." not in provider.matching(streaming)[1].prompt


async def test_ctrl_c_leaves_when_nothing_is_told(tmp_path: Path, provider: Provider) -> None:
    async with played(tmp_path, provider) as script:
        script.write("1")
        await script.until("door either.")
        script.process.send_signal(signal.SIGINT)
        await asyncio.wait_for(script.process.wait(), 20)
    assert script.process.returncode == 0


async def test_what_fails_is_said_and_play_goes_on(tmp_path: Path, provider: Provider) -> None:
    provider.on(streaming, error(401, "no"), Reply("Better.\x1b[2J\x9b"))
    async with played(tmp_path, provider) as script:
        script.write("1", "I wait.", "/dance", "/why Mira the moon", "I wait again.")
        out, err = await script.end()
    assert "Better." in out and "\x1b" not in out and "\x9b" not in out
    assert "There is no command /dance.\n/help" in err
    assert "as in: /why Mira Ash" in err
    assert "_API_KEY" in err and "Traceback" not in err


async def test_what_is_left_to_settle_is_settled_before_it_leaves(tmp_path: Path, provider: Provider) -> None:
    provider.on(structured("acts"), Reply(json.dumps(FEELS), headers_after=0.5))
    async with played(tmp_path, provider) as script:
        script.write("1", "I carry the sack.")
        out, _ = await script.end()
    assert "(The last turn settles; Ctrl-C ends that.)" in out
    async with played(tmp_path, provider, "The Mill at Low Water") as script:
        script.write("/pairs")
        out, _ = await script.end()
    assert "Mira → Ash: trust +" in out


async def test_a_chat_that_is_not_there(tmp_path: Path, provider: Provider) -> None:
    async with played(tmp_path, provider, "the moon") as script:
        _, err = await asyncio.wait_for(script.process.communicate(), 20)
    assert script.process.returncode == 2 and b"There is no chat the moon" in err
