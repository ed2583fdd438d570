"""The stories that are recorded. Each returns the bytes of its session file."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from chat.commands.corrections import Correction, correct
from chat.turn import Request, accept, stop, tell
from tests.provider import HANG, Provider, Reply, error, says, streaming, structured
from tests.sessions.stage import Done, Stage, about, classifier, rest, steady

Scenario = Callable[[Path], Coroutine[Any, Any, bytes]]


# ---------------------------------------------------------------- with the embedded model


async def mill(folder: Path) -> bytes:
    """The embedded narrator, with a swipe, a correction and a turn without words of the player."""
    with steady():
        async with Stage(folder, profile="embedded") as stage:
            await stage.begin("Ash", "Mira")
            stage.chat = await stage.set(temperature=0, max_tokens=60)
            await stage.play(text='"I should have written." I take the other end of the sack.')
            await correct(stage.engine, stage.chat.id, Correction("correction", "Mira", "Ash", "trust", 12))
            told = await stage.play(text="I ask her what happened to the river.")
            await stage.play("regenerate", turn=told, instruction="She is short with me.")
            await stage.play("continue")
            await stage.play(text='"I will walk up to the weir at first light," I promise. "Come with me."')
            return await stage.file()


async def nightbus(folder: Path) -> bytes:
    """The embedded narrator with so little room that what was told is recalled, an edit by hand and a second branch."""
    with steady():
        async with Stage(folder, profile="embedded", context_tokens=720) as stage:
            await stage.begin("Sam", "Odile")
            stage.chat = await stage.set(temperature=0, max_tokens=40, author_note="It never stops raining.")
            first = await stage.play(text="I take a mint drop and thank her for the yellow umbrella.")
            for text in (
                '"I left it because my brother laughed at the bent rib," I say.',
                "I look for the driver in the mirror.",
                "I count the stops on my fingers.",
                "I open the window a little and smell the rain.",
            ):
                await stage.play(text=text)
            await stage.play(text='"What did my brother say about the yellow umbrella?"')
            await stage.play("edit", "I refuse the mint drop.", turn=first, narrative="Odile shuts the tin and smiles.")
            await stage.play(text='"Who are you?" I ask Odile.')
            return await stage.file()


# ---------------------------------------------------------------- with a scripted provider

WATCH = (
    'Pell drops the spyglass. "Ship!" Sergeant Holt catches it before it breaks and pats Pell on the shoulder. Mira '
    "hands Odile the warm bread, and Odile winks at Wren.",
    "Pell climbs the stair with Wren. He tells Wren that he cannot read the signal book, and is red to the ears.",
    "Mira carries the oil up for Wren. The lamp burns again.",
    "Mira only shrugs.",
    "Odile hums. The night goes by, and nobody comes.",
)
WATCH_DONE: tuple[Done, ...] = (
    ("Sergeant Holt", "Pell", "comforted", 2, "pats Pell on the shoulder"),
    ("Mira", "Odile", "gave", 1, "hands Odile the warm bread"),
    ("Odile", "Wren", "flirted", 1, "Odile winks at Wren"),
    ("Pell", "Wren", "confided", 2, "tells Wren that he cannot read the signal book"),
    ("Mira", "Wren", "helped", 2, "carries the oil up for Wren"),
)


async def watch(folder: Path) -> bytes:
    """Four characters; calls that are refused, broken, late and off the schema, and pairs that are caught up with."""
    slow = error(429, "slow down", headers={"Retry-After": "0.1"})
    async with Provider() as provider:
        provider.on(
            structured(),
            classifier(
                WATCH_DONE,
                {"drops the spyglass": [{"op": "item_gain", "who": "Sergeant Holt", "what": "spyglass"}],
                 "The night goes by": [{"op": "pass_time", "minutes": 480}, {"op": "leave", "who": "Nobody"}]},
                {"cannot read": [{"text": "Pell cannot read the signal book.", "importance": 3, "about": ["Pell"]}]},
            ),
        )  # fmt: skip
        provider.on(about("Wren", "Odile", "drops the spyglass"), slow, Reply('{"acts": [], "mood": "", "view": ""}'))
        provider.on(
            about("Pell", "Wren", "climbs the stair"),
            Reply("I cannot say."),
            Reply('{"acts": 7}'),
            Reply('{"acts": []}'),
        )
        provider.on(about("Wren", "Pell", "climbs the stair"), error(400, "no"), classifier(WATCH_DONE, {}, {}))
        provider.on(
            about("Mira", "Wren", "carries the oil"), error(500, "down"), Reply('{"acts": ['), Reply('{"acts": []}')
        )
        lost = error(500, "the machine is down")
        provider.on(streaming, Reply(WATCH[0]), slow, Reply(WATCH[1]), Reply(WATCH[2]), lost, lost, Reply(
            WATCH[3] + " She looks out", steps=[WATCH[3], " She looks"], finish_reason=None, done=False
        ), Reply(WATCH[4], finish_reason="length"))  # fmt: skip
        provider.on(says("MESSAGE\nI sit down"), Reply('{"kind": "act"}', headers_after=0.5))
        with steady():
            async with Stage(folder, provider, intent_wait=0.25) as stage:
                await stage.begin("Wren", "Sergeant Holt", "Pell", "Mira", "Odile")
                await stage.play(text="I point at the sea and shout for all of you.")
                await stage.play(text='"What is it, Pell?"')
                await stage.play(text="I nod.")
                failed = await stage.play(text="I ask Mira about the tide.")
                await stage.play("regenerate", turn=failed)
                await stage.play(text="I sit down by the lamp.")
                return await stage.file()


async def trouble(folder: Path) -> bytes:
    """Stops at every place, retries, crashes at every place, and a message that comes while the last turn settles."""
    hold = asyncio.Event()
    async with Provider() as provider:
        provider.on(structured(), classifier([("Mira", "Ash", "helped", 2, "lifts the sack")], {}, {}))
        provider.on(about("Ash", "Mira", "the wet rope"), Reply(headers_after=HANG), Reply('{"acts": []}'))
        provider.on(about("Mira", "Ash", "the long beam"), Reply('{"acts": []}', headers_after=hold))
        with steady():
            async with Stage(folder, provider, settle_wait=0) as stage:
                await stage.begin("Ash", "Mira")
                await _stopped(stage, provider)
                await _failed(stage, provider)
                await _crashed(stage, provider)
                await _overtaken(stage, provider, hold)
                return await stage.file()


async def _stopped(stage: Stage, provider: Provider) -> None:
    """While told, before the first word, and while it settled."""
    provider.on(streaming, Reply(steps=["Mira lifts ", "the sack", HANG]))
    turn, events = await stage.until("narrative.delta", "I take the sack.")
    while not (await events.__anext__()).text.endswith("the sack"):
        pass
    await stop(stage.engine, turn)
    await rest(events)

    provider.on(streaming, Reply(headers_after=HANG))
    accepted = await accept(stage.engine, Request(stage.chat.id, "regenerate", turn=turn))
    assert accepted.run is not None
    telling = asyncio.create_task(rest(tell(stage.engine, accepted.run)))
    await provider.seen(streaming, 2)
    await stop(stage.engine, accepted.turn_id)
    await telling

    provider.on(streaming, Reply("Mira lifts the sack and takes the wet rope."))
    accepted = await accept(stage.engine, Request(stage.chat.id, "regenerate", turn=turn))
    assert accepted.run is not None
    telling = asyncio.create_task(rest(tell(stage.engine, accepted.run)))
    hanging = await provider.seen(about("Ash", "Mira", "the wet rope"))
    await provider.seen(structured("facts"))
    await asyncio.gather(*(request.over() for request in provider.requests if request is not hanging))
    await stop(stage.engine, accepted.turn_id)
    await telling


async def _failed(stage: Stage, provider: Provider) -> None:
    """A turn without an answer, the same request again, and a retry."""
    lost = error(503, "overloaded")
    provider.on(streaming, lost, lost, Reply("Mira nods."))
    failed = await stage.play(text="I hesitate.", key="once", body_sha256="same")
    assert await stage.play(text="I hesitate.", key="once", body_sha256="same") == failed
    await stage.play("regenerate", turn=failed)


async def _crashed(stage: Stage, provider: Provider) -> None:
    """While told, and while it settled."""
    provider.on(streaming, Reply(steps=["The shutter ", "bangs.", HANG]))
    turn, events = await stage.until("narrative.delta", "I listen.")
    await stage.crash(events, turn, saved="The shutter ")
    provider.on(streaming, Reply("Mira lifts the sack again."))
    turn, events = await stage.until("narrative.done", "I go on.")
    await stage.crash(events, turn)


async def _overtaken(stage: Stage, provider: Provider, hold: asyncio.Event) -> None:
    provider.on(streaming, Reply("Mira lifts the sack over the long beam."))
    _, events = await stage.until("narrative.done", "I point upwards.")
    settling = asyncio.create_task(rest(events))
    provider.on(streaming, Reply("The beam creaks."))
    _, others = await stage.until("narrative.done", "I duck.")
    hold.set()
    await settling
    await rest(others)


SCENARIOS: dict[str, Scenario] = {"mill": mill, "nightbus": nightbus, "watch": watch, "trouble": trouble}
EMBEDDED = ("mill", "nightbus")
