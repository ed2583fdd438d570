"""The texts of a decoded JSON value: each is changed by a function, whatever it lies in."""

from collections.abc import Callable
from typing import Any


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """A copy in which every text and every name of an object is changed. RecursionError for what is nested too deep."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [map_texts(item, change) for item in value]
    if isinstance(value, dict):
        return {change(name): map_texts(item, change) for name, item in value.items()}
    return value
