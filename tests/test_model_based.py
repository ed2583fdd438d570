"""Random sequences of everything a player can do to a tree, against a simple oracle (tests/tree).

The same path is the same state, byte for byte; no word of another branch is in any prompt, recall or derived table;
what changed a pair is a chain without gaps; every stored quote stands in its turn; what is refused changes nothing.
"""

import logging
import os
from pathlib import Path

import pytest

from chat.db import snapshots, undo_log
from tests.tree import deep
from tests.tree.deep import DeepPlayer
from tests.tree.player import MAX_STEPS, STEPS, Player

SEEDS = int(os.environ.get("FABULA_SEEDS", "20"))  # sequences; thousands take a night
LONG = 60  # steps of each


@pytest.fixture(autouse=True)
def small_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Snapshots and forgotten steps come up in short sequences too; the embedder is not loaded."""
    monkeypatch.setattr(snapshots, "EVERY", 3)
    monkeypatch.setattr(undo_log, "MAX_STEPS", MAX_STEPS)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    logging.disable(logging.WARNING)
    monkeypatch.setattr(logging.root, "disabled", False)


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_the_app_does_what_the_oracle_says(tmp_path: Path, seed: int) -> None:
    player = await Player.sit_down(tmp_path / "data", seed)
    weights = [weight for weight, _ in STEPS]
    try:
        for _ in range(LONG):
            await player.step(player.chance.choices([step for _, step in STEPS], weights)[0])
    except BaseException as error:
        error.add_note(f"after {' · '.join(player.done)}")
        raise
    finally:
        await player.engine.close()


async def play_deep(folder: Path, depth: int, steps: int) -> None:
    """So many steps by chance between two deletes that reach below a depth of 1,000, the second of which is purged."""
    player = await DeepPlayer.sit_down_deep(folder, 1, depth)
    again: tuple[deep.Take, ...] = (Player.delete, Player.undo, Player.redo, Player.undo)
    purged: tuple[deep.Take, ...] = (Player.delete, Player.message, *(MAX_STEPS + 2) * (Player.head,), Player.restart)
    weights = [weight for weight, _ in deep.STEPS]
    chosen = player.chance.choices([step for _, step in deep.STEPS], weights, k=steps)
    try:
        for taken, highest in ((again, 20), (chosen, None), (purged, 2)):
            for step in taken:
                player.highest = highest
                await player.step(step)
    except BaseException as error:
        error.add_note(f"after {' · '.join(player.done)}")
        raise
    finally:
        await player.engine.close()


async def test_deep_chat_does_what_the_oracle_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "EVERY", 32)
    await play_deep(tmp_path / "data", 1_100, 10)


@pytest.mark.long
async def test_chat_of_3000_turns_does_what_the_oracle_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "EVERY", 32)
    await play_deep(tmp_path / "data", 3_000, 60)
