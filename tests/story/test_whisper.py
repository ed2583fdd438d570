"""Who hears the player: only explicit words make a whisper, and only for whom they name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.story.models import Member
from chat.story.whisper import _FOR, _HINTS, aside, hearers

CAST = (
    Member("c_0", "Ash", persona=True),
    Member("c_1", "Mira", aliases=("the miller",)),
    Member("c_2", "Sergeant Holt"),
    Member("c_3", "Pell"),
)
MIRA, HOLT, PELL = "c_1", "c_2", "c_3"


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("/w Mira the key is under the stone", [MIRA]),
        ("/whisper Mira: the key is under the stone", [MIRA]),
        ("/w Sergeant Holt Pell lies", [HOLT]),
        ("/w Mira and Pell run", [MIRA, PELL]),
        ("/w Mira, Pell: run", [MIRA, PELL]),
        ("(to Mira) Pell is a thief.", [MIRA]),
        ("(whispers to Mira) Pell is a thief.", [MIRA]),
        ("(quietly, to Mira) run", [MIRA]),
        ("(quietly to Mira and Pell) Run.", [MIRA, PELL]),
        ("*whispers to Mira* Pell is a thief.", [MIRA]),
        ("I whisper to Mira: “Pell is a thief.”", [MIRA]),
        ("I lean over and whisper into Mira's ear.", [MIRA]),
        ("Ash whispered something to the miller.", [MIRA]),
        ("I mutter under my breath to Holt, who laughs.", [HOLT]),
        ("I take Mira aside. “Pell lies.”", [MIRA]),
        ("I tell Mira in confidence that Pell lies.", [MIRA]),
        ("I tell Pell to leave Mira alone.", []),
        ("I speak with Pell and Mira in private.", [MIRA, PELL]),
        ("I whisper to myself.", []),
        ("I whisper.", []),
        ("Mira, come here!", []),
        ("I go to Mira and shout.", []),
        ("I hear a whisper. I go to Mira.", []),
        ("I give the key to Mira.", []),
        ("/w nobody hello", []),
        ("/w Ash hello", []),
        ("", []),
    ],
)
def test_whom_it_is_for(text: str, ids: list[str]) -> None:
    assert list(hearers(text, CAST)) == ids


def test_the_narrator_is_told_who_hears_it() -> None:
    assert aside("/w Mira and Pell run", CAST).startswith("(Only Mira and Pell can hear this;")
    assert aside("Run, Mira!", CAST) == ""


@given(st.text(max_size=400))
def test_any_text_is_for_members_or_for_all(text: str) -> None:
    assert set(hearers(text, CAST)) <= {MIRA, HOLT, PELL}


@given(st.text(alphabet="whisperaside to(Mira)/wconfidprvtly ,", max_size=60))
def test_the_quick_look_misses_nothing(text: str) -> None:
    found = [match[0].lower() for match in _FOR.finditer(text)]
    assert all(any(hint in match for hint in _HINTS) for match in found)
