"""Ids: as the contract has them, never twice, and later ones behind earlier ones."""

import re

import pytest

from chat.db import ids


def test_ids_are_opaque_and_never_the_same() -> None:
    made = [ids.new_id("t") for _ in range(5_000)]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch("t_[a-z2-7]{18}", found) for found in made)


def test_a_later_second_stands_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for second in (1, 31, 32, 1_000, 1_790_000_000, 1_790_000_001):
        monkeypatch.setattr(ids, "time", lambda second=second: float(second))
        made.append(ids.new_id("e"))
    assert made == sorted(made)


@pytest.mark.parametrize("count", [200_000, pytest.param(1_000_000, marks=pytest.mark.long)])
def test_a_bulk_import_in_one_second_makes_none_twice(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """With 30 random bits some of 100,000 are the same nearly always."""
    monkeypatch.setattr(ids, "time", lambda: 1_790_000_000.0)
    assert len({ids.new_id("e") for _ in range(count)}) == count
