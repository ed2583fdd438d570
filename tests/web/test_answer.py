"""Answers of any size: the bytes that JSONResponse would send, in pieces, and never long on the event loop."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import JSONResponse

from chat.engine.acceptance import MAX_NARRATIVE
from chat.web.answer import PIECE, answer, encoded
from tests.hostile import of_size
from tests.web.stage import Stage

plain = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=30)


@given(value=st.dictionaries(st.text(), values))
def test_an_answer_is_encoded_as_json_response_does(value: dict[str, Any]) -> None:
    assert encoded(value) == JSONResponse(value).body


@pytest.mark.parametrize("size", [0, PIECE, 2 * PIECE + 1])
async def test_a_large_answer_is_sent_in_pieces(size: int) -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    value = {"text": "x" * size}
    await (await answer(value, 201))({"type": "http"}, send, send)  # type: ignore[arg-type]
    bodies = [message["body"] for message in sent[1:]]
    assert sent[0]["status"] == 201 and (b"content-length", b"%d" % len(encoded(value))) in sent[0]["headers"]
    assert b"".join(bodies) == encoded(value) and max(map(len, bodies)) <= PIECE
    assert [message["more_body"] for message in sent[1:]] == [True] * (len(bodies) - 1) + [False]


async def test_a_page_of_long_turns_holds_up_nobody(stage: Stage) -> None:
    """The detector of the suite watches."""
    chat = await stage.chat()
    narrative = of_size("\x01", MAX_NARRATIVE)
    for _ in range(30):
        turn = await stage.post(chat, "I wait.")
        await stage.events(turn)
        edited = await stage.call("POST", f"/api/turns/{turn}/edit", {"narrative": narrative}, status=202)
        await stage.events(edited["turn_id"])
    answered = await stage.client.get(f"/api/chats/{chat['id']}")
    assert answered.status_code == 200 and len(answered.content) > 30 * len(narrative)
