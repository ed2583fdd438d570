"""Ids made by the server: a prefix that names the kind, the second they were made in, and 60 random bits.

The time is there so that what is written together lies together: with random ids alone a turn touched twice the pages.
The random part is long enough for an import, which makes 100,000 in a second. Nothing is ever read out of an id.
"""

import secrets
from base64 import b32encode
from functools import lru_cache
from time import time
from typing import Literal

Kind = Literal["c", "h", "t", "e", "k", "u"]
ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"  # in the order of its characters, so that later ids stand behind earlier
TIME, CHANCE = 6, 12  # characters of 5 bits


def new_id(kind: Kind) -> str:
    """c character or member, h chat, t turn, e change, k call, u undo."""
    return f"{kind}_{_second(int(time()))}{b32encode(secrets.token_bytes(8))[:CHANCE].decode().lower()}"


@lru_cache(1)
def _second(number: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(TIME)))
