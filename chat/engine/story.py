"""What a turn needs to know of its chat, read once in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from chat.db import changes, chats, turn_inputs, turn_moves, turns
from chat.memory.context import ANCHOR, Told
from chat.story.identity import as_known
from chat.story.models import Member, State
from chat.story.relations import Relations


@dataclass(frozen=True, slots=True)
class Story:
    """`history` is the path above the turn, oldest first, and `parent` the last of it; `state` is that of `state_of`,
    the nearest turn above that is not still settling; `own_table` the chat's own, as TOML; `drawn` what was drawn for
    this text before, in a chat with dice; `beside` the turns of the chat that were still settling; `owed` are (turn,
    source, target) of pairs that were left stale, the oldest turn first, without those of turns that are gone."""

    chat: chats.Chat
    turn: turns.Turn
    history: tuple[Told, ...]
    parent: turns.Ancestor | None
    state: State
    relations: Relations
    state_of: str | None
    own_table: str | None
    drawn: Sequence[Mapping[str, Any]] = ()
    beside: Sequence[str] = ()
    owed: Sequence[tuple[str, str, str]] = ()

    @property
    def members(self) -> tuple[Member, ...]:
        """As they are known by now."""
        return as_known(self.chat.members, self.state.scene)

    @property
    def present(self) -> tuple[Member, ...]:
        return tuple(member for member in self.members if member.id in self.state.scene.present)

    @property
    def above(self) -> str | None:
        """The turn above the parent."""
        return self.parent.parent if self.parent else None

    @property
    def settling(self) -> bool:
        """Whether the parent still did when this was read."""
        return self.parent is not None and self.parent.status == "told"

    @property
    def names(self) -> dict[str, str]:
        return {member.id: member.name for member in self.chat.members}


def _readable(depth: int) -> int:
    """How many turns above are read: from a multiple of ANCHOR on, and at least that many."""
    return depth - max(0, depth // ANCHOR - 1) * ANCHOR


def read_story(db: Connection, turn_id: str, relations: Relations, running: Iterable[str] = ()) -> Story:
    """`running` are the turns that run now."""
    turn = turns.get(db, turn_id)
    path = turns.above(db, turn.parent, _readable(turn.depth - 1))
    state_of = next((above.id for above in reversed(path) if above.status != "told"), None)
    state = changes.state_at(db, turn.chat, state_of, relations)
    table = chats.table_of(db, turn.chat, relations)
    chat = chats.get(db, turn.chat)
    drawn = turn_inputs.drawn(db, chat.id, turn.parent, turn.text) if chat.dice else ()
    own = chats.own_table(db, turn.chat)
    history = tuple(Told(above.id, above.depth, above.text, above.narrative) for above in path)
    beside = turn_moves.unsettled(db, turn, running)
    owed = _owed(db, state)
    return Story(chat, turn, history, path[-1] if path else None, state, table, state_of, own, drawn, beside, owed)


def _owed(db: Connection, state: State) -> list[tuple[str, str, str]]:
    owed = [(turn, source, target) for (source, target), pair in state.pairs.items() for turn in pair.stale_turns]
    depth = {turn.id: turn.depth for turn in turns.some(db, {turn for turn, _, _ in owed}).values()} if owed else {}
    return sorted((pair for pair in owed if pair[0] in depth), key=lambda pair: depth[pair[0]])
