"""A chat as the bytes of a session file, out of the database and into it, for every surface."""

import asyncio

from chat.db.chats import Chat
from chat.engine.intake import put_session
from chat.engine.root import Engine
from chat.engine.sessions import models_used, take_session
from chat.formats import session
from chat.formats.session_lines import ModelsUsed

MAX_FILE = 64 * 1024 * 1024  # bytes


async def export_session(engine: Engine, chat_id: str) -> bytes:
    """The whole chat but what is not settled yet. NotFound."""

    def models(profile: str) -> ModelsUsed:
        return models_used(engine.settings, engine.profiles.get(profile))

    taken = await engine.db.read(take_session, chat_id, engine.relations, models)
    return await asyncio.to_thread(session.write, taken)


async def import_session(engine: Engine, raw: bytes) -> Chat:
    """The new chat. Unprocessable names the line that is wrong; nothing is there of it then."""
    taken = await asyncio.to_thread(session.read, raw)
    wanted = taken.head.chat.profile
    profile = wanted if wanted in engine.profiles else engine.default_profile
    chat = await engine.db.write(put_session, taken, engine.relations, engine.now(), profile)
    engine.worker.wake()
    return chat
