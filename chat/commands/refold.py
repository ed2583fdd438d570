"""Every state of a chat under another table of relations: what would differ, and the table put in force. No model is
asked: the ledger says what happened, the table what that means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sqlite3 import Connection

from chat.db import changes, chats, snapshots, turns
from chat.db.changes import Entry
from chat.story.models import AXES, Pair, State
from chat.story.relations import Relations, fold, mood_at

Values = Mapping[str, tuple[int | str, int | str]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A pair that a turn leaves with other values. `values` are the axes and the mood that differ, each as it is and under
    the table."""

    turn: str
    depth: int
    source: str
    target: str
    values: Values


@dataclass(frozen=True, slots=True)
class Refolded:
    """`now` is the table the chat was folded with."""

    turns: int
    changes: int
    now: Relations
    differences: tuple[Difference, ...]


def refold(db: Connection, chat_id: str, app: Relations, table: Relations) -> Refolded:
    """All branches; each pair is named at the turns that changed it, and where other values differ than a turn before."""
    now, start = chats.table_of(db, chat_id, app), changes.initial_state(db, chat_id)
    tree = turns.tree(db, chat_id)
    ledger: dict[str, list[Entry]] = {turn.id: [] for turn in tree}
    for entry in changes.entries(db, [(turn.id, turn.depth) for turn in tree]):
        ledger[entry.turn].append(entry)
    old: dict[str | None, State] = {None: start}  # by turn
    new: dict[str | None, State] = {None: start}
    found: list[Difference] = []
    states = ((old, now), (new, table))
    differing: dict[str | None, dict[tuple[str, str], Values]] = {None: {}}
    for turn in tree:
        made = [entry.change for entry in ledger[turn.id]]
        for by_turn, relations in states:
            by_turn[turn.id] = fold(by_turn[turn.parent], turn.id, turn.depth, made, relations)
        known = old[turn.id].scene.merged
        about = [(change.source, change.target) for change in made if change.source and change.target]
        changed = {(known.get(source, source), known.get(target, target)) for source, target in about}
        here = differing[turn.id] = {}
        for key, pair in old[turn.id].pairs.items():
            values = _values((pair, now), (new[turn.id].pairs[key], table), turn.depth)
            if values:
                here[key] = values
                if key in changed or values != differing[turn.parent].get(key):
                    found.append(Difference(turn.id, turn.depth, *key, values))
    return Refolded(len(tree), sum(map(len, ledger.values())), now, tuple(found))


def _values(before: tuple[Pair, Relations], after: tuple[Pair, Relations], depth: int) -> Values:
    sides: Iterator[dict[str, int | str]] = (
        {**pair.axes, "mood": mood_at(pair, depth, relations)} for pair, relations in (before, after)
    )
    was, now = sides
    return {name: (was[name], now[name]) for name in (*AXES, "mood") if was[name] != now[name]}


def put_table(db: Connection, chat_id: str, text: str | None) -> None:
    """From now on the chat is folded with this table (TOML), or with the app's."""
    chats.set_table(db, chat_id, text)
    snapshots.drop(db, chat_id, 0)


def lines(refolded: Refolded, table: Relations, names: Mapping[str, str]) -> Iterator[str]:
    """For people: a line for each turn and pair, and one that says how much there was."""
    for item in refolded.differences:
        moved = ", ".join(f"{name} {before} → {after}" for name, (before, after) in item.values.items())
        ends = f"{names.get(item.source, item.source)} → {names.get(item.target, item.target)}"
        yield f"turn {item.depth} ({item.turn}) {ends}: {moved}"
    tables = f"table {refolded.now.sha256[:12]} → {table.sha256[:12]}"
    differ = f"{len(refolded.differences)} values of pairs differ" if refolded.differences else "nothing differs"
    yield f"{refolded.turns} turns, {refolded.changes} changes, {tables}: {differ}."
