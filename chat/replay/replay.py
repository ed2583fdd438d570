"""The replay of a session from its first turn to its last, with what differs on the way."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

from chat.errors import ChatError
from chat.formats.session import Session
from chat.replay.comparison import Difference, differences
from chat.replay.player import Player
from chat.replay.record import Record


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
    """Turn by turn, in the order in which they ended. What a later turn may add to a turn is compared at the end."""
    owing: list[Record] = []
    for record in player.records:
        try:
            await player.play(record)
        except ChatError as error:
            yield Difference(
                record.line.id, record.number, "event", "beginning", "begun", f"{error.code}: {error.message}"
            )
            return
        while player.ended:
            ended = player.ended.pop(0)
            told = await player.told(ended)
            waits = len(ended.own_changes()) < len(ended.told.changes) or len(ended.own_calls()) < len(ended.told.calls)
            if waits:
                owing.append(ended)
            for difference in differences(ended, told, ended=False, state=not owing):
                yield difference
    await player.finish()
    while player.ended:
        ended = player.ended.pop(0)
        for difference in differences(ended, await player.told(ended), ended=True, state=True):
            yield difference
    for record in player.records if owing else ():
        for difference in differences(record, await player.told(record), ended=True, state=True):
            yield difference
