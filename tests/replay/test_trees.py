"""Trees grown by chance are played again without a difference. Not those in which an edit hung turns elsewhere and was
undone: a session file has where a turn hangs, not where it hung when the next one was told."""

import logging
from pathlib import Path

import pytest

from chat.engine.exchange import export_session
from chat.formats.session import read
from chat.replay.replay import replay
from tests.tree.player import STEPS, Player

LONG = 25
PLAYED = [(weight, step) for weight, step in STEPS if step not in (Player.mend, Player.second_thoughts)]


@pytest.mark.parametrize("seed", range(4))
async def test_a_tree_grown_by_chance_is_played_again(
    seed: int, tmp_path: Path, no_models: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    player = await Player.sit_down(tmp_path / "data", seed)
    try:
        for step in player.chance.choices([step for _, step in PLAYED], [weight for weight, _ in PLAYED], k=LONG):
            await player.step(step)
        session = read(await export_session(player.engine, player.chat))
    finally:
        await player.engine.close()
    session.head.chat.models.context_tokens = 1_400  # those of the script, which is no profile
    assert [str(difference) for difference in await replay(session)] == [], " · ".join(player.done)
