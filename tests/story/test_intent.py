import pytest

from chat.story.intent import IntentAnswer, accept_intent, intent_prompt
from chat.story.models import Intent
from tests.baseline import Baseline
from tests.story.cast import CAST, INN


def accepted(**answer: object) -> Intent:
    return accept_intent(IntentAnswer.model_validate(answer), CAST)


def test_names_resolve_through_aliases_and_unknown_ones_address_nobody() -> None:
    intent = accepted(kind="speak", addressed=["the stranger", "Gandalf", "Ash", "holt"], tone="cold  anger")
    assert intent == Intent("speak", ("Mira Voss", "Captain Holt"), None, "cold anger", "model")


@pytest.mark.parametrize(
    ("target", "shown"), [("mira", "Mira Voss"), ("the iron door", "the iron door"), (None, None), (" ", None)]
)
def test_the_target_is_a_character_or_a_thing(target: str | None, shown: str | None) -> None:
    assert accepted(kind="use", target=target).target == shown


def test_an_unknown_kind_is_other() -> None:
    assert accepted(kind="dance").kind == "other"


def test_long_answers_are_cut() -> None:
    intent = accepted(kind="act", addressed=["Mira"] * 99, target="x" * 999, tone="y" * 999)
    assert (len(intent.addressed), len(intent.target or ""), len(intent.tone)) == (1, 80, 40)


def test_the_prompt(baseline: Baseline) -> None:
    baseline.check("intent", intent_prompt("“Who are you?” I ask.", CAST, INN.present, "A stranger sits by the fire."))


def test_at_the_start_nothing_was_told() -> None:
    prompt = intent_prompt("Hello", CAST, ("c_0",), "")
    assert "TOLD BEFORE" not in prompt.messages()[1]["content"]
    assert "Present: nobody else." in prompt.messages()[1]["content"]
