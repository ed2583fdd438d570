"""The words of a question: what is searched for, whatever was typed."""

import re
import unicodedata

MAX_TERMS = 24
MAX_CHARACTERS = 10_000  # of a question that are looked at
MAX_TERM = 40  # letters; longer ones are no words
_TERM = re.compile(r"[^\W_]+")
_PIECE = re.compile(
    r"\S{1,200}"
)  # of a text that is normalised: a run of combining marks costs the square of its length
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
# English words of grammar; what else is common, and any other language, is weighed by rarity alone.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a about after all also always am an and another any are as at be because been before being both but
        by can could did do does doing don done for from had has have having he her here hers herself him
        himself his how i if in into is it its itself like ll may me might mine more most must my myself no
        nor not now of off on once one only or other our ours out over own re she should so some such than
        that the their theirs them then there these they this those though through to too under until up
        upon us ve very was we were what when where which while who whom whose why will with would yes yet
        you your yours yourself
        """,
    )
)


def terms(text: str, *, all_words: bool = False) -> list[str]:
    """Distinct words in lower case, without stop words, at most MAX_TERMS, the longest first: long words are rare
    ones. With `all_words` a text of nothing but stop words gives those."""
    plain = _POSSESSIVE.sub(" ", _normal(text[:MAX_CHARACTERS]))
    words = [word for word in dict.fromkeys(_TERM.findall(plain.lower())) if len(word) <= MAX_TERM]
    telling = [word for word in words if word not in STOP_WORDS and (len(word) > 1 or not word.isascii())]
    return sorted(telling or (words if all_words else []), key=len, reverse=True)[:MAX_TERMS]


def _normal(text: str) -> str:
    """With accents in one piece with their letter."""
    return text if text.isascii() else _PIECE.sub(lambda piece: unicodedata.normalize("NFC", piece[0]), text)
