"""`refold`: a chat's states under another table of relations, shown, and with --write put in force."""

import asyncio
from pathlib import Path

from chat.commands.refold import lines, put_table, refold
from chat.config import Settings
from chat.db import chats
from chat.engine.engine import Engine
from chat.story.relations import Relations, load_relations
from chat.terminal.sessions import named


def refold_chat(settings: Settings, wanted: str, path: Path | None, write: bool) -> list[str]:
    """What to say about it. Without a path, the app's own table. SetupError for a file that is no table."""
    table = load_relations(path)
    text = path.read_text("utf-8") if path else None
    return asyncio.run(_refold(settings, wanted, table, text, write))


async def _refold(settings: Settings, wanted: str, table: Relations, text: str | None, write: bool) -> list[str]:
    engine = await Engine.open(settings)
    try:
        chat = await engine.db.read(chats.get, (await named(engine, wanted)).id)
        found = await engine.db.read_much(refold, chat.id, engine.relations, table)
        if write:
            await engine.db.write(put_table, chat.id, text)
            await engine.snapshot_refresh.near(chat.id)
    finally:
        await engine.close()
    said = list(lines(found, table, {member.id: member.name for member in chat.members}))
    return [*said, f"{chat.title} goes on with this table."] if write else said
