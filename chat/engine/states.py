"""The folded states of one chat, carried from a turn to those below it: whoever goes through a whole tree, parents first,
folds each turn once and not the way up from it.
"""

from collections import OrderedDict
from sqlite3 import Connection

from chat.db import changes, chats
from chat.story.models import State
from chat.story.relations import Relations

KEPT = 256  # states; a branch that returns further up folds from the nearest snapshot


class States:
    """Of the last turns. `table` is what the chat is folded with; `relations`, here and below, is the app's table."""

    def __init__(self, db: Connection, chat: str, relations: Relations) -> None:
        self._chat, self._relations = chat, relations
        self._kept: OrderedDict[str | None, State] = OrderedDict()
        self.table = chats.table_of(db, chat, relations)

    def at(self, db: Connection, turn: str | None) -> State:
        """None before the first turn."""
        state = self._kept.get(turn)
        if state is None:
            state = changes.state_at(db, self._chat, turn, self._relations)
        self.keep(turn, state)
        return state

    def keep(self, turn: str | None, state: State) -> None:
        """That of a turn whose ledger is whole."""
        self._kept[turn] = state
        self._kept.move_to_end(turn)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
