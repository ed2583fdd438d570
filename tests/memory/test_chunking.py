"""What is kept of a told turn: whole sentences, with their quotation marks."""

import pytest

from chat.memory.chunking import MAX_EXCERPT, MAX_PASSAGE, WORD_CHARACTERS, excerpt, passages

TEXT = "“It broke in the spring flood.” She looks away. *Not again!* “Ask (the old) Holt,” she says. Rain."


def test_an_excerpt_keeps_the_marks_of_speech() -> None:
    filler = "Somebody counts the sacks on the cart once more and writes the number down. " * 4
    found = excerpt(f"{filler}{TEXT} {filler}", "What broke in the flood?")
    assert "“It broke in the spring flood.” She looks away. *Not again!*" in found


def test_a_long_paragraph_is_cut_between_sentences_and_loses_nothing() -> None:
    long = " ".join([TEXT] * 20)
    cut = passages("Ash", "", long)
    assert len(cut) > 1 and all(len(piece.split()) <= MAX_PASSAGE for piece in cut)
    assert " ".join(" ".join(cut).split()) == long


@pytest.mark.parametrize("unit", ["a", "米拉走进磨坊。", "ミラ", "ميرا", "🐉", "a\u0301", "\u200d", "米拉 and Holt, "])
def test_a_text_without_spaces_is_cut_too_and_loses_nothing(unit: str) -> None:
    long = unit * 3000
    cut = passages("Ash", "", long)
    assert all(len(piece) <= MAX_PASSAGE * WORD_CHARACTERS for piece in cut)
    assert "".join("".join(cut).split()) == "".join(long.split())
    assert all(len(excerpt(piece, "米拉")) <= MAX_EXCERPT * WORD_CHARACTERS for piece in (cut[0], long))


def test_a_text_without_spaces_is_cut_behind_its_sentences() -> None:
    cut = passages("Ash", "", "米拉走进磨坊，她看着你。" * 100)
    assert len(cut) > 3 and all(piece.endswith("。") and len(piece) <= 2 * MAX_PASSAGE for piece in cut)
