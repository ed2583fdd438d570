"""Ids made by the server: a prefix that names the kind, and 60 random bits. Nothing is ever read out of an id."""

import secrets
from typing import Literal

Kind = Literal["c", "h", "t", "e", "k", "u"]
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_id(kind: Kind) -> str:
    """c character or member, h chat, t turn, e change, k call, u undo."""
    return f"{kind}_" + "".join(secrets.choice(ALPHABET) for _ in range(12))
