"""Schemas in the plain form."""

from typing import Annotated, Literal, Optional

import pytest
from pydantic import BaseModel, BeforeValidator, Field

from chat.llm.schema import schema_of


class Act(BaseModel):
    """An act."""

    name: Literal["helped", "lied"]
    strength: Annotated[int, BeforeValidator(lambda value: value), Field(ge=1, le=3)]


class Answer(BaseModel):
    acts: Annotated[list[Act], Field(max_length=4)]
    best: Act | None = None
    code: Annotated[str, Field(pattern="^a+$", max_length=9, description="of the door")] = "a"


class Chain(BaseModel):
    following: Optional["Chain"] = None


def test_everything_is_in_its_place_and_required() -> None:
    act = {
        "type": "object",
        "properties": {
            "name": {"enum": ["helped", "lied"], "type": "string"},
            "strength": {"minimum": 1, "maximum": 3, "type": "integer"},
        },
        "required": ["name", "strength"],
        "additionalProperties": False,
    }
    assert schema_of(Answer) == {
        "type": "object",
        "properties": {
            "acts": {"type": "array", "maxItems": 4, "items": act},
            "best": {"anyOf": [act, {"type": "null"}]},
            "code": {"type": "string", "maxLength": 9},
        },
        "required": ["acts", "best", "code"],
        "additionalProperties": False,
    }


def test_a_model_that_refers_to_itself_has_none() -> None:
    with pytest.raises(ValueError, match="refers to itself"):
        schema_of(Chain)
