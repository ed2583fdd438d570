"""Keeps keys out of what a provider says, whoever's key it is, and out of the log: before it is stored, sent or shown.

A server may echo what it was sent, and one server may know another's key. So each is looked for in every answer, as it
is and in the forms in which a server or a library writes it.
"""

import base64
import html
import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import parse_qsl, quote, unquote, urlsplit
from urllib.request import getproxies

from chat.config import Settings

HIDDEN = "[key]"
SHORTEST = 4  # characters; what is shorter is no secret, and its letters are everywhere
SHORTEST_TOLD = 8  # in a story, where a word must stay a word
LONGEST_WORD = 16  # a key of letters alone may be a word, up to so many
FREE = 3  # characters of a key that a stream lets pass; from the next one on it waits for what follows
_ESCAPED = re.compile(r"\\u00([2-7][0-9a-fA-F])")


class Secrets:
    """`keys` are kept out of everything; `words`, such as the password of the page, out of messages and the log only:
    no provider knows them, and they may be words of a story."""

    def __init__(self, keys: Iterable[str] = (), words: Iterable[str] = ()) -> None:
        self.keys, self.words = tuple(filter(None, keys)), tuple(filter(None, words))
        self._told = _forms(key for key in self.keys if _is_no_word(key))
        self._all = _forms(value for value in (*self.keys, *self.words) if len(value) >= SHORTEST)

    def with_keys(self, *keys: str) -> "Secrets":
        return Secrets((*self.keys, *keys), self.words)

    def hide(self, text: str) -> str:
        """A message or a line of the log."""
        return _hidden(text, self._all)

    def hide_told(self, text: str) -> str:
        """A whole text of a model."""
        return _hidden(text, self._told)

    def stream(self) -> "HiddenStream":
        """For a text of a model that comes in pieces."""
        return HiddenStream(self._told)


class HiddenStream:
    """Keys go also where they are cut over pieces: what may be the beginning of one is held until more has come, but
    for its first characters, which tell nothing and would hold up every other word."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self._forms = forms
        self._passed = ""  # the last characters that were handed on
        self._held = ""

    def add(self, piece: str) -> str:
        """What of the text can be handed on now."""
        if not self._forms:
            return piece
        text = self._replaced(self._held + piece)
        whole = self._passed + text
        start = max(len(self._passed), self._begun(whole))
        ready, self._held = whole[len(self._passed) : start], whole[start:]
        self._passed = whole[:start][-FREE:]
        return ready

    def rest(self) -> str:
        """What is held, when nothing more comes."""
        rest, self._held = self._held, ""
        return rest

    def _replaced(self, text: str) -> str:
        """The text that follows what was handed on, without the keys that may have begun there."""
        for form in self._forms:
            whole = self._passed + text
            if 0 <= (start := whole.find(form)) < len(self._passed):
                text, self._passed = HIDDEN + whole[start + len(form) :], self._passed[:start]
            text = text.replace(form, HIDDEN)
        return text

    def _begun(self, text: str) -> int:
        """Where the longest end of the text begins with which some key begins, more than FREE characters long."""
        for start in range(max(0, len(text) - len(self._forms[0]) + 1), len(text) - FREE):
            end = text[start:]
            if any(form.startswith(end) for form in self._forms):
                return start
        return len(text)


class LogFormatter(logging.Formatter):
    """The lines of the log with their tracebacks, without what `secrets` knows."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.secrets = Secrets()

    def format(self, record: logging.LogRecord) -> str:
        return self.secrets.hide(super().format(record))


def secrets_of(settings: Settings) -> Secrets:
    keys = (settings.narrative_api_key, settings.classifier_api_key, settings.embedding_api_key)
    addresses = (settings.narrative_base_url, settings.classifier_base_url, settings.embedding_base_url)
    return Secrets(
        [
            *(key.get_secret_value() for key in keys if key),
            *(part for address in (*addresses, *getproxies().values()) for part in secrets_in(address or "")),
        ],
        [settings.password.get_secret_value().strip()] if settings.password else [],
    )


def secrets_in(address: str) -> Iterator[str]:
    """What an address tells beside the place: a password, or a name without one, and the values of its query."""
    parts = urlsplit(address)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if user or password:
        yield password or user
        yield base64.b64encode(f"{user}:{password}".encode()).decode().rstrip("=")
    yield from (value for _, value in parse_qsl(parts.query) if len(value) >= SHORTEST_TOLD)


def place_of(address: str) -> str:
    """The host and port of an address, and nothing secret."""
    return urlsplit(address).netloc.rpartition("@")[2]


def shown(address: str) -> str:
    """An address without user, password and query."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{place_of(address)}{parts.path}"


def _is_no_word(key: str) -> bool:
    return len(key) > LONGEST_WORD or (len(key) >= SHORTEST_TOLD and not key.isalpha())


def _forms(values: Iterable[str]) -> tuple[str, ...]:
    """Each as it is, in an address and in JSON; the longest first, so that of none a part is left."""
    found = {form for value in values for form in (value, quote(value, safe=""), json.dumps(value)[1:-1])}
    return tuple(sorted(found, key=len, reverse=True))


def _hidden(text: str, forms: tuple[str, ...]) -> str:
    """Also what is a key only when an escape is read: a server may escape any character."""
    for form in forms:
        text = text.replace(form, HIDDEN)
    for mark, read in _READINGS:
        if mark in text and any(form in (plain := read(text)) for form in forms):
            for form in forms:
                plain = plain.replace(form, HIDDEN)
            text = plain
    return text


_READINGS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("\\u00", lambda text: _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)),
    ("%", unquote),
    ("&", html.unescape),
)
