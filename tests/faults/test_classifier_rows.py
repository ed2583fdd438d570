"""Nonsense from a classifier: ten thousand damaged answers on their way into the state, and each fault of one through
the whole app: the story is told, the pair is marked, and nothing of half an answer becomes state.
"""

import copy
import json
import random
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from chat.errors import ProviderOutput
from chat.llm.client import Completion
from chat.llm.structured import read
from chat.memory.worker import Worker
from chat.story.facts import FactsAnswer, accept_facts
from chat.story.intent import IntentAnswer, accept_intent
from chat.story.models import AXES, Change, IntentKind, State
from chat.story.pairs import MAX_VIEW, PairAnswer, accept_pair
from chat.story.relations import fold, load_relations, state_from_json, state_to_json
from chat.story.scene import SceneAnswer, accept_scene
from chat.story.scene_operations import DAY, MAX_ITEMS, MOST_CONDITIONS, MOST_THREADS, OPERATIONS
from tests.faults.leftovers import nothing_left
from tests.provider import HANG, Provider, Reply, Request, asking, error, structured
from tests.replies import TEXT
from tests.story.cast import CAST, INN
from tests.web.stage import Stage, staged

TABLE = load_relations()
TEXTS = ("I throw Mira the rope.", "Mira catches the rope and Ash pulls her out of the river.")
PAIR: dict[str, Any] = {
    "acts": [
        {"act": "saved", "strength": 3, "quote": "pulls her out of the river"},
        {"act": "insulted", "strength": 1, "quote": "I throw Mira the rope"},
    ],
    "mood": "hopeful",
    "view": "Ash is quick. And strong.",
}
SCENE: dict[str, Any] = {
    "operations": [
        {"op": "move", "what": "the river bank"},
        {"op": "pass_time", "minutes": 20},
        {"op": "set_time", "time": "18:30", "day": 3, "flashback": True},
        {"op": "item_gain", "who": "Mira", "what": "a rope"},
        {"op": "condition_add", "who": "Mira", "what": "soaked"},
        {"op": "leave", "who": "Captain Holt"},
    ]
}
FACTS: dict[str, Any] = {"facts": [{"text": "Ash saved Mira from the river.", "importance": 2, "about": ["Mira"]}]}
INTENT: dict[str, Any] = {"kind": "act", "addressed": ["Mira"], "target": "rope", "tone": "urgent"}
KINDS: list[tuple[type[BaseModel], dict[str, Any]]] = [
    (PairAnswer, PAIR), (SceneAnswer, SCENE), (FactsAnswer, FACTS), (IntentAnswer, INTENT),
]  # fmt: skip
VALUES: list[Any] = [
    None, True, -1, 0, 4, 10**6, 10**30, 10**300, -(10**300), 1.5, 1e308, "", " ", "x" * 5000, "\x00", "\u2028", "🐉", "\ud83d",
    "trust", "c_0", "Mira", "Nobody", [], {}, [[]], [{}] * 50, {"act": "saved"}, "99:99", "-1:00", "enter", "set trust to 100",
]  # fmt: skip
PIECES = [
    "{", "}", "[", "]", '"', "\\", "\\u", "\\ud83d", "\x00", "NaN", "1e999", "-", ",", ":", "<think>", "</think>", "```",
    "null", "é", "🐉", "9" * 5000, '{"acts":[]}', "[" * 500, " " * 3000,
]  # fmt: skip


def damaged(good: dict[str, Any], chance: random.Random) -> str:
    """The good answer with values exchanged, and with characters put in, taken out, cut off and moved."""
    value = json.loads(json.dumps(good))
    for _ in range(chance.randint(0, 2)):
        place = chance.choice(list(_places(value)))
        place[0][place[1]] = copy.deepcopy(chance.choice(VALUES))
    text = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    for _ in range(chance.choice([0, 0, 0, 1, 3])):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randint(1, 9) :]
            case 2:
                text = text[:at]
            case _:
                text = text[at:] + text[:at]
    return text


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) in a JSON value."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list) and value[key]:
            yield from _places(value[key])


def taken(answer: BaseModel, state: State, chance: random.Random) -> list[Change]:
    """What of an answer goes into the ledger."""
    if isinstance(answer, PairAnswer):
        source, target = chance.sample([member.id for member in CAST], 2)
        return [accept_pair(answer, source=source, target=target, texts=TEXTS, members=CAST)]
    if isinstance(answer, SceneAnswer):
        return accept_scene(answer, state.scene, CAST, TEXTS)
    if isinstance(answer, FactsAnswer):
        return accept_facts(answer, CAST)
    assert isinstance(answer, IntentAnswer)
    intent = accept_intent(answer, CAST)
    assert intent.kind in get_args(IntentKind) and set(intent.addressed) <= {member.name for member in CAST}
    json.dumps([intent.target, intent.tone], ensure_ascii=False).encode()
    return []


def check(state: State) -> None:
    """Inside the schema, every part of it."""
    ids = {member.id for member in CAST}
    scene = state.scene
    assert 1 <= scene.day < 10**6 and 0 <= scene.minutes < DAY and set(scene.present) <= ids and "c_0" in scene.present
    assert len(scene.items) <= MAX_ITEMS and len(scene.threads) <= MOST_THREADS and set(scene.conditions) <= ids
    assert all(len(what) <= MOST_CONDITIONS for what in scene.conditions.values())
    texts = [scene.place, *scene.items, *scene.items.values(), *scene.threads, *sum(scene.conditions.values(), ())]
    assert all(text and len(text) <= 100 for text in texts)
    for (source, target), pair in state.pairs.items():
        assert {source, target} <= ids and source != target
        assert tuple(pair.axes) == AXES and pair.mood in TABLE.moods and len(pair.view) <= MAX_VIEW + 1
        for name, axis in TABLE.axes.items():
            assert type(pair.axes[name]) is int and axis.low <= pair.axes[name] <= axis.high
            assert abs(pair.moved.get(name, 0)) <= axis.cap


def test_ten_thousand_damaged_answers_leave_the_state_in_its_schema() -> None:
    chance = random.Random(11)
    state, took, refused, moved = State(scene=INN), 0, 0, 0
    for number in range(10_000):
        output, good = KINDS[number % len(KINDS)]
        try:
            answer = read(Completion(damaged(good, chance), "stop", "m"), output, "test")
        except ProviderOutput as failure:
            failure.message.encode()
            refused += 1
            continue
        took += 1
        changes = taken(answer, state, chance)
        for change in changes:
            if change.kind in ("pair", "fact"):
                assert {act.act for act in change.acts} <= set(TABLE.acts)
            else:
                assert change.refused or change.operation in OPERATIONS
            json.dumps([change.arguments, [item.reason for item in change.refused]], ensure_ascii=False).encode()
        after = fold(state, f"t_{number}", number, changes, TABLE)
        check(after)
        moved += after != state
        state = after
    assert state_from_json(json.loads(json.dumps(state_to_json(state), allow_nan=False))) == state
    assert took > 2500 and refused > 2500 and moved > 500


# ---------------------------------------------------------------- through the whole app

QUOTE = "wipes the flour from her hands"
GOOD = json.dumps({"acts": [{"act": "helped", "strength": 2, "quote": QUOTE}], "mood": "hopeful", "view": ""})
HASTY = {"first_token_timeout": 1.0, "idle_timeout": 0.7, "turn_timeout": 3.0}
PATIENT = {"first_token_timeout": 20.0, "idle_timeout": 20.0, "turn_timeout": 40.0}  # where no clock is to run out
WRONG = json.dumps({"acts": [{"act": "crowned", "strength": 9, "quote": QUOTE}], "mood": "odd", "trust": 100})
# name, answer, whether it is taken, how often a pair is asked
ROWS: list[tuple[str, Reply, bool, int]] = [
    ("good", Reply(GOOD), True, 1),
    ("fences", Reply(f"```json\n{GOOD}\n```"), True, 1),
    ("prose around", Reply(f"Of course! Here it is:\n{GOOD}\nI hope this helps {{}}."), True, 1),
    ("thoughts before", Reply(f'<think>{{"acts": [1]}} maybe?</think>\n{GOOD}'), True, 1),
    ("a second object", Reply(f'{GOOD}\n{{"acts": [], "mood": "hostile"}}'), True, 1),
    ("extra keys", Reply(GOOD.replace('"acts"', '"trust": 100, "acts"', 1)), True, 1),
    ("only thoughts", Reply(f"<think>{GOOD}"), False, 2),
    ("a wrong enum", Reply(WRONG), False, 1),
    ("cut at its length", Reply(GOOD, finish_reason="length"), False, 2),
    ("cut in the middle", Reply(GOOD[:40]), False, 2),
    ("half of it whole", Reply(GOOD[:-1]), False, 2),
    ("prose", Reply("She seems to like him now."), False, 2),
    ("another schema", Reply('{"trust": 100}'), False, 2),
    ("NaN", Reply(GOOD.replace("2", "NaN")), False, 2),
    ("1e999", Reply(GOOD.replace("2", "1e999")), False, 2),
    ("nested", Reply('{"acts": ' + "[" * 10_000 + "]" * 10_000 + "}"), False, 2),
    ("white space", Reply('{"acts":' + " \n" * 40_000, finish_reason="length"), False, 2),
    ("nothing", Reply(""), False, 2),
    ("a page", Reply(body=b"<html>Welcome"), False, 1),
    ("an error inside", Reply(body=b'{"error": {"message": "no"}}'), False, 2),
    ("401", error(401, "no such key"), False, 1),
    ("429, 300 s", error(429, "slow down", headers={"Retry-After": "300"}), False, 1),
    ("500", error(500, "oops"), False, 2),
    ("RST", Reply(reset=20), False, 2),
    ("FIN", Reply(cut=20), False, 2),
    ("RST, status", Reply(reset=-1), False, 2),
    ("silence", Reply(headers_after=HANG), False, 1),
    ("silence inside", Reply(first=HANG), False, 1),
    ("4 MB", Reply(" " * (4 << 20)), False, 2),
]


@pytest.fixture(autouse=True)
def hasty(no_models: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """No model files, and no worker that misses them; the pause before a second POST, drawn by lot, is short."""
    monkeypatch.setattr(Worker, "start", lambda worker: None)
    monkeypatch.setattr(random, "uniform", lambda low, high: low / 20)


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    async with Provider() as provider:
        yield provider


async def told(stage: Stage, chat: dict[str, Any]) -> dict[str, Any]:
    """The state after a turn that is told and committed, whatever the classifier does."""
    events = await stage.events(await stage.post(chat, "I wait."))
    assert events[-1].name == "turn.committed"
    assert "".join(event.data["text"] for event in events if event.name == "narrative.delta") == TEXT
    return await stage.call("GET", f"/api/chats/{chat['id']}/state")


@pytest.mark.parametrize(("answer", "taken", "asked"), [pytest.param(*row[1:], id=row[0]) for row in ROWS])
async def test_a_classifier_in_trouble_costs_no_turn_and_half_an_answer_is_none(
    tmp_path: Path, provider: Provider, answer: Reply, taken: bool, asked: int
) -> None:
    provider.on(asking, answer)
    provider.on(structured("acts"), answer)
    clocks = HASTY if HANG in (answer.headers_after, answer.first) else PATIENT
    async with nothing_left(), staged(tmp_path / "data", provider, **clocks) as stage:
        chat = await stage.chat()
        state = await told(stage, chat)
        assert len(provider.matching(structured("acts"))) == 2 * asked
        for pair in state["pairs"]:
            assert pair["stale"] is not (taken or answer.text == WRONG)
            assert (pair["axes"]["trust"] > 0, pair["mood"]) == ((True, "hopeful") if taken else (False, "neutral"))
        provider.on(asking, Reply('{"operations": [], "facts": []}'))
        provider.on(structured("acts"), Reply(GOOD))
        state = await told(stage, chat)
        assert [pair["stale"] for pair in state["pairs"]] == [False, False]
        assert all(pair["axes"]["trust"] > 0 for pair in state["pairs"])


async def test_a_server_without_response_format_classifies_all_the_same(tmp_path: Path, provider: Provider) -> None:
    def refusing(request: Request) -> Reply:
        if "response_format" in request.body:
            return error(400, "Unrecognized request argument supplied: response_format")
        return Reply(
            f"Here you are:\n{GOOD}" if "TARGET" in request.prompt else '{"kind": "act", "operations": [], "facts": []}'
        )

    provider.on(asking, refusing)
    async with nothing_left(), staged(tmp_path / "data", provider) as stage:
        state = await told(stage, await stage.chat())
        assert {(pair["stale"], pair["mood"]) for pair in state["pairs"]} == {(False, "hopeful")}
        ready = await stage.call("GET", "/readyz")
        assert "refuses json_schema and json_object" in ready["components"]["classifier"]["detail"]
