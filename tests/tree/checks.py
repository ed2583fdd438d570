"""What must hold after every step, whatever the steps were."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from sqlite3 import Connection
from typing import Any

from chat.db import changes, chats, turns
from chat.story.quotes import find_quote
from chat.story.relations import Relations, fold, state_to_json
from tests.tree.oracle import Oracle
from tests.tree.script import WORD, Asked

Words = Mapping[str, frozenset[str]]  # of each turn
Ledger = dict[str, list[str]]  # of each turn, its rows as text


class Watch:
    """Looks at a chat after each step, and remembers what it saw. `then` are the turns each turn has hung under."""

    def __init__(self, chat: str, relations: Relations) -> None:
        self.chat, self.relations = chat, relations
        self.then: dict[str, list[str]] = {}
        self._states: dict[tuple[str, ...], str] = {}  # a path with its ledger -> its state
        self._ledger: Ledger = {}
        self._path: list[str] = []
        self._own: dict[str, frozenset[str]] = {}  # the words of each turn, also of those that have gone
        self._quoted: set[str] = set()  # changes whose quotes were looked at

    def look(self, db: Connection, oracle: Oracle, asked: Sequence[Asked], other: str | None, *, lifted: bool) -> None:
        """`other` is any turn; its state is looked at beside that of the head."""
        path = oracle.path(oracle.shape.head)
        self._tree(db, oracle)
        now = _ledger(db, self.chat)
        for each in (path, oracle.path(other)):
            self._state(db, each, now)
            self._meetings(db, each)
        self._snapshots(db, oracle, now)
        self._chains(db, path)
        self._quotes(db)
        self._dice(db, oracle)
        self._leaks(db, oracle, asked)
        if not lifted:
            for turn in {*self._ledger} & {*oracle.live} - {*self._path} - {*path}:
                assert now.get(turn) == self._ledger[turn], f"{turn} changed, which is on neither path"
        self._ledger, self._path = now, path

    def _tree(self, db: Connection, oracle: Oracle) -> None:
        """As the oracle says; parents before children."""
        assert chats.get(db, self.chat).head == oracle.shape.head
        found = turns.tree(db, self.chat)
        assert {turn.id: turn.parent for turn in found} == {turn: oracle.shape.parents[turn] for turn in oracle.live}
        assert turns.path_ids(db, oracle.shape.head) == oracle.path(oracle.shape.head)
        depths: dict[str | None, int] = {None: 0}
        for turn in found:
            assert turn.depth == depths[turn.parent] + 1 and turn.status in turns.TERMINAL
            depths[turn.id] = turn.depth

    def look_deep(self, db: Connection, oracle: Oracle, other: str | None) -> None:
        """What of all this can be seen of a chat of thousands of turns after each step; and that no row is left of what
        can never come back."""
        self._tree(db, oracle)
        now = _ledger(db, self.chat)
        for turn in (oracle.shape.head, other):
            path = oracle.path(turn)
            found = changes.state_at(db, self.chat, turn, self.relations)
            state = changes.initial_state(db, self.chat)
            for entry in changes.entries(db, [(each, depth) for depth, each in enumerate(path, 1) if each in now]):
                state = fold(state, entry.turn, entry.depth, (entry.change,), self.relations)
            assert state_to_json(found) == state_to_json(state)
        rows = {row[0] for row in db.execute("SELECT id FROM turn WHERE chat = ?", (self.chat,))}
        assert rows == oracle.kept, "what undo and redo could bring back is there, and nothing else"

    def _state(self, db: Connection, path: list[str], ledger: Ledger) -> None:
        """With snapshots as without, and always the same, byte for byte, for the same path with the same ledger."""
        found = changes.state_at(db, self.chat, path[-1] if path else None, self.relations)
        assert json.dumps(state_to_json(found), sort_keys=True) == self._folded(db, path, ledger, afresh=True)

    def _snapshots(self, db: Connection, oracle: Oracle, ledger: Ledger) -> None:
        """Those there are say what the ledger says."""
        rows = db.execute(
            "SELECT turn.id, body FROM snapshot JOIN turn ON turn.id = snapshot.turn WHERE chat = ?", (self.chat,)
        )
        for turn, body in rows.fetchall():
            if turn in oracle.live:
                canonical = json.dumps(json.loads(body), sort_keys=True)
                assert canonical == self._folded(db, oracle.path(turn), ledger), f"the snapshot of {turn} is old"

    def _folded(self, db: Connection, path: list[str], ledger: Ledger, *, afresh: bool = False) -> str:
        key = (*path, *(row for turn in path for row in ledger.get(turn, ())))
        if afresh or key not in self._states:
            state = changes.initial_state(db, self.chat)
            for entry in changes.entries(db, [(turn, depth) for depth, turn in enumerate(path, 1)]):
                state = fold(state, entry.turn, entry.depth, (entry.change,), self.relations)
            canonical = json.dumps(state_to_json(state), sort_keys=True)
            assert self._states.setdefault(key, canonical) == canonical
        return self._states[key]

    def _chains(self, db: Connection, path: list[str]) -> None:
        """Each change of a pair begins where the one before it ended, and the last ends at the state."""
        state = changes.state_at(db, self.chat, path[-1] if path else None, self.relations)
        for key in state.pairs:
            steps = changes.ledger_of_pair(db, self.chat, path, *key, self.relations)
            pairs = [(step.before.pairs.get(key), step.after.pairs.get(key)) for step in steps]
            assert pairs[0][0] is None and pairs[-1][1] == state.pairs[key]
            assert all(after == before for (_, after), (before, _) in pairwise(pairs))

    def _meetings(self, db: Connection, path: list[str]) -> None:
        """Two have met in the first turn of the path that had both in its scene at one moment, or at the start, if they
        were there or the player says so; under whatever name they were known then."""
        state = changes.initial_state(db, self.chat)
        together = [("", state.scene.present)]
        for entry in changes.entries(db, [(turn, depth) for depth, turn in enumerate(path, 1)]):
            state = fold(state, entry.turn, entry.depth, (entry.change,), self.relations)
            together.append((entry.turn, state.scene.present))
            if entry.change.operation == "knew":
                together.insert(0, ("", (entry.change.source or "", entry.change.target or "")))
        expected: dict[tuple[str, ...], str] = {}
        for turn, members in together:
            now = sorted({state.scene.merged.get(member, member) for member in members})
            for pair in combinations(now, 2):
                expected.setdefault(pair, turn)
        assert state.met == expected, f"who has met whom on the path to {path[-1:]}"

    def _quotes(self, db: Connection) -> None:
        members = chats.get(db, self.chat).members
        for change, text, told, body in db.execute(
            "SELECT change.id, text, narrative, body FROM change JOIN turn ON turn.id = change.turn"
            " WHERE change.chat = ? AND kind = 'pair'",
            (self.chat,),
        ):
            for act in json.loads(body).get("acts", ()) if change not in self._quoted else ():
                assert find_quote(act["quote"], (text, told), members) == act["quote"]
            self._quoted.add(change)

    def _dice(self, db: Connection, oracle: Oracle) -> None:
        """What was drawn for a committed turn is what its ledger says was rolled."""
        rows = db.execute(
            "SELECT turn.id, draws, (SELECT json_group_array(json(body ->> 'arguments')) FROM change"
            " WHERE change.turn = turn.id AND kind = 'roll'"
            " AND body ->> 'refused' IS NULL)"
            " FROM turn JOIN decided ON decided.turn = turn.id WHERE chat = ? AND status = 'committed'",
            (self.chat,),
        )
        for turn, draws, rolled in rows:
            drawn = [{name: value for name, value in draw.items() if name != "kind"} for draw in json.loads(draws)]
            assert drawn == json.loads(rolled), f"the dice of {turn}"

    def _leaks(self, db: Connection, oracle: Oracle, asked: Sequence[Asked]) -> None:
        """No prompt, no recall and no row tells of another branch, or of what came later. A turn that was kept may speak
        of all it has hung under."""
        rows = db.execute("SELECT id, text || ' ' || narrative FROM turn WHERE chat = ?", (self.chat,))
        self._own.update({turn: _words(text) for turn, text in rows})
        for turn in oracle.live:
            self.then[turn] = list(dict.fromkeys((*self.then[turn], *oracle.path(turn))))
        told = {turn: _joined(self._own, path) for turn, path in self.then.items()}
        allowed = {turn: _joined(told, oracle.path(turn)) for turn in oracle.live}
        for question in asked:
            if question.turn in allowed:
                assert question.words <= allowed[question.turn], (question, question.words - allowed[question.turn])
        for turn, recalled in db.execute("SELECT turn, recalled FROM decided").fetchall():
            assert {item["turn"] for item in json.loads(recalled)} <= {*self.then[turn]}
        for table, columns in _tables_of_turns(db):
            for turn, *texts in db.execute(f"SELECT turn, {', '.join(columns)} FROM {table} WHERE turn IS NOT NULL"):
                if turn in allowed and not (found := _words(" ".join(map(str, texts)))) <= allowed[turn]:
                    raise AssertionError(f"{table} of {turn} tells of {found - allowed[turn]}: {texts}")


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> frozenset[str]:
    return frozenset(WORD.findall(text))


def _joined(words: Words, path: list[str]) -> frozenset[str]:
    return frozenset[str]().union(*(words.get(turn, frozenset()) for turn in path))


def _ledger(db: Connection, chat: str) -> Ledger:
    found: Ledger = {}
    rows = db.execute(
        "SELECT turn, id, seq, kind, source, target, by, body FROM change WHERE chat = ? AND lifted IS NULL ORDER BY turn, seq",
        (chat,),
    )
    for turn, *row in rows:
        found.setdefault(turn, []).append(json.dumps(row))
    return found


def _tables_of_turns(db: Connection) -> Iterator[tuple[str, list[str]]]:
    """Everything that hangs on a turn, what later migrations add too."""
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        if "turn" in columns:
            yield table, [column for column in columns if column not in ("turn", "vector", "bits")]


def whole(db: Connection, chat: str, running: Collection[str] = ()) -> Any:
    """What a refused call must leave as it was; what runs goes on with its own rows meanwhile."""
    rows: list[Any] = [chats.get(db, chat)]
    for table, turn in (("turn", "id"), ("step", "''"), ("member", "''"), ("memory", "turn"), ("change", "turn")):
        others = f"{turn} NOT IN (SELECT value FROM json_each(?))"
        sql = f"SELECT * FROM {table} WHERE chat = ? AND {others}"
        rows.append(db.execute(sql, (chat, json.dumps(list(running)))).fetchall())
    return rows
