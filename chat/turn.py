"""One turn, from the player's text to the committed state. Read `tell` from top to bottom:

1. accept       the player's text is durable and the head moves, before anything else (engine/acceptance.py)
2. understand   the classifier reads the intent, but nobody waits for it longer than CHAT_INTENT_WAIT;
   and recall   beside it, memories are searched, and a parent that still settles is waited for a moment
3. compose      the prompt, a pure function of what was read
4. narrate      the narrator's text is passed on as it arrives, saved every 2 s, and committed when it ends;
                from here on the next message is accepted
5. settle       one call per directed pair, one for the scene and one for facts, all at once; each may fail alone
6. commit       ledger, memories and the log of calls in one transaction, after the parent's
7. embed        the worker is woken; never inside a turn

A turn is an async generator of the events in events.py; HTTP, terminal, tests and replay all consume these.
It never raises for an expected failure: that is its last event.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from functools import partial
from sqlite3 import Connection
from time import monotonic

from chat import events
from chat.db import turn_status, turns
from chat.db.failpoint import reach
from chat.db.memories import Memory
from chat.engine import records
from chat.engine.acceptance import Accepted, Request, accept
from chat.engine.asks import Asks
from chat.engine.engine import Engine
from chat.engine.pending_writes import FIRST_PAUSE, MAX_PAUSE
from chat.engine.records import PairResult
from chat.engine.run import Run, ToldText, TurnLog
from chat.engine.settling import Settling
from chat.engine.story import Story, read_story
from chat.errors import ChatError, Interrupted, StorageError
from chat.events import Event
from chat.formats import wire
from chat.llm.client import Chunk
from chat.llm.stoppable_stream import StoppableStream
from chat.memory.context import compose
from chat.tasks import Scope

__all__ = ["Accepted", "Request", "accept", "recover", "stop", "tell"]
log = logging.getLogger(__name__)
SAVE_EVERY = 2.0  # seconds between saves of the partial narrative
BUG = ChatError("Something in Fabula itself went wrong.", hint="Retry; the log has the details.")


class _GoingDown(Exception):
    """The app goes down before a told turn could be committed."""


async def tell(engine: Engine, run: Run) -> AsyncGenerator[Event, None]:
    """The whole life of an accepted turn. The last event is terminal, always and once. Only a turn that was told, and that
    the database refuses until the app goes down, has none: it commits after the next start."""
    progress = TurnLog(run.told)
    try:
        yield events.TurnAccepted(run.turn, run.chat, run.parent)
        async with Scope() as scope:
            story = run.story or await _story_of_told(engine, run)
            asks = Asks(engine, run, story, progress, scope)
            try:
                if run.story is not None:
                    async with aclosing(_narrative(engine, run, asks)) as narrative:
                        async for event in narrative:
                            yield event
                    if run.stopped.is_set() and not progress.told:
                        await asks.end_intent()
                        yield await _end_early(engine, run, progress, None)
                        return
                    await _save_told(engine, run, progress)
                    reach("told")
                    engine.end_telling(run)  # whoever hears that it is done may post
                    yield events.NarrativeDone(
                        progress.text, progress.finish_reason, progress.finish_reason == "length"
                    )
                else:  # told before the app went down: only the settling is left
                    await asks.restore()
                settled, remembered = await _settle(engine, run, asks)
            except Exception as error:
                await asks.end_intent()
                if not progress.told:
                    raise
                log.warning("The turn %s is committed with every pair as it was.", run.turn, exc_info=error)
                settling = Settling(asks)
                settled = [settling.stale(error if isinstance(error, ChatError) else BUG)]
                remembered = await asyncio.to_thread(settling.remembered, settled)
            async with aclosing(_commit(engine, run, asks, settled, remembered)) as committing:
                async for event in committing:
                    yield event
    except _GoingDown:
        log.warning("The turn %s was told, and commits after the next start.", run.turn)
    except ChatError as error:
        yield await _end_early(engine, run, progress, error)
    except Exception:  # the boundary of a turn: a bug ends this turn and says so, not the app
        log.exception("The turn %s ended by a bug.", run.turn)
        yield await _end_early(engine, run, progress, BUG)
    finally:
        engine.end(run)


async def _story_of_told(engine: Engine, run: Run) -> Story:
    """Of a turn that was told before the app went down: read until the database gives it."""
    pause = FIRST_PAUSE
    while True:
        try:
            return await engine.db.read(read_story, run.turn, engine.relations)
        except StorageError as error:
            log.warning("The turn %s was told and cannot be settled yet: %s", run.turn, error.message)
        with suppress(TimeoutError):
            await asyncio.wait_for(engine.going_down.wait(), pause)
            raise _GoingDown
        pause = min(2 * pause, MAX_PAUSE)


async def _save_told(engine: Engine, run: Run, progress: TurnLog) -> None:
    """From here on the narrative is there, whatever happens. What the player wrote was told when it was accepted: there only
    what was decided is added, and a database that refuses that refuses no narrative."""
    try:
        await engine.db.write(records.save_told, run.turn, progress)
    except StorageError as error:
        if run.told is None:
            raise
        log.warning("What was decided for %s is not stored: %s", run.turn, error.message)
    progress.told = True


async def _narrative(engine: Engine, run: Run, asks: Asks) -> AsyncGenerator[Event, None]:
    """Steps 2 to 4. Ends quietly when the turn is stopped; progress.text holds what was told until then."""
    progress = asks.progress
    if run.told is not None:  # the player wrote it: the same events, and nobody is asked
        yield await asks.understand_by_rule()
        asks.decide()
        yield events.NarrativeDelta(progress.text)
        return

    # 2 understand and recall, side by side
    async with Scope() as scope:
        known = [scope.start(work) for work in (asks.recall(), asks.understand(), asks.wait_for_parent())]
        for finished in asyncio.as_completed(known):
            event = await finished
            if event is not None:
                yield event
    if run.stopped.is_set():
        return

    # 3 compose
    began = monotonic()
    prompt = await asyncio.to_thread(compose, asks.context())
    progress.clock("compose_ms", began)

    # 4 narrate
    began = monotonic()
    save: asyncio.Task[None] | None = None
    async with StoppableStream[Chunk | Event](run.stopped) as pump:
        pump.start(asks.narrate(prompt, on_wait=lambda seconds, why: pump.put(events.TurnWaiting(seconds, why))))
        saved = monotonic()
        async for item in pump:
            if isinstance(item, Event):
                yield item
            elif item.text:
                if not progress.begun:
                    progress.clock("first_token_ms", began)
                    reach("first_token")
                progress.add(item.text)
                yield events.NarrativeDelta(item.text)
                if monotonic() - saved > SAVE_EVERY and (save is None or save.done()):
                    saved = monotonic()
                    save = asyncio.create_task(_save_partial(engine, run, progress.text))
            if isinstance(item, Chunk) and item.finish_reason:
                progress.finish_reason = item.finish_reason
    if save is not None:
        await save
    progress.clock("narrative_ms", began)


async def _save_partial(engine: Engine, run: Run, text: str) -> None:
    """A missed save is made up by the next one or by the end of the turn, which fails aloud."""
    try:
        await engine.db.write(turn_status.save_partial, run.turn, text)
    except StorageError as error:
        log.warning("The partial text of %s was not saved: %s", run.turn, error.message)


async def _settle(engine: Engine, run: Run, asks: Asks) -> tuple[list[PairResult], list[Memory]]:
    """Step 5. A call that fails or is stopped leaves its pair as it was, marked stale."""
    progress = asks.progress
    began = monotonic()
    settling = Settling(asks)
    owed = await asyncio.to_thread(settling.owed)
    if asks.models.toy_classifier:
        settled = [asks.rolled(), await settling.pairs_by_rule(owed)]
    else:
        async with Scope() as scope:
            asked = await asyncio.gather(
                *(scope.start(settling.pair(turn, source, target)) for turn, source, target in owed),
                scope.start(settling.scene()),
                scope.start(settling.facts()),
            )
        settled = [asks.rolled(), *asked]
    progress.clock("settle_ms", began)
    await asks.end_intent()
    return settled, await asyncio.to_thread(settling.remembered, settled)


async def _commit(
    engine: Engine, run: Run, asks: Asks, settled: Sequence[PairResult], remembered: Sequence[Memory]
) -> AsyncGenerator[Event, None]:
    """Steps 6 and 7, after the parent's. What the database refuses is tried again until it is stored."""
    progress = asks.progress
    await run.parent_settled(engine.settled(run.parent))
    commit = partial(records.save_committed, turn=asks.story.turn, progress=progress, now=engine.now())
    began = monotonic()
    try:
        whole = partial(commit, settled=settled, remembered=remembered, logged=progress.calls)
        new = await _stored(engine, run, whole)
    except ChatError:
        raise
    except Exception:  # a bug in what was settled costs that, and not the narrative
        log.exception("What was settled of %s cannot be stored.", run.turn)
        settled = [Settling(asks).stale(BUG)]
        new = await _stored(engine, run, partial(commit, settled=settled, remembered=(), logged=()))
    progress.clock("commit_ms", began)
    progress.clock("total_ms", progress.started)
    await _save_timings(engine, run, progress)
    engine.snapshot_refresh.begin(run.chat)
    reach("acknowledge")
    for event in await _changed(engine, asks, settled, new):
        yield event
    engine.worker.wake()  # 7 embed
    yield events.TurnCommitted(run.turn, progress.timings, progress.usage())


async def _stored(engine: Engine, run: Run, commit: Callable[[Connection], list[str]]) -> list[str]:
    """The ids of the new ledger entries, once they are stored."""
    try:
        return await engine.db.write(commit)
    except StorageError as error:
        log.warning("The turn %s is told and cannot be committed yet: %s", run.turn, error.message)
    try:
        return await engine.pending_writes.keep(run.chat, run.turn, commit) or []
    except Interrupted:
        raise _GoingDown from None


async def _changed(engine: Engine, asks: Asks, settled: Sequence[PairResult], new: Sequence[str]) -> list[Event]:
    """What the commit changed, to be shown. It is stored, so what fails here takes nothing back."""
    turn = asks.story.turn
    try:
        await engine.snapshot_refresh.near(turn.chat, turn.parent)
        steps = await engine.db.read(records.steps_made, turn, settled, set(new), engine.relations)
        return [
            (events.SceneChanged if step.entry.change.source is None else events.PairChanged)(
                wire.change(step, asks.story.names)
            )
            for step in steps
        ]
    except Exception:
        log.exception("What changed in %s is shown when the chat is opened again.", turn.id)
        return []


async def _save_timings(engine: Engine, run: Run, progress: TurnLog) -> None:
    """How long the COMMIT took is known after it. A turn without that clock is whole all the same."""
    try:
        await engine.db.write(turn_status.put_timings, run.turn, progress.timings)
    except StorageError as error:
        log.warning("How long the commit of %s took is not stored: %s", run.turn, error.message)


async def _end_early(engine: Engine, run: Run, progress: TurnLog, error: ChatError | None) -> Event:
    """Keep what there is: cancelled by the player (no error), interrupted with some text told, failed without any."""
    if run.interrupted:
        error = Interrupted("The app stopped while this turn was told.")
    status = "cancelled" if error is None else records.status_of_cut(progress.text)
    end = partial(records.save_ended, run=run, status=status, error=error, progress=progress, now=engine.now())
    try:
        if not progress.told:  # a told turn stays told, and settles at the next start
            await engine.db.write(end)
    except StorageError as failure:
        engine.pending_writes.keep(run.chat, run.turn, end)
        log.error("The end of the turn %s could not be stored: %s", run.turn, failure.message)
        error = failure
    except Exception:  # a bug in what is stored beside the text costs that, and not the text
        log.exception("Of the turn %s only the text is stored.", run.turn)
        await engine.db.write(records.save_end, run.turn, status, error, progress.text)
    if error is None:
        return events.TurnCancelled(run.turn)
    return events.TurnFailed(run.turn, error.code, error.message, error.hint, error.retryable)


# ---------------------------------------------------------------- from outside


async def stop(engine: Engine, turn_id: str) -> None:
    """End what runs of a turn: its telling, or the settle calls that are left. Nothing happens to a finished one."""
    await engine.db.read(turns.get, turn_id)
    run = engine.running.get(turn_id)
    if run is not None:
        run.stopped.set()


async def recover(engine: Engine) -> list[Run]:
    """The turns that were told but not settled when the app went down, parents first; `tell` finishes each."""
    runs = []
    for turn in await engine.db.read(turns.told):
        run = Run(turn.id, turn.chat, turn.parent, told=ToldText(turn.narrative, turn.finish_reason))
        engine.begin(run, telling=False)
        runs.append(run)
    return runs
