"""Narrative to HTML: the typography of a story, nothing that acts, and an end to the work."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.web.render import DENSEST, LARGEST, TAGS, paragraphs, render, render_aside

SPEECH = '<span class="speech">'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>\n"),
        ("One,\ntwo.", "<p>One,<br>\ntwo.</p>\n"),
        ("She *nods* and **runs**.", "<p>She <em>nods</em> and <strong>runs</strong>.</p>\n"),
        ('"Go," she says. "Now."', '<p><span class="speech">"Go,"</span> she says. <span class="speech">"Now."</span></p>\n'),
        ("“Go,” she says.", '<p><span class="speech">“Go,”</span> she says.</p>\n'),
        ("„Geh“, sagt sie.", '<p><span class="speech">„Geh“, sagt sie.</span></p>\n'),
        ('"It *is*," he says.', f'<p>{SPEECH}"It </span><em>{SPEECH}is</span></em>{SPEECH},"</span> he says.</p>\n'),
        ('"On\n\nand on."', f'<p>{SPEECH}"On</span></p>\n<p>and on.{SPEECH}"</span></p>\n'),
        ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>\n"),
        ("* * *", "<hr>\n"),
    ],
)  # fmt: skip
def test_the_typography_of_a_story(text: str, html: str) -> None:
    assert render(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<b>bold</b>",
        "![x](http://evil.com/x.png)",
        "[x](javascript:alert(1))",
        "[x](http://evil.com)",
        "[x]: http://evil.com\n\n[x]",
        "<http://evil.com>",
        "http://evil.com",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;",
        "`<script>`",
        "```html onclick=alert(1)\n<script>\n```",
        '"<span class="evil" style="x">"',
        '<p class="speech" onclick="x">',
        "<!-- x --><style>*{}</style>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "\x00<script>\x00",
    ],
)
def test_nothing_in_a_narrative_acts(text: str) -> None:
    harmless(render(text))
    harmless(render(f'*{text}* and "{text}"\n\n> {text}'))


def harmless(html: str) -> None:
    """Tags of the closed list, no attribute but the class of speech."""
    for tag in re.findall(r"<[^>]*>", html):
        name = re.fullmatch(r"</?([a-z0-9]+)>|<span class=\"speech\">", tag)
        assert name and (name[1] is None or name[1] in TAGS), tag
    assert "<" not in re.sub(r"<[^>]*>", "", html)


@given(st.text(alphabet=st.sampled_from('ab \n\t*_`~<>[]()!"“”„«»#-+1.&;:/\\|=\u2028\x00é😀'), max_size=300))
def test_any_text_comes_out_harmless(text: str) -> None:
    html = render(text)
    harmless(html)
    assert text.strip("\n\t \u2028\x00#-*_=+>`~") == "" or html


PIECES = [
    "*a ",
    "**a *b ",
    "> ",
    "- ",
    "[",
    "`a``b",
    "_",
    '"',
    "\\",
    "~~",
    "1. ",
    "a\n=\n",
    "-\n",
    "    ",
    "\t",
    "\n",
    "#",
    "|a",
    "abc ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_work_has_an_end(piece: str) -> None:
    for size in (DENSEST, LARGEST):
        began = process_time()
        render(piece * (size // len(piece)))
        assert process_time() - began < 1, "hostile text takes seconds"


def test_what_is_too_large_is_plain_paragraphs() -> None:
    text = "One *two*.\n\nThree <b>\nfour." + " more" * LARGEST
    assert render(text).startswith("<p>One *two*.</p><p>Three &lt;b&gt;<br>four. more")


async def test_large_texts_are_the_same_from_a_thread() -> None:
    for text in ("*Short.*", "*Long.* " * 2_000):
        assert await render_aside(text) == render(text)


def test_paragraphs_are_cut_at_blank_lines() -> None:
    assert paragraphs("\n\n One.\n \n\nTwo,\nthree. \n\n\n") == ["One.", "Two,\nthree."]
    assert paragraphs(" \n\n ") == []
