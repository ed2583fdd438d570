"""The estimate of tokens."""

import pytest

from chat.llm.tokens import count

# Counted once with the tokenizer of SmolLM2-135M-Instruct.
COUNTED = [
    ("The mill wheel groans once and is still. Mira wipes the flour from her hands.", 18),
    ("“You came back,” she says — and it isn’t quite a question…", 17),
    ("Мельничное колесо стонет и замирает.", 26),
    ("水車が一度うめき、静かになった。", 29),
]


@pytest.mark.parametrize(("text", "tokens"), COUNTED)
def test_rather_too_many_than_too_few(text: str, tokens: int) -> None:
    assert tokens <= count(text) <= 2 * tokens


def test_nothing_is_nothing() -> None:
    assert count("") == 0
    assert count("a") == 1


def test_more_text_is_never_fewer_tokens() -> None:
    text = "A wolf — ein Wolf — オオカミ 🐺 \ud83d"
    assert [count(text[:end]) for end in range(len(text))] == sorted(count(text[:end]) for end in range(len(text)))
