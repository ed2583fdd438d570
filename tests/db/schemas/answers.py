"""What the program says about a chat, in full: recorded by the code that played it, asked again of today's."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

WORDS = ("lanterns", "the letter", "rope", "chapel")
Ask = Callable[[str], Awaitable[Any]]


async def answers(ask: Ask, chat: str) -> dict[str, Any]:
    """Path -> answer. `ask` does GET and gives the JSON, or None where there is no such call."""
    here = f"/api/chats/{chat}"
    found: dict[str, Any] = {}

    async def keep(path: str) -> Any:
        found[path] = await ask(path)
        return found[path]

    whole, tree = await keep(f"{here}?limit=1"), await keep(f"{here}/tree")
    for turn in (node["id"] for node in tree["turns"]):
        await keep(f"{here}/state?turn={turn}")
        await keep(f"/api/turns/{turn}")
    names = [whole["persona"]["name"], *(member["name"] for member in whole["cast"])]
    for source in names:
        for target in names:
            if source != target:
                await keep(f"{here}/pairs/{quote(source)}/{quote(target)}")
    for words in WORDS:
        await keep(f"{here}/search?q={quote(words)}")
        await keep(f"{here}/memories?q={quote(words)}")
    await keep(f"{here}/members")
    await keep(f"{here}/branches")
    return found
