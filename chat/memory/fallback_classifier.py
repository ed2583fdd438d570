"""The fallback classifier with its vectors: embeds the sentences of a turn and lets story/fallback_classifier.py judge them.

Without an embedder it still gives an intent, by its rules alone, and no acts.
"""

import asyncio
import logging
from collections.abc import Sequence

import numpy as np

from chat.errors import ChatError
from chat.llm.client import Vectors
from chat.memory.vectors import Embedder
from chat.story.fallback_classifier import Centroids, examples
from chat.story.models import Change, Intent, Member
from chat.story.sentences import Sentence, most_telling, split

log = logging.getLogger(__name__)
MAX_INTENT_SENTENCES = 12  # that are embedded to know what the player meant: the narrator waits for it
MAX_ACT_SENTENCES = 48  # that are embedded to know what happened in a turn; more than most turns have


class FallbackClassifier:
    """The centroids are built at first use, from about three hundred short sentences, in a second or two."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._centroids: Centroids | None = None
        self._building = asyncio.Lock()

    async def warm(self) -> None:
        """Build the centroids ahead of the first turn. ChatError when there is no embedder."""
        await self._ready()

    async def intent(
        self, text: str, members: Sequence[Member], present: Sequence[str], *, at_once: bool = False
    ) -> Intent:
        """With `at_once` nobody waits for the centroids: until they are built, all that is known is whether there is a
        text."""
        if at_once and self._centroids is None:
            return _unread(text)
        sentences, judged = await asyncio.to_thread(_said, text, members, present)
        try:
            centroids, vectors = await self._ready(), await self._vectors(judged)
        except ChatError as error:
            log.warning("The intent is not known, as texts cannot be embedded: %s", error.message)
            return _unread(text)
        return await asyncio.to_thread(centroids.intent, text, sentences, judged, vectors, members, present)

    async def changes(
        self,
        pairs: Sequence[tuple[str, str]],
        text: str,
        narrative: str,
        members: Sequence[Member],
        present: Sequence[str],
    ) -> list[Change]:
        """A change for each directed pair, in order. ChatError when texts cannot be embedded."""
        judged = await asyncio.to_thread(_who_acts, text, narrative, members, present)
        centroids, vectors = await self._ready(), await self._vectors(judged)
        return await asyncio.to_thread(
            lambda: [centroids.change(judged, vectors, source, target, members) for source, target in pairs]
        )

    async def _vectors(self, sentences: Sequence[Sentence]) -> Vectors:
        if not sentences:
            return np.zeros((0, self._embedder.dimension), dtype=np.float32)
        return await self._embedder.embed([sentence.plain for sentence in sentences])

    async def _ready(self) -> Centroids:
        async with self._building:
            if self._centroids is None:
                texts = examples()
                rows = await self._embedder.embed([text for group in texts.values() for text in group])
                ends = np.cumsum([len(group) for group in texts.values()])[:-1]
                embedded = dict(zip(texts, np.split(rows, ends), strict=True))
                self._centroids = await asyncio.to_thread(Centroids.build, embedded)  # 0.3 s of matrices
            return self._centroids


def _said(text: str, members: Sequence[Member], present: Sequence[str]) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences of the player's text, and those of them that are judged."""
    sentences = split(text, "", members, present)
    return sentences, most_telling(sentences, MAX_INTENT_SENTENCES)


def _who_acts(text: str, narrative: str, members: Sequence[Member], present: Sequence[str]) -> list[Sentence]:
    """The sentences that can show something: of which it is clear who acts."""
    clear = [sentence for sentence in split(text, narrative, members, present) if sentence.actor is not None]
    return most_telling(clear, MAX_ACT_SENTENCES)


def _unread(text: str) -> Intent:
    return Intent(kind="other" if text.strip() else "continue")
