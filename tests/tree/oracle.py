"""What the tree of turns must be, as simply as it can be said: a table of parents, a set of deleted turns, a head, and
for undo a pile of these as they were."""

from dataclasses import dataclass, field, replace

TurnId = str | None


@dataclass(frozen=True)
class Shape:
    head: TurnId
    parents: dict[str, TurnId]
    deleted: frozenset[str] = frozenset()


@dataclass
class Oracle:
    """`most` is how many steps can be undone."""

    shape: Shape
    most: int
    done: list[Shape] = field(default_factory=list)
    undone: list[Shape] = field(default_factory=list)

    @property
    def live(self) -> list[str]:
        """In the order they were made."""
        return [turn for turn in self.shape.parents if turn not in self.shape.deleted]

    def path(self, turn: TurnId) -> list[str]:
        found = []
        while turn is not None:
            found.append(turn)
            turn = self.shape.parents[turn]
        return found[::-1]

    def subtree(self, turn: str) -> set[str]:
        children: dict[TurnId, list[str]] = {}
        for other in self.live:
            children.setdefault(self.shape.parents[other], []).append(other)
        found, open_ = set[str](), [turn]
        while open_:
            at = open_.pop()
            found.add(at)
            open_ += children.get(at, ())
        return found

    @property
    def kept(self) -> set[str]:
        """The turns that are there, or that undo or redo could bring back."""
        shapes = (self.shape, *self.done, *self.undone)
        return {turn for shape in shapes for turn in shape.parents if turn not in shape.deleted}

    # ------------------------------------------------------------ steps

    def made(self, turn: str, parent: TurnId) -> None:
        """A new turn is the head."""
        self._step(replace(self.shape, head=turn, parents={**self.shape.parents, turn: parent}))

    def came_to_nothing(self, turn: str, parent: TurnId) -> None:
        """A regenerate or edit that failed: the turn is there, but nothing has happened. What was undone is final."""
        self._step(replace(self.shape, parents={**self.shape.parents, turn: parent}))
        self.done.pop()

    def mended(self, turn: str, original: str) -> None:
        """An edit that keeps what follows on the head's path."""
        path = self.path(self.shape.head)
        parents = {**self.shape.parents, turn: self.shape.parents[original]}
        if original in path[:-1]:
            parents[path[path.index(original) + 1]] = turn
            self._step(replace(self.shape, parents=parents))
        else:
            self._step(replace(self.shape, parents=parents, head=turn))

    def moved(self, turn: str) -> None:
        if turn != self.shape.head:
            self._step(replace(self.shape, head=turn))

    def removed(self, turn: str) -> None:
        gone = self.subtree(turn)
        head = self.shape.parents[turn] if self.shape.head in gone else self.shape.head
        self._step(replace(self.shape, head=head, deleted=self.shape.deleted | gone))

    def _step(self, after: Shape) -> None:
        self.done = [*self.done, self.shape][-self.most :]
        self.undone.clear()
        self.shape = after

    def undo(self) -> None:
        self.undone.append(self.shape)
        self._back_to(self.done.pop())

    def redo(self) -> None:
        self.done.append(self.shape)
        self._back_to(self.undone.pop())

    def _back_to(self, shape: Shape) -> None:
        """Turns made since then stay in the tree."""
        self.shape = replace(shape, parents={**self.shape.parents, **shape.parents})
