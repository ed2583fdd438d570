"""The small chat that is kept for every schema, played over HTTP, which is what has changed least over the versions.

What the code of then did not have yet is left out; `Player.missing` says what that was.
"""

import asyncio
import json
import re
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.provider import HANG, Provider, Reply, Request, error, streaming, structured

Json = dict[str, Any]
UNKNOWN = {404, 405, 422}  # answers of a program that does not know the call, or a field of it
STREAM = {"Accept": "text/event-stream"}
PLACES = ("the weir", "the mill", "the ford", "the chapel", "the orchard", "the smithy")
CARDS = (
    {"name": "Mira", "aliases": ["the miller"], "description": "A miller.", "greeting": "Mira waves from the bank."},
    {"name": "Sergeant Holt", "aliases": ["Holt"], "description": "A soldier.", "greeting": "Holt nods."},
)
SETTLING = ("acts", "operations", "facts")  # what the schemas of the settle calls have


class Narrator:
    """Each telling has a number, and all have the words that the classifier quotes. Holt is there if he is spoken of."""

    def __init__(self) -> None:
        self.told = 0

    def __call__(self, request: Request) -> Reply:
        self.told += 1
        other = " while Holt watches" if "Holt" in request.last[-60:] else ""
        return Reply(
            steps=[
                f"Mira helps you across {PLACES[self.told % len(PLACES)]}{other}. The drummer has {self.told} lanterns."
            ]
        )


def script(provider: Provider) -> None:
    """A classifier that finds something in every turn."""

    def acts(request: Request) -> Reply:
        return _fit(request, {"acts": [{"act": "helped", "strength": 2, "quote": "helps you across"}], "mood": "happy"})

    def scene(request: Request) -> Reply:
        place = re.findall(r"helps you across (the \w+)", request.prompt)[-1:] or ["the gate"]
        changed = [{"op": "pass_time", "minutes": 15}, {"op": "move", "what": place[0]}]
        changed += [{"op": "enter", "who": "the drummer"}, {"op": "item_gain", "who": "Mira", "what": "a lantern"}]
        return _fit(request, {"operations": changed})

    def facts(request: Request) -> Reply:
        count = re.findall(r"(\d+) lanterns", request.prompt)[-1:] or ["no"]
        return _fit(request, {"facts": [{"text": f"Mira saw {count[0]} lanterns.", "importance": 2}]})

    def intent(request: Request) -> Reply:
        risk = {"uncertain": True, "trait": "luck", "difficulty": "hard"}
        return _fit(request, {"kind": "act", "addressed": ["Mira"], "target": None, "tone": "calm", **risk})

    provider.on(streaming, Narrator())
    for name, answer in (("acts", acts), ("operations", scene), ("facts", facts), ("kind", intent)):
        provider.on(structured(name), answer)


def _fit(request: Request, value: Json) -> Reply:
    """Only what the schema of then asks for, and nothing of it missing."""
    wanted = (request.schema or {}).get("properties", {})
    return Reply(json.dumps({"view": "", **value} if "view" in wanted else _only(value, wanted)))


def _only(value: Json, wanted: Json) -> Json:
    return {name: item for name, item in value.items() if name in wanted}


@dataclass
class Player:
    client: httpx2.AsyncClient
    provider: Provider
    cast: list[str] = field(default_factory=list)  # character ids
    first: str = ""  # the chat that is broken off in the end
    missing: list[str] = field(default_factory=list)

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        answer = await self.client.request(method, path, json=body)
        assert answer.status_code < 300, (method, path, body, answer.text)
        return answer.json() if answer.content else None

    async def may(self, what: str, method: str, path: str, body: Any = None) -> Any:
        """None where the code of then cannot do it."""
        answer = await self.client.request(method, path, json=body)
        if answer.status_code in UNKNOWN:
            self.missing.append(what)
            return None
        assert answer.status_code < 300, (method, path, body, answer.text)
        return answer.json() if answer.content else {}

    async def told(self, path: str, body: Json) -> str:
        """Play a turn to its end; its id. A version that does not know the call raises LookupError."""
        answer = await self.client.post(path, json=body, headers=STREAM)
        if answer.status_code in UNKNOWN:
            raise LookupError(answer.text)
        assert answer.status_code == 200, (path, body, answer.text)
        data = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: ")]
        return str(data[0]["turn_id"])

    async def say(self, chat: str, text: str) -> str:
        return await self.told(f"/api/chats/{chat}/turns", {"text": text})

    async def try_told(self, what: str, path: str, body: Json) -> str | None:
        try:
            return await self.told(path, body)
        except LookupError:
            self.missing.append(what)
            return None

    # ------------------------------------------------------------ the whole

    async def begin(self, title: str, **fields: Any) -> str:
        """A chat with Mira and Holt, whose cards are short."""
        persona = {"name": "Ash", "description": "A courier."}
        body = {"title": title, "persona": persona, "character_ids": self.cast, **fields}
        made = await self.may("who comes later", "POST", "/api/chats", body)
        if made is None:
            made = await self.call(
                "POST", "/api/chats", {"title": title, "persona": persona, "character_ids": self.cast}
            )
        return str(made["id"])

    async def play_briefly(self) -> None:
        """A chat whose memories get their vectors. Holt is to come later."""
        self.cast = [str((await self.call("POST", "/api/characters", card))["id"]) for card in CARDS]
        self.first = await self.begin("Two turns", present=self.cast[:1])
        await self.say(self.first, "I ask Mira for bread.")
        await self.say(self.first, "I eat all of it.")

    async def play(self) -> str:
        """The chat with everything in it that has an end."""
        chat = await self.begin("The weir")
        here = f"/api/chats/{chat}"
        await self.may("dice", "PATCH", here, {"settings": {"dice": True}})
        await self.call("PATCH", here, {"settings": {"author_note": "Rain all day."}})
        first = await self.say(chat, "I ask Mira the way over the water.")
        correction = {
            "kind": "correction",
            "source": "Mira",
            "target": "Ash",
            "axis": "trust",
            "value": 40,
            "pin": True,
        }
        await self.call("POST", f"{here}/changes", correction)
        second = await self.say(chat, "(to Mira) Holt must not know where the letter is.")
        await self._persons(here)
        third = await self.say(chat, "I climb the wet stones to the chapel.")
        lifted = await self.call(
            "POST", f"{here}/changes", {**correction, "axis": "respect", "value": -20, "pin": False}
        )
        await self.may("lifting", "DELETE", f"{here}/changes/{lifted['id']}")
        await self.told(f"/api/turns/{third}/regenerate", {"instruction": "Shorter."})
        await self.told(f"/api/turns/{third}/edit", {"narrative": "Mira helps you across the weir. Nobody counts."})
        await self.try_told(
            "keeping edits", f"/api/turns/{first}/edit", {"text": "I ask Mira for a rope.", "keep": True}
        )
        await self.told(f"{here}/turns", {"continue": True})
        await self._steps(here, chat, second)
        await self._broken(chat)
        await self.say(chat, "I sit down with Holt and dry my boots.")
        return chat

    async def _persons(self, here: str) -> None:
        await self.may("members that join", "POST", f"{here}/members", {"name": "Bela", "description": "A boy."})
        await self.may("merging", "POST", f"{here}/merge", {"from": "the ferryman", "into": "Sergeant Holt"})
        await self.may("dismissing", "DELETE", f"{here}/offers/the drummer")

    async def _steps(self, here: str, chat: str, second: str) -> None:
        """Deletes that stay, that are taken back, and steps that were undone."""
        astray = await self.say(chat, "I throw the letter into the river.")
        await self.call("DELETE", f"/api/turns/{astray}")
        kept = await self.say(chat, "I hide the letter under a stone.")
        undo = (await self.call("DELETE", f"/api/turns/{kept}"))["undo"]
        await self.call("POST", undo, {})
        await self.may("naming branches", "PATCH", f"/api/turns/{kept}", {"label": "Under a stone"})
        if await self.may("undo", "POST", f"{here}/undo") is not None:
            await self.call("POST", f"{here}/redo")
        await self.call("POST", f"{here}/head", {"turn_id": second})
        await self.say(chat, "I go back to the ford alone.")
        await self.call("POST", f"{here}/head", {"turn_id": kept})

    async def _broken(self, chat: str) -> None:
        """One turn that was cut, one that failed, one that the player stopped."""
        cut = Reply(
            steps=["Mira begins to ", "say something "], finish_reason=None, usage=None, done=False, framing="close"
        )
        provider, narrator = self.provider, Narrator()
        narrator.told = 20
        provider.on(streaming, cut)
        await self.say(chat, "I listen at the door.")
        provider.on(streaming, error(401, "no such key"))
        await self.say(chat, "I knock at the door.")
        provider.on(streaming, Reply(steps=["Holt opens ", "the door ", HANG]))
        path = f"/api/chats/{chat}/turns"
        turn = (await self.call("POST", path, {"text": "I push the door."}))["turn_id"]
        await self.heard(turn, "the door ")
        await self.call("POST", f"/api/turns/{turn}/stop", {})
        await self.heard(turn, "event: turn.cancelled")
        provider.on(streaming, narrator)

    async def heard(self, turn: str, words: str) -> str:
        """The stream of a turn up to a line with these words."""
        lines: list[str] = []
        async with asyncio.timeout(30), self.client.stream("GET", f"/api/turns/{turn}/events") as answer:
            async for line in answer.aiter_lines():
                lines.append(line)
                if words in line:
                    return "\n".join(lines)
        raise AssertionError(f"{words!r} did not come: {lines}")

    async def break_off(self) -> list[Json]:
        """Two turns that are told and not settled, one under the other, and below them one that is being told with some
        of it saved: as a kill leaves them."""
        left: list[Json] = []
        path = f"/api/chats/{self.first}/turns"
        for name in SETTLING:
            self.provider.on(structured(name), Reply(headers_after=HANG))
        for text in ("I wave the lantern.", "I wave it twice."):
            turn = (await self.call("POST", path, {"text": text}))["turn_id"]
            heard = await self.heard(turn, "event: narrative.done")
            deltas = [json.loads(line[6:]) for line in heard.splitlines() if line.startswith("data: ")]
            narrative = "".join(data.get("text", "") for data in deltas)
            left.append({"turn": turn, "text": text, "narrative": narrative, "status": "committed"})
        self.provider.on(streaming, Reply(steps=["The water ", 2.2, "rises ", 1.0, "and falls ", HANG]))
        turn = (await self.call("POST", path, {"text": "I wait."}))["turn_id"]
        async with asyncio.timeout(30):
            while not (await self.call("GET", f"/api/turns/{turn}"))["narrative"]:  # noqa: ASYNC110
                await asyncio.sleep(0.1)
        narrative = (await self.call("GET", f"/api/turns/{turn}"))["narrative"]
        left.append({"turn": turn, "text": "I wait.", "narrative": narrative, "status": "interrupted"})
        return left
