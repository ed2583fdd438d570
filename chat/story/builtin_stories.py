"""The built-in stories: stories/*.toml, each with its characters, a persona to play, and how it begins."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chat.errors import SetupError

FOLDER = Path(__file__).with_name("stories")


class Card(BaseModel):
    """A character as the contract shows it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    aliases: list[str] = []
    description: str
    personality: str = ""
    scenario: str = ""
    greeting: str = ""
    alternate_greetings: list[str] = []
    example_dialogue: str = ""
    tags: list[str] = []


class Persona(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    description: str


class File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    blurb: str
    order: int
    persona: Persona
    characters: list[Card] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class BuiltinStory:
    """`id` is the file's name; the ids of its characters follow from it and stay the same over versions."""

    id: str
    title: str
    blurb: str
    persona_name: str
    persona_description: str
    characters: tuple[Mapping[str, Any], ...]

    def cards(self) -> list[tuple[str, Mapping[str, Any]]]:
        """(character id, card), the one who greets first."""
        return [(f"c_{self.id}_{number}", card) for number, card in enumerate(self.characters, 1)]


def load_stories(folder: Path = FOLDER) -> list[BuiltinStory]:
    """In the order they are offered. SetupError names the file and what is wrong in it."""
    found = []
    for path in folder.glob("*.toml"):
        try:
            file = File.model_validate(tomllib.loads(path.read_text("utf-8")))
        except (OSError, ValueError) as error:  # a TOML or validation error is a ValueError
            problem = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
            raise SetupError(f"{path} cannot be used: {problem}.", hint="Restore the file.") from None
        cards = tuple(card.model_dump() for card in file.characters)
        opening = BuiltinStory(path.stem, file.title, file.blurb, file.persona.name, file.persona.description, cards)
        found.append((file.order, opening))
    return [opening for _, opening in sorted(found, key=lambda item: item[0])]
