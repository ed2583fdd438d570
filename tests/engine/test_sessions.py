"""A chat as a session file: what goes out comes in the same, and a bad file comes in not at all."""

import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.commands.corrections import Correction, correct
from chat.db import chats, memory_search
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.formats import session
from chat.turn import Request
from tests.engine.playing import begin, play, playing, say
from tests.provider import Provider, streaming, structured
from tests.replies import Reply, error
from tests.session_files import export_session, import_session

HELPED = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}
FACT = {"facts": [{"text": "The sack is heavy.", "importance": 2, "about": ["Mira"], "quote": "the heavy sack"}]}


@pytest.fixture
async def engine(tmp_path: Path, no_models: None) -> AsyncIterator[Engine]:
    async with Provider() as provider:
        provider.on(streaming, Reply("Mira and Ash carry the heavy sack inside."))
        provider.on(structured("acts"), error(500, "no"), error(500, "no"), Reply(json.dumps(HELPED)))
        async with playing(tmp_path / "data", provider, narrative_api_key="sk-very-secret") as opened:
            yield opened


async def played(engine: Engine) -> chats.Chat:
    chat = await begin(engine)
    await say(engine, chat, "I carry the sack.")
    await correct(engine, chat.id, Correction("pin", "Mira", "Ash", "trust", 40))
    await say(engine, chat, "Wait \u2028 for me…")
    head = (await engine.db.read(chats.get, chat.id)).head
    await play(engine, Request(chat.id, "regenerate", turn=head, instruction="shorter"))
    return chat


async def test_a_session_comes_back_as_it_was(engine: Engine, tmp_path: Path) -> None:
    chat = await played(engine)
    raw = await export_session(engine, chat.id)
    assert b"sk-very-secret" not in raw
    memories = await engine.db.read(_memories, chat.id)
    async with Provider() as provider, playing(tmp_path / "other", provider) as other:
        again = await import_session(other, raw)
        assert await other.db.read(_memories, again.id) == memories != []
        found = session.read(await export_session(other, again.id))
    expected = session.read(raw)
    found.head.chat.created = expected.head.chat.created
    assert session.write(found) == session.write(expected)


async def test_beside_its_original_a_session_gets_new_ids(engine: Engine) -> None:
    chat = await played(engine)
    raw = await export_session(engine, chat.id)
    copy = await import_session(engine, raw)
    assert copy.id != chat.id and copy.head != chat.head
    assert (await engine.db.read(chats.get, copy.id)).head == copy.head
    first, second = session.read(raw), session.read(await export_session(engine, copy.id))
    assert [told.turn.narrative for told in first.turns] == [told.turn.narrative for told in second.turns]
    assert not {told.turn.id for told in first.turns} & {told.turn.id for told in second.turns}
    await say(engine, copy, "It goes on.")


def _memories(db: Connection, chat: str) -> list[tuple[str, ...]]:
    return list(db.execute("SELECT turn, kind, text, witnesses, told_at, weight FROM memory WHERE chat = ?", (chat,)))


def sealed(lines: list[bytes]) -> bytes:
    """With a checksum that fits: what a careful stranger would send."""
    body = b"".join(line + b"\n" for line in lines)
    end = {"type": "end", "lines": len(lines), "sha256": hashlib.sha256(body).hexdigest()}
    return body + json.dumps(end).encode() + b"\n"


def resealed(edit: Callable[[list[bytes]], None]) -> Callable[[bytes], bytes]:
    def edited(raw: bytes) -> bytes:
        lines = raw.splitlines()[:-1] if b"\r" in raw else raw.split(b"\n")[:-2]
        edit(lines)
        return sealed(lines)

    return edited


def _replace(number: int, old: bytes, new: bytes) -> Callable[[list[bytes]], None]:
    def edit(lines: list[bytes]) -> None:
        assert old in lines[number - 1]
        lines[number - 1] = lines[number - 1].replace(old, new)

    return edit


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: b"", "line 1: no JSON"),
        (lambda raw: b"\x89PNG\r\n", "line 1: no JSON"),
        (lambda raw: b'{"spec": "chara_card_v2", "data": {}}\n', "line 1: this is no session file"),
        (lambda raw: raw.replace(b'"format": 1', b'"format": 2', 1), "line 1: the format 2 is newer"),
        (lambda raw: raw[: len(raw) // 2], "the file ends before its end line"),
        (lambda raw: b"\n".join(raw.split(b"\n")[:-2]) + b"\n", "the file ends before its end line"),
        (lambda raw: raw.replace(b"heavy sack", b"light sack", 1), "the checksum differs"),
        (lambda raw: raw + b"{}\n", "something behind the end line"),
        (resealed(_replace(4, b'"parent": null', b'"parent": "t_nobody"')), "line 4: its parent t_nobody"),
        (resealed(_replace(4, b'"status": "committed"', b'"status": "dreamt"')), "line 4: status is wrong"),
        (
            resealed(_replace(1, b'"settings": {', b'"settings": {"max_tokens": "x"')),
            "line 1: chat.settings.max_tokens is wrong",
        ),
        (resealed(_replace(2, b'"persona": true', b'"persona": false')), "line 2: the first character must be"),
        (resealed(lambda lines: lines.insert(4, b"\xff")), "line 5: no JSON"),
        (resealed(lambda lines: lines.insert(4, lines[3])), "line 5: the turn t_"),
        (resealed(lambda lines: lines.insert(4, b'{"type": "joke"}')), "line 5: no line is of the type joke"),
    ],
)
async def test_a_bad_file_is_refused_by_its_line(engine: Engine, spoil: Callable[[bytes], bytes], said: str) -> None:
    chat = await played(engine)
    raw = await export_session(engine, chat.id)
    with pytest.raises(Unprocessable) as refused:
        await import_session(engine, spoil(raw))
    assert refused.value.code == "session_invalid" and said in refused.value.message
    assert len(await engine.db.read(chats.listed)) == 1


async def test_a_ledger_no_app_has_written_leaves_nothing_behind(engine: Engine) -> None:
    taken = session.read(await export_session(engine, (await played(engine)).id))
    change = next(line for told in taken.turns for line in told.changes if line.by == "user")
    change.kind, change.operation, change.arguments = "scene", "set_time", {"day": []}
    change.source = change.target = None
    try:
        await import_session(engine, session.write(taken))
    except Unprocessable as refused:
        assert refused.code == "session_invalid"
        assert len(await engine.db.read(chats.listed)) == 1


@pytest.mark.parametrize("text", [["a"], {"a": 1}, 7, True, None])
async def test_fact_without_a_text_is_refused_by_its_line(engine: Engine, text: object) -> None:
    taken = session.read(await export_session(engine, (await played(engine)).id))
    change = next(line for told in taken.turns for line in told.changes if line.by == "user")
    change.kind, change.operation, change.arguments = "fact", "remember", {"text": text, "importance": 2}
    change.source = change.target = None
    with pytest.raises(Unprocessable) as refused:
        await import_session(engine, session.write(taken))
    assert refused.value.code == "session_invalid" and "line " in refused.value.message


async def test_cards_without_aliases_are_played_and_found(engine: Engine) -> None:
    raw = await export_session(engine, (await played(engine)).id)
    for without in (b'"aliases": null', b'"other": 1'):
        lines = [re.sub(rb'"aliases": \[[^]]*\]', without, line) for line in raw.split(b"\n")[:-2]]
        chat = await import_session(engine, sealed(lines))
        await say(engine, chat, "Where is the sack, Mira?")
        assert await engine.db.read(memory_search.member_names, chat.id)
        assert b'"aliases": null' not in await export_session(engine, chat.id)
