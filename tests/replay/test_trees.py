"""Trees grown by chance are played again without a difference, whatever the player did to them and to the chat."""

import logging
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from chat.commands.refold import put_table
from chat.db import chats
from chat.engine.backends import Models
from chat.errors import RequestError
from chat.formats.session import read
from chat.replay.replay import replay
from chat.turn import Request
from tests.session_files import export_session, import_session
from tests.tree.player import STEPS, Player, ScriptedEngine

TABLE = Path(__file__).parents[2] / "chat/story/relations.toml"
TAME = TABLE.read_text("utf-8").replace("cap = 25", "cap = 5").replace("cap = 20", "cap = 4")
SEEDS = int(os.environ.get("FABULA_SEEDS", "5"))
LONG = 25
CONTEXTS = {"custom": 1_400, "small": 1_100, "brief": 1_600}  # tokens, by profile


class ProfiledEngine(ScriptedEngine):
    def models(self, profile_id: str) -> Models:
        brief = profile_id == "brief"
        return Models(self.script, "narrator", "classifier", CONTEXTS[profile_id], brief=brief, toy_classifier=False)


class Patched(Player):
    """Who changes the chat as well."""

    async def change_settings(self) -> None:
        chance = self.chance
        values = {
            "author_note": chance.choice((None, f"It rains on the {self.script.topic()}.")),
            "system_prompt": chance.choice((None, "Be brief.")),
            "temperature": chance.choice((None, 0.5)),
            "dice": chance.choice((True, False)),
        }
        await self._patch({"settings": dict(chance.sample(list(values.items()), 2))})

    async def change_persona(self) -> None:
        name = self.chance.choice(("Ash", "Ash of the Mill"))
        await self._patch({"persona": {"name": name, "description": f"Fond of the {self.script.topic()}."}})

    async def change_profile(self) -> None:
        await self._patch({"profile": self.chance.choice(list(CONTEXTS))})

    async def change_table(self) -> None:
        await self.engine.db.write(put_table, self.chat, self.chance.choice((None, TAME)))

    async def whisper(self) -> None:
        word = self.script.word("t")
        text = f'/whisper Mira "The {self.script.topic()} is mine, {word}."'
        await self._play(Request(self.chat, "message", text))

    async def _patch(self, values: Mapping[str, Any]) -> None:
        await self.engine.db.write(chats.update, self.chat, self.engine.now(), values)

    async def step(self, take: Callable[[Any], Awaitable[None]]) -> None:
        """Without the oracle, which knows one table only."""
        self.done.append(take.__name__)
        try:
            await (take if self.oracle.live else Player.message)(self)
        except RequestError as error:  # the step did not fit here
            self.done[-1] += f" refused: {error.message}"

    async def _same_dice(self, turn: str, request: Request) -> None:
        """They may have been turned on or off in between."""

    async def _open(self) -> None:
        engine = await ProfiledEngine.open(self.settings)
        engine.script = self.script
        self.engine = engine


CHANGES = (
    Patched.change_settings,
    Patched.change_persona,
    Patched.change_profile,
    Patched.change_table,
    Patched.whisper,
)
PLAYED = (*STEPS, *((2, step) for step in CHANGES))


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_tree_grown_by_chance_is_played_again(
    seed: int, tmp_path: Path, no_models: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    player = await Patched.sit_down(tmp_path / "data", seed)
    try:
        for step in player.chance.choices([step for _, step in PLAYED], [weight for weight, _ in PLAYED], k=LONG):
            await player.step(step)
        raw = await export_session(player.engine, player.chat)
        other = await import_session(player.engine, raw)
        again = await export_session(player.engine, other.id)
    finally:
        await player.engine.close()
    said = " · ".join(player.done)
    assert [str(difference) for difference in await replay(read(raw))] == [], said
    assert [str(difference) for difference in await replay(read(again), reopen=True)] == [], said
