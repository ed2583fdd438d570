"""Rows of memories and their queue: in the caller's transaction, in order, never twice the same number."""

from collections.abc import AsyncIterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from chat.db import memories, memory_search
from chat.db.chats import Chat
from chat.db.connection import Database
from chat.db.memories import MAX_TRIES, Memory, PendingMemory
from tests.memory.stage import new_chat, new_turn

VECTOR = b"\x00\x00\x80\x3f" * 16


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "fabula.db")
    yield database
    await database.close()


@pytest.fixture
async def chat(db: Database) -> Chat:
    made = await db.write(new_chat)
    parent = None
    for text in ("One sack.", "Two sacks.", "Three sacks."):
        parent = await db.write(new_turn, made, parent, text, ("c_mira",))
    return made


def queue(db: Connection, model: int = 0) -> list[str]:
    return [row.text for row in memories.waiting(db, model, 10)]


async def test_a_transaction_that_fails_leaves_no_row_and_no_word(db: Database, chat: Chat) -> None:
    def failing(connection: Connection) -> None:
        memories.insert(connection, chat.id, "t_0", [Memory("fact", "A lantern.", ("c_mira",))])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await db.write(failing)
    assert await db.read(queue) == ["One sack.", "Two sacks.", "Three sacks."]
    assert await db.read(memory_search.postings, chat.id, ["lantern"], 10) == {}


async def test_the_queue_is_the_rows_without_a_vector(db: Database, chat: Chat) -> None:
    model = await db.write(memories.put_model, "m", 16, "sha")
    first = (await db.read(memories.waiting, model.number, 1))[0]
    assert first == PendingMemory(1, "One sack.") and await db.read(memories.queue_length, model.number) == 3
    await db.write(memories.store_vectors, model.number, [(1, VECTOR), (999, VECTOR)])  # one has gone meanwhile
    assert await db.read(queue, model.number) == ["Two sacks.", "Three sacks."]
    assert await db.read(memories.queue_length, model.number) == 2
    other = await db.write(memories.put_model, "m", 16, "other sha")
    assert other.number != model.number and await db.read(memories.queue_length, other.number) == 3


async def test_a_row_is_parked_after_its_last_try_and_later_ones_go_first(db: Database, chat: Chat) -> None:
    assert [await db.write(memories.count_try, 1, "bad") for _ in range(MAX_TRIES - 1)] == [False] * (MAX_TRIES - 1)
    assert await db.read(queue) == ["Two sacks.", "Three sacks.", "One sack."]
    assert await db.write(memories.count_try, 1, "bad") is True
    assert await db.read(queue) == ["Two sacks.", "Three sacks."] and await db.read(memories.parked) == 1
    assert await db.write(memories.count_try, 999, "bad") is False


async def test_another_model_tries_what_was_parked(db: Database, chat: Chat) -> None:
    await db.write(memories.put_model, "m", 16, "sha")
    for _ in range(MAX_TRIES):
        await db.write(memories.count_try, 1, "bad")
    await db.write(memories.put_model, "m", 16, "sha")  # known: nothing changes
    assert await db.read(memories.parked) == 1
    await db.write(memories.unpark, 1)
    assert await db.read(memories.parked) == 0


async def test_numbers_are_never_used_twice(db: Database, chat: Chat) -> None:
    await db.write(memories.delete_of_turns, ["t_2"])
    assert await db.write(memories.insert, chat.id, "t_1", [Memory("fact", "A lantern.", ())]) == [4]


async def test_the_words_of_one_chat_are_nobody_elses(db: Database, chat: Chat) -> None:
    other = await db.write(new_chat)
    await db.write(new_turn, other, None, "A sack of gold.", ("c_mira",))
    assert await db.read(memory_search.postings, chat.id, ["sack", "gold"], 10) == {"sack": [1, 2, 3]}
    assert await db.read(memory_search.postings, other.id, ["sack", "gold"], 10) == {"sack": [4], "gold": [4]}
