"""Narrative text to HTML: Markdown with HTML off, then a sanitiser with a closed list of tags. Model text is untrusted.

Speech in quotation marks is marked up for the page's typography. Work is bounded: what is too large or too strange for
the Markdown parser comes out as plain paragraphs.
"""

import asyncio
import html
import re
from collections.abc import Sequence
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

LARGEST = 60_000  # characters that are parsed as Markdown
QUICK = 2_000  # characters that are rendered in some milliseconds, whatever they are
MAX_LINES = 4_000
DENSEST = 2_000  # markup characters of one text; beyond that parsing may be slow
TAGS = {
    "p",
    "em",
    "strong",
    "del",
    "br",
    "hr",
    "blockquote",
    "ul",
    "ol",
    "li",
    "code",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "span",
}
MARKUP = re.compile(r"[\[\]*_`>~|\\!\"]")
QUOTE = re.compile(r'(["“”„«»])')
OPENING, CLOSING = "“„«", "”»"


class StoryRenderer(RendererHTML):
    """Markdown's renderer, with speech in spans: from a quotation mark to its partner or to the paragraph's end, also
    over emphasis."""

    def paragraph_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        env["speaking"] = False
        return self.renderToken(tokens, idx, options, env)

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        written, spoken = list[str](), list[str]()
        for piece in QUOTE.split(tokens[idx].content):
            was = env.get("speaking", False)
            if QUOTE.fullmatch(piece):
                env["speaking"] = piece in OPENING or (piece not in CLOSING and not was)
            if was or env.get("speaking", False):
                spoken.append(piece)
            if not env.get("speaking", False):
                written += [_span("".join(spoken)), "" if was else html.escape(piece, quote=False)]
                spoken = []
        return "".join(written) + _span("".join(spoken))


def _span(text: str) -> str:
    return f'<span class="speech">{html.escape(text, quote=False)}</span>' if text else ""


MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}, renderer_cls=StoryRenderer).disable(
    ["link", "image", "autolink", "reference", "entity"]
)
CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes={"span": {"class"}},
    attribute_filter=lambda tag, name, value: value if (tag, name, value) == ("span", "class", "speech") else None,
    link_rel=None,
)


@lru_cache(maxsize=512)
def render(text: str) -> str:
    """Safe HTML. A page of a chat asks for the same texts again and again, so the last ones are kept."""
    if not text:
        return ""
    if len(text) > LARGEST or text.count("\n") > MAX_LINES or len(MARKUP.findall(text)) > DENSEST:
        blocks = (html.escape(block, quote=False).replace("\n", "<br>") for block in paragraphs(text))
        return "".join(f"<p>{block}</p>" for block in blocks)
    return CLEANER.clean(MARKDOWN.render(text))


async def render_aside(text: str) -> str:
    """The same for the event loop: what takes longer is rendered on a thread."""
    return render(text) if len(text) < QUICK else await asyncio.to_thread(render, text)


def paragraphs(text: str) -> list[str]:
    """The blocks between blank lines."""
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
