"""Character cards as JSON: our own object, and the specifications V1, V2 and V3 of the field.

The whole card of a stranger is kept under `original`, unknown keys too; what the prompt needs is read out of it.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from chat.errors import Unprocessable

MAX_TEXT = 100_000  # characters of one field
MAX_NAME = 100


class Character(BaseModel):
    """The character object of the contract, as a client sends it."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field(min_length=1, max_length=MAX_NAME)
    aliases: list[str] = Field([], max_length=20)
    description: str = Field("", max_length=MAX_TEXT)
    personality: str = Field("", max_length=MAX_TEXT)
    scenario: str = Field("", max_length=MAX_TEXT)
    greeting: str = Field("", max_length=MAX_TEXT)
    alternate_greetings: list[str] = Field([], max_length=100)
    example_dialogue: str = Field("", max_length=MAX_TEXT)
    tags: list[str] = Field([], max_length=100)

    @field_validator("name")
    @classmethod
    def _visible(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("must not be blank")
        return value.strip()

    @field_validator(
        "description", "personality", "scenario", "greeting", "example_dialogue", "aliases", "alternate_greetings", "tags",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _absent(cls, value: object, info: Any) -> object:
        """Cards in the wild write null for an empty field."""
        return cls.model_fields[info.field_name].default if value is None else value


def parse_card(body: object) -> tuple[dict[str, Any], str]:
    """A card's fields as we keep them, and its source: "import" for a card of the field, "user" for our own object.

    Unprocessable names the first wrong field."""
    if not isinstance(body, Mapping):
        raise Unprocessable("A character is a JSON object.", hint="Send the character, or a card as it is.")
    data, own = _fields(body)
    try:
        character = Character.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Unprocessable(f"The character's {where} is wrong: {first['msg']}.", hint="Correct the field.") from None
    card: dict[str, Any] = character.model_dump()
    return (card, "user") if own else ({**card, "original": body}, "import")


def _fields(body: Mapping[str, Any]) -> tuple[Mapping[str, Any], bool]:
    """The card's fields under our names, and whether it was our own object."""
    spec = body.get("spec")
    data = body.get("data")
    if spec in ("chara_card_v2", "chara_card_v3"):
        if not isinstance(data, Mapping):
            raise Unprocessable(f"This {spec} card has no data object.", hint="Export the card again.")
        return _renamed(data), False
    if spec is not None:
        raise Unprocessable(f"Cards of the kind {str(spec)[:50]} are not known.", hint="Known are V1, V2 and V3.")
    if "first_mes" in body or "mes_example" in body:
        return _renamed(body), False
    return body, True


def _renamed(data: Mapping[str, Any]) -> dict[str, Any]:
    nickname = data.get("nickname")
    return {
        **{key: data[key] for key in Character.model_fields if key in data},
        "greeting": data.get("first_mes"),
        "example_dialogue": data.get("mes_example"),
        "aliases": [nickname] if isinstance(nickname, str) and nickname.strip() else [],
    }
