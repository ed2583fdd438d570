"""What a terminal shows of feelings and their reasons, and what cannot steer it."""

from dataclasses import replace

from chat.db.changes import Entry, Step
from chat.story.models import Act, Change, Member, Refusal, Scene, State
from chat.story.relations import fold, load_relations
from chat.terminal import texts

RELATIONS = load_relations()


def steps(*changes: Change) -> list[Step]:
    """Each in a turn of its own, from the second on."""
    state, found = State(), []
    for depth, change in enumerate(changes, 2):
        after = fold(state, f"t_{depth}", depth, (change,), RELATIONS)
        found.append(Step(Entry("e_1", f"t_{depth}", 0, depth, change), state, after))
        state = after
    return found


def test_each_change_says_why_and_how_far() -> None:
    felt = Change("pair", "model", "c_1", "c_0", (Act("helped", 1, "the sack"),), mood="grateful")
    refused = Change("pair", "model", "c_1", "c_0", refused=(Refusal("kissed", "the quote is nowhere"),))
    stale = Change("pair", "rule", "c_1", "c_0", stale=True)
    pinned = Change("pin", "user", "c_1", "c_0", operation="set", arguments={"axis": "trust", "value": 40, "pin": True})
    unpinned = replace(pinned, operation="unpin", arguments={"axis": "trust", "value": None, "pin": False})
    helped, not_taken, failed, pin, lifted = texts.why(steps(felt, refused, stale, pinned, unpinned), "Mira", "Ash")
    assert helped.startswith('Turn 2: helped (1 of 3), "the sack"; mood grateful: trust +0 → +')
    assert not_taken == "Turn 3: kissed not taken: the quote is nowhere"
    assert failed == "Turn 4: could not be asked"
    assert pin.startswith("Turn 5: you pinned trust +40: trust +") and pin.endswith("→ +40")
    assert lifted == "Turn 6: you unpinned trust"
    knew = Change("correction", "user", "c_1", "c_0", operation="knew")
    assert list(texts.why(steps(knew), "Mira", "Ash")) == ["Turn 2: you said that they had met before the story"]


def test_who_was_never_met_shows_no_feelings_and_stands_apart() -> None:
    ash, mira, pell = Member("c_0", "Ash", persona=True), Member("c_1", "Mira"), Member("c_2", "Pell")
    state = State(Scene("the mill", present=("c_0", "c_1")), met={("c_0", "c_1"): "t_1"})
    assert list(texts.scene(state, (ash, mira, pell)))[1:] == ["There: Ash, Mira", "Not met yet: Pell"]
    lines = list(texts.pairs((ash, mira, pell), state, 2, RELATIONS))
    assert lines[0] == "Ash → Mira: nothing yet" and lines[1] == "Ash → Pell: not met yet"


def test_nothing_has_changed_yet() -> None:
    assert list(texts.why([], "Mira", "Ash")) == ["Nothing has changed yet in what Mira feels about Ash."]


def test_no_control_character_reaches_the_terminal() -> None:
    every = "".join(map(chr, range(0x100)))
    assert not set(texts.plain(every)) & {"\x1b", "\x07", "\x9b", "\r", "\x7f"}
    assert texts.plain("a\tb\n👩‍🌾 é") == "a\tb\n👩‍🌾 é"
