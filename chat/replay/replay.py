"""The replay of a session from its first turn to its last, with what differs on the way."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from chat.engine.record import Record
from chat.errors import ChatError
from chat.formats.session import Session
from chat.replay.comparison import Difference, differences
from chat.replay.player import Player

OF_THE_CAST = ("", "")  # said of a person and not of a pair: every pair may stand otherwise, and the scene too


async def replay(
    session: Session, *, lenient: bool = False, timed: bool = False, reopen: bool = False
) -> list[Difference]:
    """Empty when everything is equal. Ends at the first difference; a `lenient` one goes on after differing prompts.
    `timed` plays as slowly as it was; with `reopen` the database is closed and opened again after every turn."""
    found: list[Difference] = []
    with TemporaryDirectory(prefix="fabula-replay-", ignore_cleanup_errors=True) as folder:
        async with Player(session, Path(folder), timed=timed, reopen=reopen) as player:
            async for difference in _differences(player):
                if difference not in found:
                    found.append(difference)
                if not (lenient and difference.what == "prompt"):
                    break
    return found


async def _differences(player: Player) -> AsyncIterator[Difference]:
    """Turn by turn, in the order in which they ended; then once more, as a turn may have added to an older one."""
    owing: list[Record] = []
    names = {line.id: line.card.name for line in player.session.characters}
    for record in player.records:
        try:
            await player.play(record)
        except ChatError as error:
            said = f"{error.code}: {error.message}"
            yield Difference(record.line.id, record.number, "event", "how it was begun", "accepted", said)
            return
        owing += [ended for ended in player.ended if ended.late]
        while player.ended:
            ended = player.ended.pop(0)
            owing = [other for other in owing if not await _is_whole(player, other)]
            late = {pair for other in (*owing, *player.held) for pair in other.late}
            unsure = late if player.is_as_at_the_end(ended) and OF_THE_CAST not in late else None
            told = await player.told(ended)
            for difference in differences(ended, told, names, ended=ended not in owing, unsure=unsure):
                yield difference
    await player.finish()
    for record in player.records:
        for difference in differences(record, await player.told(record), names, ended=True, unsure=()):
            yield difference


async def _is_whole(player: Player, record: Record) -> bool:
    """Whether later turns have added to it what they had added."""
    changes = (await player.told(record)).changes
    lifted = {line.seq for line in changes if player.is_lifted(record, line.seq)}
    return len(changes) >= len(record.told.changes) and all(
        line.seq in lifted for line in record.told.changes if line.lifted_at
    )
