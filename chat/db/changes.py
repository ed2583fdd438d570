"""Rows of the ledger, and the state as the fold of the ledger along a path.

Before and after are never stored: they are what the fold says today. Snapshots (snapshots.py) save walking far.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from chat.db import chats, turns
from chat.db.ids import new_id
from chat.errors import NotFound
from chat.story import scene_operations
from chat.story.acquaintance import KNEW, at_start
from chat.story.models import Act, Change, Refusal, Scene, State
from chat.story.relations import Relations, fold, state_from_json

USER_SEQ = 10_000  # the user's changes of a turn fold after the model's, whenever those arrive
CAUGHT_UP = "chat = ? AND said IS NOT NULL AND by != 'user'"  # made by a later turn
DEPTH = "(SELECT depth FROM turn WHERE turn.id = change.turn)"
_read = json.JSONDecoder().raw_decode  # our bodies have no blanks around them, for which json.loads looks twice


@dataclass(frozen=True, slots=True)
class Entry:
    """A change at its place in the ledger. `said` and `lifted` are the numbers of the chat's newest turn when the user
    did so; None of `said`: as old as its turn. What a later turn made was said at the number of that, and at less than 0
    when that is in no table any more: then the newest turn was the negative."""

    id: str
    turn: str
    seq: int
    depth: int
    change: Change
    said: int | None = None
    lifted: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """An entry with what the fold made of it: the pair or scene before and after."""

    entry: Entry
    before: State
    after: State

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the pair that the change is about, as whom its members are known by then."""
        change, merged = self.entry.change, self.before.scene.merged
        source, target = change.source or "", change.target or ""
        return merged.get(source, source), merged.get(target, target)

    @property
    def overtaken(self) -> str | None:
        """Why an operation that was accepted does not apply here any more."""
        change = self.entry.change
        if change.refused or change.operation is None or change.operation not in scene_operations.KNOWN:
            return None
        after = scene_operations.step(self.before.scene, change.operation, change.arguments)
        return after if isinstance(after, str) else None


def _body(change: Change) -> str:
    # not by `asdict`, which copies all of it and takes longer than the row
    whole = {
        "acts": tuple({"act": act.act, "strength": act.strength, "quote": act.quote} for act in change.acts),
        "refused": tuple({"what": item.what, "reason": item.reason} for item in change.refused),
        "mood": change.mood,
        "view": change.view,
        "stale": change.stale,
        "operation": change.operation,
        "arguments": change.arguments,
    }
    return json.dumps({key: value for key, value in whole.items() if value not in (None, (), {}, False)})


def _change(kind: Any, source: str | None, target: str | None, by: Any, body: str) -> Change:
    found, _ = _read(body)
    acts = tuple([Act(**act) for act in found.pop("acts", ())])
    refused = tuple([Refusal(**item) for item in found.pop("refused", ())])
    return Change(kind, by, source, target, acts, refused, **found)


def insert(db: Connection, chat: str, turn: str, changes: Sequence[Change], by_turn: int | None = None) -> list[str]:
    """Append to the ledger of a turn; the user's own changes keep a place behind all the model's. Returns the ids.
    `by_turn` is the number of a later turn that makes them."""
    rows = db.execute("SELECT seq >= ?, max(seq) FROM change WHERE turn = ? GROUP BY 1", (USER_SEQ, turn)).fetchall()
    last: dict[bool, int] = {bool(is_user): seq for is_user, seq in rows}
    ids = []
    for change in changes:
        is_user = change.by == "user"
        seq = last.get(is_user, USER_SEQ - 1 if is_user else -1) + 1
        last[is_user] = seq
        ids.append(new_id("e"))
        put(db, chat, turn, ids[-1], seq, change, turns.newest(db, chat) if is_user else by_turn)
    return ids


def put(
    db: Connection, chat: str, turn: str, change_id: str, seq: int, change: Change, said: int | None = None,
    *, lifted: int | None = None,
) -> None:  # fmt: skip
    """A row at its place."""
    db.execute(
        "INSERT INTO change (id, chat, turn, seq, kind, source, target, by, body, said, lifted)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (change_id, chat, turn, seq, change.kind, change.source, change.target, change.by, _body(change), said, lifted),
    )


def put_moments(db: Connection, turn: str, seq: int, said: int | None, lifted: int | None) -> None:
    """When the user said this, and lifted it."""
    db.execute("UPDATE change SET said = ?, lifted = ? WHERE turn = ? AND seq = ?", (said, lifted, turn, seq))


def copy_user_changes(db: Connection, source_turn: str, target_turn: str, *, mended: bool) -> None:
    """A new sibling starts with the user's corrections and pins of the turn it replaces; one that only mends it, with
    what the user said of its persons too."""
    rows = db.execute(
        "SELECT chat, seq, kind, source, target, by, body FROM change WHERE turn = ? AND seq >= ?"
        " AND lifted IS NULL AND (kind != 'cast' OR ?) ORDER BY seq",
        (source_turn, USER_SEQ, mended),
    ).fetchall()
    db.executemany(
        "INSERT INTO change (id, turn, chat, seq, kind, source, target, by, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(new_id("e"), target_turn, *row) for row in rows],
    )


def remove(db: Connection, chat: str, change_id: str) -> int:
    """Take back what the user said. Returns the depth of its turn. NotFound for a change of anybody else's too."""
    row = db.execute(
        "UPDATE change SET lifted = ? WHERE id = ? AND chat = ? AND by = 'user' AND lifted IS NULL"
        " AND (SELECT deleted FROM turn WHERE turn.id = change.turn) IS NULL"
        " RETURNING (SELECT depth FROM turn WHERE turn.id = change.turn)",
        (turns.newest(db, chat), change_id, chat),
    ).fetchone()
    if row is None:
        raise NotFound(
            f"The user has made no change {change_id} in this chat.", hint="Only what the user said is lifted."
        )
    return int(row[0])


def owe_again(db: Connection, chat: str, since: int) -> list[int]:
    """The edit that made the turn of this number is undone, and with it what that and later turns caught up with. Returns
    the depths of the turns that owe it."""
    rows = db.execute(
        f"UPDATE change SET lifted = ? WHERE {CAUGHT_UP} AND abs(said) >= ? AND lifted IS NULL RETURNING {DEPTH}",
        (turns.newest(db, chat), chat, since),
    )
    return [row[0] for row in rows]


def catch_up_again(db: Connection, chat: str, since: int, until: float) -> list[int]:
    """The edit is done again: back comes what its undoing took, but not what that of a later one did, at `until`."""
    rows = db.execute(
        f"UPDATE change SET lifted = NULL WHERE {CAUGHT_UP} AND abs(said) >= ? AND abs(said) < ?"
        f" AND lifted IS NOT NULL RETURNING {DEPTH}",
        (chat, since, until),
    )
    return [row[0] for row in rows]


def initial_state(db: Connection, chat: str) -> State:
    """Before the first turn: who is there then knows who else is, and nobody feels anything about anybody."""
    rows = db.execute("SELECT id FROM member WHERE chat = ? AND NOT later AND NOT absent ORDER BY position", (chat,))
    present = tuple(row[0] for row in rows)
    return State(scene=Scene(present=present, away=_later(db, chat)), met=at_start(present))


def _later(db: Connection, chat: str) -> tuple[str, ...]:
    """The ids of members who were not of the cast when the story began."""
    rows = db.execute("SELECT id FROM member WHERE chat = ? AND later ORDER BY position", (chat,))
    return tuple(row[0] for row in rows)


def _walk(db: Connection, turn: str | None, relations: Relations) -> tuple[list[tuple[str, int]], State | None]:
    """The turns up to the nearest snapshot, oldest first, and its state; None when the root came first."""
    steps: list[tuple[str, int]] = []
    snapshot = None
    rows = db.execute(
        "WITH RECURSIVE up(id, parent, depth, stale) AS (SELECT turn.id, parent, depth, stale"
        " FROM turn JOIN chat ON chat.id = turn.chat WHERE turn.id = ?"
        " UNION ALL SELECT turn.id, turn.parent, turn.depth, stale FROM up JOIN turn ON turn.id = up.parent)"
        " SELECT id, depth, body, relations FROM up"
        " LEFT JOIN snapshot ON snapshot.turn = up.id AND coalesce(depth < stale, 1)",
        (turn,),
    )
    for turn_id, depth, body, made_with in rows:  # read lazily: the walk ends at the snapshot
        if body is not None and made_with == relations.sha256:
            snapshot = state_from_json(json.loads(body))
            break
        steps.append((turn_id, depth))
    return steps[::-1], snapshot


def entries(db: Connection, places: Sequence[tuple[str, int]]) -> list[Entry]:
    """What stands in the ledger of these (turn, depth), in path order."""
    return [entry for entry in all_entries(db, places) if entry.lifted is None]


def all_entries(db: Connection, places: Sequence[tuple[str, int]]) -> list[Entry]:
    """With what was lifted."""
    rows = db.execute(
        "SELECT change.id, turn, seq, place.value ->> 1, said, lifted, kind, source, target, by, body"
        " FROM json_each(?) AS place JOIN change ON change.turn = place.value ->> 0 ORDER BY place.key, seq",
        (json.dumps(places),),
    )
    return [Entry(row[0], row[1], row[2], row[3], _change(*row[6:]), row[4], row[5]) for row in rows]


def state_at(db: Connection, chat: str, turn: str | None, relations: Relations) -> State:
    """Here and below, `relations` is the app's table; a chat with a table of its own is folded with that."""
    relations = chats.table_of(db, chat, relations)
    walked, snapshot = _walk(db, turn, relations)
    if snapshot is None:
        state = initial_state(db, chat)
    else:
        away = tuple(member for member in _later(db, chat) if member not in snapshot.scene.joined)
        state = replace(snapshot, scene=replace(snapshot.scene, away=away))
    rows = db.execute(  # read as they are folded: a long ledger at once is a heap of objects
        "SELECT place.key, kind, source, target, by, body FROM json_each(?) AS place"
        " CROSS JOIN change ON turn = place.value WHERE lifted IS NULL ORDER BY place.key, seq",
        (json.dumps([at for at, _ in walked]),),
    )
    for key, made in groupby(rows, itemgetter(0)):
        at, depth = walked[key]
        state = fold(state, at, depth, (_change(*row[1:]) for row in made), relations)
    return state


def steps_of(db: Connection, chat: str, turn: str, relations: Relations) -> list[Step]:
    """The ledger of one turn, each change with the state before and after it."""
    relations = chats.table_of(db, chat, relations)
    row = db.execute("SELECT parent, depth FROM turn WHERE id = ?", (turn,)).fetchone()
    state = state_at(db, chat, row[0], relations)
    found = []
    for entry in entries(db, [(turn, row[1])]):
        after = fold(state, entry.turn, entry.depth, (entry.change,), relations)
        found.append(Step(entry, state, after))
        state = after
    return found


def ledger_of_pair(
    db: Connection, chat: str, path: Sequence[str], source: str, target: str, relations: Relations
) -> list[Step]:
    """Every change of one pair along a path (ids from the root on), oldest first; also those of a member who turned
    out to be one of the two, and that it turned out."""
    relations = chats.table_of(db, chat, relations)
    merged = state_at(db, chat, path[-1], relations).scene.merged if path else {}
    starts, ends = ({who, *(former for former, now in merged.items() if now == who)} for who in (source, target))
    found = []
    for start, end in product(starts, ends):
        found += _placed(db, path, "source = ? AND target = ?", start, end)
    away = tuple(member for member in _later(db, chat) if member in starts | ends)
    if merged or away:
        found += [entry for entry in said_of_cast(db, path) if entry.change.arguments.get("member") in {*merged, *away}]
    state, steps = State(scene=Scene(away=away)), []
    for entry in sorted(found, key=lambda entry: (entry.depth, entry.seq)):
        after = fold(state, entry.turn, entry.depth, (entry.change,), relations)
        if entry.change.operation != scene_operations.JOIN:
            steps.append(Step(entry, state, after))
        state = after
    return steps


def said_of_cast(db: Connection, path: Sequence[str]) -> list[Entry]:
    """What the user said of the persons along a path, and has not taken back, oldest first."""
    return _placed(db, path, "by = 'user' AND (kind = 'cast' OR body ->> 'operation' = ?)", KNEW)


def _placed(db: Connection, path: Sequence[str], which: str, *values: str) -> list[Entry]:
    rows = db.execute(
        "SELECT change.id, turn, seq, place.key + 1, kind, source, target, by, body"
        f" FROM json_each(?) AS place CROSS JOIN change ON turn = place.value WHERE lifted IS NULL AND {which}",
        (json.dumps(path), *values),
    )
    return [Entry(row[0], row[1], row[2], row[3], _change(*row[4:])) for row in rows]


def crossings(steps: Sequence[Step], key: tuple[str, str], axis: str, below: int) -> list[tuple[Step, int, int]]:
    """Of a pair's ledger the changes at which the value fell below a threshold or rose to it again, with the values."""
    found = []
    for step in steps:
        before, after = (
            state.pairs[key].axes[axis] if key in state.pairs else 0 for state in (step.before, step.after)
        )
        if (before < below) != (after < below):
            found.append((step, before, after))
    return found
