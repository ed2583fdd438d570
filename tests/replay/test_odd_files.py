"""Files with a seal that fits and something in them that no app has written: refused by the line, or imported and played
again to the end, with differences or without. Nothing ends in an error of Python."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from chat.errors import Unprocessable
from chat.formats.session import Session, read, write
from chat.replay.replay import replay
from tests.engine.playing import playing
from tests.provider import Provider
from tests.session_files import export_session, import_session
from tests.sessions.stage import resealed

EDITS = 300
LOST = object()  # the field is left out
ODD: tuple[Any, ...] = (
    None, True, -1, 0, 2**63 - 1, 2**70, 1.5, 1e308, "", "x", "\x00", "\ud800", "9" * 5000,
    [], [None], ["x"], [["x", "y"]], [{"a": 1}], {}, {"a": 1}, {"a": [1]}, LOST,
)  # fmt: skip


def places(value: Any, above: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, item in items:
        yield (*above, name)
        yield from places(item, (*above, name))


def edited(lines: list[bytes], chance: Random) -> bytes:
    """Some field of some line is something odd, or what stands elsewhere in the file."""
    kinds: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        kinds.setdefault(json.loads(line)["type"], []).append(number)
    number = chance.choice(kinds[chance.choice(list(kinds))])
    value = json.loads(lines[number])
    place = chance.choice([place for place in places(value) if place[0] not in ("messages", "sections", "type")])
    within = value
    for name in place[:-1]:
        within = within[name]
    odd = chance.choice(ODD)
    if chance.random() < 0.4:
        odd = json.loads(chance.choice(lines))
        odd = odd[chance.choice(list(odd))]
    if odd is LOST:
        del within[place[-1]]
    else:
        within[place[-1]] = odd
    changed = [*lines[:number], json.dumps(value).encode(), *lines[number + 1 :]]
    return resealed(b"\n".join([*changed, b"the end", b""]))


async def test_what_nobody_has_written_is_refused_by_its_line_or_played(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.llm.replay.LONGEST", 0.1)  # for answers that nobody asks for any more
    lines, chance = write(session).split(b"\n")[:-2], Random(4)
    refused = 0
    async with Provider() as provider, playing(tmp_path / "other", provider) as engine:
        for _ in range(EDITS):
            raw = edited(lines, chance)
            try:
                taken = read(raw)
            except Unprocessable as error:
                assert error.message.startswith("line ") and error.code == "session_invalid"
                refused += 1
                continue
            chat = await import_session(engine, raw)
            read(await export_session(engine, chat.id))
            if chance.random() < 0.5:
                assert all(difference.turn for difference in await replay(taken))
    assert 50 < refused < EDITS - 50
