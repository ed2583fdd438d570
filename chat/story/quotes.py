"""Whether a quote stands in a turn: compared with case, white space, quote marks and emphasis folded away."""

import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

from chat.story.cast import name_words, words_of
from chat.story.models import Member

MIN_WORDS = 3
_DROPPED = frozenset("\"“”„‟«»‹›*_`'’‘‚‛´")
_DASHES = frozenset("-‐‑‒–—―−")


class QuoteError(ValueError):
    """Why a quote is no evidence, in a few words."""


def find_quote(quote: str, texts: Sequence[str], members: Sequence[Member]) -> str:
    """The words as they stand in one of the texts. QuoteError if they do not, or say too little."""
    words = words_of(quote)
    if len(words) < MIN_WORDS:
        raise QuoteError("the quote has fewer than three words")
    if set(words) <= name_words(members):
        raise QuoteError("the quote is only names")
    wanted = _fold(quote)[0].strip(" .,;:!?-")
    for text in texts:
        folded, places = _folded(text)
        at = folded.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if not folded[at - 1 : at].isalnum() and not folded[end : end + 1].isalnum():
                return text[places[at] : places[end - 1] + 1]
            at = folded.find(wanted, at + 1)
    raise QuoteError("the quote is not in the turn")


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """As `_fold`, but once for the dozen pairs of a turn, whose answers come at once."""
    with _LOCK:
        return _kept(text)


_LOCK = Lock()


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """The text as it is compared, and for each of its characters the place in the original."""
    folded: list[str] = []
    places = array("I")
    for place, character in enumerate(text):
        if character in _DROPPED:
            continue
        if character.isspace():
            if folded and folded[-1] != " ":
                folded.append(" ")
                places.append(place)
            continue
        made = "-" if character in _DASHES else unicodedata.normalize("NFKC", character).casefold()
        folded.extend(made)
        places.extend([place] * len(made))
    return "".join(folded), places


_kept = lru_cache(maxsize=16)(_fold)
