"""Pieces of the models for what a classifier answers: bounded text and lists, names from closed lists.

The schema sent is strict; reading is lenient where code decides anyway. A fifth list item or an unknown name costs that
item and not the answer, which would cost a second call or leave a pair stale.
"""

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator


class Reply(BaseModel):
    """Base of what is answered. A null is a field left out: it gets its default, or is missed if it has none."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: object) -> object:
        return {key: item for key, item in value.items() if item is not None} if isinstance(value, dict) else value


def first(most: int) -> Any:
    """Annotation of a list or text: what is longer than `most` is cut."""
    return BeforeValidator(lambda value: value[:most] if isinstance(value, list | str) else value)


def at_most(most: int) -> Any:
    """Annotation: `most` in the schema too."""
    return Field(max_length=most)


def up_to(most: int) -> Any:
    """Annotation of a str: `most` in the schema, any text when read."""
    return WithJsonSchema({"type": "string", "maxLength": most})


MAX_NAME = 40
Name = Annotated[str, at_most(MAX_NAME), first(MAX_NAME)]  # a small model may repeat one without end


def one_of(names: Iterable[str]) -> Any:
    """Annotation of a str: a closed list in the schema, any text when read."""
    return WithJsonSchema({"type": "string", "enum": list(names)})


def clamped(low: int, high: int) -> Any:
    """Annotation of an int: clamped when read; stands behind `between`."""
    return BeforeValidator(lambda value: max(low, min(high, value)) if isinstance(value, int) else value)


def between(low: int, high: int) -> Any:
    return Field(ge=low, le=high)


def one_line(text: str, most: int) -> str:
    """White space folded; a longer text is cut behind a word."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
