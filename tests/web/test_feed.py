"""Events as bytes: numbered, encoded once, followed from anywhere; and the paragraphs cut from a growing text."""

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.events import NarrativeDelta, TurnCancelled
from chat.web import feed as feed_module
from chat.web.feed import Blocks, Feed, encode
from chat.web.render import paragraphs, render
from chat.web.sse import COMMENT


@given(st.text(alphabet=st.sampled_from('a"\\\n\r\x00\x1c\x85\u2028\u2029é😀\ud83d')))
def test_an_event_is_one_line_of_data_whatever_it_says(text: str) -> None:
    lines = encode(7, "narrative.delta", {"text": text}).decode("ascii").splitlines()
    assert lines[:2] == ["id: 7", "event: narrative.delta"] and len(lines) == 4 and lines[3] == ""
    assert json.loads(lines[2].removeprefix("data: ")) == {"text": text}


async def test_a_follower_gets_what_came_and_what_comes() -> None:
    feed = Feed()
    feed.add(NarrativeDelta("one"), {"text": "one"})
    feed.add(NarrativeDelta("two"), {"text": "two"})
    pieces = feed.follow(1)
    assert await anext(pieces) == encode(2, "narrative.delta", {"text": "two"})
    waiting = asyncio.ensure_future(anext(pieces))
    await asyncio.sleep(0)
    feed.add(TurnCancelled("t_1"), {"turn_id": "t_1"})
    assert await waiting == encode(3, "turn.cancelled", {"turn_id": "t_1"})
    assert [piece async for piece in pieces] == [] and feed.last == 3
    assert b"".join([piece async for piece in feed.follow(0)]) == b"".join(feed.events)


async def test_numbers_go_on_from_the_first() -> None:
    feed = Feed(first=1000)
    assert feed.last == 999
    feed.push("sync", {})
    feed.add(TurnCancelled("t_1"), {})
    assert [piece async for piece in feed.follow(999)] == [
        encode(1000, "sync", {}) + encode(1001, "turn.cancelled", {})
    ]
    assert [piece async for piece in feed.follow(1000)] == [encode(1001, "turn.cancelled", {})]


async def test_a_late_follower_gets_it_in_pieces_and_holds_no_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "PIECE", 100)
    feed = Feed()
    for number in range(50):
        feed.add(NarrativeDelta("x"), {"text": f"{number}"})
    feed.add(TurnCancelled("t_1"), {})
    pieces = [piece async for piece in feed.follow(3)]
    assert b"".join(pieces) == b"".join(feed.events[3:])
    assert max(map(len, pieces)) < 100 + max(map(len, feed.events))


async def test_silence_is_broken_by_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "HEARTBEAT", 0.01)
    feed = Feed()
    pieces = feed.follow(0)
    assert [await anext(pieces), await anext(pieces)] == [COMMENT, COMMENT]
    feed.add(TurnCancelled("t_1"), {})
    assert await anext(pieces) == encode(1, "turn.cancelled", {})


async def told(deltas: list[str]) -> list[tuple[int, str]]:
    blocks = Blocks()
    found = [block for delta in deltas for block in await blocks.add(delta)] + await blocks.rest()
    return [(block.index, block.html) for block in found]


@given(st.lists(st.text(alphabet="ab* \n", max_size=5), max_size=30))
def test_however_deltas_are_cut_the_paragraphs_are_those_of_the_whole(deltas: list[str]) -> None:
    assert asyncio.run(told(deltas)) == [
        (index, render(block)) for index, block in enumerate(paragraphs("".join(deltas)))
    ]


async def test_a_paragraph_is_shown_when_it_is_over() -> None:
    blocks = Blocks()
    assert await blocks.add("One.\n") == []
    assert [block.html for block in await blocks.add("\nTwo")] == ["<p>One.</p>\n"]
    assert await blocks.add(" and more.") == []
    assert [(block.index, block.html) for block in await blocks.rest()] == [(1, "<p>Two and more.</p>\n")]
    assert await blocks.rest() == []
