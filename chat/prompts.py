"""Prompts: files in prompts/, filled from typed inputs; and the shape in which every prompt is sent, stored and shown.

A file is a TOML head between +++ lines, the system part, then `--- user ---` and the user part. Any other line of that
form, as `--- passage ---`, begins a named section of the same message. `$name` stands for a field of the input; loops
and choices happen in Python. What a prompt renders is what is sent: no client edits it.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from string import Template
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chat.config import data_folder
from chat.errors import SetupError
from chat.llm.client import Message, Role

Speaker = Literal["system", "user", "assistant"]
Input = TypeVar("Input")

_HEAD = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
_RULE = re.compile(r"^--- ([a-z][a-z ]*) ---$", re.MULTILINE)
_CONTROL = re.compile(
    r"<[|｜](?=[^|｜<>\n]{1,40}[|｜]>)|<(?=/?s>|(?:start|end)_of_turn>)|\[(?=/?INST\]|/?SYSTEM_PROMPT\])"
)
_INVISIBLE = re.compile("[\ud800-\udfff]|[\U000e0000-\U000e007f]")


@dataclass(frozen=True, slots=True)
class Section:
    """A piece of a prompt; `why` says in a few words why it is in it."""

    name: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A piece that did not fit, with its size in tokens."""

    name: str
    tokens: int
    why: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A whole prompt: per message who speaks and its sections, in the order sent."""

    parts: tuple[tuple[Speaker, tuple[Section, ...]], ...]
    left_out: tuple[LeftOut, ...] = ()

    def messages(self) -> list[Message]:
        """What is sent: the sections of a message joined by a blank line."""
        return [
            {"role": role, "content": "\n\n".join(section.text for section in sections)}
            for role, sections in self.parts
        ]


class FrontMatter(BaseModel):
    """The head of a prompt file. Sampling values left out are left to the backend."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role
    max_tokens: int = Field(ge=1)
    temperature: float | None = Field(None, ge=0, le=2)
    top_p: float | None = Field(None, gt=0, le=1)
    min_p: float | None = Field(None, ge=0, le=1)
    output: Literal["json", "text"]


class Prompt(Generic[Input]):
    """A prompt file with the frozen dataclass that fills it; every field is a str and every field is used.

    Made at import beside its one caller: SetupError then, and not in the middle of a turn, if they do not fit.
    """

    def __init__(self, name: str, model: type[Input]) -> None:
        self.name = name
        path = data_folder("prompts") / f"{name}.md"
        try:
            self.head, parts = _parse(path.read_text("utf-8"))
        except (OSError, ValueError) as error:  # a TOML or validation error is a ValueError
            raise SetupError(f"The prompt {path} cannot be used: {error}.", hint="Restore the file.") from None
        self._parts = [(speaker, [(title, Template(text)) for title, text in sections]) for speaker, sections in parts]
        used = {word for _, sections in self._parts for _, text in sections for word in text.get_identifiers()}
        known = {field.name for field in fields(model)}  # type: ignore[arg-type]  # Input is a dataclass by contract
        if used != known or not all(text.is_valid() for _, sections in self._parts for _, text in sections):
            raise SetupError(
                f"The prompt {path} uses {sorted(used)}; {model.__name__} has {sorted(known)}.",
                hint="Restore the file, or use each field of the input once or more.",
            )

    def sections(self, values: Input) -> Rendered:
        """The prompt filled in. Sections that come out empty are not in it."""
        filled = {field.name: plain(getattr(values, field.name)) for field in fields(values)}  # type: ignore[arg-type]
        why = f"prompts/{self.name}.md"
        parts: list[tuple[Speaker, tuple[Section, ...]]] = []
        for speaker, sections in self._parts:
            texts = [(title, text.substitute(filled).strip()) for title, text in sections]
            parts.append((speaker, tuple(Section(title, text, why) for title, text in texts if text)))
        return Rendered(tuple(parts))

    def messages(self, values: Input) -> list[Message]:
        return self.sections(values).messages()


def _parse(text: str) -> tuple[FrontMatter, list[tuple[Speaker, list[tuple[str, str]]]]]:
    """Head and parts; ValueError says what is wrong with the file."""
    match = _HEAD.match(text)
    if match is None:
        raise ValueError("no head between two +++ lines")
    try:
        head = FrontMatter.model_validate(tomllib.loads(match[1]))
    except ValidationError as error:
        first = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    parts: list[tuple[Speaker, list[tuple[str, str]]]] = [("system", [])]
    for title, body in _pieces(match[2]):
        if title == "user":
            parts.append(("user", []))
        parts[-1][1].append((title, body))
    if [speaker for speaker, _ in parts] != ["system", "user"]:
        raise ValueError("one system part and one --- user --- part are needed")
    return head, parts


def _pieces(body: str) -> Iterator[tuple[str, str]]:
    """(title, text) of each section; the first is called system."""
    split: list[Any] = ["system", *_RULE.split(body)]
    yield from zip(split[::2], split[1::2], strict=True)


@lru_cache(maxsize=24)  # of texts: those of a turn stand in the prompts of a dozen pairs
def plain(text: str) -> str:
    """Text from outside, made harmless for a prompt: no role tokens of chat templates, no invisible tag characters,
    no half of a surrogate pair. Everything else stays as it is."""
    return _CONTROL.sub(lambda found: found[0][0] + "\u200b" + found[0][1:], _INVISIBLE.sub("\ufffd", text))
