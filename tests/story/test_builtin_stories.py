"""The built-in stories: valid, complete, short enough for a small model, and all names filled in."""

from pathlib import Path

import pytest

from chat.errors import SetupError
from chat.llm.tokens import count
from chat.story.builtin_stories import load_stories
from chat.story.macros import fill_names


def test_there_are_three_and_each_can_be_played() -> None:
    openings = load_stories()
    assert len(openings) >= 3 and len({opening.id for opening in openings}) == len(openings)
    assert max(len(opening.characters) for opening in openings) == 2
    for opening in openings:
        first = opening.characters[0]
        assert opening.blurb and opening.persona_description and first["greeting"] and first["alternate_greetings"]
        assert sum(count(str(card["description"]) + str(card["personality"])) for card in opening.characters) < 400


def test_whoever_plays_another_persona_is_called_by_that_name() -> None:
    for opening in load_stories():
        texts = [opening.persona_description]
        for card in opening.characters:
            texts += [
                str(card[field]) for field in ("description", "personality", "scenario", "greeting", "example_dialogue")
            ]
            texts += card["alternate_greetings"]
        assert not [text for text in texts if opening.persona_name in text]


def test_ids_follow_from_the_file_and_are_all_different() -> None:
    ids = [character for opening in load_stories() for character, _ in opening.cards()]
    assert len(set(ids)) == len(ids) and all(character.startswith("c_") for character in ids)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text('title = "x"\n')
    with pytest.raises(SetupError, match=r"broken\.toml"):
        load_stories(tmp_path)


def test_names_are_filled_in_all_their_forms() -> None:
    assert fill_names("{{char}} and {{ User }}, <BOT> <user> <CHAR> {{other}}", char="Mira", user="Ash") == (
        "Mira and Ash, Mira Ash Mira {{other}}"
    )
