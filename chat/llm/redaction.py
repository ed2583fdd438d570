"""Keeps keys out of what a provider says, whoever's key it is, and out of the log: before it is stored, sent or shown.

A server may echo what it was sent, and one server may know another's key. So each is looked for in every answer, as it
is and in the forms in which a server or a library writes it.
"""

import base64
import logging
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from html.entities import html5
from operator import itemgetter
from urllib.parse import parse_qsl, unquote, urlsplit
from urllib.request import getproxies

from chat.config import Settings

HIDDEN = "[key]"
SHORTEST = 4  # characters; what is shorter is no secret, and its letters are everywhere
SHORTEST_TOLD = 8  # in a story, where a word must stay a word
MAX_WORD = 16  # a key of letters alone may be a word, up to so many
FREE = 3  # characters of a key that a stream lets pass; from the next one on it waits for what follows
REACH = 96  # characters in which FREE ones may be written, as escapes of escapes
LONGEST_ESCAPE = 64  # characters
NESTED = 4  # escapes within escapes that are read


class Secrets:
    """`keys` are kept out of everything; `words`, such as the password of the page, out of messages and the log only:
    no provider knows them, and they may be words of a story."""

    def __init__(self, keys: Iterable[str] = (), words: Iterable[str] = ()) -> None:
        self.keys, self.words = tuple(filter(None, keys)), tuple(filter(None, words))
        self._told = _forms(self.keys, _is_no_word)
        self._all = _forms((*self.keys, *self.words), lambda value: len(value) >= SHORTEST)

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
        whole, at = self._passed + self._held + piece, len(self._passed)
        found = [span for span in _spans(whole, self._forms) if span[1] > at]
        if found:  # a key may have begun in what was handed on
            whole = whole[:at] + _without(whole[at:], [(max(0, start - at), end - at) for start, end in found])
        start = max(at, _begun(whole, self._forms))
        ready, self._held = whole[at:start], whole[start:]
        self._passed = whole[:start][-REACH:]
        return ready

    def rest(self) -> str:
        """What is held, when nothing more comes."""
        rest, self._held = self._held, ""
        return rest


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
    return len(key) > MAX_WORD or (len(key) >= SHORTEST_TOLD and not key.isalpha())


def _forms(values: Iterable[str], is_secret: Callable[[str], bool]) -> tuple[str, ...]:
    """Each as it is, and as it is read where its own characters look like escapes."""
    return tuple({form for value in values for form in (value, _readings(value)[-1].text) if is_secret(form)})


def _hidden(text: str, forms: tuple[str, ...]) -> str:
    return _without(text, _spans(text, forms))


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    last = 0
    for start, end in spans:
        parts += text[last:start], HIDDEN
        last = end
    return "".join([*parts, text[last:]])


def _spans(text: str, forms: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where keys stand, in order; those that overlap are one, so that of none a part is left."""
    found = []
    for reading in _readings(text):
        for form in forms:
            start = reading.text.find(form)
            while start >= 0:
                end = start + len(form)
                found.append((reading.start(start), reading.end(end)))
                start = reading.text.find(form, end)
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if spans and start < spans[-1][1]:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((start, end))
    return spans


def _begun(text: str, forms: tuple[str, ...]) -> int:
    """Where the longest end of the text begins with which some key begins, more than FREE characters long."""
    begun = len(text)
    for reading in _readings(text, whole=False):
        plain, least = reading.text, FREE if reading.open else FREE + 1
        for form in forms:
            start = plain.find(form[:least], max(0, len(plain) - len(form)))
            while start >= 0:
                if form.startswith(plain[start:]):
                    begun = min(begun, reading.start(start))
                    break
                start = plain.find(form[:least], start + 1)
    return begun


class _Reading:
    """A text with its escapes read once, and where each character stood. `open`: an escape has begun at its end, which
    is left out."""

    def __init__(self, text: str, before: "_Reading | None" = None, open_: bool = False) -> None:
        self.text, self.open = text, open_
        self._before = before
        self._escapes: list[
            tuple[int, int, int]
        ] = []  # the place in this text, and its start and end in the one before

    def read(self, *, whole: bool) -> "_Reading":
        parts: list[str] = []
        text, size, last = self.text, 0, 0
        tail = None if whole else _OPEN.search(text, max(0, len(text) - LONGEST_ESCAPE))
        found = _Reading("", self, self.open or tail is not None)
        end = len(text) if tail is None else tail.start()
        for match in _ESCAPE.finditer(text, 0, end):
            character = _character(match)
            parts += text[last : match.start()], character
            size += match.start() - last
            if character:
                found._escapes.append((size, match.start(), match.end()))
            size, last = size + len(character), match.end()
        found.text = "".join([*parts, text[last:end]])
        return found

    def start(self, place: int) -> int:
        """Of the character at this place, in the text that was first."""
        if self._before is None:
            return place
        at, start, end = self._escape(place)
        return self._before.start(start if at == place else end + place - at - 1)

    def end(self, place: int) -> int:
        """Of the character before this place."""
        if self._before is None:
            return place
        at, _, end = self._escape(place - 1)
        return self._before.end(end + place - 1 - at)

    def _escape(self, place: int) -> tuple[int, int, int]:
        """The last one that is not behind this place."""
        index = bisect_right(self._escapes, place, key=itemgetter(0))
        return self._escapes[index - 1] if index else (-1, 0, 0)


def _readings(text: str, *, whole: bool = True) -> list[_Reading]:
    """The text as it is, and with its escapes read, again and again: an error may be told by one server to the next. Of a
    text that is not `whole` an escape may have begun."""
    readings = [_Reading(text)]
    while len(readings) <= NESTED and _MARKS.search(readings[-1].text):
        readings.append(readings[-1].read(whole=whole))
    return readings


def _character(match: re.Match[str]) -> str:
    """What an escape stands for; for what is none, its first character or the one behind the backslashes."""
    kind, said = match.lastgroup, match[match.lastgroup or 0]
    if kind == "json":
        return chr(int(said, 16))
    if kind == "pair":
        return bytes.fromhex(said.replace("\\", "").replace("u", "")).decode("utf-16-be", "replace")[:1]
    if kind == "percent":
        return chr(int(said, 16))
    if kind == "bytes":
        return bytes.fromhex(said.replace("%25", "%").replace("%", "")).decode("utf-8", "replace")[:1]
    if kind in ("decimal", "hex"):
        code = int(said, 16 if kind == "hex" else 10)
        return chr(code) if code <= sys.maxunicode else "\ufffd"
    if kind in ("name", "old"):
        return _NAMES[said]
    return match["plain"] or ""


_NAMES = {name[:-1]: value for name, value in html5.items() if name[-1] == ";" and len(value) == 1 and value.isascii()}
_SLASHES = r"\\{1,15}"  # as many as escaping four times over makes
_MARKS = re.compile(r"[\\%&]")
_ESCAPE = re.compile(
    rf"{_SLASHES}(?:(?P<pair>u[dD][89abAB][0-9a-fA-F]{{2}}{_SLASHES}u[dD][c-fC-F][0-9a-fA-F]{{2}})"
    rf"|u(?P<json>[0-9a-fA-F]{{4}})|(?P<plain>.?))"
    r"|%(?:25){0,4}(?P<percent>[0-7][0-9a-fA-F])"
    r"|(?P<bytes>%(?:25){0,4}[c-fC-F][0-9a-fA-F](?:%(?:25){0,4}[89abAB][0-9a-fA-F]){1,3})"
    r"|&(?:amp;){0,4}(?:#(?P<decimal>[0-9]{1,7});?|#[xX](?P<hex>[0-9a-fA-F]{1,6});?"
    rf"|(?P<name>{'|'.join(sorted(_NAMES, key=len, reverse=True))});|(?P<old>amp|lt|gt|quot))",
    re.DOTALL,
)
_OPEN = re.compile(
    rf"(?=[\\\\%&])(?:(?:{_SLASHES}u[dD][89abAB][0-9a-fA-F]{{2}})?(?:{_SLASHES}(?:u[0-9a-fA-F]{{0,3}})?)?"
    r"|(?:%(?:25){0,4}[c-fC-F][0-9a-fA-F](?:%(?:25){0,4}[89abAB][0-9a-fA-F]){0,2})?(?:%(?:25){0,4}[0-9a-fA-F]?)?"
    r"|&(?:amp;){0,4}(?:#[xX]?[0-9a-fA-F]{0,6}|[a-zA-Z]{0,16}))\Z"
)
