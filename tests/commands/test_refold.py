"""Another table of relations: what it would change, and the chat going on with it."""

import asyncio
from pathlib import Path

import pytest

from chat.cli import main
from chat.commands.cast import Newcomer, join, merge
from chat.commands.create import NewChat, create_chat
from chat.commands.refold import lines, put_table, refold
from chat.config import Settings
from chat.db import changes, chats, snapshots, turns
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.story.models import Act, Change
from chat.story.relations import parse_relations
from tests.session_files import export_session, import_session

NOW = "2026-01-01T00:00:00.000Z"
TOLD = Path("chat/story/relations.toml").read_text("utf-8")
MIRA = "c_mill_1"


MOVES = "moves = { trust = 3, affection = 2, respect = 2, fear = -1 }"


def kinder() -> str:
    """The app's table, but help moves trust by 9."""
    assert TOLD.count(MOVES) == 1
    return TOLD.replace(MOVES, "moves = { trust = 9 }")


async def play(engine: Engine, count: int) -> chats.Chat:
    """A chat with as many turns in which Ash helped Mira."""
    chat = await create_chat(engine, NewChat([MIRA], "Ash"))
    for _ in range(count):
        await help_ash(engine, chat.id, MIRA)
    return await engine.db.read(chats.get, chat.id)


async def help_ash(engine: Engine, chat_id: str, who: str) -> None:
    """A turn in which somebody was helped by Ash."""
    chat = await engine.db.read(chats.get, chat_id)
    above = await engine.db.read(turns.get, chat.head or "")
    made = await engine.db.write(
        turns.insert, turn_id=new_id("t"), chat=chat.id, parent=above, origin="message", status="committed",
        text="I lift the heavy sack.", now=NOW,
    )  # fmt: skip
    helped = Change("pair", "model", who, chat.persona, (Act("helped", 1, "lift the heavy sack"),))
    await engine.db.write(changes.insert, chat.id, made.id, [helped])
    await engine.db.write(chats.move_head, chat.id, made.id)


async def trust(engine: Engine, chat: chats.Chat) -> int:
    state = await engine.db.read(changes.state_at, chat.id, chat.head, engine.relations)
    return state.pairs[MIRA, chat.persona].axes["trust"]


async def test_the_difference_is_named_by_turn_and_pair(engine: Engine) -> None:
    chat = await play(engine, 2)
    table = parse_relations(kinder())

    found = await engine.db.read(refold, chat.id, engine.relations, table)

    assert [(item.depth, item.source, item.target) for item in found.differences] == [
        (2, MIRA, chat.persona),
        (3, MIRA, chat.persona),
    ]
    first = found.differences[0].values["trust"]
    said = list(lines(found, table, {member.id: member.name for member in chat.members}))
    assert said[0].startswith(f"turn 2 ({found.differences[0].turn}) Mira → Ash: trust {first[0]} → {first[1]}")
    assert said[-1].endswith("2 values of pairs differ.") and table.sha256[:12] in said[-1]
    assert (await engine.db.read(refold, chat.id, engine.relations, engine.relations)).differences == ()


async def test_a_mood_that_fades_sooner_is_named_where_it_has_faded(engine: Engine) -> None:
    chat = await play(engine, 1)
    happy = Change("pair", "model", MIRA, chat.persona, mood="hopeful")
    await engine.db.write(changes.insert, chat.id, chat.head or "", [happy])
    for _ in range(4):
        await help_ash(engine, chat.id, chat.persona)  # and so to nobody
    table = parse_relations(TOLD.replace("hopeful = 5", "hopeful = 2"))

    found = await engine.db.read(refold, chat.id, engine.relations, table)

    assert [(item.depth, item.values) for item in found.differences] == [(5, {"mood": ("hopeful", "neutral")})]
    assert "mood hopeful → neutral" in next(lines(found, table, {}))


async def test_a_written_table_is_the_chat_s_own_and_goes_with_it(engine: Engine) -> None:
    chat, other = await play(engine, 1), await play(engine, 1)
    before = await trust(engine, chat)

    await engine.db.write(put_table, chat.id, kinder())

    assert await trust(engine, chat) == 9 != before and await trust(engine, other) == before
    copy = await import_session(engine, await export_session(engine, chat.id))
    assert await trust(engine, copy) == 9
    await engine.db.write(put_table, chat.id, None)
    assert await trust(engine, chat) == before


async def test_snapshots_of_another_table_are_not_read(engine: Engine) -> None:
    chat = await play(engine, 40)
    engine.snapshot_refresh.begin(chat.id)
    await engine.snapshot_refresh.finished(chat.id)
    before = await trust(engine, chat)
    await engine.db.write(chats.set_table, chat.id, kinder())
    assert await engine.db.read(snapshots.missing, chat.id, engine.relations)
    assert await trust(engine, chat) != before


async def test_who_turned_out_to_be_another_in_the_same_turn_is_counted_as_that(engine: Engine) -> None:
    chat = await play(engine, 1)
    tom, _ = await join(engine, chat.id, Newcomer("Tom"))
    await help_ash(engine, chat.id, tom.entry.change.arguments["member"])
    await merge(engine, chat.id, "Tom", "Mira")

    found = await engine.db.read(refold, chat.id, engine.relations, parse_relations(kinder()))

    assert [(item.source, item.values["trust"]) for item in found.differences] == [(MIRA, (3, 9)), (MIRA, (6, 18))]


def test_the_command_shows_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("CHAT_DATA_DIR", str(tmp_path / "data"))

    async def begin() -> chats.Chat:
        engine = await Engine.open(Settings(data_dir=tmp_path / "data"))
        try:
            return await play(engine, 2)
        finally:
            await engine.close()

    chat = asyncio.run(begin())
    table = tmp_path / "kinder.toml"
    table.write_text(kinder(), "utf-8")
    main(["refold", chat.id, "--relations", str(table)])
    main(["refold", chat.title, "--relations", str(table), "--write"])
    shown = capsys.readouterr().out.splitlines()
    assert shown[:3] == shown[3:6] and "trust 3 → 9" in shown[0] and shown[6].endswith("goes on with this table.")
    main(["refold", chat.id, "--relations", str(table)])
    assert "nothing differs" in capsys.readouterr().out
    table.write_text("axes = 3", "utf-8")
    with pytest.raises(SystemExit):
        main(["refold", chat.id, "--relations", str(table)])
    assert str(table) in capsys.readouterr().err
