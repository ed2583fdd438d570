import pytest

from chat.story.quotes import QuoteError, find_quote
from tests.story.cast import CAST

SAID = "I *won't* leave you here, Mira."
TOLD = "Mira Voss said, “Then take the\n\nlamp … and go — now.” She shut the door.  Ash, Holt and Mira."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("i wont leave you", "I *won't* leave you"),
        ('"THEN TAKE the lamp..."', "Then take the\n\nlamp"),
        ("lamp ... and go - now", "lamp … and go — now"),
        ("She shut the door.", "She shut the door"),
        ("Mira Voss said", "Mira Voss said"),
    ],
)
def test_a_quote_is_found_as_it_stands_in_the_turn(quote: str, found: str) -> None:
    assert find_quote(quote, (SAID, TOLD), CAST) == found


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("she wept bitterly", "not in the turn"),
        ("he shut the door", "not in the turn"),  # "she" ends in "he"
        ("shut the", "fewer than three"),
        ("", "fewer than three"),
        ("... --- ...", "fewer than three"),
        ("Mira Voss, Holt", "only names"),
        ("leave you here, Mira. Mira Voss said", "not in the turn"),  # across the two texts
    ],
)
def test_a_quote_that_proves_nothing_is_refused(quote: str, reason: str) -> None:
    with pytest.raises(QuoteError, match=reason):
        find_quote(quote, (SAID, TOLD), CAST)


def test_letters_that_fold_into_several_keep_their_place() -> None:
    assert find_quote("die grosse strasse entlang", ("Sie lief ﬁx die große Straße entlang.",), CAST) == (
        "die große Straße entlang"
    )
