from typing import Any

import pytest

from chat.story.models import Change, Scene
from chat.story.scene import SceneAnswer, accept_scene, scene_prompt, time_text
from chat.story.scene_operations import FOR_THE_USER, apply
from tests.baseline import Baseline
from tests.story.cast import CAST, INN

TEXTS = ("I look up.", "A tall rider walks in, wet through, and Mira's sister behind him.")


def accepted(*operations: dict[str, Any], scene: Scene = INN) -> tuple[Scene, list[Change]]:
    """The scene after these operations, and the changes they became."""
    changes = accept_scene(SceneAnswer.model_validate({"operations": list(operations)}), scene, CAST, TEXTS)
    for change in changes:
        scene = apply(scene, change)
    return scene, changes


def reason(*operations: dict[str, Any], scene: Scene = INN) -> str:
    after, changes = accepted(*operations, scene=scene)
    assert after == scene
    return changes[-1].refused[0].reason


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "night 0:00"), (300, "morning 5:00"), (615, "morning 10:15"), (720, "afternoon 12:00"), (1320, "night 22:00")],
)
def test_the_time_in_words(minutes: int, text: str) -> None:
    assert time_text(Scene(day=2, minutes=minutes)) == f"day 2, {text}"


def test_a_journey() -> None:
    scene, changes = accepted(
        {"op": "leave", "who": "Holt"},
        {"op": "item_gain", "who": "the stranger", "what": "a lantern"},
        {"op": "pass_time", "minutes": 6 * 60},
        {"op": "move", "what": "the old mill"},
        {"op": "condition_add", "who": "Mira", "what": "limping"},
        {"op": "thread_open", "what": "find the miller"},
    )
    assert scene == Scene(
        place="the old mill", day=3, minutes=120, present=("c_0", "c_1"), items={"a lantern": "Mira Voss"},
        conditions={"c_1": ("limping",)}, threads=("find the miller",),
    )  # fmt: skip
    assert [change.kind for change in changes] == ["cast", "item", "scene", "scene", "condition", "thread"]
    assert changes[0].arguments == {"member": "c_2", "name": "Captain Holt"}

    scene, _ = accepted(
        {"op": "item_drop", "what": "the lantern"},
        {"op": "condition_remove", "who": "Mira", "what": "Limping"},
        {"op": "thread_close", "what": "miller"},
        {"op": "enter", "who": "Captain Holt"},
        scene=scene,
    )
    assert scene.items == {"a lantern": "the old mill"}
    assert (scene.conditions, scene.threads, scene.present) == ({}, (), ("c_0", "c_1", "c_2"))


@pytest.mark.parametrize(
    ("operation", "why"),
    [
        ({"op": "enter", "who": "Gandalf"}, "member is missing or unknown"),
        ({"op": "enter", "who": "Mira"}, "already present"),
        ({"op": "leave", "who": "Ash"}, "always present"),
        ({"op": "move", "what": "The Heron Inn"}, "already there"),
        ({"op": "move", "what": ""}, "place is missing"),
        ({"op": "pass_time", "minutes": -30}, "minutes must be"),
        ({"op": "pass_time", "minutes": 10**9}, "minutes must be"),
        ({"op": "set_time", "time": "18:00", "day": 2}, "backwards"),
        ({"op": "set_time", "time": "soon"}, "no such time"),
        ({"op": "set_time", "time": "25:00"}, "no such time"),
        ({"op": "item_lose", "what": "the crown"}, "no such thing"),
        ({"op": "item_gain", "who": "nobody", "what": "crown"}, "holder is missing"),
        ({"op": "condition_remove", "who": "Mira", "what": "limping"}, "no such condition"),
        ({"op": "thread_close", "what": "find the miller"}, "no such thread"),
        ({"op": "delete_everything"}, "no such operation"),
    ],
)
def test_what_does_not_apply_is_refused_and_kept(operation: dict[str, Any], why: str) -> None:
    assert why in reason(operation)


def test_a_time_of_day_without_a_day_is_the_next_one() -> None:
    assert accepted({"op": "set_time", "time": "21:30"})[0].day == 2
    assert accepted({"op": "set_time", "time": "07:00"})[0] == Scene(INN.place, 3, 420, INN.present)


def test_a_flashback_may_turn_the_clock_back() -> None:
    scene, _ = accepted({"op": "set_time", "time": "07:00", "day": 1, "flashback": True})
    assert (scene.day, scene.minutes) == (1, 420)


def test_a_later_operation_sees_the_earlier_ones() -> None:
    _, changes = accepted({"op": "leave", "who": "Holt"}, {"op": "leave", "who": "Holt"})
    assert [bool(change.refused) for change in changes] == [False, True]


def test_lists_have_an_end() -> None:
    many = Scene(threads=tuple(f"thread number {number}" for number in range(12)))
    assert "too many" in reason({"op": "thread_open", "what": "one more"}, scene=many)
    full = Scene(items={f"coin {number} of silver": "here" for number in range(60)})
    assert "too many" in reason({"op": "item_gain", "who": "Ash", "what": "sword"}, scene=full)
    answer = SceneAnswer.model_validate({"operations": [{"op": "move", "what": f"place {n}"} for n in range(50)]})
    assert len(answer.operations) == 6


def test_a_null_is_a_field_left_out() -> None:
    assert accepted({"op": "move", "what": "the mill", "who": None, "minutes": None})[0].place == "the mill"


def test_the_prompt(baseline: Baseline) -> None:
    scene = Scene(
        "the Heron Inn", 2, 1200, ("c_0", "c_1"), {"the lamp": "Ash"}, {"c_1": ("limping",)}, ("find the miller",)
    )
    baseline.check("scene", scene_prompt(scene, CAST, "I take my coat.", "Ash and Mira step out into the rain."))


def test_somebody_of_the_text_who_is_not_in_the_cast_is_offered_once() -> None:
    scene, changes = accepted({"op": "enter", "who": "the tall rider"}, {"op": "enter", "who": "Mira's sister"})
    assert scene.offered == ("the tall rider", "Mira's sister") and scene.present == INN.present
    assert [(change.kind, change.operation, change.by) for change in changes] == [("cast", "offer", "model")] * 2
    for known in ("The tall rider", "a tall rider", "tall rider"):
        assert reason({"op": "enter", "who": known}, scene=scene) == "offered already"


@pytest.mark.parametrize("who", ["", "she", "the", "a dragon", "someone"])
def test_nobody_in_particular_is_offered(who: str) -> None:
    assert reason({"op": "enter", "who": who}) == "member is missing or unknown"


@pytest.mark.parametrize("operation", FOR_THE_USER)
def test_the_model_cannot_do_what_only_the_user_may(operation: str) -> None:
    assert reason({"op": operation, "who": "Mira", "what": "Mira"}).endswith("is missing or unknown")
