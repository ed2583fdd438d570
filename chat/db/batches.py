"""How much one transaction does of work that has no bounds: so many rows and bytes, the same at any size."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

MAX_ROWS = 200
MAX_BYTES = 512 * 1024
T = TypeVar("T")


class Room:
    """What is left of a slice. The first thing is always taken, however large it is."""

    def __init__(self) -> None:
        self.rows, self.bytes = MAX_ROWS, MAX_BYTES
        self._used = False

    @property
    def is_full(self) -> bool:
        return self._used and (self.rows <= 0 or self.bytes <= 0)

    def take(self, size: int) -> bool:
        """False when a row of so many bytes does not fit any more; nothing else does then."""
        if self._used and (self.rows < 1 or self.bytes < size):
            self.rows = 0
            return False
        self._used = True
        self.rows, self.bytes = self.rows - 1, self.bytes - size
        return True


def portions(items: Iterable[tuple[T, int]]) -> Iterator[list[T]]:
    """Each item comes with its bytes."""
    portion, room = list[T](), Room()
    for item, size in items:
        if not room.take(size):
            yield portion
            portion, room = [], Room()
            room.take(size)
        portion.append(item)
    if portion:
        yield portion
