"""JSON from outside, read strictly: no NaN or infinity, no duplicate keys, no lone surrogates, no number without end."""

from math import isinf
from typing import Any

import jiter

MAX_INTEGER = 2**63 - 1


def parse_json(raw: bytes) -> Any:
    """ValueError says what is wrong."""
    value = jiter.from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True)
    _check_numbers(value)
    return value


def _check_numbers(value: Any) -> None:
    """What neither SQLite nor JSON can hold: 1e999 parses as infinity, and integers have no end."""
    left = [value]
    while left:
        item = left.pop()
        kind = type(item)
        if kind is str:  # most are
            continue
        if kind is dict:
            left.extend(item.values())
        elif kind is list:
            left.extend(item)
        elif isinf(item) if kind is float else kind is int and abs(item) > MAX_INTEGER:
            raise ValueError("a number is out of range")
