"""Work on text of unknown length grows as the text does: eight times the text takes eight times as long, not sixty-four."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from time import process_time
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.errors import ChatError
from chat.formats import wire
from chat.llm.provider_errors import Asked
from chat.llm.redaction import Secrets
from chat.llm.responses import StreamReader
from chat.llm.structured import first_object
from chat.llm.tokens import count
from chat.memory.chunking import excerpt, passages
from chat.memory.context import Told
from chat.memory.scoring import _named
from chat.memory.words import terms
from chat.prompts import plain
from chat.story.cast import mentions, words_of
from chat.story.fallback_classifier import _OOC, _first_verb
from chat.story.macros import fill_names
from chat.story.models import Member
from chat.story.pairs import _sentence
from chat.story.quotes import QuoteError, _kept, find_quote
from chat.story.scene import _only_words
from chat.story.sentences import _own, most_telling, split
from chat.story.whisper import _hearers, hearers
from chat.terminal.texts import plain as on_terminal
from chat.web.feed import Blocks
from chat.web.render import render
from tests.hostile import PIECES, PROSE, of_size

CAST = (
    Member("c_0", "Ash", persona=True),
    Member("c_1", "Mira", aliases=("the miller", "米拉")),
    Member("c_2", "Sergeant Holt"),
    *(Member(f"c_{number}", f"Mira {number}", aliases=(f"the guest {number}",)) for number in range(3, 20)),
)
PRESENT = tuple(member.id for member in CAST)
ASKED = Asked("a backend", Secrets(["key"]), "narrator", "m")
NODE = dict.fromkeys(("id", "parent", "depth", "label", "origin", "status", "created", "narrative"))
SMALL, LARGE = 4 * 1024, 32 * 1024
MAX_RATIO = 24  # three times that of linear work: a busy machine measures badly
MIN_SECONDS = 0.008  # what takes less is no matter


def quote(text: str) -> None:
    _kept.cache_clear()
    for words in ("words that nobody wrote", text[: len(text) // 9][:200]):
        with suppress(QuoteError):
            find_quote(words, (text,), CAST)


def decode(text: str) -> None:
    for whole in (text, f'{{"a": "{text}', f"<think>{text}"):
        with suppress(ValueError):
            first_object(whole)


def stream(text: str) -> None:
    """A provider's bytes, in small pieces."""
    sent = "data: {\n" + "".join(f"data: {line}\n" for line in text.split("\n")) + text
    raw = sent.encode()
    reader = StreamReader(ASKED)
    with suppress(ChatError):
        for at in range(0, len(raw), 16):
            list(reader.feed(raw[at : at + 16]))
        reader.end()


def blocks(text: str) -> None:
    """A narrative as it comes: a few letters at a time."""
    render.cache_clear()

    async def told() -> None:
        growing = Blocks()
        for at in range(0, len(text), 8):
            await growing.add(text[at : at + 8])
        await growing.rest()

    asyncio.run(told())


def uncached(read: Callable[[str], object], *kept: Callable[..., object]) -> Callable[[str], object]:
    def work(text: str) -> None:
        for function in kept:
            function.cache_clear()  # type: ignore[attr-defined]
        read(text)

    return work


WORK: dict[str, Callable[[str], object]] = {
    "hearers": uncached(lambda text: hearers(text, CAST), _hearers),
    "mentions": lambda text: mentions(text, CAST),
    "words": words_of,
    "sentences of the player": uncached(lambda text: most_telling(split(text, "", CAST, PRESENT), 12), _own),
    "sentences of a narrative": lambda text: most_telling(split("", text, CAST, PRESENT), 12),
    "the first verb": _first_verb,
    "out of character": _OOC.fullmatch,
    "quotes": quote,
    "the first sentence": _sentence,
    "strangers": uncached(_only_words, _only_words),
    "macros": lambda text: fill_names(text, char="Mira", user="Ash"),
    "terms": terms,
    "passages": lambda text: [excerpt(piece, text) for piece in passages("Ash", text, text)[:8]],
    "whom a question names": lambda text: _named(text, {member.id: (member.name, *member.aliases) for member in CAST}),
    "tokens": count,
    "history": lambda text: Told("t_1", 1, text, text),
    "prompts": uncached(plain, plain),
    "a terminal": on_terminal,
    "HTML": uncached(render, render),
    "HTML as it comes": blocks,
    "an answer": decode,
    "a stream": stream,
    "an error": lambda text: ASKED.refused(400, {"retry-after": text[:1000]}, text.encode("utf-8", "replace")),
    "the map": lambda text: wire.node(cast(Any, SimpleNamespace(**NODE, text=text))),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    began = process_time()
    work(text)
    return process_time() - began


def is_linear(work: Callable[[str], object], make: Callable[[int], str]) -> bool:
    small, large = make(SMALL), make(LARGE)
    for _ in range(4):
        most = seconds(work, large)
        if most < MIN_SECONDS or most < MAX_RATIO * min(seconds(work, small) for _ in range(3)):
            return True
    return False


hostile = st.tuples(
    st.lists(
        st.tuples(
            st.sampled_from([*PIECES.values(), PROSE, "exceed", "model", "ooc"]), st.sampled_from([1, 2, 9, 60, 1000])
        ),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)


def made(plan: tuple[list[tuple[str, int]], bool], size: int) -> str:
    """All pieces over and over; or a long run of each, one after another."""
    pieces, runs = plan
    if runs:
        return "".join(of_size(piece, size // len(pieces)) for piece, _ in pieces)
    share = SMALL // len(pieces)  # so that the small text has some of each, as the large one has
    unit = "".join(piece * min(times, share // len(piece.encode()) or 1) for piece, times in pieces).encode()
    return (unit * (size // len(unit) + 1))[:size].decode(errors="ignore")


@pytest.mark.parametrize("name", WORK)
@settings(deadline=None, max_examples=12)
@given(plan=hostile)
def test_work_grows_with_the_text(name: str, plan: tuple[list[tuple[str, int]], bool]) -> None:
    assert is_linear(WORK[name], lambda size: made(plan, size))


@pytest.mark.long
@pytest.mark.parametrize("name", WORK)
@settings(deadline=None, max_examples=300)
@given(plan=hostile)
def test_work_grows_with_any_text(name: str, plan: tuple[list[tuple[str, int]], bool]) -> None:
    assert is_linear(WORK[name], lambda size: made(plan, size))


@pytest.mark.long
@pytest.mark.parametrize("name", WORK)
def test_work_grows_with_each_text_of_the_corpus(name: str) -> None:
    slow = [
        piece
        for piece, text in PIECES.items()
        for around in ("", "(to Mira ", PROSE)
        if not is_linear(WORK[name], lambda size, text=text, around=around: of_size(text, size, around))  # type: ignore[misc]
    ]
    assert slow == []
