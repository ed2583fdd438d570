"""A player who does anything at any time: each step is done in the app and in the oracle, then both are compared."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from pathlib import Path
from sqlite3 import Connection
from typing import Literal, Self

from chat.commands import cast, tree
from chat.commands.corrections import Correction, correct, lift
from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import changes, chats, snapshots, turn_inputs, turns
from chat.engine.backends import Models
from chat.engine.engine import Engine
from chat.errors import RequestError
from chat.story.models import AXES
from chat.turn import Request, accept, stop, tell
from tests.tree import checks
from tests.tree.oracle import Oracle, Shape
from tests.tree.script import Asked, Script

MAX_STEPS = 12


class ScriptedEngine(Engine):
    """Every profile is the script."""

    script: Script

    def models(self, profile_id: str) -> Models:
        return Models(self.script, "narrator", "classifier", 1_400, brief=False, toy_classifier=False)


class Player:
    engine: ScriptedEngine
    oracle: Oracle
    watch: checks.Watch
    chat: str

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.script = Script(self.chance)
        self.settings = Settings(
            data_dir=folder, seed=seed, intent_wait=5, settle_wait=0.01, narrative_base_url="http://127.0.0.1:9/v1"
        )
        self.done: list[str] = []  # the steps so far, for who reads a failure

    @classmethod
    async def sit_down(cls, folder: Path, seed: int) -> Self:
        player = cls(folder, seed)
        await player._open()
        characters = ["c_mill_1", "c_lantern_1", "c_lantern_2"]  # Mira, Sergeant Holt and Pell, who comes later
        chat = await create_chat(player.engine, NewChat(characters, "Ash", present=characters[:2]))
        dice = {"settings": {"dice": seed % 2 == 0}}
        await player.engine.db.write(chats.update, chat.id, player.engine.now(), dice)
        made = await player.engine.db.read(turns.tree, chat.id)
        player.chat = chat.id
        player.oracle = Oracle(Shape(chat.head, {turn.id: turn.parent for turn in made}), MAX_STEPS)
        player.watch = checks.Watch(chat.id, player.engine.relations)
        player.watch.then.update({turn.id: [turn.id] for turn in made})
        return player

    async def _open(self) -> None:
        engine = await ScriptedEngine.open(self.settings)
        engine.script = self.script
        self.engine = engine
        await engine.db.write(_fit_grid)

    # ------------------------------------------------------------ playing

    def any_turn(self) -> str:
        """The late ones more often; not those of the greeting unless there are no others."""
        found = sorted(self.oracle.live, key=lambda turn: int(turn in self.oracle.path(self.oracle.shape.head)))
        grown = [turn for turn in found if self.oracle.shape.parents[turn] is not None]
        return self.chance.choice(grown[-8:] or found)

    async def _begin(self, request: Request) -> tuple[str, asyncio.Task[None], asyncio.Event]:
        """The turn, what goes on of it, and when its narrative is done."""
        accepted = await accept(self.engine, request)
        run, told = accepted.run, asyncio.Event()
        assert run is not None
        original = self.watch.then[request.turn] if request.turn and request.keep else ()
        self.watch.then[run.turn] = [*original, *self.oracle.path(run.parent), run.turn]

        async def follow() -> None:
            async with aclosing(tell(self.engine, run)) as events:
                async for event in events:
                    if event.name in ("narrative.done", "turn.failed", "turn.cancelled"):
                        told.set()

        return run.turn, asyncio.create_task(follow()), told

    async def _play(self, request: Request) -> None:
        turn, task, _ = await self._begin(request)
        await task
        await self._note(turn, request)
        await self._same_dice(turn, request)

    async def _same_dice(self, turn: str, request: Request) -> None:
        """What is told again has the roll that it had, if it came so far, and a reroll another."""
        if request.turn is None or (request.text is not None and not request.keep):
            return
        found = [await self.engine.db.read(turn_inputs.of_turn, each) for each in (request.turn, turn)]
        before, after = ([draw["number"] for draw in decided.draws] if decided else [] for decided in found)
        if before and found[1] is not None:
            assert after > before if request.reroll else after == before

    async def _note(self, turn: str, request: Request) -> None:
        """In the oracle."""
        if request.keep:
            self.oracle.mended(turn, request.turn or "")
            return
        parent = self.oracle.shape.parents[request.turn] if request.turn else self.oracle.shape.head
        status = (await self.engine.db.read(turns.get, turn)).status
        if status == "failed" and request.origin in ("regenerate", "edit"):
            self.oracle.came_to_nothing(turn, parent)
        else:
            self.oracle.made(turn, parent)

    def _message(self) -> Request:
        word = self.script.word("t")
        text = f"{word} I lift the heavy sack for Mira and ask about the {self.script.topic()}."
        return Request(self.chat, self.chance.choice(("message", "message", "continue")), text)

    # ------------------------------------------------------------ the steps

    async def message(self) -> None:
        request = self._message()
        await self._play(request if request.origin == "message" else Request(self.chat, "continue", ""))

    async def broken_message(self) -> None:
        self.script.fault = self.chance.choice(("at once", "midway"))
        await self._play(Request(self.chat, "message", self._message().text))

    async def regenerate(self) -> None:
        if self.chance.random() < 0.3:
            self.script.fault = self.chance.choice(("at once", "midway"))
        await self._play(Request(self.chat, "regenerate", turn=self.any_turn(), reroll=self.chance.random() < 0.2))

    async def edit(self) -> None:
        text = self._message().text if self.chance.random() < 0.6 else None
        told = None if text and self.chance.random() < 0.5 else f"{self.script.word('n')} falls from the wheel now."
        await self._play(Request(self.chat, "edit", text, self.any_turn(), told))

    async def mend(self) -> None:
        text = self._message().text if self.chance.random() < 0.5 else None
        told = None if text else f"{self.script.word('n')} falls from the wheel then."
        await self._play(Request(self.chat, "edit", text, self.any_turn(), told, keep=True))

    async def stopped_while_told(self) -> None:
        self.script.paused.clear()
        self.script.telling.clear()
        request = Request(self.chat, "message", self._message().text)
        turn, task, _ = await self._begin(request)
        telling = asyncio.create_task(self.script.telling.wait())
        await asyncio.wait({telling, task}, return_when=asyncio.FIRST_COMPLETED)
        telling.cancel()
        if not task.done():  # else it failed before
            for refused in (self._begin(request), tree.move_head(self.engine, self.chat, self.any_turn(), None)):
                await self._must_be_refused(refused)
        await stop(self.engine, turn)
        await task
        self.script.paused.set()
        await self._note(turn, request)

    async def while_settling(self) -> None:
        """The next message, a swipe, a delete, a mended turn or a stop, before the classifier has answered."""
        self.script.held.clear()
        request = Request(self.chat, "message", self._message().text)
        turn, task, told = await self._begin(request)
        await told.wait()
        await self._note(turn, request)
        other: asyncio.Task[None] | None = None
        match self.chance.choice(("message", "head", "delete", "mend", "stop")):
            case "message":
                request = Request(self.chat, "message", self._message().text)
                second, other, told = await self._begin(request)
                await told.wait()
                await self._note(second, request)
            case "head":
                await self.head()
            case "delete":
                await tree.delete_turn(self.engine, turn)
                self.oracle.removed(turn)
            case "mend":
                original = self.oracle.shape.parents[turn] or turn
                if (await self.engine.db.read(turns.get, original)).narrative.strip():
                    request = Request(self.chat, "edit", self._message().text, original, keep=True)
                    second, other, told = await self._begin(request)
                    await told.wait()
                    await self._note(second, request)
            case _:
                await stop(self.engine, turn)
        self.script.held.set()
        await asyncio.gather(*(running for running in (task, other) if running))

    async def head(self) -> None:
        turn = self.chance.choice(self.oracle.live)
        await tree.move_head(self.engine, self.chat, turn, None)
        self.oracle.moved(turn)

    async def delete(self) -> None:
        turn = self.any_turn()
        gone, *_ = await tree.delete_turn(self.engine, turn)
        assert gone == len(self.oracle.subtree(turn))
        self.oracle.removed(turn)

    async def undo(self) -> None:
        if not self.oracle.done:
            await self._must_be_refused(tree.undo(self.engine, self.chat))
            return
        await tree.undo(self.engine, self.chat)
        self.oracle.undo()

    async def second_thoughts(self) -> None:
        """Mended, played on, and all taken back."""
        await self.step(Player.mend)
        for _ in range(self.chance.randint(1, 2)):
            await self.step(Player.message)
        while self.oracle.done and self.chance.random() < 0.8:
            await self.step(Player.undo)

    async def redo(self) -> None:
        if not self.oracle.undone:
            await self._must_be_refused(tree.redo(self.engine, self.chat))
            return
        await tree.redo(self.engine, self.chat)
        self.oracle.redo()

    async def correct(self) -> None:
        value, axis = self.chance.choice((None, 0, 7, 40)), self.chance.choice(AXES)
        pin = self.chance.choice((None, True, False)) if value is not None else self.chance.choice((True, False))
        source, target = self.chance.sample(("Mira", "Ash", "Sergeant Holt"), 2)
        kind: Literal["pin", "correction"] = "pin" if pin else "correction"
        step, _ = await correct(self.engine, self.chat, Correction(kind, source, target, axis, value, pin))
        change = step.entry.change
        pair = step.after.pairs[change.source or "", change.target or ""]
        assert (value is None or pair.axes[axis] == value) and (axis in pair.pinned) >= bool(pin)

    async def acquaint(self) -> None:
        """Two had met before the story."""
        source, target = self.chance.sample(("Mira", "Ash", "Sergeant Holt", "Pell"), 2)
        await correct(self.engine, self.chat, Correction("correction", source, target, met=True))

    async def lift(self) -> None:
        own = await self.engine.db.read(
            lambda db: db.execute(
                "SELECT id, turn FROM change WHERE chat = ? AND by = 'user' AND lifted IS NULL", (self.chat,)
            ).fetchall()
        )
        own = [change for change, turn in own if turn in self.oracle.live]
        if own:
            await lift(self.engine, self.chat, self.chance.choice(own))

    async def cast(self) -> None:
        """Somebody offered joins, stays outside or turns out to be somebody; or one member another."""
        state = await self.engine.db.read(changes.state_at, self.chat, self.oracle.shape.head, self.engine.relations)
        if not state.scene.offered:
            return
        name = self.chance.choice(state.scene.offered)
        match self.chance.choice(("join", "dismiss", "name", "member")):
            case "join":
                await cast.join(self.engine, self.chat, cast.Newcomer(name))
            case "dismiss":
                await cast.dismiss(self.engine, self.chat, name)
            case "name":
                await cast.merge(self.engine, self.chat, name, "Mira")
            case _:
                await cast.join(self.engine, self.chat, cast.Newcomer(name))
                await cast.merge(self.engine, self.chat, name, self.chance.choice(("Mira", "Sergeant Holt")))

    async def nonsense(self) -> None:
        """Calls that must be refused and change nothing."""
        other = await create_chat(self.engine, NewChat(["c_mill_1"], "Ash"))
        await self._must_be_refused(tree.move_head(self.engine, self.chat, other.head or "", None))
        await self._must_be_refused(tree.undo(self.engine, self.chat, version=1))
        await self._must_be_refused(accept(self.engine, Request(self.chat, "message", "Late.", version=1)))
        await self._must_be_refused(lift(self.engine, self.chat, "e_none"))
        await self._must_be_refused(cast.merge(self.engine, self.chat, "Ash", "Mira"))
        await self._must_be_refused(correct(self.engine, self.chat, Correction("correction", "Mira", "Ash", met=True)))
        await tree.delete_chat(self.engine, other.id)

    async def restart(self) -> None:
        await self.engine.close()
        await self._open()

    async def _must_be_refused(self, call: Awaitable[object]) -> None:
        await self.engine.sweeper.finished()  # what was deleted for good goes beside all this
        running = tuple(self.engine.running)
        before = await self.engine.db.read(checks.whole, self.chat, running)
        try:
            await call
        except RequestError:
            assert await self.engine.db.read(checks.whole, self.chat, running) == before
        else:
            raise AssertionError("that must not be possible")

    # ------------------------------------------------------------ after each step

    async def step(self, take: Callable[["Player"], Awaitable[None]]) -> None:
        self.done.append(take.__name__)
        if not self.oracle.live:  # everything was deleted
            take = self.chance.choice((Player.undo, Player.message))
        hung = self.oracle.shape.parents
        try:
            await take(self)
        except RequestError as error:  # the step did not fit here
            self.done[-1] += f" refused: {error.message}"
        engine, oracle = self.engine, self.oracle
        assert engine.running == {} and engine.telling == {}
        assert (await engine.path(self.chat, oracle.shape.head)).turns == oracle.path(oracle.shape.head)
        asked, self.script.asked = self.script.asked, []
        other = self.chance.choice(oracle.live) if oracle.live else None
        moved = any(oracle.shape.parents.get(turn) != parent for turn, parent in hung.items())
        lifted = take is Player.lift or (take in (Player.undo, Player.redo) and moved)
        await engine.snapshot_refresh.finished(self.chat)
        await self._look(asked, other, lifted=lifted)

    async def _look(self, asked: list[Asked], other: str | None, *, lifted: bool) -> None:
        await self.engine.db.read(self.watch.look, self.oracle, asked, other, lifted=lifted)


def _fit_grid(db: Connection) -> None:
    """The index of the turns that have a snapshot is made for one number; these tests have another."""
    db.execute("DROP INDEX turn_grid")
    db.execute(f"CREATE INDEX turn_grid ON turn (chat, depth, id) WHERE depth % {snapshots.EVERY} = 0")


STEPS: tuple[tuple[int, Callable[[Player], Awaitable[None]]], ...] = (
    (10, Player.message), (2, Player.broken_message), (4, Player.regenerate), (3, Player.edit), (4, Player.mend),
    (2, Player.stopped_while_told), (4, Player.while_settling), (5, Player.head), (3, Player.delete), (6, Player.undo),
    (4, Player.redo), (4, Player.correct), (1, Player.acquaint), (2, Player.lift), (3, Player.cast),
    (1, Player.nonsense), (1, Player.restart), (3, Player.second_thoughts),
)  # fmt: skip
