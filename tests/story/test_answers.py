"""What every model of an answer has in common."""

from typing import Any

import pytest
from pydantic import BaseModel

from chat.llm.schema import schema_of
from chat.story.facts import FactsAnswer
from chat.story.intent import IntentAnswer
from chat.story.pairs import PairAnswer
from chat.story.scene import SceneAnswer


def parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema and every schema inside it."""
    inner = [*schema.get("properties", {}).values(), *schema.get("anyOf", []), *filter(None, [schema.get("items")])]
    return [schema, *(found for part in inner for found in parts(part))]


@pytest.mark.parametrize("answer", [PairAnswer, SceneAnswer, IntentAnswer, FactsAnswer])
def test_every_list_text_and_strength_has_an_end(answer: type[BaseModel]) -> None:
    for part in parts(schema_of(answer)):
        if part.get("type") == "array":
            assert "maxItems" in part, part
        if part.get("type") == "string":
            assert "maxLength" in part or "enum" in part, part
