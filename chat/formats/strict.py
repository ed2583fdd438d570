"""JSON from outside, read strictly: no NaN or infinity, no duplicate keys, no lone surrogates, no number without end."""

from math import isinf
from typing import Any

import jiter

MAX_INTEGER = 2**63 - 1
_SHAPE = bytes.maketrans(b"123456789E", b"000000000e")  # any digit as 0
_LONG, _EXPONENT = b"0" * 19, b"0e"


def parse_json(raw: bytes) -> Any:
    """ValueError says what is wrong."""
    value = jiter.from_json(raw, allow_inf_nan=False, catch_duplicate_keys=True)
    shape = raw.translate(_SHAPE)
    if (
        _LONG in shape or _EXPONENT in shape
    ):  # nearly no text has one, and looking at each value takes ten times as long
        _check_numbers(value)
    return value


def _check_numbers(value: Any) -> None:
    """What neither SQLite nor JSON can hold: 1e999 parses as infinity, and integers have no end."""
    left = [value]
    while left:
        item = left.pop()
        if isinstance(item, dict):
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)
        elif isinf(item) if isinstance(item, float) else isinstance(item, int) and abs(item) > MAX_INTEGER:
            raise ValueError("a number is out of range")
