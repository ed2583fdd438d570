import pytest

from chat.story.cast import mentions, resolve
from chat.story.models import Member
from tests.story.cast import ASH, CAST, HOLT, MIRA


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("Mira Voss", MIRA),
        ("mira", MIRA),
        ("MIRA’s", MIRA),
        ("The Stranger", MIRA),
        ("a stranger", MIRA),
        ("Voss", MIRA),
        ("the captain", None),  # a rank means nobody in particular
        ("Holt", HOLT),
        ("captain holt", HOLT),
        ("the player", ASH),
        ("Gandalf", None),
        ("", None),
        ("Mira and Holt", None),
    ],
)
def test_names_and_aliases_become_members(name: str, member: Member | None) -> None:
    assert resolve(name, CAST) == member


def test_who_came_as_a_hooded_man_is_the_hooded_man_from_then_on() -> None:
    rider = Member("c_3", "Tom", aliases=("a hooded man",))
    assert resolve("The hooded man", (*CAST, rider)) == resolve("hooded man", (*CAST, rider)) == rider
    assert mentions("The hooded man nods. A hooded man!", (*CAST, rider))["c_3"] == 2
    assert resolve("the old ferryman", (MIRA, Member("c_4", "An old ferryman"))) == Member("c_4", "An old ferryman")


def test_a_shared_part_of_a_name_means_nobody() -> None:
    twins = (Member("c_1", "Tom Reed"), Member("c_2", "Sue Reed"))
    assert resolve("Reed", twins) is None
    assert resolve("Sue", twins) == twins[1]


def test_a_whole_name_wins_over_a_part_of_another() -> None:
    both = (Member("c_1", "Mira"), Member("c_2", "Mira Voss"))
    assert resolve("Mira", both) == both[0]
    assert mentions("Mira Voss came. Mira went.", both) == {"c_1": 1, "c_2": 1}


def test_mentions_are_whole_words_in_any_case() -> None:
    text = "Ashes. ASH! “Mira's lamp,” said the stranger; Mira Voss laughed. Holt—Holt? Holtz."
    assert mentions(text, CAST) == {"c_0": 1, "c_1": 3, "c_2": 2}


def test_a_rank_may_be_somebody_s_whole_name() -> None:
    king = Member("c_3", "King", aliases=("the captain",))
    assert resolve("king", (MIRA, king)) == resolve("The captain", (MIRA, king)) == king
    assert resolve("captain", (MIRA, king)) is None
