"""What is kept of a told turn: whole sentences, with their quotation marks."""

from chat.memory.passage import LONGEST_PASSAGE, excerpt, passages

TEXT = "“It broke in the spring flood.” She looks away. *Not again!* “Ask (the old) Holt,” she says. Rain."


def test_an_excerpt_keeps_the_marks_of_speech() -> None:
    filler = "Somebody counts the sacks on the cart once more and writes the number down. " * 4
    found = excerpt(f"{filler}{TEXT} {filler}", "What broke in the flood?")
    assert "“It broke in the spring flood.” She looks away. *Not again!*" in found


def test_a_long_paragraph_is_cut_between_sentences_and_loses_nothing() -> None:
    long = " ".join([TEXT] * 20)
    cut = passages("Ash", "", long)
    assert len(cut) > 1 and all(len(piece.split()) <= LONGEST_PASSAGE for piece in cut)
    assert " ".join(" ".join(cut).split()) == long
