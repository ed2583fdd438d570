"""Head, delete and undo, and the user's corrections, on a tree built by hand."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from chat.commands.corrections import Correction, correct
from chat.commands.create import NewChat, create_chat
from chat.commands.tree import delete_chat, delete_turn, move_head, redo, undo, undo_delete
from chat.db import changes, chats, turn_moves, turns, undo_log
from chat.db.ids import new_id
from chat.engine.engine import Engine
from chat.engine.run import Run
from chat.errors import Conflict, NotFound, Unprocessable
from chat.story.models import Act, Change
from chat.turn import Request
from tests.engine.playing import begin, head, play, playing, say
from tests.provider import Provider, streaming
from tests.replies import Reply

NOW = "2026-01-01T00:00:00.000Z"
Grow = Callable[[str | None], Awaitable[turns.Turn]]


@pytest.fixture
async def chat(engine: Engine) -> chats.Chat:
    return await create_chat(engine, NewChat(["c_mill_1"], "Ash"))


@pytest.fixture
def grow(engine: Engine, chat: chats.Chat) -> Grow:
    async def one(parent: str | None) -> turns.Turn:
        above = await engine.db.read(turns.get, parent) if parent else None
        made = await engine.db.write(
            turns.insert, turn_id=new_id("t"), chat=chat.id, parent=above, origin="message", status="committed",
            text="x", now=NOW,
        )  # fmt: skip
        await engine.db.write(chats.move_head, chat.id, made.id)
        return made

    return one


async def test_a_deleted_turn_takes_what_follows_and_comes_back(engine: Engine, chat: chats.Chat, grow: Grow) -> None:
    first = await grow(chat.head)
    second = await grow(first.id)
    third = await grow(second.id)

    count, _, undo, version = await delete_turn(engine, second.id)

    after = await engine.db.read(chats.get, chat.id)
    assert (count, after.head, after.version) == (2, first.id, version)
    with pytest.raises(NotFound):
        await engine.db.read(turns.get, third.id)

    back = await undo_delete(engine, chat.id, undo)
    assert back.head == third.id and (await engine.db.read(turns.get, second.id)).id == second.id
    with pytest.raises(NotFound):
        await undo_delete(engine, chat.id, undo)


async def test_a_second_delete_closes_the_link_of_the_first_but_both_can_be_undone(
    engine: Engine, chat: chats.Chat, grow: Grow
) -> None:
    first = await grow(chat.head)
    second = await grow(first.id)
    _, _, link, _ = await delete_turn(engine, second.id)
    await delete_turn(engine, first.id)
    with pytest.raises(NotFound):
        await undo_delete(engine, chat.id, link)
    assert (await undo(engine, chat.id)).head == first.id
    assert (await undo(engine, chat.id)).head == second.id


async def test_a_swipe_goes_to_the_end_of_what_was_played_last(engine: Engine, chat: chats.Chat, grow: Grow) -> None:
    first = await grow(chat.head)
    second = await grow(first.id)
    other = await grow(first.id)
    third = await grow(second.id)
    mended = await grow(chat.head)

    async def swipe(turn: turns.Turn) -> str | None:
        return (await move_head(engine, chat.id, turn.id, None, newest=True)).head

    assert [await swipe(turn) for turn in (first, other, mended)] == [third.id, other.id, mended.id]
    await engine.db.write(turn_moves.hang, second.id, mended.id)  # as an edit does that keeps what follows
    assert [await swipe(turn) for turn in (mended, first)] == [third.id, other.id]


async def test_steps_are_undone_and_redone_in_order(engine: Engine, chat: chats.Chat, grow: Grow) -> None:
    first = await grow(chat.head)
    second = await grow(first.id)
    await move_head(engine, chat.id, first.id, None)
    _, _, link, _ = await delete_turn(engine, second.id)
    await move_head(engine, chat.id, chat.head or "", None)
    await undo_delete(engine, chat.id, link)  # a head that only moved does not stand in the way
    assert (await engine.db.read(chats.get, chat.id)).head == first.id

    assert (await undo(engine, chat.id)).head == second.id
    with pytest.raises(Conflict, match="nothing to undo"):
        await undo(engine, chat.id)
    assert [(await redo(engine, chat.id)).head for _ in range(3)] == [first.id, first.id, chat.head]
    with pytest.raises(NotFound):
        await engine.db.read(turns.get, second.id)
    with pytest.raises(Conflict, match="nothing to redo"):
        await redo(engine, chat.id)

    await undo(engine, chat.id)
    await undo(engine, chat.id)
    await move_head(engine, chat.id, second.id, None)
    with pytest.raises(Conflict, match="nothing to redo"):  # what was undone before a new step is final
        await redo(engine, chat.id)


async def test_what_an_old_delete_left_goes_when_its_step_is_forgotten(
    engine: Engine, chat: chats.Chat, grow: Grow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_log, "MAX_STEPS", 2)
    first = await grow(chat.head)
    second = await grow(first.id)
    await delete_turn(engine, second.id)

    async def rows() -> int:
        return int(await engine.db.read(lambda db: db.execute("SELECT count(*) FROM turn").fetchone()[0]))

    before = await rows()
    await move_head(engine, chat.id, chat.head or "", None)
    await engine.sweeper.finished()
    assert await rows() == before
    await move_head(engine, chat.id, first.id, None)
    await engine.sweeper.finished()
    assert await rows() == before - 1


async def test_the_head_moves_within_its_chat_and_at_its_version(engine: Engine, chat: chats.Chat, grow: Grow) -> None:
    turn = await grow(chat.head)
    other = await create_chat(engine, NewChat(["c_mill_1"], "Ash"))
    assert (await move_head(engine, chat.id, chat.head or "", None)).head == chat.head
    with pytest.raises(NotFound):
        await move_head(engine, other.id, turn.id, None)
    with pytest.raises(Conflict, match="version"):
        await move_head(engine, chat.id, turn.id, 99)


async def test_nothing_moves_while_a_turn_is_told(engine: Engine, chat: chats.Chat, grow: Grow) -> None:
    turn = await grow(chat.head)
    run = Run(turn.id, chat.id, turn.parent)
    engine.begin(run)
    for attempt in (move_head(engine, chat.id, turn.id, None), delete_turn(engine, turn.id)):
        with pytest.raises(Conflict) as busy:
            await attempt
        assert busy.value.extra == {"turn_id": turn.id}
    engine.end(run)


async def test_a_deleted_chat_is_gone(engine: Engine, chat: chats.Chat) -> None:
    await delete_chat(engine, chat.id)
    with pytest.raises(NotFound):
        await engine.db.read(chats.get, chat.id)
    await engine.sweeper.finished()
    left = "SELECT (SELECT count(*) FROM turn) + (SELECT count(*) FROM memory) + (SELECT count(*) FROM word_index)"
    assert await engine.db.read(lambda db: db.execute(left).fetchone()[0]) == 0


async def test_a_correction_wins_and_a_pin_holds(engine: Engine, chat: chats.Chat, grow: Grow) -> None:
    source, target = "c_mill_1", chat.persona
    first = await grow(chat.head)
    step, names = await correct(engine, chat.id, Correction("correction", "Mira", "ash", "trust", 40, pin=True))
    assert names[source] == "Mira" and step.after.pairs[source, target].axes["trust"] == 40

    second = await grow(first.id)
    betrayal = Change("pair", "model", source, target, (Act("betrayed", 3, "he sold the mill"),))
    await engine.db.write(changes.insert, chat.id, second.id, [betrayal])
    state = await engine.db.read(changes.state_at, chat.id, second.id, engine.relations)
    assert state.pairs[source, target].axes["trust"] == 40 and state.pairs[source, target].axes["affection"] < 0

    await correct(engine, chat.id, Correction("pin", "Mira", "Ash", "trust", pin=False))
    third = await grow(second.id)
    await engine.db.write(changes.insert, chat.id, third.id, [betrayal])
    state = await engine.db.read(changes.state_at, chat.id, third.id, engine.relations)
    assert state.pairs[source, target].axes["trust"] < 40


@pytest.mark.parametrize(
    "wanted",
    [
        Correction("correction", "Mira", "Ash", "hunger", 1),
        Correction("correction", "Mira", "Ash", "trust", 101),
        Correction("correction", "Mira", "Ash", "fear", -1),
        Correction("correction", "Mira", "Ash", "trust"),
        Correction("correction", "Mira", "Mira", "trust", 1),
    ],
)
async def test_a_correction_that_does_not_fit_is_refused(engine: Engine, chat: chats.Chat, wanted: Correction) -> None:
    with pytest.raises(Unprocessable) as refused:
        await correct(engine, chat.id, wanted)
    assert refused.value.hint


async def test_a_wish_is_in_one_prompt_only_and_the_version_it_replaced_in_none(tmp_path: Path) -> None:
    async with Provider() as provider, playing(tmp_path, provider) as engine:
        provider.on(streaming, Reply("An owl calls."), Reply("Rain falls."), Reply("A dog barks."))
        chat = await begin(engine)
        await say(engine, chat)
        await play(
            engine, Request(chat.id, "regenerate", turn=(await head(engine, chat)).id, instruction="Let it rain.")
        )
        assert "Let it rain." in provider.matching(streaming)[-1].last
        wished = len(provider.requests)
        await play(engine, Request(chat.id, "regenerate", turn=(await head(engine, chat)).id))
        await say(engine, chat, "I go in.")
        later = " ".join(request.prompt for request in provider.requests[wished:])
        assert "A dog barks." in later and not any(text in later for text in ("Let it rain.", "An owl", "Rain falls"))
