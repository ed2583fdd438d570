"""The tree of a chat without its texts, for work that goes through all of a chat of any length."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from chat.db.turns import TERMINAL


@dataclass(frozen=True, slots=True)
class Node:
    """A turn at its place. `number` is higher for what was made later."""

    id: str
    parent: str | None
    depth: int
    number: int


class Outline:
    """The turns that have ended, and whose parents have: in the order they were made, but what was hung elsewhere after
    its new parent (as turns.tree)."""

    def __init__(self, db: Connection, chat: str) -> None:
        rows = db.execute(
            "SELECT id, parent, depth, number, status FROM turn WHERE chat = ? AND deleted IS NULL"
            " ORDER BY depth, number",
            (chat,),
        )
        place: dict[str | None, int] = {None: 0}
        found = []
        for turn, parent, depth, number, status in rows:
            if status in TERMINAL and parent in place:
                place[turn] = max(number, place[parent])
                found.append(Node(turn, parent, depth, number))
        self.nodes: Sequence[Node] = sorted(found, key=lambda node: (place[node.id], node.depth))
        by_number = sorted(found, key=lambda node: node.number)
        self._made = [node.id for node in by_number]
        self._numbers = [node.number for node in by_number]
        self._counts = {turn: count for count, turn in enumerate(self._made, 1)}
        self.is_as_made = all(count == self._counts[node.id] for count, node in enumerate(self.nodes, 1))

    def __contains__(self, turn: object) -> bool:
        return turn in self._counts

    def count(self, turn: str) -> int:
        """The how many-th it was."""
        return self._counts[turn]

    def newest(self, number: int) -> str:
        """The last turn made when this was the highest number."""
        return self._made[bisect(self._numbers, number) - 1]

    def has_number(self, number: int) -> bool:
        at = bisect(self._numbers, number)
        return at > 0 and self._numbers[at - 1] == number
