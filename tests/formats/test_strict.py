"""Numbers of JSON from outside stay within what SQLite and JSON can hold."""

import json

import pytest

from chat.formats.strict import MAX_INTEGER, parse_json


@pytest.mark.parametrize(
    "number",
    [
        "1e999",
        "-1E999",
        "9.9E+999",
        "1e0000000999",
        str(MAX_INTEGER + 1),
        str(-MAX_INTEGER - 2),
        "1" * 400,
        "1" * 400 + ".0",
    ],
)
@pytest.mark.parametrize("around", ["%s", "[[%s]]", '{"a": {"b": [1, "x", %s]}}'])
def test_number_out_of_range_is_refused(number: str, around: str) -> None:
    with pytest.raises(ValueError, match=r"out of range|number"):
        parse_json((around % number).encode())


@pytest.mark.parametrize(
    "text", [f"[{MAX_INTEGER}, -{MAX_INTEGER}]", "[1e3, 0.1234567890123456789]", '["1e999 0000000000000000000"]']
)
def test_number_within_range_is_kept(text: str) -> None:
    assert parse_json(text.encode()) == json.loads(text)
