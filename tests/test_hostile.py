"""Whatever somebody sends costs a turn little more than prose of the same length: each text of the corpus, in 32 KB, is
played, told, put on cards, exported and imported, beside prose in the same run."""

import asyncio
import gc
import hashlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from time import process_time, thread_time

import numpy as np
import pytest

from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import characters
from chat.db.chats import Chat
from chat.engine.engine import Engine
from chat.formats.card import MAX_NAME, parse_card
from chat.llm.client import Vectors
from chat.memory.fallback_classifier import FallbackClassifier
from chat.memory.recall import Recaller
from chat.memory.vectors import unit_rows
from chat.memory.worker import Worker
from chat.turn import Request
from tests.engine.playing import begin, head, play
from tests.hostile import MAX_BYTES, PIECES, PROSE, of_size, texts
from tests.provider import Provider, Reply, streaming
from tests.replies import TEXT
from tests.session_files import export_session, import_session

pytestmark = pytest.mark.usefixtures("no_models")

MOST_OVER = 50  # milliseconds of CPU more than prose, for each text of 32 KB
TRIES = 5  # a busy machine measures too much, never too little
DELTA = 256  # characters of a narrative that come at once
CAST = ("Mira", "Pell", "Sergeant Holt")
Costs = dict[str, float]  # milliseconds, by what was done


class Apart:
    """A provider on a thread of its own, so that its CPU is known and taken off. It tells `narrative`."""

    def __init__(self) -> None:
        self.narrative = TEXT
        self.provider = Provider()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="provider")

    def _tell(self, _: object) -> Reply:
        return Reply(steps=[self.narrative[at : at + DELTA] for at in range(0, len(self.narrative), DELTA)])

    @contextmanager
    def running(self) -> Iterator["Apart"]:
        self._thread.start()
        try:
            self._on_its_thread(self.provider.__aenter__())
            self.provider.on(streaming, self._tell)
            yield self
            self._on_its_thread(self.provider.__aexit__(None, None, None))
        finally:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()

    def _on_its_thread(self, work: Awaitable[object]) -> object:
        async def done() -> object:
            return await work

        return asyncio.run_coroutine_threadsafe(done(), self._loop).result()

    def spent(self) -> float:
        """Seconds of CPU of this process, without the provider's."""

        async def its() -> float:
            self.provider.requests.clear()
            return thread_time()

        theirs = self._on_its_thread(its())
        assert isinstance(theirs, float)
        return process_time() - theirs


class Cheap:
    """In place of the embedder, which takes as long for every text of a length."""

    model, dimension, sha256 = "cheap", 384, "s"

    async def embed(self, given: Sequence[str]) -> Vectors:
        rows = np.empty((len(given), self.dimension), dtype=np.float32)
        for row, text in enumerate(given):
            seed = int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8])
            rows[row] = np.random.default_rng(seed).standard_normal(self.dimension, dtype=np.float32)
        return unit_rows(rows, len(given), self.dimension)


class CheapEngine(Engine):
    def _begin_work(self) -> None:
        embedder = Cheap()
        self.fallback, self.worker = FallbackClassifier(embedder), Worker(self.db, embedder)
        self.recaller = Recaller(self.db, embedder, self.worker)
        self.worker.start()
        self.sweeper.start()


@pytest.fixture
def apart() -> Iterator[Apart]:
    with Apart().running() as provider:
        yield provider


@asynccontextmanager
async def opened(folder: Path, apart: Apart, *, toy: bool = False) -> AsyncIterator[Engine]:
    engine = await CheapEngine.open(
        Settings(
            data_dir=folder,
            narrative_base_url=apart.provider.base_url,
            narrative_model="test-narrator",
            context_tokens=200_000,  # so that no text is too long for it
            intent_wait=30,
        )
    )
    engine.profiles["custom"] = replace(engine.profiles["custom"], toy_classifier=toy)
    try:
        await engine.fallback.warm()
        yield engine
    finally:
        await engine.close()


class Player:
    """Plays, and knows what it cost. No garbage is collected meanwhile."""

    def __init__(self, engine: Engine, apart: Apart) -> None:
        self.engine, self.apart, self.costs = engine, apart, Costs()

    @asynccontextmanager
    async def counted(self, name: str) -> AsyncIterator[None]:
        await self._quiet()
        gc.disable()
        try:
            before = self.apart.spent()
            yield
            await self._quiet()
            self.costs[name] = (self.apart.spent() - before) * 1000
        finally:
            gc.enable()

    async def _quiet(self) -> None:
        """Until every memory has its vector."""
        self.engine.worker.wake()
        while (await self.engine.worker.state()).queue:  # noqa: ASYNC110
            await asyncio.sleep(0.002)

    async def play(self, name: str, chat: Chat, text: str) -> None:
        async with self.counted(name):
            events = await play(self.engine, Request(chat.id, "message", text))
        assert events[-1].name == "turn.committed", events[-1].data()


Do = Callable[[str], Awaitable[Costs]]


async def too_dear(do: Do, given: dict[str, str], prose: str, times: int = 1) -> dict[str, str]:
    """By name, what costs too much more than prose, where each text is used so many times."""

    def over(costs: Costs) -> list[tuple[str, float]]:
        return [(what, cost - plain[what]) for what, cost in costs.items() if cost - plain[what] > times * MOST_OVER]

    await do(prose)
    plain = lowest(*[await do(prose) for _ in range(3)])
    found = {}
    for name, text in given.items():
        costs = await do(text)
        for _ in range(TRIES - 1):
            if not over(costs):
                break
            costs = lowest(costs, await do(text))
        if over(costs):
            found[name] = ", ".join(f"{what} {most:.0f} ms over {plain[what]:.0f}" for what, most in over(costs))
    return found


def lowest(*several: Costs) -> Costs:
    return {what: min(costs[what] for costs in several) for what in several[0]}


def visible(text: str) -> str:
    """Nothing but white space is no message: then a letter stands on both sides."""
    return text if text.strip() else f"a{text[:-2]}a"


WHOLE = {name: visible(text) for name, text in texts(MAX_BYTES).items()}
SIDES = {name: visible(of_size(piece, MAX_BYTES, "(to Mira ")) for name, piece in PIECES.items()}


@pytest.mark.parametrize("toy", [False, True], ids=["classifier", "fallback classifier"])
async def test_a_message_costs_little_more_than_prose(tmp_path: Path, apart: Apart, toy: bool) -> None:
    """And so does the turn that follows."""
    async with opened(tmp_path, apart, toy=toy) as engine:

        async def do(text: str) -> Costs:
            player, chat = Player(engine, apart), await begin(engine, *CAST)
            await player.play("the turn", chat, text)
            await player.play("the next", chat, "I wait.")
            return player.costs

        assert await too_dear(do, WHOLE, of_size(PROSE, MAX_BYTES)) == {}


@pytest.mark.long
@pytest.mark.parametrize("toy", [False, True], ids=["classifier", "fallback classifier"])
async def test_a_message_with_an_open_bracket_costs_little_more(tmp_path: Path, apart: Apart, toy: bool) -> None:
    async with opened(tmp_path, apart, toy=toy) as engine:

        async def do(text: str) -> Costs:
            player, chat = Player(engine, apart), await begin(engine, *CAST)
            await player.play("the turn", chat, text)
            return player.costs

        assert await too_dear(do, SIDES, of_size(PROSE, MAX_BYTES)) == {}


@pytest.mark.parametrize("toy", [False, True], ids=["classifier", "fallback classifier"])
async def test_a_narrative_costs_little_more_than_prose(tmp_path: Path, apart: Apart, toy: bool) -> None:
    async with opened(tmp_path, apart, toy=toy) as engine:

        async def do(text: str) -> Costs:
            player, chat = Player(engine, apart), await begin(engine, *CAST)
            apart.narrative = text
            await player.play("the turn", chat, "I wait.")
            apart.narrative = TEXT
            await player.play("the next", chat, "I wait.")
            return player.costs

        assert await too_dear(do, WHOLE, of_size(PROSE, MAX_BYTES)) == {}


async def test_a_chat_goes_out_and_comes_in_as_any(tmp_path: Path, apart: Apart) -> None:
    """A text in a message and in a narrative; it is the same behind the way."""
    async with opened(tmp_path, apart) as engine:

        async def do(text: str) -> Costs:
            player, chat = Player(engine, apart), await begin(engine)
            apart.narrative = text
            await play(engine, Request(chat.id, "message", text))
            apart.narrative = TEXT
            async with player.counted("the export"):
                file = await export_session(engine, chat.id)
            async with player.counted("the import"):
                back = await import_session(engine, file)
            here, there = await head(engine, chat), await head(engine, back)
            assert (there.text, there.narrative) == (here.text, here.narrative)
            return player.costs

        assert await too_dear(do, WHOLE, of_size(PROSE, MAX_BYTES), times=2) == {}


async def test_a_card_costs_little_more_than_prose(tmp_path: Path, apart: Apart) -> None:
    async with opened(tmp_path, apart) as engine:

        async def do(text: str) -> Costs:
            player = Player(engine, apart)
            fields = dict.fromkeys(("description", "personality", "scenario", "greeting", "example_dialogue"), text)
            name = text[:MAX_NAME].strip() or "a"
            card = {"name": name, "aliases": [text[:200], text[::-1][:200]], **fields}
            async with player.counted("the chat"):
                made = await engine.db.write(characters.insert, *parse_card(card), engine.now())
                chat = await create_chat(engine, NewChat([made.id], "Ash", text[:20_000]))
            await player.play("the turn", chat, "I wait.")
            return player.costs

        assert await too_dear(do, WHOLE, of_size(PROSE, MAX_BYTES)) == {}
