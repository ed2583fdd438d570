"""Dice over HTTP: the setting, the roll as a client sees it, new dice, and a restart."""

from pathlib import Path

import pytest

from tests.provider import Provider, asking, streaming, structured
from tests.replies import HANG, Reply
from tests.web.stage import Json, Stage, staged

RISKY = '{"kind": "act", "uncertain": true, "trait": "agility", "difficulty": "hard"}'


async def with_dice(stage: Stage) -> Json:
    stage.provider.on(structured("uncertain"), Reply(RISKY))
    chat = await stage.chat()
    return await stage.call("PATCH", f"/api/chats/{chat['id']}", {"settings": {"dice": True}})


async def rolled(stage: Stage, turn: str) -> list[Json]:
    """What was rolled in a turn, by its events; its record says the same."""
    told = await stage.events(turn)
    assert told[-1].name == "turn.committed"
    found = [event.data for event in told if event.name == "scene.changed" and event.data["kind"] == "roll"]
    record = await stage.call("GET", f"/api/turns/{turn}")
    assert [change for change in record["changes"] if change["kind"] == "roll"] == found
    return [change["arguments"] for change in found]


async def again(stage: Stage, turn: str, **body: object) -> str:
    return str((await stage.call("POST", f"/api/turns/{turn}/regenerate", body, status=202))["turn_id"])


async def test_the_setting_is_off_until_it_is_set_and_null_takes_it_back(stage: Stage) -> None:
    chat = await stage.chat()
    path = f"/api/chats/{chat['id']}"
    assert chat["settings"]["dice"] is False
    for wanted, shown in ((True, True), (None, False), (True, True), (False, False)):
        patched = await stage.call("PATCH", path, {"settings": {"dice": wanted}})
        assert patched["settings"]["dice"] is shown


@pytest.mark.parametrize("wanted", ["yes", 1, [True]])
async def test_a_setting_that_is_no_yes_or_no_is_refused(stage: Stage, wanted: object) -> None:
    chat = await stage.chat()
    await stage.refused("PATCH", f"/api/chats/{chat['id']}", {"settings": {"dice": wanted}}, status=422)
    assert (await stage.call("GET", f"/api/chats/{chat['id']}"))["settings"]["dice"] is False


async def test_a_swipe_keeps_the_roll_and_a_reroll_makes_another(stage: Stage) -> None:
    chat = await with_dice(stage)
    turn = await stage.post(chat, "I leap across the gap.")
    (first,) = await rolled(stage, turn)
    assert (first["trait"], first["difficulty"], first["number"]) == ("agility", "hard", 0)
    swiped = await again(stage, turn)
    assert await rolled(stage, swiped) == [first]
    shown = (await stage.call("GET", f"/api/chats/{chat['id']}"))["turns"]["items"]
    assert [turn["roll"] for turn in shown] == [None, {"kind": "roll", **first}]
    rerolled = await again(stage, swiped, reroll=True)
    (second,) = await rolled(stage, rerolled)
    assert second["number"] == 1
    assert await rolled(stage, await again(stage, rerolled)) == [second]
    assert await rolled(stage, await again(stage, turn)) == [first]


async def test_a_reroll_that_cannot_be_is_refused_and_changes_nothing(stage: Stage) -> None:
    chat = await stage.chat()
    turn = await stage.post(chat)
    await stage.events(turn)
    before = await stage.call("GET", f"/api/chats/{chat['id']}")
    await stage.refused("POST", f"/api/turns/{turn}/regenerate", {"reroll": True}, status=422)
    await stage.refused("POST", f"/api/turns/{turn}/regenerate", {"reroll": "yes"}, status=422)
    assert await stage.call("GET", f"/api/chats/{chat['id']}") == before


async def test_an_idempotency_key_makes_one_reroll_and_no_swipe_of_it(stage: Stage) -> None:
    chat = await with_dice(stage)
    turn = await stage.post(chat, "I leap across the gap.")
    await stage.events(turn)
    path, key = f"/api/turns/{turn}/regenerate", {"Idempotency_Key": "k1"}
    sent = [await stage.call("POST", path, {"reroll": True}, status=202, **key) for _ in range(2)]
    assert sent[0]["turn_id"] == sent[1]["turn_id"]
    error = await stage.refused("POST", path, {}, status=422, **key)
    assert error["code"] == "idempotency_mismatch"
    await stage.events(sent[0]["turn_id"])


async def test_going_on_and_talk_out_of_character_are_not_rolled_for(stage: Stage) -> None:
    chat = await with_dice(stage)
    on = await stage.call("POST", f"/api/chats/{chat['id']}/turns", {"continue": True}, status=202)
    assert await rolled(stage, on["turn_id"]) == []
    stage.provider.on(structured("uncertain"), Reply(RISKY.replace('"act"', '"ooc"')))
    assert await rolled(stage, await stage.post(chat, "(( Shorter, please. ))")) == []


@pytest.mark.parametrize(
    ("trait", "difficulty", "why"),
    [("a" * 10_000, "hard", "the trait is longer than 40 characters"), ("agility", "hopeless", "no such difficulty")],
)
async def test_what_does_not_fit_is_refused_with_a_reason_and_the_turn_goes_on(
    stage: Stage, trait: str, difficulty: str, why: str
) -> None:
    chat = await with_dice(stage)
    answer = f'{{"kind": "act", "uncertain": true, "trait": "{trait}", "difficulty": "{difficulty}"}}'
    stage.provider.on(structured("uncertain"), Reply(answer))
    turn = await stage.post(chat, "I leap across the gap.")
    assert (await stage.events(turn))[-1].name == "turn.committed"
    record = await stage.call("GET", f"/api/turns/{turn}")
    (refused,) = (change for change in record["changes"] if change["kind"] == "roll")
    assert refused["refused"] == why and record["draws"] == []


async def test_a_mended_turn_keeps_its_roll_whatever_the_text_says_now(stage: Stage) -> None:
    chat = await with_dice(stage)
    turn = await stage.post(chat, "I leep across the gap.")
    first = await rolled(stage, turn)
    await stage.events(await stage.post(chat, "I look back."))
    body = {"text": "I leap across the gap.", "keep": True}
    mended = await stage.call("POST", f"/api/turns/{turn}/edit", body, status=202)
    assert await rolled(stage, mended["turn_id"]) == first


async def test_a_swipe_does_not_wait_for_a_classifier_it_needs_no_roll_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chat.engine.asks.DICE_WAIT", 60.0)
    async with Provider() as provider, staged(tmp_path, provider, intent_wait=0.0) as stage:
        chat = await with_dice(stage)
        turn = await stage.post(chat, "I leap across the gap.")
        first = await rolled(stage, turn)
        provider.on(structured("uncertain"), Reply(RISKY, first=HANG))
        swiped = await again(stage, turn)
        assert (await stage.until(swiped, "narrative.done"))[-1].name == "narrative.done"
        await stage.call("POST", f"/api/turns/{swiped}/stop", status=202)
        assert await rolled(stage, swiped) == first


async def test_a_restart_keeps_the_roll(tmp_path: Path) -> None:
    async with Provider() as provider:
        async with staged(tmp_path, provider) as stage:
            chat = await with_dice(stage)
            turn = await stage.post(chat, "I leap across the gap.")
            first = await rolled(stage, turn)
        async with staged(tmp_path, provider) as stage:
            assert await rolled(stage, await again(stage, turn)) == first


async def test_a_turn_told_before_a_restart_settles_with_its_roll(tmp_path: Path) -> None:
    async with Provider() as provider:
        provider.on(structured("acts"), Reply(first=HANG))
        async with staged(tmp_path, provider) as stage:
            chat = await with_dice(stage)
            turn = await stage.post(chat, "I leap across the gap.")
            await stage.until(turn, "narrative.done")
            prompt = provider.matching(streaming)[-1].prompt
        provider.on(asking, Reply("{}"))
        async with staged(tmp_path, provider) as stage:
            await stage.events(turn)
            record = await stage.call("GET", f"/api/turns/{turn}")
    (roll,) = (change["arguments"] for change in record["changes"] if change["kind"] == "roll")
    assert record["status"] == "committed" and roll["trait"] == "agility"
    assert "This outcome stands" in prompt
