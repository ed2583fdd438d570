"""Session files in memory, for tests: a chat as bytes, and bytes as a chat."""

from io import BytesIO

from chat.db.chats import Chat
from chat.engine import exchange
from chat.engine.engine import Engine


async def export_session(engine: Engine, chat: str) -> bytes:
    return b"".join([piece async for piece in exchange.export_session(engine, chat)])


async def import_session(engine: Engine, raw: bytes) -> Chat:
    return await exchange.import_session(engine, BytesIO(raw))
