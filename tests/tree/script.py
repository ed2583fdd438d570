"""A client that tells and judges by chance. Every text has a word of its own, so that a leak has a name."""

import asyncio
import json
import random
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Unpack

from chat.errors import ProviderAuth, ProviderTimeout
from chat.llm.client import Chunk, Completion, Message, Params, Vectors

WORD = re.compile(r"\bq[nt]\d+q\b")
ACTS = ("helped", "betrayed", "threatened", "comforted", "mocked")
OPERATIONS: tuple[dict[str, Any], ...] = (
    {"op": "pass_time", "minutes": 15},
    {"op": "move", "what": "the yard of {word}"},
    {"op": "enter", "who": "rider {word}"},
    {"op": "leave", "who": "Sergeant Holt"},
    {"op": "enter", "who": "Sergeant Holt"},
    {"op": "enter", "who": "Pell"},
    {"op": "leave", "who": "Pell"},
    {"op": "item_gain", "who": "Mira", "what": "lamp {word}"},
    {"op": "condition_add", "who": "Ash", "what": "wet"},
    {"op": "condition_remove", "who": "Ash", "what": "wet"},
    {"op": "thread_open", "what": "the riddle of {word}"},
    {"op": "set_time", "time": "03:10"},
    {"op": "leave", "who": "Nobody"},
)
TOPICS = (
    "anvil",
    "basil",
    "cellar",
    "dagger",
    "ember",
    "ferry",
    "garden",
    "hammer",
    "island",
    "jacket",
    "kettle",
    "ladder",
)
Fault = Literal["at once", "midway"]


@dataclass(frozen=True)
class Asked:
    """What a model was shown, and for which turn."""

    turn: str
    purpose: str
    words: frozenset[str]


class Script:
    """The LLMClient. `fault` breaks the next telling; while `held` is unset the classifier does not answer, and while
    `paused` is unset the narrator stops after its first words, which sets `telling`."""

    name = "script"

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.asked: list[Asked] = []
        self.fault: Fault | None = None
        self.held, self.paused, self.telling = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.held.set()
        self.paused.set()
        self._words = 0

    def word(self, kind: Literal["n", "t"]) -> str:
        self._words += 1
        return f"q{kind}{self._words}q"

    def topic(self) -> str:
        """Rare enough to be recalled by."""
        return self.chance.choice(TOPICS)

    def _note(self, messages: Sequence[Message], params: Params) -> None:
        text = "\n".join(message["content"] for message in messages)
        self.asked.append(Asked(params["tag"].turn, params["tag"].purpose, frozenset(WORD.findall(text))))

    async def stream(
        self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]
    ) -> AsyncIterator[Chunk]:
        self._note(messages, params)
        fault, self.fault = self.fault, None
        if fault == "at once":
            raise ProviderAuth("No key.")
        word = self.word("n")
        self.telling.set()
        yield Chunk(f"{word} turns the wheel while Mira and Sergeant Holt watch Ash. ")
        if fault == "midway":
            raise ProviderTimeout("Too slow.")
        await self.paused.wait()
        yield Chunk(f"A rider {word} waits with the {self.topic()} at the gate.", finish_reason="stop")

    async def generate(self, messages: Sequence[Message], *, model: str, **params: Unpack[Params]) -> Completion:
        self._note(messages, params)
        purpose = params["tag"].purpose
        if purpose != "intent":
            await self.held.wait()
        if self.chance.random() < 0.08:
            raise ProviderTimeout("Too slow.")
        passage = messages[-1]["content"].partition("PASSAGE\n")[2].partition("THE BOOK")[0]
        answer = {"pair": self._pair, "scene": self._scene, "facts": self._facts, "intent": self._intent}
        return Completion(json.dumps(answer[purpose.partition(":")[0]](WORD.findall(passage), passage)), "stop", model)

    def _intent(self, words: list[str], text: str) -> Any:
        difficulty = self.chance.choice(("hard", "hard", "hopeless"))
        risk = {"uncertain": self.chance.random() < 0.6, "trait": "luck", "difficulty": difficulty}
        return {"kind": self.chance.choice(("speak", "act")), "addressed": [], "target": None, "tone": "", **risk}

    def _pair(self, words: list[str], text: str) -> Any:
        quotes = [*re.findall(r"\bq[nt]\d+q(?: \w+){4}", text), "words that nobody said here"]
        acts = [
            {"act": act, "strength": self.chance.randint(1, 3), "quote": self.chance.choice(quotes)}
            for act in self.chance.sample(ACTS, self.chance.randint(0, 2))
        ]
        view = f"Something about {self.chance.choice(words)}." if words and self.chance.random() < 0.5 else ""
        return {"acts": acts, "mood": self.chance.choice(("", "happy", "angry", "neutral")), "view": view}

    def _scene(self, words: list[str], text: str) -> Any:
        word = words[-1] if words else "nothing"
        chosen = self.chance.sample(OPERATIONS, self.chance.randint(0, 2))
        return {
            "operations": [
                {k: str(v).format(word=word) if k in ("who", "what") else v for k, v in item.items()} for item in chosen
            ]
        }

    def _facts(self, words: list[str], text: str) -> Any:
        if not words or self.chance.random() < 0.5:
            return {"facts": []}
        return {"facts": [{"text": f"Ash saw {words[-1]} at the gate.", "importance": self.chance.randint(1, 3)}]}

    async def embed(self, texts: Sequence[str], *, model: str) -> Vectors:
        raise AssertionError("nobody asks a narrator for vectors")

    async def close(self) -> None:
        pass
