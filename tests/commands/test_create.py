"""How a chat begins: frozen cards, greetings as swipes, and what is refused."""

import pytest

from chat.commands.create import NewChat, create_chat
from chat.db import changes, characters, turns
from chat.engine.engine import Engine
from chat.errors import NotFound, Unprocessable
from chat.formats.card import parse_card
from chat.story.cast import MAX_MEMBERS

NOW = "2026-01-01T00:00:00.000Z"


async def character(engine: Engine, name: str, **card: object) -> str:
    parsed, source = parse_card({"name": name, **card})
    return (await engine.db.write(characters.insert, parsed, source, NOW)).id


async def test_the_greetings_are_siblings_and_the_chosen_one_is_the_head(engine: Engine) -> None:
    mira = await character(
        engine, "Mira", greeting="{{char}} nods to {{user}}.", alternate_greetings=["Rain.", "Snow."]
    )
    chat = await create_chat(engine, NewChat([mira], "Ash", greeting=1))
    head = await engine.db.read(turns.get, chat.head or "")
    ids = (await engine.db.read(turns.siblings, [head]))[head.id]
    texts = [(await engine.db.read(turns.get, turn)).narrative for turn in ids]
    assert texts == ["Mira nods to Ash.", "Rain.", "Snow."] and head.narrative == "Rain."
    assert (head.status, head.depth, head.text) == ("committed", 1, "")


async def test_a_chat_keeps_the_card_it_began_with(engine: Engine) -> None:
    mira = await character(engine, "Mira", description="A miller.")
    chat = await create_chat(engine, NewChat([mira], "Ash", greeting=None))
    await engine.db.write(characters.delete, mira)
    assert chat.head is None and chat.members[1].description == "A miller."
    state = await engine.db.read(changes.state_at, chat.id, None, engine.relations)
    assert state.scene.present == (chat.persona, mira) and state.pairs == {}


async def test_a_story_may_begin_without_some_of_its_cast(engine: Engine) -> None:
    mira, tom = await character(engine, "Mira", greeting="Hello."), await character(engine, "Tom")
    chat = await create_chat(engine, NewChat([mira, tom], "Ash", present=[mira]))
    state = await engine.db.read(changes.state_at, chat.id, chat.head, engine.relations)
    assert state.scene.present == (chat.persona, mira) and len(state.met) == 1
    remembered = await engine.db.read(lambda db: db.execute("SELECT witnesses FROM memory").fetchall())
    assert remembered and not any(tom in witnesses for (witnesses,) in remembered)
    alone = await create_chat(engine, NewChat([mira], "Ash", present=[], greeting=None))
    state = await engine.db.read(changes.state_at, alone.id, None, engine.relations)
    assert state.scene.present == (alone.persona,) and state.met == {}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"character_ids": []}, "unprocessable"),
        ({"persona_name": " MIRA "}, "equal_names"),
        ({"greeting": 3}, "unprocessable"),
        ({"profile": "none"}, "unprocessable"),
        ({"present": ["c_none"]}, "unprocessable"),
        ({"present": []}, "unprocessable"),
    ],
)
async def test_what_cannot_be_played_is_refused(engine: Engine, wanted: dict[str, object], code: str) -> None:
    mira = await character(engine, "Mira", greeting="Hello.")
    with pytest.raises(Unprocessable) as refused:
        await create_chat(engine, NewChat(**{"character_ids": [mira], "persona_name": "Ash", **wanted}))  # type: ignore[arg-type]
    assert refused.value.code == code and refused.value.hint


async def test_an_unknown_character_is_not_found(engine: Engine) -> None:
    with pytest.raises(NotFound):
        await create_chat(engine, NewChat(["c_none"], "Ash"))


async def test_a_chat_of_too_many_members_is_not_begun(engine: Engine) -> None:
    with pytest.raises(Unprocessable) as refused:
        await create_chat(engine, NewChat([f"c_{number}" for number in range(MAX_MEMBERS)]))
    assert refused.value.code == "too_many_members"
