"""Who has met whom: two who were in the scene at one moment, or who knew each other before the story, as the user says."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from chat.story.models import Member, State

# two member ids, the lesser first -> the turn in which they met, the earliest first
Met = Mapping[tuple[str, str], str]
START = ""  # instead of a turn: both were there when the story began, or the user says that they had met before
KNEW = "knew"  # the operation of a change by which the user says so


def pair_key(one: str, other: str) -> tuple[str, str]:
    """The key of two members, whichever is named first."""
    return (one, other) if one < other else (other, one)


def at_start(present: Sequence[str]) -> Met:
    return {pair_key(*pair): START for pair in combinations(present, 2)}


def entered(met: Met, before: Sequence[str], now: Sequence[str], turn: str) -> Met:
    """Whoever came meets everybody who is there now; those who had met keep their turn."""
    came = [member for member in now if member not in before]
    pairs = (pair_key(one, other) for one in came for other in now if one != other)
    new = {pair: turn for pair in pairs if pair not in met}
    return {**met, **new} if new else met


def became(met: Met, gone: str, into: str) -> Met:
    """One turned out to be another: whoever had met either has met the one, in the earlier turn."""
    known: dict[tuple[str, str], str] = {}
    for pair, turn in met.items():
        one, other = (into if member == gone else member for member in pair)
        if one != other:
            key = pair_key(one, other)
            known[key] = START if turn == START else known.get(key, turn)
    return known


def strangers(state: State, members: Sequence[Member]) -> list[Member]:
    """Of the members, those whom the player's character has not met and does not see now."""
    player = next(member.id for member in members if member.persona)
    away = (member for member in members if member.id not in state.scene.present and not member.persona)
    return [member for member in away if pair_key(player, member.id) not in state.met]
