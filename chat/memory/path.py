"""The path of an open chat: its turns from the root to the head, and how deep each stands."""

from collections.abc import Iterable


class PathView:
    """Kept by the engine for each open chat, as walking 10,000 turns in SQL for every question would cost 10 ms.

    `extend` when a turn is accepted under the head; a new PathView when the head moves elsewhere.
    """

    def __init__(self, turns: Iterable[str] = ()) -> None:
        self.turns = list(turns)
        self.depths = {turn: depth for depth, turn in enumerate(self.turns, 1)}

    @property
    def head(self) -> str | None:
        return self.turns[-1] if self.turns else None

    def extend(self, turn: str) -> None:
        self.turns.append(turn)
        self.depths[turn] = len(self.turns)

    def __len__(self) -> int:
        return len(self.turns)
