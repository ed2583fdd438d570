"""Rows of joint state accuracy: scenes of ours in which it is known who did what to whom. A scene counts as right if
every directed pair of all who are there has exactly the acts it should have, and no other.

A scripted classifier that is always right shows what the way from its answers to the ledger loses; one that invents
its quotes shows what is kept out. The fallback classifier, which judges without a classifier, is measured for honesty.
"""

import json
import re
from collections.abc import Callable, Mapping
from itertools import permutations
from pathlib import Path

from chat.db import changes, chats
from chat.llm.model_files import EMBEDDER, TOKENIZER, is_there, models_folder
from chat.memory.embedder import OnnxEmbedder
from chat.memory.fallback_classifier import FallbackClassifier
from chat.story.models import Member
from tests.bench.row import Asked, Row, row
from tests.engine.playing import begin, playing, say
from tests.provider import Provider, Request, streaming, structured
from tests.replies import Reply

Acts = Mapping[tuple[str, str], tuple[str, str]]  # (source, target) -> (act, quote): what the target did to the source
Found = set[tuple[str, str, str]]
ALL = Asked("p50", 1, least=True)
A, M, P = "Ash", "Mira", "Pell"
CAST = (Member("c_0", A, persona=True), Member("c_1", M), Member("c_2", P))
SCENES: tuple[tuple[str, str, Acts], ...] = (
    ("I carry the heavy sacks up to the loft for Mira.", "Pell watches from the door.",
     {(M, A): ("helped", "carry the heavy sacks up to the loft")}),
    ("I look round the mill.", "Mira presses her last two coins into your hand. Pell yawns.",
     {(A, M): ("gave", "presses her last two coins into your hand")}),
    ("“You are a filthy liar, Pell!”", "Mira puts down her broom.", {(P, A): ("insulted", "You are a filthy liar")}),
    ("I sit down.", "Pell pulls Mira back from the edge just as the boards give way.",
     {(M, P): ("saved", "back from the edge just as the boards give way")}),
    ("I wait by the river.", "Mira takes the purse from Pell's coat while he sleeps.",
     {(P, M): ("stole", "takes the purse from")}),
    ("“I am sorry, Mira. I was cruel and I had no reason.”", "Mira looks at the floor, and Pell at the sky.",
     {(M, A): ("apologised", "I was cruel and I had no reason")}),
    ("I ask Pell for the key.", "“No. You will not get it from me, not today,” says Pell.",
     {(A, P): ("refused", "You will not get it from me")}),
    ("I put my arm round Mira while she sobs.", "Pell stays at the window.",
     {(M, A): ("comforted", "my arm round Mira while she sobs")}),
    ("I stand still.", "Pell draws his knife and holds it against your throat. Mira screams.",
     {(A, P): ("threatened", "draws his knife and holds it against your throat")}),
    ("I hit Pell in the face.", "Mira kneels down and binds up Pell's bleeding nose.",
     {(P, A): ("attacked", "hit Pell in the face"), (P, M): ("helped", "kneels down and binds up")}),
    ("“You did that beautifully, Mira.”", "Pell laughs at her and mimics her voice.",
     {(M, A): ("praised", "You did that beautifully"), (M, P): ("mocked", "laughs at her and mimics her voice")}),
    ("I look out at the rain.", "Pell turns the pages of a book. Mira mends a sieve.", {}),
    ("I tell them about the weather in the hills.", "“It will clear up,” says Mira. Pell nods.", {}),
    ("I close the door behind us.", "“My husband is not dead. I have told nobody,” Mira whispers to Pell.",
     {(P, M): ("confided", "My husband is not dead")}),
    ("I take Mira's face in my hands and kiss her.", "She kisses back. Pell studies his boots.",
     {(M, A): ("kissed", "face in my hands and kiss her")}),
    ("I run.", "Pell tells the sheriff exactly where you and Mira are hiding.",
     {(A, P): ("betrayed", "tells the sheriff exactly where you"), (M, P): ("betrayed", "tells the sheriff exactly where")}),
)  # fmt: skip


async def accuracy(folder: Path) -> list[Row]:
    right = await _played(folder / "right", lambda quote: quote)
    invented = await _played(folder / "invented", lambda quote: "words that nobody wrote anywhere here")
    joint = [_same(found, acts) for found, (_, _, acts) in zip(right, SCENES, strict=True)]
    rows = [
        row("joint state accuracy, a classifier that is right: its share", "", [sum(joint) / len(joint)], ALL),
        row("acts taken of invented quotes", "", [float(sum(map(len, invented)))], Asked("p99", 0)),
    ]
    if is_there(EMBEDDER, models_folder()) and is_there(TOKENIZER, models_folder()):
        rows += await _fallback()
    return rows


async def _played(folder: Path, quoted: Callable[[str], str]) -> list[Found]:
    """For each scene, played through the whole engine, the (source, target, act) of the ledger."""
    acts: Acts = {}
    story = ""

    def answer(request: Request) -> Reply:
        source, target = re.findall(r"^(?:SOURCE|TARGET): (.*)$", request.prompt, re.MULTILINE)[-2:]
        act = acts.get((source, target))
        found = [{"act": act[0], "strength": 2, "quote": quoted(act[1])}] if act else []
        return Reply(json.dumps({"acts": found, "mood": "neutral", "view": ""}))

    played: list[Found] = []
    async with Provider() as provider:
        provider.on(streaming, lambda request: Reply(story))
        provider.on(structured("acts"), answer)
        async with playing(folder, provider) as engine:
            for text, story, acts in SCENES:  # noqa: B007  # the provider tells this story, and answers with these acts
                chat = await begin(engine, M, P)
                names = {member.id: member.name for member in chat.members}
                await say(engine, chat, text)
                head = (await engine.db.read(chats.get, chat.id)).head or ""
                made = [
                    step.entry.change
                    for step in await engine.db.read(changes.steps_of, chat.id, head, engine.relations)
                ]
                played.append({(names[c.source or ""], names[c.target or ""], act.act) for c in made for act in c.acts})
    return played


async def _fallback() -> list[Row]:
    embedder = OnnxEmbedder(models_folder())
    fallback, ids = FallbackClassifier(embedder), [member.id for member in CAST]
    names = {member.id: member.name for member in CAST}
    right, wrong_way = [], []
    for text, narrative, acts in SCENES:
        pairs = list(permutations(ids, 2))
        made = await fallback.changes(pairs, text, narrative, CAST, ids)
        found = {
            (names[a], names[b], act.act) for (a, b), change in zip(pairs, made, strict=True) for act in change.acts
        }
        right.append(_same(found, acts))
        meant = {(source, target) for source, target in acts}
        wrong_way += [float((target, source) in meant and (source, target) not in meant) for source, target, _ in found]
    await embedder.close()
    return [
        row("joint state accuracy, the fallback classifier: its share", "", [sum(right) / len(right)]),
        row("the fallback classifier's acts that go the wrong way round", "", [sum(wrong_way)]),
    ]


def _same(found: Found, acts: Acts) -> float:
    return float(found == {(source, target, act) for (source, target), (act, _) in acts.items()})
