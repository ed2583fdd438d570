import pytest

from chat.story.sentences import split
from tests.story.cast import ASH, CAST, HOLT, MIRA

TWO, ALL = ("c_0", "c_1"), ("c_0", "c_1", "c_2")
NAMES = {ASH.id: "Ash", MIRA.id: "Mira", HOLT.id: "Holt", None: None}


def who(
    text: str = "", narrative: str = "", present: tuple[str, ...] = TWO
) -> list[tuple[str, str | None, str | None]]:
    found = split(text, narrative, CAST, present)
    return [(sentence.text, NAMES[sentence.actor], NAMES[sentence.receiver]) for sentence in found]


@pytest.mark.parametrize(
    ("narrative", "actor", "receiver"),
    [
        ("Mira pulls you out of the water.", "Mira", "Ash"),
        ("You pull Mira out of the water.", "Ash", "Mira"),
        ("She pulls you out.", "Mira", "Ash"),
        ("She pulls him out.", "Mira", "Ash"),
        ("Ash hands her the rope.", "Ash", "Mira"),
        ("Mira nods.", "Mira", "Ash"),
        ("While you sleep, Mira takes the purse.", "Mira", "Ash"),
        ("The rain drums on the roof.", None, None),
    ],
)
def test_who_does_it_to_whom_in_what_is_told(narrative: str, actor: str | None, receiver: str | None) -> None:
    assert who(narrative=narrative) == [(narrative, actor, receiver)]


@pytest.mark.parametrize(
    ("text", "receiver"),
    [
        ("I pull Mira out of the water.", "Mira"),
        ("How dare you lie to me!", "Mira"),
        ("Leave me alone.", "Mira"),
        ("*throws the cup at her*", "Mira"),
    ],
)
def test_what_the_player_writes_the_persona_does(text: str, receiver: str) -> None:
    assert [(actor, to) for _, actor, to in who(text)] == [("Ash", receiver)]


def test_speech_belongs_to_who_acts_in_its_paragraph() -> None:
    told = "“Who goes there?” calls Holt. Mira ducks.\n\nHolt lowers his lantern. “Come down, Mira.”"
    assert who(narrative=told, present=ALL) == [
        ("Who goes there?", "Holt", "Ash"),
        ("calls Holt.", "Holt", "Ash"),
        ("Mira ducks.", "Mira", "Ash"),
        ("Holt lowers his lantern.", "Holt", "Ash"),
        ("Come down, Mira.", "Holt", "Mira"),
    ]


def test_unattributed_speech_is_that_of_who_was_last_spoken_of() -> None:
    assert who(narrative="“I have waited for you.”") == [("I have waited for you.", "Mira", "Ash")]


def test_a_sentence_stands_in_the_turn_and_is_plain_for_the_embedder() -> None:
    (said, told) = split("", 'Mira’s voice breaks. "You lied, Captain Holt."', CAST, ALL)
    assert (told.text, told.spoken, told.following) == (
        "You lied, Captain Holt.",
        True,
        'You lied, Captain Holt."',
    )
    assert (said.plain, told.plain) == ("her voice breaks.", "You lied, she.")


def test_a_long_speech_is_cut_into_sentences() -> None:
    speech = " ".join(f"This is the sentence with number {number} of my long tale." for number in range(9))
    assert len(who(narrative=f"“{speech}”")) == 9


@pytest.mark.parametrize("text", ["", "\n\n", "“”", "“", "* * *", "!!! ... ???", "🐉", "a" * 10_000, "“ ‘ ” " * 500])
def test_odd_text_has_no_sentences_and_no_error(text: str) -> None:
    assert split(text, text, CAST, TWO) == []
