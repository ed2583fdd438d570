"""Somebody turns out to be another: the cast, the scene and the pairs from then on, and nothing before."""

from typing import Any

from chat.story.identity import as_known, with_former
from chat.story.models import Act, Change, Scene, State
from chat.story.relations import fold, load_relations, state_from_json, state_to_json
from chat.story.scene_operations import MERGE, step
from tests.story.cast import ASH, CAST, HOLT, MIRA

TABLE = load_relations()
HOODED = "a hooded man"


def merged(scene: Scene, **arguments: str) -> Scene:
    after = step(scene, MERGE, {"member": "", "into_name": "", **arguments})
    assert isinstance(after, Scene), after
    return after


def merge(gone: str, name: str, into: str, into_name: str) -> Change:
    arguments = {"member": gone, "name": name, "into": into, "into_name": into_name}
    return Change("cast", "user", operation=MERGE, arguments=arguments)


def helped(source: str, target: str, strength: int = 1) -> Change:
    return Change("pair", "model", source, target, (Act("helped", strength, "lifts the sack"),))


def test_a_name_that_was_nobodys_is_an_alias_and_no_longer_offered() -> None:
    after = merged(Scene(offered=("A hooded man", "the rider")), name=HOODED, into=HOLT.id)
    assert after.offered == ("the rider",) and after.aliases == {HOLT.id: (HOODED,)}
    known = as_known(CAST, after)
    assert [member.id for member in known] == [ASH.id, MIRA.id, HOLT.id] and HOODED in known[2].aliases


def test_a_member_who_turned_out_to_be_another_is_one_with_them() -> None:
    scene = Scene(
        present=(ASH.id, MIRA.id, HOLT.id),
        items={"lamp": HOLT.name, "key": "Ash"},
        conditions={HOLT.id: ("wet", "tired"), MIRA.id: ("tired",)},
        aliases={HOLT.id: ("old Holt",)},
    )
    after = merged(scene, member=HOLT.id, name=HOLT.name, into=MIRA.id, into_name=MIRA.name)
    assert after.present == (ASH.id, MIRA.id) and after.items == {"lamp": MIRA.name, "key": "Ash"}
    assert after.conditions == {MIRA.id: ("wet", "tired")}
    assert after.aliases == {MIRA.id: (HOLT.name, "old Holt")}
    assert [member.name for member in as_known(CAST, after)] == [ASH.name, MIRA.name]
    assert set(with_former([MIRA.id], after)) == {MIRA.id, HOLT.id}
    again: Any = step(after, MERGE, {"member": HOLT.id, "name": "x", "into": MIRA.id})
    assert again == "they are the same already"


def test_what_was_felt_for_either_adds_up() -> None:
    before = fold(State(), "t_1", 1, [helped(ASH.id, MIRA.id), helped(ASH.id, HOLT.id, 2)], TABLE)
    before = fold(before, "t_1", 1, [helped(HOLT.id, ASH.id), helped(MIRA.id, HOLT.id)], TABLE)
    after = fold(before, "t_2", 2, [merge(HOLT.id, HOLT.name, MIRA.id, MIRA.name)], TABLE)

    trust = {key: pair.axes["trust"] for key, pair in before.pairs.items()}
    assert {key: pair.axes["trust"] for key, pair in after.pairs.items()} == {
        (ASH.id, MIRA.id): trust[ASH.id, MIRA.id] + trust[ASH.id, HOLT.id],
        (MIRA.id, ASH.id): trust[HOLT.id, ASH.id],
    }
    later = fold(after, "t_3", 3, [helped(HOLT.id, ASH.id), helped(MIRA.id, HOLT.id)], TABLE)
    assert set(later.pairs) == set(after.pairs) and later.pairs[MIRA.id, ASH.id] != after.pairs[MIRA.id, ASH.id]


def test_a_chain_of_merges_ends_at_the_last() -> None:
    first = fold(State(), "t_1", 1, [merge(HOLT.id, HOLT.name, MIRA.id, MIRA.name)], TABLE)
    second = fold(first, "t_1", 1, [merge(MIRA.id, MIRA.name, ASH.id, ASH.name)], TABLE)
    assert second.scene.merged == {HOLT.id: ASH.id, MIRA.id: ASH.id}
    assert state_from_json(state_to_json(second)) == second
