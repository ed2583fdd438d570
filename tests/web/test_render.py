"""Model text as HTML: nothing in it becomes markup of the page's own, and nothing takes long."""

import re
from html.parser import HTMLParser
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.web.render import LARGEST, TAGS, paragraphs, render

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "![x](http://elsewhere/x.png)",
    "<javascript:alert(1)>",
    '<a href="http://elsewhere">x</a>',
    "[x]: http://elsewhere\n\n[x]",
    "<style>body{display:none}</style>",
    "<!-- --><iframe src=//elsewhere></iframe>",
    '"<b onmouseover=alert(1)>spoken</b>"',
    '<span class="speech" onclick="alert(1)">x</span>',
    "```html\n<script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
]


class Tags(HTMLParser):
    """What a browser would take for markup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def check_safe(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert tag in TAGS
        assert attributes in ([], [("class", "speech")])
        assert not attributes or tag == "span"


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_foreign_becomes_markup(attack: str) -> None:
    check_safe(render(attack))
    check_safe(render(f'*She says "{attack}" and leaves.*\n\n> {attack}'))
    check_safe(render(attack + "x" * LARGEST))  # the plain way for what is too large


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>\"'&;:/=()[]!*_`#-+ \nab1")), max_size=80))
def test_no_text_becomes_foreign_markup(text: str) -> None:
    check_safe(render(text))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*Rain.*", "<p><em>Rain.</em></p>\n"),
        ("One\ntwo", "<p>One<br>\ntwo</p>\n"),
        ('"Come in," she says.', '<p><span class="speech">"Come in,"</span> she says.</p>\n'),
        ("„Komm.“", '<p><span class="speech">„Komm.“</span></p>\n'),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("", ""),
    ],
)
def test_markdown_and_speech(text: str, html: str) -> None:
    assert render(text) == html


def test_speech_ends_with_its_paragraph() -> None:
    html = render('"She never comes\n\nback.')
    assert html.count('class="speech"') == 1
    assert "<p>back.</p>" in html


@pytest.mark.parametrize("piece", ["*", "**a", "> ", "[", "`", '"', "- ", "_*_", "\\", "<", "&", "![", "~", "* a\n "])
def test_no_text_takes_long(piece: str) -> None:
    began = monotonic()
    render(piece * (LARGEST // len(piece)))
    assert monotonic() - began < 5  # what is quadratic takes minutes


def test_paragraphs_are_between_blank_lines() -> None:
    assert paragraphs("one\ntwo\n\n \n\nthree\n") == ["one\ntwo", "three"]
    assert paragraphs(" \n\n ") == []


def test_every_letter_of_a_text_is_still_there() -> None:
    text = "Ægir’s Straße, 日本, 👩‍👩‍👧 and e\u0301"
    assert text in re.sub(r"<[^>]+>", "", render(text))
