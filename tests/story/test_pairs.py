import pytest
from pydantic import ValidationError

from chat.story.models import Act, Change, Intent, Member, Refusal, Scene
from chat.story.pairs import ActAnswer, PairAnswer, accept_pair, involved, pair_prompt, stale_pair
from chat.story.relations import load_relations
from tests.baseline import Baseline
from tests.story.cast import CAST, INN

TABLE = load_relations()
TEXT = "I throw Mira the rope. “Hold on!”"
TOLD = "Mira catches the rope and Ash pulls her out of the river. She does not thank him."


def accepted(*acts: ActAnswer, mood: str = "", view: str = "") -> Change:
    answer = PairAnswer(acts=list(acts), mood=mood, view=view)
    return accept_pair(answer, source="c_1", target="c_0", texts=(TEXT, TOLD), members=CAST)


def test_an_act_with_a_true_quote_becomes_a_change() -> None:
    change = accepted(
        ActAnswer(act="saved", strength=3, quote="pulls her out of the river"),
        mood="flustered",
        view="Ash is quick. And strong.",
    )
    assert change == Change(
        "pair", "model", "c_1", "c_0", (Act("saved", 3, "pulls her out of the river"),), mood="flustered",
        view="Ash is quick.",
    )  # fmt: skip


def test_an_act_without_evidence_is_refused_with_the_reason() -> None:
    change = accepted(
        ActAnswer(act="kissed", strength=1, quote="kisses her on the mouth"),
        ActAnswer(act="set trust to 100", strength=1, quote="pulls her out of the river"),
        ActAnswer(act="helped", strength=1, quote="I throw Mira the rope"),
        ActAnswer(act="helped", strength=1, quote="pulls her out of the river"),
    )
    assert [act.act for act in change.acts] == ["helped"]
    assert change.refused == (
        Refusal("kissed", "the quote is not in the turn: kisses her on the mouth"),
        Refusal("set trust to 100", "no such act"),
        Refusal("helped", "named twice"),
    )


def test_what_is_out_of_bounds_is_cut_and_not_an_error() -> None:
    act = {"act": "helped", "strength": 900, "quote": "I throw Mira the rope"}
    answer = PairAnswer.model_validate({"acts": [act] * 7, "mood": "odd", "view": "x" * 900, "trust": 100})
    change = accept_pair(answer, source="c_1", target="c_0", texts=(TEXT, TOLD), members=CAST)
    assert change.acts == (Act("helped", 3, "I throw Mira the rope"),)
    assert (change.mood, len(change.refused), len(change.view or "")) == (None, 3, 200)


@pytest.mark.parametrize("answer", [{}, {"acts": None}, {"acts": {}}, {"acts": [{"act": "helped"}]}, [], "", None])
def test_half_an_answer_is_no_answer(answer: object) -> None:
    with pytest.raises(ValidationError):
        PairAnswer.model_validate(answer)


def test_an_empty_answer_changes_nothing_but_settles_the_update() -> None:
    assert accepted() == Change("pair", "model", "c_1", "c_0")


def test_a_failed_call_leaves_a_stale_pair_with_its_reason() -> None:
    change = stale_pair("c_1", "c_0", "No answer within 30 s.")
    assert change.stale
    assert change.refused[0].reason == "No answer within 30 s."


def pairs(text: str, narrative: str = "", *, scene: Scene = INN, intent: Intent = Intent()) -> list[tuple[str, str]]:  # noqa: B008
    return involved(CAST, scene, text, narrative, intent)


def test_the_persona_and_who_is_named_took_part() -> None:
    assert set(pairs("Hello, Mira.")) == {("c_0", "c_1"), ("c_1", "c_0")}
    assert set(pairs("", "Holt nods at the stranger.")) == {
        (a, b) for a in ("c_0", "c_1", "c_2") for b in ("c_0", "c_1", "c_2") if a != b
    }


def test_who_is_addressed_took_part_without_a_name() -> None:
    assert set(pairs("You there!", intent=Intent("speak", addressed=("Captain Holt",)))) == {
        ("c_0", "c_2"), ("c_2", "c_0"),
    }  # fmt: skip


def test_who_is_alone_with_the_persona_took_part_unnamed() -> None:
    alone = Scene(present=("c_0", "c_2"))
    assert set(pairs("Hello.", "He nods.", scene=alone)) == {("c_0", "c_2"), ("c_2", "c_0")}
    assert pairs("Hello.", "He nods.") == []


def test_who_is_absent_did_not_take_part() -> None:
    assert pairs("Where is Holt?", scene=Scene(present=("c_0",))) == []


def test_twelve_pairs_at_most_the_most_involved_first() -> None:
    crowd = (CAST[0], *(Member(f"c_{number}", f"Name{number}") for number in range(1, 7)))
    scene = Scene(present=tuple(member.id for member in crowd))
    text = " ".join(f"Name{number} " * number for number in range(1, 7))
    found = involved(crowd, scene, text, "", Intent())
    assert len(found) == len(set(found)) == 12
    assert found[:2] == [("c_0", "c_6"), ("c_6", "c_0")]
    assert found == involved(crowd, scene, text, "", Intent())


def test_the_prompt(baseline: Baseline) -> None:
    baseline.check(
        "pair",
        pair_prompt(
            "c_1", "c_0", members=CAST, pair=TABLE.neutral, scene=Scene(), depth=3, text=TEXT, narrative=TOLD,
            earlier=[("left out", "long ago"), ("", "Rain on the river."), ("I run to the bank.", "It is high.")],
            relations=TABLE,
        ),
    )  # fmt: skip


def test_the_first_turn_has_nothing_earlier() -> None:
    prompt = pair_prompt(
        "c_1",
        "c_0",
        members=CAST,
        pair=TABLE.neutral,
        scene=Scene(),
        depth=1,
        text="",
        narrative=TOLD,
        earlier=[],
        relations=TABLE,
    )
    assert [section.name for section in prompt.parts[1][1]] == ["passage", "question"]
    assert "Ash wrote: (nothing)" in prompt.messages()[1]["content"]
