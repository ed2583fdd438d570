from collections.abc import Mapping

from chat.story.facts import FactsAnswer, accept_facts, facts_prompt
from chat.story.models import Change
from tests.baseline import Baseline
from tests.story.cast import CAST


def accepted(*facts: Mapping[str, object]) -> list[Change]:
    return accept_facts(FactsAnswer.model_validate({"facts": list(facts)}), CAST)


def test_a_fact_knows_whom_it_is_about() -> None:
    (change,) = accepted({"text": "Mira promised  Ash the key.", "importance": 9, "about": ["the stranger", "Gandalf"]})
    assert (change.kind, change.refused) == ("fact", ())
    assert change.arguments == {"text": "Mira promised Ash the key.", "importance": 3, "about": ["c_1", "c_0"]}


def test_what_cannot_stand_alone_is_refused() -> None:
    changes = accepted(
        {"text": "He has the key."}, {"text": "Rain."}, {"text": "Holt is a smuggler."}, {"text": "holt is a Smuggler."}
    )
    assert [change.refused[0].reason if change.refused else None for change in changes] == [
        "nobody knows later who is meant", "too short to be understood alone", None, "said twice",
    ]  # fmt: skip


def test_four_at_most_and_one_line_each() -> None:
    changes = accepted(*({"text": f"Fact number {number} is\nlong " + "word " * 90} for number in range(9)))
    assert len(changes) == 4
    assert all(len(change.arguments["text"]) <= 201 and "\n" not in change.arguments["text"] for change in changes)


def test_the_prompt(baseline: Baseline) -> None:
    prompt = facts_prompt("“Where is it?”", "Mira says the key lies under the mill.", CAST, ["Holt hid a key."])
    baseline.check("facts", prompt)
