"""kill -9 at a seeded moment of everything one can do with a chat; the next start is sometimes under another profile,
without the provider, or beside a program that holds the database. Nothing acknowledged is lost, nothing told is shortened.

A failure names its seed; `FABULA_SEED=n` plays that one alone. `FABULA_SEEDS` says how many the long run takes.
"""

import asyncio
import os
import random
import shutil
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import httpx2
import pytest

from chat.db.driver import connect, open_read_only
from tests.faults.forked import Forks, Gone, forking, serving
from tests.faults.scripted import TERMINAL, Acknowledged, Player, script, turns_in
from tests.faults.test_kill import LEGAL
from tests.provider import Provider

SEEDS = int(os.environ.get("FABULA_SEEDS", "1000"))
ONLY = os.environ.get("FABULA_SEED")
SAMPLE = range(6) if ONLY is None else []
# where the server kills itself, and how often it is there in a few dozen steps; else the kill comes after a while
POINTS = {
    "begin": 120, "begun": 120, "commit": 120, "committed": 120, "accepted": 25, "first_token": 15, "told": 25,
    "acknowledge": 20,
}  # fmt: skip
LONGEST = 2.5  # seconds until the kill
HELD = 1.5  # seconds at most that another program holds the database
STARTS: dict[str, dict[str, str]] = {
    "the same": {}, "the same again": {}, "embedded": {"CHAT_PROFILE": "embedded"}, "held": {},
    "another": {"CHAT_PROFILE": "openrouter", "CHAT_NARRATIVE_BASE_URL": ""},
    "no settings": {"CHAT_NARRATIVE_BASE_URL": "", "CHAT_NARRATIVE_MODEL": ""},
}  # fmt: skip


@pytest.fixture(scope="module")
def forks() -> Iterator[Forks]:
    with forking() as found:
        yield found


@pytest.fixture(scope="module")
def begun(forks: Forks, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with a chat of a few turns, and the chat."""
    folder = tmp_path_factory.mktemp("begun")
    return folder, asyncio.run(_begin(forks, folder))


async def _begin(forks: Forks, folder: Path) -> str:
    async with Provider() as provider, serving(forks, folder, provider, end=signal.SIGTERM) as (client, _):
        script(provider, random.Random(0))
        body = {"character_ids": ["c_mill_1"], "persona": {"name": "Ash"}}
        chat = str((await client.post("/api/chats", json=body)).json()["id"])
        for number in range(4):
            headers = {"Accept": "text/event-stream"}
            told = await client.post(f"/api/chats/{chat}/turns", json={"text": f"Turn {number}."}, headers=headers)
            assert "event: turn.committed" in told.text
    return chat


@pytest.mark.parametrize("seed", SAMPLE)
async def test_sample_of_seeds(tmp_path: Path, forks: Forks, begun: tuple[Path, str], seed: int) -> None:
    await killed(forks, tmp_path / "data", *begun, seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(len(SAMPLE), SEEDS) if ONLY is None else [int(ONLY)])
async def test_every_seed(tmp_path: Path, forks: Forks, begun: tuple[Path, str], seed: int) -> None:
    await killed(forks, tmp_path / "data", *begun, seed)


async def killed(forks: Forks, folder: Path, template: Path, chat: str, seed: int) -> None:
    """Play, be killed, start again, and look for everything."""
    chance = random.Random(seed)
    point = chance.choice([*POINTS, *["after a while"] * 4])
    start = chance.choice([*STARTS])
    known, steps = Acknowledged(chat), ["nothing"]
    shutil.copytree(template, folder)
    before = _rows(folder / "fabula.db")
    try:
        async with Provider() as provider:
            script(provider, random.Random(~seed))  # not the player's: who is asked first may differ
            steps = await _play(forks, folder, provider, point, chance, known)
            async with _started(forks, folder, provider, start, chance) as client:
                await look_for(client, known)
        look_into(folder / "fabula.db", known, before)
    except BaseException as error:
        error.add_note(f"FABULA_SEED={seed}: killed at {point}, then started: {start}; flying: {known.flying};")
        error.add_note(f"played: {' · '.join(steps)}")
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _play(
    forks: Forks, folder: Path, provider: Provider, point: str, chance: random.Random, known: Acknowledged
) -> list[str]:
    """The steps that were begun until the kill."""
    delay, nth = chance.uniform(0.05, LONGEST), chance.randint(1, POINTS.get(point, 1))
    armed = {"CHAT_FAILPOINT": f"{point}:{nth}"} if point in POINTS else {}
    try:
        async with serving(forks, folder, provider, armed) as (client, pid):
            player = Player(client, chance, known)
            playing = asyncio.create_task(player.play())
            done, _ = await asyncio.wait({playing}, timeout=2 * LONGEST if armed else delay)
            if not done:
                os.kill(pid, signal.SIGKILL)
            await playing
            return player.done
    except Gone:  # killed while it started
        return ["nothing"]


@asynccontextmanager
async def _started(
    forks: Forks, folder: Path, provider: Provider, start: str, chance: random.Random
) -> AsyncIterator[httpx2.AsyncClient]:
    """The next start. While another program holds the database a start may be refused; a later one is not."""
    holding = asyncio.create_task(_hold(folder / "fabula.db", chance.uniform(0.2, HELD))) if start == "held" else None
    try:
        while True:
            try:
                async with serving(forks, folder, provider, STARTS[start]) as (client, _):
                    yield client
                    return
            except Gone:
                assert holding is not None and not holding.done(), "the next start was refused"
    finally:
        if holding is not None:
            await holding


async def _hold(path: Path, seconds: float) -> None:
    with closing(connect(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        await asyncio.sleep(seconds)
        db.execute("ROLLBACK")


# ---------------------------------------------------------------- what must be there


async def look_for(client: httpx2.AsyncClient, known: Acknowledged) -> None:
    """As the server says."""
    kind, about = known.flying
    here = f"/api/chats/{known.chat}"
    tree = (await client.get(f"{here}/tree")).json()
    turns = {turn["id"]: turn["parent"] for turn in tree["turns"]}
    assert all(parent is None or parent in turns for parent in turns.values())
    assert tree["head"] in turns if turns else tree["head"] is None
    if kind == "delete":
        assert turns.keys() in (known.tree.keys(), known.tree.keys() - known.below(about))
    elif kind != "step" and known.tree:
        assert known.tree.keys() <= turns.keys()
        assert len(turns) <= len(known.tree) + (kind == "turn")
    for turn in turns:
        async with asyncio.timeout(30):
            events = (await client.get(f"/api/turns/{turn}/events")).text
        assert sum(events.count(f"event: {name}\n") for name in TERMINAL) == 1, f"{turn}: {events}"
    chat = (await client.get(here)).json()
    assert chat["version"] >= known.version
    assert chat["settings"].get("author_note") in (known.note, about if kind == "note" else known.note)
    await _look_for_chats(client, known)


async def _look_for_chats(client: httpx2.AsyncClient, known: Acknowledged) -> None:
    kind, about = known.flying
    there = {item["id"] for item in (await client.get("/api/chats")).json()["items"]} - {known.chat}
    assert there >= known.others.keys() - {about} and not there & known.gone
    new = there - known.others.keys()
    assert len(new) <= (kind == "import")
    for chat in there:
        expected = known.others.get(chat, turns_in(known.file))
        assert len((await client.get(f"/api/chats/{chat}/tree")).json()["turns"]) == expected


def look_into(path: Path, known: Acknowledged, before: dict[str, tuple[Any, ...]]) -> None:
    """As it is stored, of deleted turns too: their delete can be undone."""
    rows = _rows(path)
    for turn, (text, narrative, *_) in before.items():
        assert rows[turn][:2] == (text, narrative)
    for turn, seen in known.seen.items():
        text, narrative, status, deleted, label = rows[turn]
        assert seen.text in (None, text)
        if seen.done or seen.given is not None:
            assert narrative == (seen.given or seen.heard), turn
            assert seen.given in (None, narrative) and seen.heard in ("", narrative)
        else:
            assert narrative.startswith(seen.heard) or seen.heard.startswith(narrative)
        if seen.done and not deleted:
            assert status == "committed"
        if seen.end == "turn.committed":
            assert status == "committed"
        if seen.end == "turn.cancelled":
            assert status == "cancelled"
        assert known.flying == ("label", turn) or label in known.labels_of(turn)
    assert {status for _, _, status, deleted, _ in rows.values() if not deleted} <= LEGAL - {"told"}
    with closing(open_read_only(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert known.changes <= {row[0] for row in db.execute("SELECT id FROM change")}


def _rows(path: Path) -> dict[str, tuple[Any, ...]]:
    with closing(open_read_only(path)) as db:
        found = db.execute("SELECT id, text, narrative, status, deleted, label FROM turn").fetchall()
    return {turn: tuple(rest) for turn, *rest in found}
