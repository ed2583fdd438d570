"""The turn over real sockets: order, overlap, failures, stops. No web in sight."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat.commands.tree import move_head
from chat.db import calls, changes, turn_inputs
from chat.errors import Conflict, Unprocessable
from chat.events import Changed, NarrativeDelta, NarrativeDone, TurnFailed
from chat.turn import Request, accept, recover, stop, tell
from tests.engine.playing import begin, head, names, play, playing, say, until
from tests.provider import Provider, asking, streaming, structured
from tests.replies import HANG, Reply, error

pytestmark = pytest.mark.usefixtures("no_models")

TOLD = "Mira, Sergeant Holt, Pell and Ash carry the heavy sack inside."
HELPED = {"acts": [{"act": "helped", "strength": 2, "quote": "carry the heavy sack"}], "mood": "grateful", "view": ""}


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        provider.on(streaming, Reply(TOLD))
        provider.on(structured("acts"), Reply(json.dumps(HELPED)))
        yield provider


async def test_the_events_of_a_turn_come_in_the_contracts_order(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        events = await say(engine, chat)

        order = names(events)
        assert order[0] == "turn.accepted" and set(order[1:3]) == {"turn.recalled", "turn.understood"}
        deltas = order.count("narrative.delta")
        assert order[3 : 3 + deltas] == ["narrative.delta"] * deltas
        assert order[3 + deltas :] == ["narrative.done", "pair.changed", "pair.changed", "turn.committed"]
        assert "".join(event.text for event in events if isinstance(event, NarrativeDelta)) == TOLD
        pair = next(event for event in events if isinstance(event, Changed)).data()
        assert pair["acts"][0]["quote"] == "carry the heavy sack" and pair["after"]["trust"] > pair["before"]["trust"]
        told = await head(engine, chat)
        assert (told.status, told.narrative) == ("committed", TOLD)
        decided = await engine.db.read(turn_inputs.of_turn, told.id)
        assert decided is not None and decided.intent.by == "model" and decided.state_of == told.parent


@pytest.mark.parametrize(
    ("cast", "pairs"), [(["Mira"], 2), (["Mira", "Pell"], 6), (["Mira", "Pell", "Sergeant Holt"], 12)]
)
async def test_all_pairs_are_asked_at_once(provider: Provider, tmp_path: Path, cast: list[str], pairs: int) -> None:
    provider.on(structured("acts"), Reply(json.dumps(HELPED), headers_after=0.3))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine, *cast)
        events = await say(engine, chat)
    assert len(provider.matching(structured("acts"))) == provider.overlap(structured("acts")) == pairs
    assert names(events).count("pair.changed") == pairs


async def test_the_next_message_is_taken_while_the_last_turn_settles(provider: Provider, tmp_path: Path) -> None:
    settle = asyncio.Event()
    provider.on(structured("acts"), Reply(json.dumps(HELPED), headers_after=settle))
    async with playing(tmp_path, provider, settle_wait=0.05) as engine:
        chat = await begin(engine)
        first = await accept(engine, Request(chat.id, "message", "One."))
        assert first.run is not None
        telling = tell(engine, first.run)
        await until(telling, "narrative.delta")
        with pytest.raises(Conflict) as busy:
            await accept(engine, Request(chat.id, "message", "Too early."))
        assert busy.value.code == "turn_live" and busy.value.extra == {"turn_id": first.turn_id}
        await until(telling, "narrative.done")

        async def rest() -> list[str]:
            return [event.name async for event in telling]

        settling = asyncio.create_task(rest())
        second = await accept(engine, Request(chat.id, "message", "Two."))
        assert second.run is not None
        other = tell(engine, second.run)
        await until(other, "narrative.done")
        assert not settling.done()
        settle.set()
        assert (await settling)[-1] == "turn.committed"
        await until(other, "turn.committed")
        decided = await engine.db.read(turn_inputs.of_turn, second.turn_id)
        assert decided is not None and decided.state_of == first.parent  # the first was still settling


async def test_a_parent_that_settles_between_accepting_and_telling_is_known(provider: Provider, tmp_path: Path) -> None:
    settle = asyncio.Event()
    provider.on(structured("acts"), Reply(json.dumps(HELPED), headers_after=settle))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        first = await accept(engine, Request(chat.id, "message", "One."))
        assert first.run is not None
        telling = tell(engine, first.run)
        await until(telling, "narrative.done")
        second = await accept(engine, Request(chat.id, "message", "Two."))
        settle.set()
        await until(telling, "turn.committed")
        assert second.run is not None
        await until(tell(engine, second.run), "turn.committed")
        decided = await engine.db.read(turn_inputs.of_turn, second.turn_id)
        assert decided is not None and decided.state_of == first.turn_id


async def test_the_classifier_is_asked_for_little_and_only_it_gets_the_provider_order(
    provider: Provider, tmp_path: Path
) -> None:
    async with playing(tmp_path, provider, classifier_provider_order=["Cerebras"]) as engine:
        await say(engine, await begin(engine))
    assert {request.body["max_tokens"] <= 512 for request in provider.matching(asking)} == {True}
    assert {str(request.body.get("provider")) for request in provider.matching(asking)} == {"{'order': ['Cerebras']}"}
    assert [request.body.get("provider") for request in provider.matching(streaming)] == [None]


@pytest.mark.parametrize(
    "broken",
    [error(500, "down"), Reply("not JSON at all"), Reply('{"acts": [', finish_reason="length"), Reply(reset=40)],
)
async def test_one_broken_pair_is_stale_and_caught_up_with_the_next_turn(
    provider: Provider, tmp_path: Path, broken: Reply
) -> None:
    def of_mira(request: object) -> bool:
        return structured("acts")(request) and "SOURCE: Mira" in request.last  # type: ignore[arg-type, attr-defined]

    provider.on(of_mira, broken, broken, Reply(json.dumps(HELPED)))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        mira, ash = ("c_mill_1", chat.persona), (chat.persona, "c_mill_1")
        first = [event.data() for event in await say(engine, chat) if event.name == "pair.changed"]
        assert {change["source"]: change["stale"] for change in first} == {"Mira": True, "Ash": False}
        stale = next(change for change in first if change["stale"])
        assert stale["before"] == stale["after"] and stale["refused"][0]["reason"]
        turn = await head(engine, chat)
        state = await engine.db.read(changes.state_at, chat.id, turn.id, engine.relations)
        assert state.pairs[mira].stale and state.pairs[ash].axes["trust"] > 0

        second = [event.data() for event in await say(engine, chat) if event.name == "pair.changed"]
        assert [change["source"] for change in second if change["turn"] == turn.id] == ["Mira"]
        state = await engine.db.read(changes.state_at, chat.id, (await head(engine, chat)).id, engine.relations)
        assert not state.pairs[mira].stale and state.pairs[mira].axes == state.pairs[ash].axes


async def test_a_late_classifier_delays_nobody(provider: Provider, tmp_path: Path) -> None:
    answer = asyncio.Event()
    provider.on(structured("kind"), Reply('{"kind": "attack"}', headers_after=answer))
    async with playing(tmp_path, provider, intent_wait=0.05) as engine:
        chat = await begin(engine)
        accepted = await accept(engine, Request(chat.id, "message", '"Hello, Mira," I say.'))
        assert accepted.run is not None
        telling = tell(engine, accepted.run)
        understood = (await until(telling, "turn.understood")).data()["intent"]
        assert understood["by"] == "rule"
        await until(telling, "narrative.done")
        answer.set()
        await until(telling, "turn.committed")
        logged = await engine.db.read(calls.of_turn, accepted.turn_id)
        assert "intent" in {call.purpose for call in logged}


@pytest.mark.parametrize("steps", [[HANG], ["Half a ", HANG]])
async def test_stop_keeps_what_was_told_and_closes_upstream(
    provider: Provider, tmp_path: Path, steps: list[float]
) -> None:
    provider.on(streaming, Reply(steps=steps))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        accepted = await accept(engine, Request(chat.id, "message", "Tell me."))
        assert accepted.run is not None
        telling = tell(engine, accepted.run)
        await until(telling, "narrative.delta" if len(steps) > 1 else "turn.understood")
        if len(steps) == 1:
            stopping = asyncio.create_task(provider.seen(streaming))
            following = asyncio.create_task(until(telling, "turn.cancelled"))
            await stopping
            await stop(engine, accepted.turn_id)
            await following
        else:
            await stop(engine, accepted.turn_id)
            await until(telling, "turn.cancelled")
        await provider.matching(streaming)[0].over()
        assert provider.matching(streaming)[0].gone is not None
        turn = await head(engine, chat)
        assert (turn.status, turn.narrative, turn.text) == (
            "cancelled",
            "Half a " if len(steps) > 1 else "",
            "Tell me.",
        )
        await stop(engine, accepted.turn_id)  # after the end: nothing


async def test_stop_while_settling_leaves_the_rest_stale_and_commits(provider: Provider, tmp_path: Path) -> None:
    provider.on(structured("acts"), Reply(headers_after=HANG))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        accepted = await accept(engine, Request(chat.id, "message", "Go."))
        assert accepted.run is not None
        telling = tell(engine, accepted.run)
        await until(telling, "narrative.done")
        rest = asyncio.create_task(until(telling, "turn.committed"))
        await provider.seen(structured("acts"))
        await stop(engine, accepted.turn_id)
        await rest
        state = await engine.db.read(changes.state_at, chat.id, accepted.turn_id, engine.relations)
        assert {pair.stale for pair in state.pairs.values()} == {True}


async def test_a_failure_without_text_keeps_the_players_and_a_retry_takes_its_place(
    provider: Provider, tmp_path: Path
) -> None:
    provider.on(streaming, error(401, "no"), Reply(TOLD))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        failed = (await say(engine, chat, "Hello?"))[-1]
        assert (
            isinstance(failed, TurnFailed)
            and failed.code == "provider_auth"
            and "CHAT_NARRATIVE_API_KEY" in failed.hint
        )
        turn = await head(engine, chat)
        assert (turn.status, turn.text) == ("failed", "Hello?") and turn.error is not None
        assert names(await play(engine, Request(chat.id, "regenerate", turn=turn.id)))[-1] == "turn.committed"
        assert (await head(engine, chat)).text == "Hello?"


async def test_a_failed_regenerate_gives_the_head_back(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        await say(engine, chat)
        good = await head(engine, chat)
        provider.on(streaming, error(400, "no"))
        for _ in range(5):
            assert names(await play(engine, Request(chat.id, "regenerate", turn=good.id)))[-1] == "turn.failed"
            assert (await head(engine, chat)).id == good.id


async def test_a_cut_with_text_is_interrupted_and_the_next_message_builds_on_it(
    provider: Provider, tmp_path: Path
) -> None:
    provider.on(streaming, Reply("Half a story", finish_reason=None, done=False), Reply(TOLD))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        ended = (await say(engine, chat))[-1]
        assert isinstance(ended, TurnFailed) and (ended.code, ended.retryable) == ("provider_cut", True)
        turn = await head(engine, chat)
        assert (turn.status, turn.narrative) == ("interrupted", "Half a story")
        await say(engine, chat, "And then?")
        assert "Half a story" in provider.matching(streaming)[-1].prompt


async def test_a_truncated_answer_is_committed_and_marked(provider: Provider, tmp_path: Path) -> None:
    provider.on(streaming, Reply(TOLD, finish_reason="length"))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        done = next(event for event in await say(engine, chat) if isinstance(event, NarrativeDone))
        assert done.truncated and (await head(engine, chat)).truncated


async def test_one_key_is_one_turn_also_after_a_restart(provider: Provider, tmp_path: Path) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        wanted = Request(chat.id, "message", "Once.", key="k", body_sha256="a")
        made = [await accept(engine, wanted)]
        async for _ in tell(engine, made[0].run):  # type: ignore[arg-type]
            pass
        made += await asyncio.gather(*(accept(engine, wanted) for _ in range(20)))
        with pytest.raises(Unprocessable) as mismatch:
            await accept(engine, Request(chat.id, "message", "Twice.", key="k", body_sha256="b"))
        assert mismatch.value.code == "idempotency_mismatch"
    async with playing(tmp_path, provider) as engine:
        made.append(await accept(engine, wanted))
    assert (
        len({accepted.turn_id for accepted in made}) == 1
        and [accepted.run is None for accepted in made[1:]] == [True] * 21
    )
    assert len(provider.matching(streaming)) == 1


async def test_an_edited_narrative_is_told_already_and_an_edited_text_is_told_anew(
    provider: Provider, tmp_path: Path
) -> None:
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        await say(engine, chat)
        first = await head(engine, chat)
        events = await play(engine, Request(chat.id, "edit", turn=first.id, narrative="Ash and Mira rest."))
        assert names(events)[-1] == "turn.committed" and len(provider.matching(streaming)) == 1
        edited = await head(engine, chat)
        assert (edited.text, edited.narrative, edited.parent) == (first.text, "Ash and Mira rest.", first.parent)
        await play(engine, Request(chat.id, "edit", "I leave.", first.id))
        assert ((await head(engine, chat)).text, len(provider.matching(streaming))) == ("I leave.", 2)


async def test_no_siblings_text_is_in_a_prompt(provider: Provider, tmp_path: Path) -> None:
    provider.on(streaming, Reply("The FIRST version."), Reply("The SECOND version."), Reply("And on."))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        await say(engine, chat)
        first = await head(engine, chat)
        await play(engine, Request(chat.id, "regenerate", turn=first.id))
        await move_head(engine, chat.id, first.id, None)
        await say(engine, chat, "What of the version?")
        prompt = provider.matching(streaming)[-1].prompt
        assert "FIRST" in prompt and "SECOND" not in prompt


async def test_turns_that_were_told_settle_at_the_next_start(provider: Provider, tmp_path: Path) -> None:
    provider.on(structured("acts"), Reply(headers_after=HANG))
    async with playing(tmp_path, provider) as engine:
        chat = await begin(engine)
        accepted = await accept(engine, Request(chat.id, "message", "Go."))
        assert accepted.run is not None
        telling = tell(engine, accepted.run)
        await until(telling, "narrative.done")
        await telling.aclose()  # as if the process had gone here
        assert (await head(engine, chat)).status == "told"
    provider.on(structured("acts"), Reply(json.dumps(HELPED)))
    async with playing(tmp_path, provider) as engine:
        runs = await recover(engine)
        assert [run.turn for run in runs] == [accepted.turn_id]
        assert [event.name async for event in tell(engine, runs[0])][-1] == "turn.committed"
        assert (await head(engine, chat)).status == "committed"
