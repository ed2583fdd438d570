"""JSON schemas of pydantic models, in the plain form that weak servers and strict ones both take.

References are put in place, every property is required, nothing else is allowed, and only those keywords are kept that
grammars know; a value that a model gives by default is asked for like any other.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

KEPT = {
    **{name: name for name in ("type", "enum", "const", "minimum", "maximum", "minItems", "maxItems", "maxLength")},
    "ge": "minimum",  # so pydantic calls them behind a validator
    "le": "maximum",
}


@cache
def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """ValueError for a model that refers to itself."""
    whole = model.model_json_schema()
    return _plain(whole, whole.get("$defs", {}), ())


def _plain(part: Mapping[str, Any], known: Mapping[str, Any], inside: tuple[str, ...]) -> dict[str, Any]:
    if "$ref" in part:
        name = part["$ref"].removeprefix("#/$defs/")
        if name in inside:
            raise ValueError(f"{name} refers to itself; a schema for a model cannot")
        return _plain(known[name], known, (*inside, name))
    plain: dict[str, Any] = {KEPT[name]: value for name, value in part.items() if name in KEPT}
    if "anyOf" in part:
        plain["anyOf"] = [_plain(option, known, inside) for option in part["anyOf"]]
    if "items" in part:
        plain["items"] = _plain(part["items"], known, inside)
    if part.get("type") == "object":
        properties = {name: _plain(value, known, inside) for name, value in part.get("properties", {}).items()}
        plain |= {"properties": properties, "required": list(properties), "additionalProperties": False}
    return plain
