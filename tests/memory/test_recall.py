"""Recall over real tables: who may know what, no other branch, odd questions, and indexes that are damaged."""

import asyncio
import random
import struct
from contextlib import suppress
from pathlib import Path
from sqlite3 import Connection

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.db import memories, memory_search
from chat.errors import StorageError
from chat.memory.path import PathView
from chat.memory.words import MAX_TERM, MAX_TERMS, terms
from tests.memory.stage import DIMENSION, Embedder, Store, stored

TEXTS = (
    "The silver key lies under the third stone.",
    "The miller sells flour to the garrison.",
    "Pell swore an oath beside the river.",
    "A letter came from the harbour at dawn.",
    "Mira hides the ledger in the attic.",
)
ODD = (
    '"', '"silver key"', "key AND OR NOT", "NEAR(silver key)", "silver*", "^silver", "text:silver", "-silver +key",
    "(silver", "silver) OR 1=1 --", "'; DROP TABLE memory; --", "{}[]\\/", "🗝️🗝️", "🗝️ silver", "silver\x00key",
    "銀の鍵", "المفتاح", "ſilver ﬁ",
    "key " * 2_560, "k" * 10_240, "the and of", "   ", "\N{COMBINING ACUTE ACCENT}" * 100, "NULL", "%s%d", "…",
)  # fmt: skip


async def test_it_is_found_by_its_words_before_it_has_a_vector(tmp_path: Path) -> None:
    embedder = Embedder()
    async with stored(tmp_path, embedder) as store:
        chat, path = await store.chat(*TEXTS)
        assert (await store.recall(chat, path, "Where is the silver key?"))[0] == TEXTS[0]


@pytest.mark.parametrize("query", ODD, ids=range(len(ODD)))
async def test_odd_questions_are_searched_as_plain_words(tmp_path: Path, query: str) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*TEXTS)
        await store.drained()
        found = await store.recall(chat, path, query)
        assert len(found) <= len(TEXTS)
        if "silver" in query.lower():
            assert TEXTS[0] in found
        hits = await store.recaller.search(chat.id, path, query, 10)
        assert all(on_path for _, on_path in hits)


@given(st.text(max_size=300))
def test_a_question_is_a_few_plain_words(text: str) -> None:
    for all_words in (False, True):
        found = terms(text, all_words=all_words)
        assert len(found) <= MAX_TERMS and len(set(found)) == len(found)
        assert all(0 < len(word) <= MAX_TERM and '"' not in word and word.split() == [word] for word in found)


async def test_only_witnesses_recall(tmp_path: Path) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*TEXTS[1:])
        path.extend(await store.add(chat, path.head, TEXTS[0], chat.persona))
        await store.drained()
        assert TEXTS[0] in await store.recall(chat, path, "silver key", chat.persona)
        assert TEXTS[0] not in await store.recall(chat, path, "silver key", "c_mira")
        assert await store.recall(chat, path, "silver key", "c_nobody") == []


async def test_no_other_branch_is_recalled(tmp_path: Path) -> None:
    """Random trees of turns with like words: whatever is found stands on the path that was asked about."""
    dice = random.Random(5)
    async with stored(tmp_path) as store:
        chat, _ = await store.chat()
        parents: dict[str, str | None] = {}
        texts: dict[str, str] = {}
        for number in range(60):
            parent = dice.choice([None, *parents]) if number % 3 else next(reversed(parents), None)
            text = f"{dice.choice(TEXTS)} It is told {number} times."
            turn = await store.add(chat, parent, text)
            parents[turn], texts[turn] = parent, text
        store.worker.wake()
        await store.drained()
        for leaf in dice.sample(list(parents), 20):
            above: list[str] = []
            turn_id: str | None = leaf
            while turn_id is not None:
                above.insert(0, turn_id)
                turn_id = parents[turn_id]
            for query in ("the silver key", "a letter from the harbour", "told"):
                found = await store.recall(chat, PathView(above), query)
                assert set(found) <= {texts[turn] for turn in above}


async def test_without_a_model_words_find_and_a_notice_says_so(tmp_path: Path) -> None:
    def down(text: str) -> None:
        raise StorageError("The model is gone.", hint="Fetch it.")

    embedder = Embedder()
    embedder.spoil = down
    async with stored(tmp_path, embedder) as store:
        chat, path = await store.chat(*TEXTS)
        found = await store.recaller.rank(chat.id, path, "silver key", present=["c_mira"], limit=5)
        assert found.items[0].text == TEXTS[0] and found.notice
        assert "by words only" in found.notice and "Fetch it." in found.notice


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0])
async def test_a_question_that_becomes_no_vector_is_searched_by_words(tmp_path: Path, bad: float) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*TEXTS)
        await store.drained()
        store.embedder.spoil = lambda text: np.full(DIMENSION, bad, dtype=np.float32)
        found = await store.recaller.rank(chat.id, path, "silver key", present=["c_mira"], limit=5)
        assert found.items[0].text == TEXTS[0] and "by words only" in (found.notice or "")


NANS = struct.pack(f"<{DIMENSION}f", *[float("nan")] * DIMENSION)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE memory SET vector = :nans",
        "UPDATE memory SET vector = x'00112233'",
        "UPDATE memory SET vector = zeroblob(64)",
        "UPDATE memory SET bits = x'00'",
        "UPDATE memory SET bits = zeroblob(99) WHERE number = 1",
    ],
)
async def test_damaged_vectors_hide_nothing_that_words_find_and_are_made_anew(tmp_path: Path, damage: str) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*TEXTS)
        await store.drained()
        sound = await store.db.read(vectors)
        await store.db.write(run, damage)
        found = await store.recaller.rank(chat.id, path, "Where is the silver key?", present=["c_mira"], limit=5)
        assert TEXTS[0] in [item.text for item in found.items]
        assert found.notice and "being made anew" in found.notice
        async with asyncio.timeout(20):
            while await store.db.read(vectors) != sound:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        again = await store.recaller.rank(chat.id, path, "Where is the silver key?", present=["c_mira"], limit=5)
        assert again.notice is None and "similarity" in again.items[0].why


def vectors(db: Connection) -> list[tuple[bytes, bytes]]:
    return [tuple(row) for row in db.execute("SELECT vector, bits FROM memory ORDER BY number")]


def run(db: Connection, statement: str) -> None:
    db.execute(statement, {"nans": NANS} if ":nans" in statement else {})


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE words_1",
        "DELETE FROM words_1_data",
        "UPDATE words_1_data SET block = zeroblob(length(block)) WHERE id > 10",
        "DELETE FROM words_1_docsize",
        "DELETE FROM words_1_config",
    ],
)
@pytest.mark.parametrize("restarted", [False, True], ids=["in-play", "restarted"])
async def test_a_damaged_index_of_words_is_rebuilt_from_what_is_stored(
    tmp_path: Path, damage: str, restarted: bool
) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*TEXTS)
        await store.drained()
        await store.db.write(run, damage)
        if not restarted:
            found = await store.recall(chat, path, "Where is the silver key?")  # by meaning, if not by words
            assert TEXTS[0] in found
            path.extend(await store.add(chat, path.head, "The key turns in the lock."))
            with suppress(StorageError):
                await store.recaller.search(chat.id, path, "ledger", 5)
            store.worker.wake()
            await healed(store, chat.id)
            assert "The key turns in the lock." in await store.recall(chat, path, "lock")
    async with stored(tmp_path) as store:
        await healed(store, chat.id)
        assert (await store.recall(chat, path, "silver"))[0] == TEXTS[0]
        assert [hit.turn for hit, _ in await store.recaller.search(chat.id, path, "ledger", 5)] == ["t_4"]


async def healed(store: Store, chat: str) -> None:
    """Until the word table is whole: FTS5's own check agrees with the memories."""
    async with asyncio.timeout(20):
        while not await store.db.write(is_whole, chat):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


def is_whole(db: Connection, chat: str) -> bool:
    table = memory_search.table_of(db, chat)
    if table is None or db.execute("SELECT count(*) FROM word_index WHERE next IS NOT NULL").fetchone()[0]:
        return False
    db.execute("SAVEPOINT checking")
    try:
        db.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        return True
    except db.DatabaseError:
        db.execute("ROLLBACK TO checking")
        return False
    finally:
        db.execute("RELEASE checking")


async def test_words_without_a_row_are_passed_over(tmp_path: Path) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*TEXTS)
        await store.drained()
        await store.db.write(memories.delete_of_turns, ["t_0"])
        assert TEXTS[0] not in await store.recall(chat, path, "silver key")


async def test_what_is_prefetched_is_embedded_before_it_is_asked(tmp_path: Path) -> None:
    async with stored(tmp_path) as store:
        chat, path = await store.chat(*TEXTS)
        await store.drained()
        made = list(store.embedder.asked)
        store.recaller.prefetch(chat.id, "Who sleeps?")  # a chat that was never searched may have nothing to search
        await store.recall(chat, path, "Where is the key?")
        store.recaller.prefetch(chat.id, "And the letter?")
        await asyncio.sleep(0)
        assert store.embedder.asked[len(made) :] == ["Where is the key?", "And the letter?"]
