"""Session files of any length, written line by line as an app would have: each turn with what was decided, changes, and
the calls of its narrator and classifiers."""

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from chat.formats.session import Sealed
from chat.formats.session_lines import Card, CharacterLine, ChatFields, Line, ModelsUsed, SessionLine
from chat.llm.retry import prompt_sha256

MEMBERS = {"c_ash": "Ash", "c_mira": "Mira", "c_holt": "Holt"}
LINES = 10  # of a turn
PURPOSES = ("narrate", "intent", "pair", "pair", "scene")
WINDOW = 8  # turns of history in a prompt
SYSTEM = "Tell what happens next, and leave to each what is theirs. " * 20
NOW = "2026-01-01T00:00:00.000Z"
Parent = Callable[[int], int]


def write_session(path: Path, turns: int, parent: Parent = lambda number: number - 1, *, name: str = "long") -> None:
    """Turns 1, 2, 3…, each below `parent` of its number; 0 is the beginning. The last is the head."""
    sealed = Sealed()
    with path.open("wb") as file:
        for line in _head(name, turns):
            file.write(sealed.add(line))
        body = sealed.digest
        told: list[str] = []
        for number in range(1, turns + 1):
            narrative = _prose(number, 60)
            told = [*told[-WINDOW:], narrative]
            for value in _turn(name, number, parent(number), narrative, told):
                raw = json.dumps(value, ensure_ascii=False).encode() + b"\n"
                body.update(raw)
                sealed.lines += 1
                file.write(raw)
        file.write(sealed.end())


def _head(name: str, turns: int) -> Iterator[Line]:
    fields = ChatFields(
        id=f"h_{name}", title=name, profile="custom", settings={}, head=f"t_{name}_{turns}", seed=1, created=NOW,
        models=ModelsUsed(),
    )  # fmt: skip
    yield SessionLine(app="Fabula 0.1.0", chat=fields)
    for number, (member, called) in enumerate(MEMBERS.items()):
        yield CharacterLine(id=member, persona=number == 0, card=Card(name=called))


def _turn(name: str, number: int, parent: int, narrative: str, told: list[str]) -> Iterator[dict[str, Any]]:
    turn = f"t_{name}_{number}"
    yield {
        "type": "turn", "id": turn, "parent": f"t_{name}_{parent}" if parent else None, "origin": "message",
        "status": "committed", "text": f"I ask Mira for the {number}. time.", "narrative": narrative, "instruction": None,
        "finish_reason": "stop", "truncated": False, "error": None, "timings": {"total_ms": 900.0}, "usage": {"calls": 5},
        "label": None, "created": NOW,
    }  # fmt: skip
    intent = {"kind": "speak", "addressed": ["c_mira"], "target": None, "tone": "calm", "by": "model"}
    yield {"type": "decided", "turn": turn, "intent": intent, "recalled": [], "summaries": [], "state_of": None}
    acts = [{"act": ("helped", "lied", "argued")[number % 3], "strength": 1, "quote": narrative[:30]}]
    for seq, (source, target) in enumerate((("c_mira", "c_ash"), ("c_holt", "c_mira"))):
        yield _change(turn, seq, "pair", source=source, target=target, acts=acts)
    fact = {"text": f"The {number}. sack is heavy.", "importance": 2, "about": []}
    yield _change(turn, 2, "fact", operation="remember", arguments=fact)
    for purpose in PURPOSES:
        yield _call(turn, purpose, narrative, told)


def _change(turn: str, seq: int, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "change", "id": f"e_{turn}_{seq}", "turn": turn, "seq": seq, "kind": kind, "source": None,
        "target": None, "by": "model", "acts": [], "refused": [], "mood": None, "view": None, "stale": False,
        "operation": None, "arguments": {}, "before": {}, "after": {}, **more,
    }  # fmt: skip


def _call(turn: str, purpose: str, narrative: str, told: list[str]) -> dict[str, Any]:
    shown = told if purpose == "narrate" else told[-1:]
    parts = [[("rules", SYSTEM)], [(f"turn {at}", text) for at, text in enumerate(shown)]]
    roles = ("system", "user")
    messages: Any = [
        {"role": role, "content": "\n\n".join(text for _, text in sections)}
        for role, sections in zip(roles, parts, strict=True)
    ]
    params = {"temperature": 0.8, "max_tokens": 400}
    words = narrative.split(" ") if purpose == "narrate" else [narrative[:80]]
    usage = {"in_tokens": 900, "cached_tokens": None, "out_tokens": 80, "price": None}
    return {
        "type": "call", "turn": turn, "role": "narrator" if purpose == "narrate" else "classifier", "purpose": purpose,
        "attempt": 0, "backend": "127.0.0.1", "model": "scripted", "prompt_sha256": prompt_sha256(messages, params),
        "messages": messages, "sections": [[[called, len(text), "always"] for called, text in each] for each in parts],
        "left_out": [], "params": params, "chunks": [[25.0 * at, f"{word} "] for at, word in enumerate(words, 1)],
        "completion": {"text": narrative, "reasoning": "", "finish_reason": "stop", "usage": usage},
        "first_ms": 25.0, "total_ms": 900.0, "error": None, "created": NOW,
    }  # fmt: skip


_LETTERS = str.maketrans("0123456789", "ghiklmnors")


def _prose(number: int, count: int) -> str:
    dice = random.Random(number)
    words = (hashlib.md5(bytes([dice.randrange(200)])).hexdigest()[:6].translate(_LETTERS) for _ in range(count))
    return " ".join(words).capitalize() + "."
