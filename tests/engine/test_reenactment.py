"""The profile `replay`: an imported chat is played again as it was, with no model, and nothing else is."""

from pathlib import Path

import pytest

from chat.commands.tree import move_head
from chat.config import REPLAY, Settings
from chat.db import chats, turns
from chat.db.chats import Chat
from chat.engine.engine import Engine
from chat.errors import Unprocessable
from chat.formats import session
from chat.turn import Request
from tests.engine.playing import head, names, play, say
from tests.session_files import import_session


async def imported(engine: Engine, name: str) -> tuple[Chat, session.Session]:
    """A chat at its first greeting, on the profile replay."""
    raw = Path(f"tests/sessions/{name}.jsonl").read_bytes()  # noqa: ASYNC240
    chat = await import_session(engine, raw)
    await engine.db.write(chats.update, chat.id, engine.now(), {"profile": REPLAY})
    taken = session.read(raw)
    await move_head(engine, chat.id, taken.turns[0].turn.id, None)
    return chat, taken


@pytest.mark.parametrize("name", ["mill", "watch"])
async def test_a_chat_is_played_again_as_it_was(engine: Engine, name: str) -> None:
    chat, taken = await imported(engine, name)
    by_id = {told.turn.id: told for told in taken.turns}
    way, turn = [], taken.head.chat.head
    while turn is not None:
        way.append(by_id[turn])
        turn = by_id[turn].turn.parent
    for was in way[-2::-1]:
        if was.turn.status != "committed":
            break
        events = await play(engine, Request(chat.id, "message" if was.turn.text else "continue", was.turn.text))
        if was.turn.origin == "regenerate":
            told = await head(engine, chat)
            again = Request(chat.id, "regenerate", turn=told.id, instruction=was.turn.instruction)
            events = await play(engine, again)
        assert names(events)[-1] == "turn.committed"
        now = await head(engine, chat)
        assert now.id != was.turn.id and now.narrative == was.turn.narrative


async def test_another_telling_is_the_next_that_was_recorded(engine: Engine) -> None:
    chat, taken = await imported(engine, "mill")
    first = next(told.turn for told in taken.turns if told.turn.origin == "message")
    await say(engine, chat, first.text)
    await say(engine, chat, next(told.turn.text for told in taken.turns if told.turn.parent == first.id))
    tellings = [await head(engine, chat)]
    for _ in range(2):
        await play(engine, Request(chat.id, "regenerate", turn=tellings[-1].id))
        tellings.append(await head(engine, chat))
    assert tellings[0].narrative == tellings[2].narrative != tellings[1].narrative


async def test_what_was_never_played_is_refused_with_what_was(engine: Engine) -> None:
    chat, taken = await imported(engine, "mill")
    with pytest.raises(Unprocessable) as refused:
        await say(engine, chat, "I do something else.")
    assert refused.value.code == "not_recorded"
    first = next(told for told in taken.turns if told.turn.origin == "message")
    assert first.turn.text in refused.value.hint
    assert (await head(engine, chat)).id == taken.turns[0].turn.id
    assert len(await engine.db.read(turns.tree, chat.id)) == len(taken.turns)


async def test_without_a_recording_nothing_can_be_played(tmp_path: Path, engine: Engine) -> None:
    chat, _ = await imported(engine, "mill")
    await move_head(engine, chat.id, (await engine.db.read(turns.tree, chat.id))[1].id, None)
    with pytest.raises(Unprocessable, match="never played here"):
        await say(engine, chat)
    assert Settings(profile=REPLAY, data_dir=tmp_path).profile == REPLAY
