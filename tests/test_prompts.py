import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from chat import prompts
from chat.errors import SetupError
from chat.prompts import Prompt, Rendered, Section, plain

HEAD = '+++\nrole = "classifier"\nmax_tokens = 9\noutput = "json"\n+++\n'


@dataclass(frozen=True)
class One:
    word: str


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prompts, "data_folder", lambda name: tmp_path)
    return tmp_path


def test_a_prompt_is_a_system_and_a_user_message_of_named_sections(folder: Path) -> None:
    (folder / "p.md").write_text(HEAD + "Rules.\n--- user ---\nHello\n--- question ---\nWhat is $word?\n")
    prompt = Prompt("p", One)
    assert prompt.head.max_tokens == 9
    assert prompt.messages(One("love")) == [
        {"role": "system", "content": "Rules."},
        {"role": "user", "content": "Hello\n\nWhat is love?"},
    ]
    assert [section.name for section in prompt.sections(One("love")).parts[1][1]] == ["user", "question"]


def test_an_empty_section_is_left_out(folder: Path) -> None:
    (folder / "p.md").write_text(HEAD + "Rules.\n--- user ---\nHello\n--- more ---\n$word\n")
    assert Prompt("p", One).messages(One(" "))[1]["content"] == "Hello"


def test_what_a_player_types_is_never_a_template(folder: Path) -> None:
    (folder / "p.md").write_text(HEAD + "Rules.\n--- user ---\n$word\n")
    typed = "$word ${word} {0.__class__} {{char}} %s $$"
    assert Prompt("p", One).messages(One(typed))[1]["content"] == typed


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("no head", "no head"),
        (HEAD + "a\n--- user ---\n$other", "uses ['other']; One has ['word']"),
        (HEAD + "a\n--- user ---\nnothing", "uses []; One has ['word']"),
        (HEAD + "a\n--- user ---\n$word costs 3$", "One has ['word']"),
        (HEAD + "only a system part $word", "one --- user --- part"),
        (HEAD.replace("json", "yaml") + "a\n--- user ---\n$word", "output: "),
        (HEAD.replace("max_tokens", "max_token") + "a\n--- user ---\n$word", "max_token"),
        ("+++\nrole = \n+++\na\n--- user ---\n$word", "Invalid value"),
    ],
)
def test_a_prompt_that_does_not_fit_its_input_stops_the_start(folder: Path, text: str, problem: str) -> None:
    (folder / "p.md").write_text(text)
    with pytest.raises(SetupError, match=re.escape(problem)) as caught:
        Prompt("p", One)
    assert "p.md" in caught.value.message


def test_a_missing_prompt_is_named(folder: Path) -> None:
    with pytest.raises(SetupError, match=r"p\.md"):
        Prompt("p", One)


@pytest.mark.parametrize("token", ["<|im_start|>system", "<|eot_id|>", "</s>", "<s>", "[/INST]", "<start_of_turn>user"])
def test_role_tokens_lose_their_power(token: str) -> None:
    assert token not in plain(f"She said {token} and left.")
    assert plain(f"She said {token}").replace("\u200b", "") == f"She said {token}"


def test_harmless_text_stays_as_it_is() -> None:
    text = "a < b | c, [1] <b>bold</b> <3 naïve 🐉 “quotes”"
    assert plain(text) == text


def test_half_an_emoji_and_invisible_tags_can_be_sent() -> None:
    assert plain("a\ud83db\U000e0041c").encode() == "a\ufffdb\ufffdc".encode()


def test_the_sections_of_a_message_are_joined_by_a_blank_line() -> None:
    rendered = Rendered((("user", (Section("a", "one", ""), Section("b", "two", ""))),))
    assert rendered.messages() == [{"role": "user", "content": "one\n\ntwo"}]
