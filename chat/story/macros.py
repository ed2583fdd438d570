"""The names that cards leave open: {{char}} and {{user}}, and the older <BOT>, <CHAR> and <USER>."""

import re

PLACE = re.compile(r"\{\{\s*(char|user)\s*\}\}|<(bot|char|user)>", re.IGNORECASE)


def fill_names(text: str, *, char: str, user: str) -> str:
    return PLACE.sub(lambda found: user if (found[1] or found[2]).casefold() == "user" else char, text)
