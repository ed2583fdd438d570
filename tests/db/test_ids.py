"""Ids: as the contract has them, never twice, and later ones behind earlier ones."""

import re

import pytest

from chat.db import ids


def test_ids_are_opaque_and_never_the_same() -> None:
    made = [ids.new_id("t") for _ in range(5_000)]
    assert len(set(made)) == len(made)
    assert all(re.fullmatch("t_[a-z2-7]{12}", found) for found in made)


def test_a_later_second_stands_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for second in (1, 31, 32, 1_000, 1_790_000_000, 1_790_000_001):
        monkeypatch.setattr(ids, "time", lambda second=second: float(second))
        made.append(ids.new_id("e"))
    assert made == sorted(made)
