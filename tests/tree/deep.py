"""The player in a chat of thousands of turns that were there before: everything is done at any depth."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Self

from chat.db import chats
from tests.deep import put_turns
from tests.tree.player import Player
from tests.tree.script import Asked


class DeepPlayer(Player):
    """`highest` is the depth of the turn that is deleted next; None: by chance."""

    highest: int | None = None

    @classmethod
    async def sit_down_deep(cls, folder: Path, seed: int, depth: int) -> Self:
        """In a chat of so many turns that follow each other."""
        player = await cls.sit_down(folder, seed)
        db, chat, above = player.engine.db, player.chat, player.oracle.shape.head
        assert above is not None
        head = await db.write(put_turns, chat, above, depth - 1, pair=("c_mill_1", "c_lantern_1"))
        await db.write(chats.move_head, chat, head)
        for number in range(2, depth + 1):
            turn = f"t_{number}"
            player.oracle.shape.parents[turn] = above
            player.watch.then[turn] = [turn]
            above = turn
        player.oracle.shape = type(player.oracle.shape)(head, player.oracle.shape.parents)
        player.engine.snapshot_refresh.begin(chat)
        await player.engine.snapshot_refresh.finished(chat)
        return player

    def any_turn(self) -> str:
        """Anywhere, but not the greeting."""
        if self.highest is not None:
            return self.oracle.path(self.oracle.shape.head)[self.highest - 1]
        return self.chance.choice(
            [turn for turn in self.oracle.live if self.oracle.shape.parents[turn]] or self.oracle.live
        )

    async def _look(self, asked: list[Asked], other: str | None, *, lifted: bool) -> None:
        await self.engine.sweeper.finished()
        await self.engine.db.read(self.watch.look_deep, self.oracle, other)


Take = Callable[[Player], Awaitable[None]]
STEPS: tuple[tuple[int, Take], ...] = (
    (3, Player.message), (2, Player.regenerate), (2, Player.mend), (3, Player.head), (4, Player.delete), (5, Player.undo),
    (4, Player.redo), (1, Player.while_settling), (1, Player.restart),
)  # fmt: skip
