"""Keys in what a server says: as they are, escaped, and cut into pieces."""

import base64
import html
import json
import logging
import re
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chat.config import Settings
from chat.llm.redaction import HIDDEN, LogFormatter, Secrets, place_of, secrets_of, shown

KEY, OTHER, WORD = "sk-Nar+rat/or=42", "kk-kk-classifier", "open sesame"
SECRETS = Secrets([KEY, OTHER, "lighthouse", "none", "abc"], [WORD])


@pytest.mark.parametrize(
    "said",
    [
        KEY, f"Bearer {KEY}", f"{KEY}{KEY}", "sk-Nar%2Brat%2For%3D42", "sk-Nar%2brat%2for%3d42", "sk-Nar\\u002brat/or=42",
        r"\u0073k-Nar+rat/or=42", "%73k-Nar%2Brat/or=42", "sk-Nar&#43;rat/or=42", f"{OTHER} {WORD} {KEY}", "a lighthouse",
    ],
)  # fmt: skip
def test_a_message_holds_no_secret(said: str) -> None:
    hidden = SECRETS.hide(f"<{said}>")
    assert HIDDEN in hidden
    assert not any(secret in hidden for secret in (KEY, OTHER, WORD, "lighthouse", "rat/or", "rat%2"))


SLASHED, TAIL = "nk/AbC+123secretNARR", "123secret"
ESCAPED = [
    json.dumps(SLASHED).replace("/", "\\/"),
    json.dumps(json.dumps(SLASHED).replace("/", "\\/")),
    json.dumps(json.dumps(json.dumps(SLASHED).replace("/", "\\/"))),
    "nk\\u002FAbC\\u002b123secretNARR",
    "nk\\\\u002fAbC\\\\u002B123secretNARR",
    "nk%2FAbC%2b123secretNARR",
    "nk%252fAbC%252B123secretNARR",
    "nk%5C/AbC%2B123secretNARR",
    "nk&#47;AbC&#x2B;123secretNARR",
    "nk&sol;AbC&amp;plus;123secretNARR",
    "nk\\/AbC%2B123secretNARR",
    "".join(f"\\u{ord(character):04X}" for character in SLASHED[:-9]) + SLASHED[-9:],
]


@pytest.mark.parametrize("said", ESCAPED)
def test_a_key_goes_however_it_is_escaped_and_nothing_else_does(said: str) -> None:
    """A server may escape what it echoes as JSON, as an address or as HTML, and the next one again."""
    secrets, around = Secrets([SLASHED]), "He said %41 &amp; \\u0041: C:\\\\mill \\/ "
    for hide in (secrets.hide, secrets.hide_told):
        assert hide(f"{around}{said}{around}").replace('"', "").replace("\\", "") == f"{around}[key]{around}".replace(
            "\\", ""
        )
    for cut in range(len(said)):
        stream = secrets.stream()
        told = "".join([*map(stream.add, (around, said[:cut], said[cut:], around)), stream.rest()])
        assert HIDDEN in told and TAIL not in told and told.startswith(around) and told.endswith(around), cut
    stream = secrets.stream()
    told = "".join([*map(stream.add, f"{around}{said}{around}"), stream.rest()])
    assert HIDDEN in told and TAIL not in told and told.startswith(around) and told.endswith(around)


@pytest.mark.parametrize("key", ["a\\b-c\\/d-e\\u0041f", "%41%42-%2F-xyz", "p&amp;q&#47-key", "pässwörd-\U0001f511-x"])
def test_a_key_goes_whose_characters_look_like_escapes(key: str) -> None:
    for said in (key, json.dumps(key), quote(key, safe=""), html.escape(key), json.dumps(json.dumps(key))):
        secrets = Secrets([key])
        assert secrets.hide(f"<{said}>").replace('"', "").replace("\\", "") == "<[key]>"
        stream = secrets.stream()
        assert HIDDEN in "".join([*map(stream.add, said), stream.rest()])


def test_words_of_a_story_stay() -> None:
    told = "None went to the lighthouse; open sesame, said the abc book. 100 % &amp; %41 \\u0041"
    assert SECRETS.hide_told(told) == told
    assert SECRETS.hide("abc %41 &amp; \\u0041") == "abc %41 &amp; \\u0041"


BEGINNING = re.compile(r"[sk-]+\[key\]")  # the first characters of a key are told before the rest is known
TEXTS = st.lists(st.sampled_from([KEY, OTHER, KEY[:5], KEY[3:], OTHER[:3], "s", "k", "-", "sk-", "The mill. ", "é"]))


@given(TEXTS, st.lists(st.integers(1, 9), min_size=1))
@example([KEY], [1])
@example(["sk-sk-", KEY], [2])
@example([KEY, KEY[:9]], [3])
def test_a_key_cut_into_pieces_goes_and_nothing_else_does(parts: list[str], sizes: list[int]) -> None:
    text, stream = "".join(parts), SECRETS.stream()
    pieces, at, number = [], 0, 0
    while at < len(text):
        pieces.append(text[at : at + sizes[number % len(sizes)]])
        at += len(pieces[-1])
        number += 1
    told = "".join([*map(stream.add, pieces), stream.rest()])
    assert KEY not in told and OTHER not in told
    assert BEGINNING.sub(HIDDEN, told) == BEGINNING.sub(HIDDEN, SECRETS.hide_told(text))


def test_a_stream_holds_up_nothing_but_the_beginning_of_a_key() -> None:
    stream = SECRETS.stream()
    pieces = ("The ", "desk", " sk", "-", "k", "kk-k", "mill", "sk-N")
    assert [stream.add(piece) for piece in pieces] == [*pieces[:5], "", "kk-kmill", ""] and stream.rest() == "sk-N"
    stream = SECRETS.stream()
    assert [stream.add(piece) for piece in ("ask", "s sk", "y")] == ["ask", "s sk", "y"]
    assert [stream.add(piece) for piece in (KEY[:2], KEY[2:5], KEY[5:], "!")] == [KEY[:2], "", HIDDEN, "!"]


def test_an_address_tells_no_more_than_the_place() -> None:
    address = "https://ash:p%40ssw0rd@models.example:8443/v1?api_key=query-key-1"
    settings = Settings(narrative_base_url=address)
    basic = base64.b64encode(b"ash:p@ssw0rd").decode()
    for said in ("p@ssw0rd", "p%40ssw0rd", f"Basic {basic}", "query-key-1", address):
        hidden = secrets_of(settings).hide(said)
        assert HIDDEN in hidden and "ssw0rd" not in hidden and "query-key-1" not in hidden and basic not in hidden
    assert place_of(address) == "models.example:8443" and shown(address) == "https://models.example:8443/v1"
    assert "ssw0rd" not in repr(settings)
    assert secrets_of(Settings(narrative_base_url="http://key-as-a-user@x/v1")).hide("key-as-a-user") == HIDDEN


def test_a_line_of_the_log_holds_none_and_neither_does_its_traceback() -> None:
    formatter = LogFormatter("%(message)s")
    formatter.secrets = SECRETS
    try:
        raise ValueError(f"no {KEY}")
    except ValueError as error:
        record = logging.LogRecord("x", 30, "x", 1, "%s", (WORD,), (ValueError, error, error.__traceback__))
    line = formatter.format(record)
    assert "ValueError: no [key]" in line and line.startswith(HIDDEN)
