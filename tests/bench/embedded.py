"""Rows of the embedded model, where its files are: tokens a second, and how much of a prompt it need not read again."""

from contextlib import aclosing
from pathlib import Path
from time import perf_counter

from chat.commands.create import NewChat, create_chat
from chat.config import Settings
from chat.db import calls, chats
from chat.engine.engine import Engine
from chat.llm.client import Message
from chat.llm.model_files import WEIGHTS, is_there, models_folder
from chat.turn import Request, accept, tell
from tests.bench.row import Asked, Row, row

TOKENS = 64  # a turn


async def embedded(folder: Path, turns: int) -> list[Row]:
    """Nothing where the model is not."""
    if not all(is_there(weight, models_folder()) for weight in WEIGHTS):
        return []
    engine = await Engine.open(Settings(data_dir=folder / "embedded"))
    try:
        chat = await create_chat(engine, NewChat(["c_mill_1"], "Ash", profile="embedded"))
        await engine.db.write(chats.update, chat.id, engine.now(), {"settings": {"max_tokens": TOKENS}})
        rates, reuse, first = [], [], []
        for number in range(turns):
            narrator = await _turn(engine, chat.id, f"I ask Mira for the {number + 1}. time what became of the river.")
            seconds = (narrator.total_ms - (narrator.first_ms or 0)) / 1000
            rates.append(((narrator.out_tokens or 1) - 1) / seconds)
            first.append(narrator.first_ms or 0)
            if number:
                reuse.append(100 * (narrator.cached_tokens or 0) / (narrator.in_tokens or 1))
        alone = [await _alone(engine) for _ in range(3)]
    finally:
        await engine.close()
    return [
        row("embedded model, tokens a second", "/s", rates, against=("a prompt of one line", alone)),
        row("embedded model, first token", "ms", first),
        row("embedded model, prompt not read again", "%", reuse, Asked("p50", 90, least=True)),
    ]


async def _turn(engine: Engine, chat: str, text: str) -> calls.Call:
    """A turn to its end; the narrator's call."""
    accepted = await accept(engine, Request(chat, "message", text))
    assert accepted.run is not None
    async with aclosing(tell(engine, accepted.run)) as told:
        events = [event async for event in told]
    assert events[-1].name == "turn.committed", events[-1]
    made = await engine.db.read(calls.of_turn, accepted.turn_id)
    return next(call for call in made if call.purpose == "narrate")


async def _alone(engine: Engine) -> float:
    """Tokens a second without a story before them."""
    models = engine.models("embedded")
    messages: list[Message] = [{"role": "user", "content": "Count from one to a hundred in words."}]
    times = []
    async for chunk in models.client.stream(messages, model=models.narrator, max_tokens=TOKENS):
        if chunk.text:
            times.append(perf_counter())
    return (len(times) - 1) / (times[-1] - times[0])
