"""Intent, acts and moods without a language model: nearest centroids over the vectors of a turn's sentences.

Used where the classifier is late, down or a toy; what it gives is marked by "rule". Pure: the caller embeds the texts.
It is careful rather than complete. Measured: of 33 acts in sentences written after it was tuned it finds 23 and names
2 wrongly, and nothing in 25 sentences of chatter (tests/memory/test_fallback_classifier.py); in wordings far from its examples
(each eighth of them judged by the rest) it finds one in four, and one in four of those is another act, mostly of the
same kind. Acts that no single sentence shows, as a kept promise or a lie found out, it never gives.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from chat.llm.client import Vectors
from chat.story.cast import WORD, mentions, words_of
from chat.story.models import Act, Change, Intent, IntentKind, Member
from chat.story.quotes import QuoteError, find_quote
from chat.story.relations import NEUTRAL, load_relations
from chat.story.sentences import SPOKEN, Sentence

NOTHING = "nothing"
SHRINK = 0.7  # how far the spread within classes is taken to be the same in all directions
ACT_MARGIN, MOOD_MARGIN = 0.03, 0.06  # above `nothing` and `neutral`
AGAINST = 0.025  # above the best act that would move the pair the other way
CLEAR = 0.10  # a margin from which an act has strength 2
MAX_ACTS = 2
QUOTE_WORDS = 24
_OOC = re.compile(r"\s*(?:\(\(.*\)\)|[\[(/]*ooc\b.*)\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Space:
    """Centroids of one list, compared after the spread common to all classes is divided out."""

    labels: tuple[str, ...]
    weights: Vectors  # (dimension, labels)
    bias: Vectors

    @classmethod
    def build(cls, examples: Mapping[str, Vectors]) -> "Space":
        centroids = np.stack([rows.mean(axis=0) for rows in examples.values()])
        spread = np.concatenate([rows - rows.mean(axis=0) for rows in examples.values()])
        within = spread.T @ spread / len(spread)
        size = within.shape[0]
        metric = np.linalg.inv((1 - SHRINK) * within + SHRINK * np.trace(within) / size * np.eye(size)) / size
        weights = metric @ centroids.T
        bias = -0.5 * np.einsum("ij,ji->i", centroids, weights)
        return cls(tuple(examples), weights.astype(np.float32), bias.astype(np.float32))

    def scores(self, vectors: Vectors) -> Vectors:
        """(sentences, labels); the nearest centroid has the highest score."""
        return (vectors @ self.weights + self.bias).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Centroids:
    """Built once from the vectors of `examples()`."""

    spaces: Mapping[str, Space]  # acts, moods, intents

    @classmethod
    def build(cls, embedded: Mapping[str, Vectors]) -> "Centroids":
        """`embedded` has the keys of `examples()`, and a row for each of their sentences."""
        lists: dict[str, dict[str, Vectors]] = {}
        for key, rows in embedded.items():
            of, _, label = key.partition(":")
            lists.setdefault(of, {})[label] = rows
        lists["moods"][NEUTRAL] = np.concatenate([lists["moods"][NEUTRAL], lists["acts"][NOTHING]])
        return cls({of: Space.build(classes) for of, classes in lists.items()})

    # ------------------------------------------------------------ acts and mood

    def change(
        self, sentences: Sequence[Sentence], vectors: Vectors, source: str, target: str, members: Sequence[Member]
    ) -> Change:
        """What the target did to the source, and the source's mood; `vectors` are those of the plain sentences."""
        acts = self.acts(sentences, vectors, source, target, members)
        return Change("pair", "rule", source, target, acts, mood=self.mood(sentences, vectors, source))

    def acts(
        self, sentences: Sequence[Sentence], vectors: Vectors, source: str, target: str, members: Sequence[Member]
    ) -> tuple[Act, ...]:
        """At most two, each from the sentence that shows it best. Sentences without actor or receiver show nothing."""
        space = self.spaces["acts"]
        good = np.array([_is_good(label) for label in space.labels])
        nothing = space.labels.index(NOTHING)
        found: dict[str, tuple[float, Act]] = {}
        for sentence, scores in zip(sentences, space.scores(vectors), strict=True):
            if (sentence.actor, sentence.receiver) != (target, source):
                continue
            acts = np.where(np.arange(len(scores)) == nothing, -np.inf, scores)
            best = int(np.argmax(acts))
            margin = float(acts[best] - scores[nothing])
            against = float(acts[best] - acts[(good != good[best]) & np.isfinite(acts)].max())
            quote = _quote(sentence, members)
            if margin < ACT_MARGIN or against < AGAINST or quote is None:
                continue
            label = space.labels[best]
            if label not in found or margin > found[label][0]:
                found[label] = (margin, Act(label, 2 if margin >= CLEAR else 1, quote))
        ranked = sorted(found.values(), key=lambda item: -item[0])
        return tuple(act for _, act in ranked[:MAX_ACTS])

    def mood(self, sentences: Sequence[Sentence], vectors: Vectors, source: str) -> str | None:
        """From what the source does and says; None when nothing shows it."""
        own = [number for number, sentence in enumerate(sentences) if sentence.actor == source]
        return self._mood(vectors[own]) if own else None

    def _mood(self, vectors: Vectors) -> str | None:
        space = self.spaces["moods"]
        scores = space.scores(vectors)
        margins = scores - scores[:, [space.labels.index(NEUTRAL)]]
        row, label = np.unravel_index(int(np.argmax(margins)), margins.shape)
        return space.labels[int(label)] if margins[row, label] >= MOOD_MARGIN else None

    # ------------------------------------------------------------ intent

    def intent(
        self,
        text: str,
        sentences: Sequence[Sentence],
        judged: Sequence[Sentence],
        vectors: Vectors,
        members: Sequence[Member],
        present: Sequence[str],
    ) -> Intent:
        """What the player meant. Rules first: brackets, quotes, the first verb; then the nearest kind. `judged` are
        those of the sentences that `vectors` are of."""
        others = [member for member in members if member.id in present and not member.persona]
        counts = mentions(text, others)
        named = tuple(member.name for member in others if counts[member.id])
        spoken = " ".join(match[1] for match in SPOKEN.finditer(text))
        kind = self._kind(text, spoken, sentences, judged, vectors)
        speaks = bool(spoken) or kind == "speak"
        alone = (others[0].name,) if len(others) == 1 else ()
        tone = self._mood(vectors) if len(vectors) else None
        return Intent(
            kind=kind,
            addressed=(named or alone) if speaks else (),
            target=named[0] if named and not speaks else None,
            tone=tone or "",
        )

    def _kind(
        self,
        text: str,
        spoken: str,
        sentences: Sequence[Sentence],
        judged: Sequence[Sentence],
        vectors: Vectors,
    ) -> IntentKind:
        if not text.strip():
            return "continue"
        if _OOC.fullmatch(text):
            return "ooc"
        words = sum(len(words_of(sentence.text)) for sentence in sentences if not sentence.spoken)
        if spoken and words <= len(words_of(spoken)):
            return "speak"
        first = _first_verb(SPOKEN.sub(" ", text))
        if first is not None:
            return first
        told = [number for number, sentence in enumerate(judged) if not sentence.spoken]
        if not told:
            return "speak"
        space = self.spaces["intents"]
        scores = space.scores(vectors[told]).max(axis=0)
        kind: IntentKind = space.labels[int(np.argmax(scores))]  # type: ignore[assignment]  # checked by a test
        return kind


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, list[str] | str]]:
    return tomllib.loads(Path(__file__).with_name("fallback_classifier.toml").read_text("utf-8"))


def examples() -> dict[str, tuple[str, ...]]:
    """The sentences to embed for `Centroids.build`, by list and label: "acts:helped", "moods:wary", "intents:look"."""
    data = _data()
    found = {f"{of}:{label}": tuple(rows) for of in ("acts", "moods", "intents") for label, rows in data[of].items()}
    return {**found, f"acts:{NOTHING}": tuple(data[NOTHING]["sentences"])}


@lru_cache(maxsize=1)
def _verbs() -> Mapping[str, IntentKind]:
    return {verb: kind for kind, verbs in _data()["verbs"].items() for verb in str(verbs).split()}  # type: ignore[misc]


def _first_verb(text: str) -> IntentKind | None:
    """By the first word of a sentence in the first person or of an action; None for a question or an unknown verb."""
    if "?" in text:
        return None
    words = words_of(text)
    start = words[1:] if words[:1] == ["i"] else words
    return next((_verbs()[word] for word in start[:2] if word in _verbs()), None)


@lru_cache(maxsize=64)
def _is_good(act: str) -> bool:
    rule = load_relations().acts.get(act)
    return rule is not None and rule.moves.get("trust", 0) + rule.moves.get("affection", 0) >= 0


def _quote(sentence: Sentence, members: Sequence[Member]) -> str | None:
    """The sentence, or what follows in its paragraph if it is too short to be evidence."""
    for text in (sentence.text, sentence.following):
        ends = [match.end() for match in WORD.finditer(text)]
        wanted = text[: ends[min(QUOTE_WORDS, len(ends)) - 1]] if ends else ""
        try:
            return find_quote(wanted, (sentence.following,), members)
        except QuoteError:
            continue
    return None
