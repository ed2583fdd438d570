"""A player who does everything one can do with a chat, over HTTP and without a pause, and writes down what the server has
acknowledged, so that all of it can be looked for after a kill."""

import asyncio
import json
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.provider import Provider, Reply, Request, streaming, structured

Json = dict[str, Any]
TERMINAL = ("turn.committed", "turn.failed", "turn.cancelled")
LONGEST = 0.12  # seconds a settle call takes at most, so that the next turn is told meanwhile


def script(provider: Provider, chance: random.Random) -> None:
    """Tellings that are all different, and a classifier that is now quick, now slow."""
    numbers = iter(range(1, 1_000_000))

    def tell(_: Request) -> Reply:
        number = next(numbers)
        words = [f"Mira carries sack {number} ", "over the bridge ", "to the old mill", ", and the wheel ", "turns."]
        return Reply(steps=[step for word in words for step in (word, 0.004)])

    def slow(answer: Json) -> Callable[[Request], Reply]:
        return lambda _: Reply(json.dumps(answer), headers_after=chance.choice((0.0, chance.uniform(0.0, LONGEST))))

    helped = {"act": "helped", "strength": 2, "quote": "over the bridge to"}
    provider.on(streaming, tell)
    provider.on(structured("acts"), slow({"acts": [helped], "mood": "content", "view": ""}))
    provider.on(structured("operations"), slow({"operations": [{"op": "pass_time", "minutes": 5}]}))
    provider.on(structured("facts"), slow({"facts": [{"text": "Mira carries sacks.", "importance": 1}]}))


@dataclass
class Seen:
    """What the server said of a turn that it had accepted. `given`: the narrative the player wrote, or kept; `labels` are
    those it may have from the turn in whose place it stands."""

    text: str | None
    given: str | None = None
    labels: frozenset[str | None] = frozenset()
    heard: str = ""
    done: bool = False
    end: str = ""  # the terminal event
    passed: asyncio.Event = field(default_factory=asyncio.Event)  # told, or ended, or the server is gone
    begun: asyncio.Event = field(default_factory=asyncio.Event)  # the first delta, or the same


@dataclass
class Acknowledged:
    """All that must be there after a kill. `flying` is what was asked and not answered yet, with the turn or chat it was
    about: that may be there or not, but never in part."""

    chat: str
    tree: dict[str, str | None] = field(default_factory=dict)  # turn -> parent
    seen: dict[str, Seen] = field(default_factory=dict)
    changes: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    note: str | None = None
    version: int = 0
    others: dict[str, int] = field(default_factory=dict)  # imported chat -> turns
    gone: set[str] = field(default_factory=set)  # chats that were deleted
    file: bytes = b""  # the last export
    flying: tuple[str, str] = ("", "")

    def labels_of(self, turn: str) -> frozenset[str | None]:
        inherited = self.seen[turn].labels if turn in self.seen else frozenset()
        return inherited | {self.labels.get(turn)}

    def below(self, turn: str) -> set[str]:
        """The turn and all that follow it."""
        found, size = {turn}, 0
        while len(found) > size:
            size = len(found)
            found |= {child for child, parent in self.tree.items() if parent in found}
        return found


class Player:
    def __init__(self, client: httpx2.AsyncClient, chance: random.Random, known: Acknowledged) -> None:
        self.client, self.chance, self.known = client, chance, known
        self.here = f"/api/chats/{known.chat}"
        self.done: list[str] = []  # for who reads a failure
        self._following: set[asyncio.Task[None]] = set()
        self._said = 0

    async def play(self) -> None:
        """Until the server is gone. Everything else that goes wrong is an AssertionError."""
        steps = [step for step, weight in self._steps() for _ in range(weight)]
        try:
            await self._look()
            while True:
                step = self.chance.choice(steps)
                self.done.append(step.__name__)
                await step()
                await self._look()
                self.known.flying = ("", "")
        except httpx2.HTTPError:
            await asyncio.gather(*self._following)

    def _steps(self) -> list[tuple[Callable[[], Awaitable[None]], int]]:
        return [
            (self.message, 10), (self.stopped, 2), (self.regenerate, 3), (self.edit_text, 2), (self.edit_narrative, 3),
            (self.edit_in_place, 3), (self.delete, 3), (self.undo, 3), (self.redo, 2), (self.move_head, 1),
            (self.correct, 2), (self.pin, 2), (self.note, 1), (self.label, 1), (self.export, 1), (self.bring_in, 2),
            (self.delete_chat, 1),
        ]  # fmt: skip

    # ------------------------------------------------------------ asking

    async def _ask(self, method: str, path: str, body: Any = None) -> Json | None:
        """None where the call is refused, as an undo without a step: nothing has changed then."""
        answer = await self.client.request(method, path, json=body)
        assert answer.status_code < 500, answer.text
        if answer.status_code >= 400:
            return None
        found: Json = answer.json() if answer.content else {}
        if path.startswith((self.here, "/api/turns")):
            self.known.version = max(self.known.version, found.get("version", 0))
        return found

    async def _look(self) -> None:
        """What the tree is now is acknowledged too."""
        found = await self._ask("GET", f"{self.here}/tree")
        assert found is not None
        self.known.tree = {turn["id"]: turn["parent"] for turn in found["turns"]}

    async def _tell(self, path: str, body: Json, seen: Seen) -> Seen | None:
        """A turn until it is accepted; what comes of it is listened to beside what follows."""
        accepted = await self._ask("POST", path, body)
        if accepted is None:
            return None
        self.known.seen[accepted["turn_id"]] = seen
        self.known.tree.setdefault(accepted["turn_id"], None)
        self.known.flying = ("", "")
        task = asyncio.create_task(self._follow(accepted["events"], seen))
        self._following.add(task)
        return seen

    async def _follow(self, path: str, seen: Seen) -> None:
        name = ""
        try:
            async with self.client.stream("GET", path) as answer:
                async for line in answer.aiter_lines():
                    if line.startswith("event: "):
                        name = line[7:]
                    elif line.startswith("data: "):
                        self._take(name, json.loads(line[6:]), seen)
        except httpx2.HTTPError:
            pass  # killed
        finally:
            seen.begun.set()
            seen.passed.set()

    def _take(self, name: str, data: Json, seen: Seen) -> None:
        if name == "narrative.delta":
            seen.heard += data["text"]
            seen.begun.set()
        elif name == "narrative.done":
            seen.done = True
            seen.passed.set()
        elif name in TERMINAL:
            assert not seen.end, "a turn ended twice"
            seen.end = name
            seen.passed.set()

    def _text(self) -> str:
        self._said += 1
        return f"I do thing {self._said}."

    def _any(self) -> str:
        """A late turn, not the root."""
        return self.chance.choice(
            [turn for turn, parent in self.known.tree.items() if parent][-6:] or list(self.known.tree)
        )

    # ------------------------------------------------------------ turns

    async def message(self) -> None:
        await self._play(f"{self.here}/turns", {"text": (text := self._text())}, Seen(text))

    async def stopped(self) -> None:
        self.known.flying = ("turn", "")
        before = set(self.known.seen)
        seen = await self._tell(f"{self.here}/turns", {"text": (text := self._text())}, Seen(text))
        if seen is not None:
            await seen.begun.wait()
            (turn,) = self.known.seen.keys() - before
            await self._ask("POST", f"/api/turns/{turn}/stop")
            await seen.passed.wait()

    async def regenerate(self) -> None:
        await self._play(f"/api/turns/{self._any()}/regenerate", {}, Seen(None))

    async def edit_text(self) -> None:
        await self._play(f"/api/turns/{self._any()}/edit", {"text": (text := self._text())}, Seen(text))

    async def edit_narrative(self) -> None:
        body: Json = {"narrative": f"{self._text()} And then the player wrote a whole page of what came of it."}
        seen = Seen(None, given=body["narrative"])
        if self.chance.random() < 0.4:
            seen.text = body["text"] = self._text()
        await self._play(f"/api/turns/{self._any()}/edit", body, seen)

    async def edit_in_place(self) -> None:
        """What follows hangs under the new sibling."""
        body: Json = {"keep": True}
        if self.chance.random() < 0.5:
            body["text"] = self._text()
        else:
            body["narrative"] = f"{self._text()} And so it had always been."
        turn = self._any()
        seen = Seen(body.get("text"), given=body.get("narrative"), labels=self.known.labels_of(turn))
        await self._play(f"/api/turns/{turn}/edit", body, seen)

    async def _play(self, path: str, body: Json, seen: Seen) -> None:
        self.known.flying = ("turn", "")
        if await self._tell(path, body, seen) is not None:
            await seen.passed.wait()

    # ------------------------------------------------------------ the tree

    async def delete(self) -> None:
        turn = self._any()
        self.known.flying = ("delete", turn)
        if await self._ask("DELETE", f"/api/turns/{turn}") is not None:
            for each in self.known.below(turn):
                del self.known.tree[each]
            self.known.flying = ("", "")

    async def undo(self) -> None:
        self.known.flying = ("step", "")
        await self._ask("POST", f"{self.here}/undo")

    async def redo(self) -> None:
        self.known.flying = ("step", "")
        await self._ask("POST", f"{self.here}/redo")

    async def move_head(self) -> None:
        await self._ask("POST", f"{self.here}/head", {"turn_id": self._any()})

    # ------------------------------------------------------------ what the user says

    async def correct(self) -> None:
        await self._say({"kind": "correction", "axis": "trust", "value": self.chance.randint(-90, 90)})

    async def pin(self) -> None:
        await self._say({"kind": "pin", "axis": "respect", "pin": self.chance.random() < 0.7})

    async def _say(self, body: Json) -> None:
        change = await self._ask("POST", f"{self.here}/changes", {"source": "Mira", "target": "Ash", **body})
        if change is not None:
            self.known.changes.add(change["id"])

    async def note(self) -> None:
        note = self._text()
        self.known.flying = ("note", note)
        assert await self._ask("PATCH", self.here, {"settings": {"author_note": note}}) is not None
        self.known.note = note

    async def label(self) -> None:
        turn, label = self._any(), self._text()
        self.known.flying = ("label", turn)
        if await self._ask("PATCH", f"/api/turns/{turn}", {"label": label}) is not None:
            self.known.labels[turn] = label

    # ------------------------------------------------------------ whole chats

    async def export(self) -> None:
        answer = await self.client.get(f"{self.here}/export")
        assert answer.status_code < 500, answer.text
        if answer.status_code == 200:
            assert json.loads(answer.content.splitlines()[-1])["type"] == "end"
            self.known.file = answer.content

    async def bring_in(self) -> None:
        if not self.known.file:
            await self.export()
        self.known.flying = ("import", "")
        answer = await self.client.post("/api/import", content=self.known.file)
        assert answer.status_code == 201, answer.text
        self.known.others[answer.json()["id"]] = turns_in(self.known.file)

    async def delete_chat(self) -> None:
        if self.known.others:
            chat = self.chance.choice(sorted(self.known.others))
            self.known.flying = ("delete chat", chat)
            assert await self._ask("DELETE", f"/api/chats/{chat}") is not None
            del self.known.others[chat]
            self.known.gone.add(chat)


def turns_in(file: bytes) -> int:
    return sum(json.loads(line)["type"] == "turn" for line in file.splitlines())
