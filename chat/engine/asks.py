"""The questions of one turn: what the player meant, what is remembered, how each pair and the scene changed.

Each method answers with a value whatever the classifier does: a stand-in, a stale pair, nothing new. A profile whose
classifier is a toy asks no model at all; the stand-in answers from the embedder's vectors and says so.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from time import monotonic
from typing import TypeVar

from pydantic import BaseModel

from chat.db.decisions import Decided
from chat.engine.records import Settled
from chat.engine.root import Engine
from chat.engine.running import Progress, Running
from chat.engine.story import Story
from chat.errors import Interrupted
from chat.events import TurnRecalled, TurnUnderstood
from chat.formats import wire
from chat.llm.call import narrate_call
from chat.llm.client import CallTag, Chunk
from chat.llm.structured import Answer, ask
from chat.prompts import Rendered
from chat.story.models import Change, Intent

Output = TypeVar("Output", bound=BaseModel)
STOPPED = Interrupted("The turn was stopped before this was asked.")


class Asks:
    """Made per turn; what the answers cost goes into `progress`."""

    def __init__(self, engine: Engine, run: Running, story: Story, progress: Progress) -> None:
        self.engine, self.run, self.story, self.progress = engine, run, story, progress
        self.models = engine.models(story.chat.profile)
        self.intent = Intent(kind="other" if story.turn.text.strip() else "continue")
        self.recalled: Sequence[wire.Json] = ()
        self._late: asyncio.Task[object] | None = None

    async def _ask(self, purpose: str, prompt: Rendered, output: type[Output], turn: str = "") -> Answer[Output]:
        """One classifier call, logged under the turn it is about; stopped turns ask no more."""
        tag = CallTag("classifier", turn or self.run.turn, purpose)
        log = self.progress.asked(prompt)
        asking = ask(
            self.models.client, prompt.messages(), model=self.models.classifier, output=output, log=log, tag=tag
        )
        return await self.run.unless_stopped(asking) or Answer(None, STOPPED)
