"""Ids made by the server: a prefix that names the kind, the second they were made in, and 30 random bits.

The time is there so that what is written together lies together: with random ids alone a turn touched twice the pages.
Nothing is ever read out of an id.
"""

import secrets
from time import time
from typing import Literal

Kind = Literal["c", "h", "t", "e", "k", "u"]
ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"  # in the order of its characters, so that later ids stand behind earlier
TIME, CHANCE = 6, 6  # characters of 5 bits


def new_id(kind: Kind) -> str:
    """c character or member, h chat, t turn, e change, k call, u undo."""
    return f"{kind}_{_text(int(time()), TIME)}{_text(secrets.randbits(5 * CHANCE), CHANCE)}"


def _text(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))
