"""The embedding worker: nothing is lost, one bad row spoils no other, and it goes on by itself."""

import asyncio
import logging
import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest

from chat.db import driver, memories
from chat.errors import ProviderFault, SetupError
from chat.memory import worker
from tests.memory.stage import DIMENSION, Embedder, Store, stored

TEXTS = [f"The {word} stands by the river." for word in ("mill", "tower", "barn", "chapel", "inn")] * 5


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "FIRST_PAUSE", 0.02)


def rows(db: sqlite3.Connection) -> list[tuple[str, int | None, int | None, str | None, int]]:
    """(text, bytes of the vector, model, why it is parked, tries)"""
    found = db.execute("SELECT text, length(vector), model, parked, tries FROM memory ORDER BY number")
    return [tuple(row) for row in found]


async def test_every_row_gets_its_vector_in_small_batches(tmp_path: Path) -> None:
    async with stored(tmp_path) as store:
        await store.chat(*TEXTS)
        await store.drained()
        found = await store.db.read(rows)
        assert [row[0] for row in found] == TEXTS and {row[1:] for row in found} == {(4 * DIMENSION, 1, None, 0)}
        assert (await store.worker.state()).state == "idle"
        assert len(store.embedder.asked) == len(TEXTS)


async def test_a_restart_goes_on_where_it_was(tmp_path: Path) -> None:
    embedder = Embedder()
    embedder.go_on.clear()
    async with stored(tmp_path, embedder) as store:
        await store.chat(*TEXTS)
        async with asyncio.timeout(20):
            while not embedder.asked:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert (await store.worker.state()).queue == len(TEXTS)
    done = sum(row[1] is not None for row in await reopened(tmp_path))
    assert 0 < done < len(TEXTS)  # the batch at hand was finished, and no other begun
    async with stored(tmp_path) as store:
        await store.drained()
        assert len(store.embedder.asked) == len(TEXTS) - done


async def reopened(folder: Path) -> list[tuple[str, int | None, int | None, str | None, int]]:
    """The rows as another program reads them."""
    connection = await asyncio.to_thread(driver.connect, folder / "fabula.db", read_only=True)
    try:
        return rows(connection)
    finally:
        connection.close()


@pytest.mark.parametrize(
    "poison",
    [
        ValueError("no words in it"),
        ProviderFault("not finite"),
        np.full(DIMENSION, np.nan, dtype=np.float32),
        np.full(DIMENSION, np.inf, dtype=np.float32),
        np.zeros(DIMENSION, dtype=np.float32),
    ],
    ids=["raises", "refuses", "nan", "infinite", "zero"],
)
async def test_a_poisonous_row_is_parked_after_three_tries_and_said(
    tmp_path: Path, poison: object, caplog: pytest.LogCaptureFixture
) -> None:
    def spoil(text: str) -> object:
        if "tower" in text and isinstance(poison, Exception):
            raise poison
        return poison if "tower" in text else None

    embedder = Embedder()
    embedder.spoil = spoil
    async with stored(tmp_path, embedder) as store:
        await store.chat(*TEXTS[:5])
        await store.said("could not be embedded")
        await store.drained()
        detail = (await store.worker.state()).detail
        assert detail.startswith("0 memories wait") and "1 could not be embedded" in detail
        for text, vector, _, parked, tries in await store.db.read(rows):
            assert (vector is None, parked is not None, tries) == (
                (True, True, 3) if "tower" in text else (False, False, 0)
            )
        assert [record.levelname for record in caplog.records if "is given up" in record.message] == ["ERROR"]
        await store.chat("Another day begins.")
        await store.drained()
        assert embedder.asked.count(TEXTS[1]) < 10


async def test_vectors_of_another_size_are_no_rows_fault(tmp_path: Path) -> None:
    embedder = Embedder()
    embedder.spoil = lambda text: np.ones(DIMENSION + 1, dtype=np.float32)
    async with stored(tmp_path, embedder) as store:
        await store.chat(*TEXTS[:3])
        detail = await store.said("gives no usable vectors")
        assert "It is tried again" in detail or "tried again by itself" in detail
        assert (await store.worker.state()).state == "down"
        assert {row[3:] for row in await store.db.read(rows)} == {(None, 0)}
        embedder.spoil = lambda text: None
        await store.drained()
        assert {row[1] for row in await store.db.read(rows)} == {4 * DIMENSION}


async def test_a_model_that_is_not_there_is_said_once_and_loses_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def missing(text: str) -> None:
        raise SetupError("No model file.", hint="Fetch it.")

    embedder = Embedder()
    embedder.spoil = missing
    async with stored(tmp_path, embedder) as store:
        await store.chat(*TEXTS[:3])
        await store.said("No model file. Fetch it.")
        asked = len(embedder.asked)
        async with asyncio.timeout(20):
            while len(embedder.asked) < 3 * asked:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert len([record for record in caplog.records if record.levelno >= logging.WARNING]) == 1
        assert (await store.worker.state()).queue == 3
        embedder.spoil = lambda text: None
        await store.drained()


async def test_a_model_that_goes_in_the_middle_parks_nothing(tmp_path: Path) -> None:
    """A row fails, and so does the plain text after it: the model is to blame, however often."""
    embedder, failures = Embedder(), 0

    def flaky(text: str) -> None:
        nonlocal failures
        if failures < 12:
            failures += 1
            raise ProviderFault("overloaded")

    embedder.spoil = flaky
    async with stored(tmp_path, embedder) as store:
        await store.chat(*TEXTS[:3])
        await store.drained()
        assert failures == 12 and {row[3:] for row in await store.db.read(rows)} == {(None, 0)}


async def test_another_model_embeds_all_anew_and_tries_the_parked_again(tmp_path: Path) -> None:
    def no_towers(text: str) -> None:
        if "tower" in text:
            raise ValueError("no towers")

    embedder = Embedder()
    embedder.spoil = no_towers
    async with stored(tmp_path, embedder) as store:
        await store.chat(*TEXTS[:5])
        await store.said("1 could not be embedded")
    async with stored(tmp_path, Embedder("another")) as store:
        await store.drained()
        assert sorted(store.embedder.asked) == sorted(TEXTS[:5])
        assert {row[1:] for row in await store.db.read(rows)} == {(4 * DIMENSION, 2, None, 0)}


async def test_a_writer_from_outside_delays_it_and_drops_nothing(tmp_path: Path) -> None:
    async with stored(tmp_path) as store:
        held, let_go = threading.Event(), threading.Event()
        outside = threading.Thread(target=hold, args=(tmp_path / "fabula.db", held, let_go))
        await store.chat(*TEXTS)
        outside.start()
        await asyncio.to_thread(held.wait)
        await asyncio.sleep(0.3)
        let_go.set()
        await store.drained()
        assert {row[1] for row in await store.db.read(rows)} == {4 * DIMENSION}
        outside.join()


def hold(path: Path, held: threading.Event, let_go: threading.Event) -> None:
    connection = driver.connect(path)
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            break
        except driver.load_driver().OperationalError:
            continue
    held.set()
    let_go.wait(10)
    connection.execute("ROLLBACK")
    connection.close()


async def test_a_bug_does_not_end_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with stored(tmp_path) as store:
        with monkeypatch.context() as broken:
            broken.setattr(memories, "waiting", bug)
            await store.chat(*TEXTS[:3])
            assert "stopped by a bug" in await store.said("bug")
        await store.drained()


def bug(*_: object) -> None:
    raise RuntimeError("a bug")


async def test_no_row_waits_in_a_transaction_of_the_model(tmp_path: Path) -> None:
    """While the model works the writer is free."""
    embedder = Embedder()
    embedder.go_on.clear()
    async with stored(tmp_path, embedder) as store:
        chat, path = await store.chat("The mill stands still.")
        async with asyncio.timeout(20):
            while not embedder.asked:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await Store.add(store, chat, path.head, "And yet it turns.")
        embedder.go_on.set()
        store.worker.wake()
        await store.drained()
