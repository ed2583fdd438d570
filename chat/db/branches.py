"""The tree of a chat as branches: where each one ends, and the whole tree folded to lines.

A run of turns without a fork is one line, however long. The line of the head goes straight on; the others stand a level
deeper, behind the turn they leave. Versions that nobody played on are only counted, unless they are wanted too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection

from chat.db.turns import Turn, path_ids, tree


@dataclass(frozen=True, slots=True)
class Branch:
    """A way through the tree, by the turn it ends at. `name` is the last label given on it after `fork`, the last turn
    it shares with the head's path; `head` says that the chat stands on it."""

    leaf: Turn
    name: str | None
    fork: str | None
    head: bool


def branches(db: Connection, chat: str, head: str | None) -> list[Branch]:
    """The last played first."""
    found = tree(db, chat)
    on_path = set(path_ids(db, head))
    seen = [turn for turn in found if turn.status != "failed" or turn.id in on_path]
    followed = {turn.parent for turn in seen}
    fork: dict[str | None, str | None] = {None: None}  # of each turn
    name: dict[str | None, str | None] = {None: None}
    for turn in found:
        on = turn.id in on_path
        fork[turn.id] = turn.id if on else fork.get(turn.parent)
        name[turn.id] = turn.label or (None if turn.parent in on_path and not on else name.get(turn.parent))
    leaves = [turn for turn in seen if turn.id not in followed]
    return [Branch(turn, name[turn.id], fork[turn.id], turn.id in on_path) for turn in reversed(leaves)]


@dataclass(frozen=True, slots=True)
class Line:
    """A run from `first` to `last`. `spare` counts the versions in it that are not shown, `head` says that it ends
    where the chat stands, `on_path` that the head's path goes through it."""

    first: str
    last: str
    turns: int
    spare: int
    level: int
    on_path: bool
    head: bool


@dataclass(frozen=True, slots=True)
class _Fork:
    """Versions of a turn: who goes straight on, who leaves, and how many are only counted."""

    main: str
    leaving: Sequence[str]
    spare: int


@dataclass(frozen=True, slots=True)
class _Tree:
    children: Mapping[str | None, Sequence[str]]
    named: frozenset[str]
    on_path: frozenset[str]
    spare: bool  # versions that nobody played on are wanted too

    def fork(self, parent: str | None) -> _Fork | None:
        siblings = self.children.get(parent)
        if not siblings:
            return None
        if len(siblings) == 1:  # as most are
            return _Fork(siblings[0], (), 0)
        shown = [turn for turn in siblings if not self._is_spare(turn)]
        straight = [turn for turn in siblings if turn in self.on_path]
        main = (straight or shown or siblings)[-1]
        leaving = [turn for turn in shown if turn != main]
        return _Fork(main, leaving, len(siblings) - len(leaving) - 1)

    def _is_spare(self, turn: str) -> bool:
        known = self.spare or turn in self.named or turn in self.on_path
        return not known and turn not in self.children


def outline(db: Connection, chat: str, head: str | None, *, spare: bool) -> list[Line]:
    """The whole tree in one pass, from the root on, a branch before what goes straight on behind its fork."""
    found, lines = _read(db, chat, head, spare), list[Line]()
    open_: list[tuple[str, int, int]] = []  # (turn, spare, level) of lines still to be drawn, the next one last

    def push(fork: _Fork, level: int) -> None:
        open_.append((fork.main, fork.spare, level))
        open_.extend((turn, 0, level + 1) for turn in reversed(fork.leaving))

    if roots := found.fork(None):
        push(roots, 0)
    while open_:
        first, counted, level = open_.pop()
        last, turns = first, 1
        while fork := found.fork(last):
            if fork.leaving or last == head or fork.main in found.named:
                push(fork, level)
                break
            last, turns, counted = fork.main, turns + 1, counted + fork.spare
        lines.append(Line(first, last, turns, counted, level, first in found.on_path, last == head))
    return lines


def _read(db: Connection, chat: str, head: str | None, spare: bool) -> _Tree:
    rows = db.execute(
        "SELECT id, parent, status = 'failed', label IS NOT NULL FROM turn"
        " WHERE chat = ? AND deleted IS NULL ORDER BY number",
        (chat,),
    ).fetchall()
    parents: dict[str, str | None] = {turn: parent for turn, parent, _, _ in rows}
    followed, on_path, at = set(parents.values()), set[str](), head
    while at is not None:
        on_path.add(at)
        at = parents[at]
    children: dict[str | None, list[str]] = {}
    for turn, parent, failed, _ in rows:
        if not failed or turn in on_path or turn in followed:
            children.setdefault(parent, []).append(turn)
    named = frozenset(turn for turn, _, _, label in rows if label)
    return _Tree(children, named, frozenset(on_path), spare)
