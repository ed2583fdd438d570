"""The fallback classifier over vectors made by hand; tests/memory measures it with the real embedder."""

from typing import get_args

import numpy as np

from chat.llm.client import Vectors
from chat.story.fallback_classifier import Centroids, Space, examples
from chat.story.models import Act, Intent, IntentKind
from chat.story.relations import load_relations
from chat.story.sentences import split
from tests.story.cast import CAST

TWO = ("c_0", "c_1")
ACTS = ("helped", "gave", "threatened", "nothing")
KINDS = ("act", "move", "look", "speak")


def space(*labels: str) -> Space:
    """One axis a label: the score is what the vector has of it."""
    return Space(labels, np.eye(4, dtype=np.float32), np.zeros(4, dtype=np.float32))


CENTROIDS = Centroids(
    {"acts": space(*ACTS), "moods": space("angry", "sad", "calm", "neutral"), "intents": space(*KINDS)}
)
HELPED, GAVE, THREATENED, NOTHING = np.eye(4, dtype=np.float32)


def acts(narrative: str, *vectors: Vectors, source: str = "c_0", target: str = "c_1") -> tuple[Act, ...]:
    return CENTROIDS.acts(split("", narrative, CAST, TWO), np.stack(vectors), source, target, CAST)


def test_the_nearest_centroid_has_the_highest_score() -> None:
    noise = np.random.default_rng(7).standard_normal((2, 9, 5)).astype(np.float32) / 10
    a, b = np.eye(5, dtype=np.float32)[:2]
    built = Space.build({"a": a + noise[0, :8], "b": b + noise[1, :8]})
    assert built.scores(np.stack([a + noise[0, 8], b + noise[1, 8]])).argmax(axis=1).tolist() == [0, 1]


def test_plain_sentences_are_neutral_in_mood_too() -> None:
    keys = ("acts:helped", "acts:nothing", "moods:angry", "moods:neutral", "intents:act", "intents:move")
    rows = np.random.default_rng(7).standard_normal((6, 4, 5)).astype(np.float32)
    built = Centroids.build(dict(zip(keys, rows, strict=True)))
    assert built.spaces["moods"].scores(rows[1]).argmax(axis=1).tolist().count(1) >= 3


def test_an_act_quotes_the_sentence_that_shows_it() -> None:
    found = acts("Mira lifts the crate with you. She yawns loudly today.", HELPED, NOTHING)
    assert found == (Act("helped", 2, "Mira lifts the crate with you"),)


def test_chatter_is_no_act() -> None:
    assert acts("Mira yawns and looks out.", NOTHING) == ()


def test_between_good_and_bad_there_is_no_act() -> None:
    assert acts("Mira lifts something heavy.", HELPED + THREATENED) == ()
    assert acts("Mira lifts something heavy.", HELPED + GAVE)[0].act == "helped"


def test_only_what_the_target_did_to_the_source_counts() -> None:
    assert acts("Mira lifts the crate with you.", HELPED, source="c_1", target="c_0") == ()


def test_the_same_act_counts_once_and_two_acts_at_most() -> None:
    told = "Mira lifts the crate with you. Mira hands you her lamp. Mira draws her long knife. Mira lifts your bag."
    found = acts(told, HELPED, GAVE, THREATENED, np.float32(0.5) * HELPED)
    assert [act.act for act in found] == ["helped", "gave"]


def test_a_sentence_too_short_for_a_quote_borrows_from_its_paragraph() -> None:
    found = acts("“I'm sorry,” says Mira.", HELPED, NOTHING)
    assert [act.quote for act in found] == ["I'm sorry,” says Mira"]


def test_mood_is_what_the_source_shows() -> None:
    sentences = split("", "Mira slams the heavy door.", CAST, TWO)
    assert CENTROIDS.mood(sentences, HELPED[None, :], "c_1") == "angry"
    assert CENTROIDS.mood(sentences, HELPED[None, :], "c_0") is None
    assert CENTROIDS.mood(sentences, NOTHING[None, :], "c_1") is None


def intent(text: str, *vectors: Vectors) -> Intent:
    sentences = split(text, "", CAST, TWO)
    rows = np.stack(vectors) if vectors else np.zeros((0, 4), np.float32)
    return CENTROIDS.intent(text, sentences, sentences, rows, CAST, TWO)


def test_intent_by_rule() -> None:
    assert intent(" ").kind == "continue"
    assert intent("((skip to the evening))", NOTHING).kind == "ooc"
    assert intent("OOC: shorter please", NOTHING).kind == "ooc"
    assert intent("“Where is the mill?”", NOTHING) == Intent("speak", ("Mira Voss",))
    assert intent("*walks to the stranger*", NOTHING) == Intent("move", (), "Mira Voss")
    assert intent("I punch the wall.", NOTHING).kind == "attack"


def test_intent_by_the_nearest_kind() -> None:
    assert intent("I fiddle with the wires.", HELPED) == Intent("act", tone="angry")
    assert intent("Hello there, friend", NOTHING) == Intent("speak", ("Mira Voss",))


def test_the_examples_name_only_what_exists() -> None:
    table, labels = load_relations(), [key.split(":") for key in examples()]
    assert {label for of, label in labels if of == "acts"} <= {*table.acts, "nothing"}
    assert {label for of, label in labels if of == "moods"} <= set(table.moods)
    assert {label for of, label in labels if of == "intents"} <= set(get_args(IntentKind))
    assert all(len(rows) >= 4 for rows in examples().values())
