"""The arithmetic of the bench: medians, ratios to a baseline, and what counts as missed."""

from tests.bench.row import Asked, row, table


def test_a_row_is_held_against_its_baseline_and_its_bounds() -> None:
    kept = row("a", "ms", [3, 1, 2], Asked("p50", 2), Asked("ratio", 2), against=("one", [1, 1]))
    assert (kept.p50, kept.p95, kept.p99, kept.ratio, kept.missed) == (2, 3, 3, 2, [])
    missed = row("b", "ms", [3, 1, 2], Asked("p95", 2), Asked("ratio", 3, least=True), against=("one", [1, 1]))
    assert missed.missed == ["p95 ≤ 2", "ratio ≥ 3"]
    assert "2.00 × one" in table([kept]) and "MISSED" in table([missed])


def test_a_ratio_that_is_asked_for_and_cannot_be_had_is_missed() -> None:
    assert row("a", "ms", [1], Asked("ratio", 2), against=("nothing", [0])).missed == ["ratio ≤ 2"]
