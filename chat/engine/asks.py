"""What a turn asks until it is told: what the player meant, what is remembered, and the story itself.

Each method answers with a value whatever the classifier does. A profile whose classifier is a toy asks no model at all;
the fallback classifier answers from the embedder's vectors and says so.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from chat.db import turn_inputs
from chat.db.turn_inputs import Decided
from chat.engine.backends import Models
from chat.engine.engine import Engine
from chat.engine.records import PairResult
from chat.engine.run import ReplayInputs, Run, TurnLog
from chat.engine.story import Story, read_story
from chat.engine.terms import terms_of
from chat.errors import CallCancelled, Interrupted, SetupError
from chat.events import TurnRecalled, TurnUnderstood
from chat.formats import wire
from chat.llm.client import CallTag, Chunk, Sampling
from chat.llm.retry import narrate_call
from chat.llm.structured import Answer, ask
from chat.llm.unavailable import UnavailableClient
from chat.memory.context import BRIEF, FULL, ContextInput, shown
from chat.memory.path import PathView
from chat.prompts import Rendered
from chat.story.dice import Risk, RiskAnswer, Roll, accept_risk, asked, draw_of, roll_among, roll_change, roll_for
from chat.story.identity import with_former
from chat.story.intent import IntentAnswer, accept_intent, intent_prompt
from chat.story.models import Change, Intent
from chat.story.whisper import known_apart
from chat.tasks import Scope

log = logging.getLogger(__name__)
DICE_WAIT = 3.0  # seconds at least for an intent that may ask for a roll, as without one there is none
Output = TypeVar("Output", bound=BaseModel)
STOPPED = Interrupted("The turn was stopped before this was asked.")


class Asks:
    """Made per turn; what the answers cost, and what was decided, goes into `progress`. A call that nobody waits for runs
    in `scope`, which ends with the turn. SetupError where the models of the chat cannot be had, but for a told turn."""

    def __init__(self, engine: Engine, run: Run, story: Story, progress: TurnLog, scope: Scope) -> None:
        self.engine, self.run, self.story, self.progress = engine, run, story, progress
        self._scope = scope
        self.models = _models(engine, story.chat.profile, told=progress.told)
        if run.known is not None and run.known.client is not None:
            self.models = replace(self.models, client=run.known.client, toy_classifier=run.known.toy_classifier)
        progress.terms, progress.beside = terms_of(story, self.models), story.beside
        self.intent = Intent(kind="other" if story.turn.text.strip() else "continue")
        self.recalled: Sequence[Mapping[str, Any]] = ()
        self.lines: Sequence[str] = ()
        self.roll: Roll | None = None
        self._late: asyncio.Task[Answer[Any]] | None = None
        self._risk: Risk | Change | None = None  # a change says why what is at stake is not rolled for

    async def ask(
        self, purpose: str, prompt: Rendered, output: type[Output], turn: str | None = None
    ) -> Answer[Output]:
        """One question to the classifier, logged under the turn it is about; a stopped turn asks no more."""
        tag = CallTag("classifier", turn or self.run.turn, purpose)
        log = self.progress.asked(prompt)
        model = self.models.classifier
        asking = ask(self.models.client, prompt.messages(), model=model, output=output, log=log, tag=tag)
        return await self.run.unless_stopped(asking) or Answer(None, STOPPED)

    async def restore(self) -> None:
        """For a turn that was told before the app went down: what had been decided then."""
        decided = await self.engine.db.read(turn_inputs.of_turn, self.run.turn)
        if decided is not None:
            self.intent, self.recalled = decided.intent, decided.recalled
            self.progress.decided = decided
            self._take_roll(decided)

    async def understand(self) -> TurnUnderstood:
        """The classifier's intent if it comes in time, else the fallback classifier's; a late answer only enters the log."""
        began, story, known = monotonic(), self.story, self.run.known
        answer = None
        if story.turn.text.strip() and not self.models.toy_classifier:
            before = story.history[-1].narrative if story.history else ""
            player = next(member.name for member in story.members if member.persona)
            dice, output = (asked(player), RiskAnswer) if story.chat.dice else ("", IntentAnswer)
            prompt = intent_prompt(story.turn.text, story.members, story.state.scene.present, before, dice)
            self._late = self._scope.start(self.ask("intent", prompt, output))
            if known is None or known.intent_in_time:
                wait = self._intent_wait if known is None else None
                done, _ = await asyncio.wait({self._late}, timeout=wait)
                answer = self._late.result().value if done else None
        if answer is not None:
            self.intent = accept_intent(answer, story.members)
            self._risk = accept_risk(answer)
        else:
            await self.understand_by_rule()
        self.progress.clock("intent_ms", began)
        return TurnUnderstood(wire.intent(self.intent))

    async def understand_by_rule(self) -> TurnUnderstood:
        story, known = self.story, self.run.known
        if known is not None:
            self.intent = known.decided.intent if known.decided else self.intent
        elif story.turn.text.strip():
            fallback, present = self.engine.fallback, story.state.scene.present
            own = self.models.toy_classifier  # there it judges every turn; elsewhere it steps in, and delays nobody
            self.intent = await fallback.intent(story.turn.text, story.members, present, at_once=not own)
        return TurnUnderstood(wire.intent(self.intent))

    async def recall(self) -> TurnRecalled:
        """What at least one of those present witnessed and the prompt does not show anyway."""
        began, story = monotonic(), self.story
        path = await self.engine.path(story.chat.id, story.turn.parent, above=story.above)
        if self.run.known is not None:
            return self._recall_as_known(path, self.run.known)
        narrated = await asyncio.to_thread(shown, self._given())
        found = await self.engine.recaller.recall(
            story.chat.id,
            path,
            story.turn.text or (story.history[-1].narrative if story.history else ""),
            present=with_former(story.state.scene.present, story.state.scene),
            exclude_turns=[told.turn for told in narrated],
        )
        names = {member.id: member.name for member in story.present}
        merged = story.state.scene.merged
        self.recalled = [
            wire.recalled(item, known_apart([merged.get(who, who) for who in item.witnesses], names))
            for item in found.items
        ]
        self.lines = self._in_order(path)
        self.progress.clock("recall_ms", began)
        return TurnRecalled(tuple(self.recalled), found.notice)

    def _recall_as_known(self, path: PathView, known: ReplayInputs) -> TurnRecalled:
        if known.decided is not None:
            self.recalled = known.decided.recalled
            self.lines = self._in_order(path)
        return TurnRecalled(tuple(self.recalled))

    def _in_order(self, path: PathView) -> list[str]:
        """What is recalled, for the prompt: as it happened."""
        return [item["text"] for item in sorted(self.recalled, key=lambda item: path.depths.get(item["turn"], 0))]

    async def wait_for_parent(self) -> None:
        """A turn that still settles gets a moment; then the story is told with the feelings known by now."""
        if self.story.settling:
            await self.run.unless_stopped(self.engine.settled(self.run.parent, self.engine.settings.settle_wait))
            story = await self.engine.db.read(
                read_story, self.run.turn, self.engine.relations, list(self.engine.running)
            )
            # what the player changed meanwhile is for the next turn
            self.story = self.run.story = replace(story, chat=self.story.chat)
            self.progress.beside = story.beside

    def decide(self) -> None:
        """From here on, what clocks and workers decided for this turn is fixed."""
        if self.run.known is not None:
            self._take_roll(self.run.known.decided)
        elif self.run.kept is not None:
            self.roll = self.run.kept
        elif self.story.chat.dice:
            chat, depth = self.story.chat, self.story.turn.depth
            risk = self._risk if isinstance(self._risk, Risk) else None
            self.roll = roll_for(risk, self.story.drawn, seed=chat.seed, depth=depth, reroll=self.run.reroll)
        draws = [draw_of(self.roll)] if self.roll else []
        self.progress.decided = Decided(self.intent, self.recalled, state_of=self.story.state_of, draws=draws)

    @property
    def _intent_wait(self) -> float:
        wait = self.engine.settings.intent_wait
        return max(wait, DICE_WAIT) if self.story.chat.dice and not self.story.drawn else wait

    def _take_roll(self, decided: Decided | None) -> None:
        self.roll = roll_among(decided.draws) if decided else None

    def rolled(self) -> PairResult:
        """The roll, in the ledger of the turn, or why there is none."""
        refused = self._risk if isinstance(self._risk, Change) else None
        made = roll_change(self.roll) if self.roll else refused
        return PairResult(self.run.turn, [made] if made else [])

    def context(self) -> ContextInput:
        """What the narrator's prompt is composed of."""
        self.decide()
        return self._given()

    def _given(self) -> ContextInput:
        story, settings = self.story, self.story.chat.settings
        return ContextInput(
            members=story.members,
            history=story.history,
            state=story.state,
            depth=story.turn.depth,
            relations=self.story.relations,
            intent=self.intent,
            text=story.turn.text,
            lines=tuple(self.lines),
            instruction=story.turn.instruction or "",
            roll=self.roll,
            system_prompt=settings.get("system_prompt") or "",
            author_note=settings.get("author_note") or "",
            budget=self.models.context_tokens,
            reply=self._sampling()["max_tokens"] or 0,
            brief=self.models.brief,
        )

    def narrate(self, prompt: Rendered, on_wait: Callable[[float, str], None]) -> AsyncIterator[Chunk]:
        return narrate_call(
            self.models.client,
            prompt.messages(),
            model=self.models.narrator,
            log=self.progress.asked(prompt),
            tag=CallTag("narrator", self.run.turn, "narrate"),
            waiting=on_wait,
            **self._sampling(),
        )

    def _sampling(self) -> Sampling:
        """What the prompt file says, unless the chat's settings say otherwise."""
        head, settings = (BRIEF if self.models.brief else FULL).head, self.story.chat.settings
        chosen: Any = {
            name: settings.get(name) if settings.get(name) is not None else getattr(head, name)
            for name in ("max_tokens", "temperature", "top_p", "min_p")
        }
        return cast(Sampling, {**chosen, "stop": settings.get("stop") or []})

    async def end_intent(self) -> None:
        """Nobody waits for an intent once its turn ends: a call that still runs is cancelled, and logged as that."""
        if self._late is not None and not self._late.done():
            self._late.cancel()
            await asyncio.wait({self._late})
            for record in self.progress.stopped_calls("intent"):
                record.error = CallCancelled("The turn ended before the answer came.")


def _models(engine: Engine, profile: str, *, told: bool) -> Models:
    """A turn that was told is settled without its models too: each call fails with the reason."""
    try:
        return engine.models(profile)
    except SetupError as error:
        if not told:
            raise
        log.warning("A told turn is settled without its models, and every pair stays as it was. %s", error.message)
        return Models(UnavailableClient(error), "none", "none", 0, brief=False, toy_classifier=False)
