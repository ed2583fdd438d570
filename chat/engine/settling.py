"""What a turn asks once it is told: how each pair and the scene changed, and what is worth remembering.

Each method answers with a value whatever the classifier does: a stale pair, or nothing new.
"""

import asyncio
import logging
from collections.abc import Sequence
from functools import partial

from chat.db import changes, turns
from chat.db.memories import Memory
from chat.engine.asks import Asks
from chat.engine.records import PairResult, remembered
from chat.errors import ChatError
from chat.story.facts import FactsAnswer, accept_facts, facts_prompt
from chat.story.models import Change, State
from chat.story.pairs import (
    EARLIER_TURNS,
    MAX_PAIRS,
    OWED_PLACES,
    PairAnswer,
    accept_pair,
    involved,
    pair_prompt,
    stale_pair,
)
from chat.story.relations import fold
from chat.story.scene import SceneAnswer, accept_scene, scene_prompt
from chat.story.whisper import as_heard

log = logging.getLogger(__name__)


class Settling:
    """Made when a turn is told; the calls go into the log of its `asks`."""

    def __init__(self, asks: Asks) -> None:
        self.asks, self.engine, self.story = asks, asks.engine, asks.story
        self.turn, self.narrative = asks.run.turn, asks.progress.text

    def owed(self) -> list[tuple[str, str, str]]:
        """(turn, source, target) of every pair to update: those of this turn, the most involved first, then the oldest
        that earlier turns have left stale, for which places are reserved."""
        story = self.story
        pairs = involved(story.members, story.state.scene, story.turn.text, self.narrative, self.asks.intent)
        owed = [(self.turn, source, target) for source, target in pairs]
        if self.asks.models.toy_classifier:
            return owed
        older = [pair for pair in story.owed if pair[0] not in self.engine.running]
        reserved = min(OWED_PLACES, len(older))
        return [*owed[: MAX_PAIRS - reserved], *older][:MAX_PAIRS]

    def stale(self, error: ChatError) -> PairResult:
        """Every pair of this turn as it was, with the reason."""
        pairs = [pair for pair in self.owed() if pair[0] == self.turn]
        return PairResult(self.turn, [stale_pair(source, target, _reason(error)) for _, source, target in pairs])

    async def pairs_by_rule(self, owed: Sequence[tuple[str, str, str]]) -> PairResult:
        """The fallback classifier's judgement of all pairs at once, where the profile's classifier is a toy."""
        story, pairs = self.story, [(source, target) for _, source, target in owed]
        if self.asks.run.known is not None:
            return PairResult(self.turn, self.asks.run.known.judged)
        try:
            made = await self.engine.fallback.changes(
                pairs, story.turn.text, self.narrative, story.members, story.state.scene.present
            )
        except ChatError as error:
            made = [stale_pair(source, target, _reason(error)) for source, target in pairs]
        return PairResult(self.turn, made)

    async def pair(self, turn_id: str, source: str, target: str) -> PairResult:
        """What the target did to the source in a turn. A call that fails leaves the pair as it was, marked stale."""
        try:
            return await self._pair(turn_id, source, target)
        except ChatError as error:  # what is owed to a turn that is gone is owed no more
            log.warning("A pair was not read in the turn %s: %s", turn_id, error.message)
            made = [stale_pair(source, target, _reason(error))] if turn_id == self.turn else []
            return PairResult(turn_id, made)

    async def _pair(self, turn_id: str, source: str, target: str) -> PairResult:
        story, turn = self.story, await self._turn(turn_id)
        before, members = await self._state_before(turn), story.members
        text = as_heard(turn.text, source, members)
        earlier = [above for above in story.history if above.depth < turn.depth][-EARLIER_TURNS:]
        prompt = pair_prompt(
            source,
            target,
            members=members,
            pair=before.pairs.get((source, target), story.relations.neutral),
            scene=before.scene,
            depth=turn.depth,
            text=text,
            narrative=turn.narrative,
            earlier=[(as_heard(above.text, source, members), above.narrative) for above in earlier],
            relations=story.relations,
        )
        answer = await self.asks.ask(f"pair:{source}>{target}", prompt, PairAnswer, turn_id)
        if answer.value is not None:
            texts = (text, turn.narrative) if text == turn.text else (turn.narrative,)  # what was heard of it
            accepted = partial(accept_pair, source=source, target=target, texts=texts, members=members)
            change = await asyncio.to_thread(accepted, answer.value)
        elif turn_id == self.turn:
            change = stale_pair(source, target, _reason(answer.error))
        else:  # still owed: its mark stands where it was made
            return PairResult(turn_id, [])
        return PairResult(turn_id, [change])

    async def _turn(self, turn_id: str) -> turns.Turn:
        if turn_id != self.turn:
            return await self.engine.db.read(turns.get, turn_id)
        return self.asks.progress.as_told(self.story.turn)

    async def _state_before(self, turn: turns.Turn) -> State:
        """What an older turn is asked with is what was known then: other branches grow from it too."""
        if turn.id == self.turn:
            return self.story.state
        return await self.engine.db.read(changes.state_at, turn.chat, turn.parent, self.story.relations)

    async def scene(self) -> PairResult:
        story, scene = self.story, self.story.state.scene
        prompt = scene_prompt(scene, story.members, story.turn.text, self.narrative)
        answer = await self.asks.ask("scene", prompt, SceneAnswer)
        texts = (story.turn.text, self.narrative)
        if answer.value is None:
            return PairResult(self.turn, [])
        return PairResult(self.turn, await asyncio.to_thread(accept_scene, answer.value, scene, story.members, texts))

    async def facts(self) -> PairResult:
        prompt = facts_prompt(self.story.turn.text, self.narrative, self.story.members)
        answer = await self.asks.ask("facts", prompt, FactsAnswer)
        return PairResult(self.turn, accept_facts(answer.value, self.story.members) if answer.value else [])

    def remembered(self, settled: Sequence[PairResult]) -> list[Memory]:
        """What is recalled of this turn from now on."""
        story, made = self.story, _of(settled, self.turn)
        after = fold(story.state, self.turn, story.turn.depth, made, story.relations)
        return remembered(story.chat, story.turn, self.narrative, story.state.scene, after.scene, made)


def _of(settled: Sequence[PairResult], turn: str) -> list[Change]:
    return [change for item in settled if item.turn == turn for change in item.changes]


def _reason(error: ChatError | None) -> str:
    return f"{error.code}: {error.message}" if error else "no answer"
