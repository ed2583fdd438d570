"""`play` with its lines written by a script, against a provider on sockets; in a process of its own for Ctrl-C."""

import asyncio
import io
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from chat.config import Settings
from chat.errors import NotFound
from chat.terminal.play import play
from tests.provider import Provider, streaming, structured
from tests.replies import Reply, error

FEELS = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}
Write = Callable[..., Awaitable[tuple[str, str]]]


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira and Ash carry the heavy sack inside."))
        yield provider


@pytest.fixture
def write(
    tmp_path: Path, provider: Provider, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Write:
    """Plays these lines in the chat of this title; what was printed, and what was complained of."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    settings = Settings(
        data_dir=tmp_path / "data", narrative_base_url=provider.base_url, narrative_model="test-narrator"
    )

    async def written(*lines: str, title: str | None = None) -> tuple[str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        await asyncio.to_thread(play, settings, title)
        found = capsys.readouterr()
        return found.out, found.err

    return written


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
        async with asyncio.timeout(90):
            while text not in found:
                piece = await self._out.read(1)
                assert piece, f"no {text!r} in {found!r}"
                found += piece.decode("utf-8", "replace")
        return found


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


async def test_a_story_is_begun_and_played(write: Write, provider: Provider) -> None:
    provider.on(structured("acts"), Reply(json.dumps(FEELS)))
    out, err = await write("9", "1", "I carry the sack.", "/pairs", "/why Mira Ash", "/state", "/quit", "I stay.")
    assert "1  Begin The Mill at Low Water" in out and "The wheel has not turned" in out
    assert out.count("Mira and Ash carry the heavy sack inside.\n") == 1
    assert "Mira → Ash: trust +" in out and "grateful" in out
    assert 'Turn 2: helped (2 of 3), "carry the heavy sack"; mood grateful: trust +0 → +' in out
    assert "day 1, morning" in out and "There: Ash, Mira" in out
    assert "'9' is not in the list." in err


async def test_a_chat_is_gone_on_with_told_again_and_taken_back(write: Write, provider: Provider) -> None:
    await write("1", "I wait.")
    provider.on(streaming, Reply("It is told again."), Reply("It goes on."))
    out, _ = await write("/retry in rhyme", "/continue", "/undo", "/undo", title="the mill at low water")
    again, on = provider.matching(streaming)[1:]
    assert "in rhyme" in again.prompt and "It is told again." in on.prompt
    shown = (
        "> I wait.",
        "heavy sack inside.",
        "again.",
        "goes on.",
        "> I wait.",
        "again.",
        "> I wait.",
        "sack inside.",
    )
    place = 0
    for text in shown:
        place = out.index(text, place) + len(text)
    assert "It" not in out[place:]


async def test_what_fails_is_said_and_play_goes_on(write: Write, provider: Provider) -> None:
    provider.on(streaming, error(401, "no"), Reply("Better.\x1b[2J\x9b"))
    out, err = await write("1", "I wait.", "/dance", "/why Mira the moon", "I wait again.")
    assert "Better." in out and "\x1b" not in out and "\x9b" not in out
    assert "There is no command /dance.\n/help" in err
    assert "as in: /why Mira Ash" in err
    assert "_API_KEY" in err and "Traceback" not in err


async def test_what_is_left_to_settle_is_settled_before_it_leaves(write: Write, provider: Provider) -> None:
    provider.on(structured("acts"), Reply(json.dumps(FEELS), headers_after=0.5))
    out, _ = await write("1", "I carry the sack.")
    assert "(The last turn settles; Ctrl-C ends that.)" in out
    out, _ = await write("/pairs", title="The Mill at Low Water")
    assert "Mira → Ash: trust +" in out


async def test_a_chat_that_is_not_there(write: Write) -> None:
    with pytest.raises(NotFound, match="There is no chat the moon"):
        await write("I wait.", title="the moon")


async def test_ctrl_c_stops_the_turn_keeps_what_was_told_and_leaves_when_nothing_is_told(
    tmp_path: Path, provider: Provider
) -> None:
    hold = asyncio.Event()
    provider.on(streaming, Reply(steps=["Mira looks up. ", hold, "And away."]), Reply("The end."))
    async with played(tmp_path, provider) as script:
        script.write("1", "I wait.")
        await script.until("Mira looks up. ")
        script.process.send_signal(signal.SIGINT)
        await script.until("(Stopped.)")
        script.write("/continue", "/state")
        await script.until("There: ")
        script.process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(script.process.wait(), 90) == 0
    assert "Mira looks up." in provider.matching(streaming)[1].prompt
    assert "And away." not in provider.matching(streaming)[1].prompt
