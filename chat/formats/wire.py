"""The objects of the web contract, made from our own data. One function an object; fields are added, never renamed."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from chat.db.branches import Branch, Line
from chat.db.calls import Call
from chat.db.changes import Entry, Step
from chat.db.characters import Character
from chat.db.chats import Chat, Listed
from chat.db.turn_inputs import Decided
from chat.db.turns import Turn
from chat.llm.tokens import count
from chat.memory.scoring import Recalled
from chat.prompts import Rendered
from chat.story.acquaintance import pair_key
from chat.story.builtin_stories import BuiltinStory
from chat.story.dice import Roll, draw_of
from chat.story.models import AXES, Intent, Member, Pair, Scene, State
from chat.story.relations import Relations, mood_at
from chat.story.scene import time_text

Json = dict[str, Any]
CARD_FIELDS = (
    "name", "aliases", "description", "personality", "scenario", "greeting", "alternate_greetings",
    "example_dialogue", "tags",
)  # fmt: skip
EMPTY_LISTS = ("aliases", "alternate_greetings", "tags")


def card(values: Mapping[str, Any]) -> Json:
    """The fields of a card the contract names, all of them present."""
    return {name: values.get(name) or ([] if name in EMPTY_LISTS else "") for name in CARD_FIELDS}


def character(found: Character) -> Json:
    avatar = f"/api/characters/{found.id}/avatar" if found.has_avatar else None
    return {"id": found.id, **card(found.card), "avatar": avatar, "source": found.source}


def member(found: Member, scene: Scene) -> Json:
    """Somebody of the cast, under all names they answer to by now."""
    return {
        "member": found.id, "name": found.name, "aliases": list(found.aliases), "persona": found.persona,
        "present": found.id in scene.present,
    }  # fmt: skip


def said(found: Entry) -> Json:
    """What the user said of a person."""
    return {
        "id": found.id, "turn": found.turn, "depth": found.depth, "operation": found.change.operation,
        "arguments": dict(found.change.arguments),
    }  # fmt: skip


def chat(found: Chat, live: str | None, turns: Sequence[Json], cursor: str | None) -> Json:
    persona = found.member(found.persona)
    defaults: Json = dict.fromkeys(
        ("temperature", "top_p", "min_p", "max_tokens", "stop", "system_prompt", "author_note")
    ) | {"stop": []}
    return {
        "id": found.id,
        "title": found.title,
        "profile": found.profile,
        "persona": {"id": persona.id, "name": persona.name, "description": persona.description},
        "cast": [
            {"member": member.id, **card(found.cards[member.id])} for member in found.members if not member.persona
        ],
        "settings": defaults | dict(found.settings) | {"dice": found.dice},
        "head": found.head,
        "version": found.version,
        "live": live,
        "created": found.created,
        "turns": {"items": list(turns), "next": cursor},
    }


def listed_chat(found: Listed) -> Json:
    return {**asdict(found), "cast": list(found.cast)}


def turn(found: Turn, siblings: Sequence[str], html: str, roll: Roll | None) -> Json:
    return {
        "id": found.id,
        "chat": found.chat,
        "parent": found.parent,
        "depth": found.depth,
        "siblings": list(siblings),
        "status": found.status,
        "text": found.text,
        "narrative": found.narrative,
        "html": html,
        "truncated": found.truncated,
        "created": found.created,
        "label": found.label,
        "error": found.error,
        "timings": found.timings,
        "usage": found.usage,
        "roll": draw_of(roll) if roll else None,
    }


def node(found: Turn) -> Json:
    """A turn in the map of the tree: named, or known by how it begins."""
    label = found.label or " ".join((found.text or found.narrative).lstrip()[:400].split())[:80]
    return {
        "id": found.id, "parent": found.parent, "depth": found.depth, "label": label, "named": found.label is not None,
        "origin": found.origin, "status": found.status, "created": found.created,
    }  # fmt: skip


def line(found: Line, first: Turn, last: Turn) -> Json:
    """A run of turns without a fork."""
    return {
        "first": node(first), "last": node(last), "turns": found.turns, "spare": found.spare, "level": found.level,
        "path": found.on_path, "head": found.head,
    }  # fmt: skip


def branch(found: Branch) -> Json:
    """`fork` is the last turn it shares with the head's path; `last` is how it ends."""
    end = " ".join((found.leaf.narrative or found.leaf.text).rstrip()[-400:].split())
    return {
        "turn": found.leaf.id, "depth": found.leaf.depth, "name": found.name, "last": end[-80:],
        "fork": found.fork, "head": found.head, "status": found.leaf.status, "created": found.leaf.created,
    }  # fmt: skip


def turn_record(
    decided: Decided | None, steps: Sequence[Step], calls: Sequence[Call], names: Mapping[str, str]
) -> Json:
    """What GET /api/turns/{id} adds to a turn."""
    return {
        "intent": intent(decided.intent) if decided else None,
        "changes": [change(step, names) for step in steps],
        "recalled": list(decided.recalled) if decided else [],
        "draws": list(decided.draws) if decided else [],
        "calls": [asdict(call) for call in calls],
    }


def opening(found: BuiltinStory) -> Json:
    return {
        "id": found.id,
        "title": found.title,
        "blurb": found.blurb,
        "character_ids": [character_id for character_id, _ in found.cards()],
        "characters": [card["name"] for _, card in found.cards()],
        "persona": {"name": found.persona_name, "description": found.persona_description},
    }


def recalled(found: Recalled, who_knows: str = "") -> Json:
    return {
        "memory": found.memory, "turn": found.turn, "text": found.line + who_knows, "score": found.score, "why": found.why,
    }  # fmt: skip


def intent(found: Intent) -> Json:
    return {**asdict(found), "addressed": list(found.addressed)}


def change(step: Step, names: Mapping[str, str]) -> Json:
    """A change of the ledger; for a pair with before, after and mood as the fold gives them."""
    found = step.entry.change
    common: Json = {"id": step.entry.id, "turn": step.entry.turn, "seq": step.entry.seq, "kind": found.kind}
    if found.source is None:
        refused = "; ".join(item.reason for item in found.refused) or step.overtaken
        arguments = dict(found.arguments)
        return {**common, "by": found.by, "operation": found.operation, "arguments": arguments, "refused": refused}
    before, after = step.before.pairs.get(step.key), step.after.pairs.get(step.key)
    neutral = dict.fromkeys(AXES, 0)
    return {
        **common,
        **_ends(found.source, found.target or "", names),
        "by": found.by,
        "acts": [asdict(act) for act in found.acts],
        "refused": [{"act": item.what, "reason": item.reason} for item in found.refused],
        "before": dict(before.axes) if before else neutral,
        "after": dict(after.axes) if after else neutral,
        "mood": after.mood if after else "neutral",
        "view": after.view if after else "",
        "stale": found.stale,
        "operation": found.operation,
        "arguments": dict(found.arguments),
    }


def change_of_pair(step: Step, key: tuple[str, str], names: Mapping[str, str]) -> Json:
    """A change in the ledger of a pair: one that is not its own has what it made of the pair."""
    found = change(step, names)
    values = {
        when: dict(state.pairs[key].axes) if key in state.pairs else dict.fromkeys(AXES, 0)
        for when, state in (("before", step.before), ("after", step.after))
    }
    return {**values, **found, "depth": step.entry.depth}


def crossing(step: Step, before: int, after: int) -> Json:
    """Where a value fell below the line that was asked about, or rose to it again."""
    return {
        "turn": step.entry.turn,
        "href": f"/api/turns/{step.entry.turn}",
        "depth": step.entry.depth,
        "change": step.entry.id,
        "direction": "down" if after < before else "up",
        "before": before,
        "after": after,
    }


def _ends(source: str, target: str, names: Mapping[str, str]) -> Json:
    return {
        "source": names.get(source, source), "source_id": source, "target": names.get(target, target), "target_id": target,
    }  # fmt: skip


def state(turn_id: str | None, depth: int, found: State, members: Sequence[Member], relations: Relations) -> Json:
    """Every directed pair of the cast is listed, the untouched ones with their neutral values. `met` is whether the two
    have met, `met_in` the turn; null for those who knew each other from the start."""
    names = {member.id: member.name for member in members}
    keys = [(a.id, b.id) for a in members for b in members if a.id != b.id]
    return {
        "turn": turn_id,
        "scene": scene(found.scene, names),
        "pairs": [
            {
                **_ends(*key, names),
                **pair(found.pairs.get(key, relations.neutral), depth, relations),
                **meeting(found, *key),
            }
            for key in keys
        ],
    }


def meeting(found: State, source: str, target: str) -> Json:
    turn = found.met.get(pair_key(source, target))
    return {"met": turn is not None, "met_in": turn or None}


def pair(found: Pair, depth: int, relations: Relations) -> Json:
    return {
        "axes": dict(found.axes),
        "mood": mood_at(found, depth, relations),
        "view": found.view,
        "stale": found.stale,
        "pinned": sorted(found.pinned),
    }


def scene(found: Scene, names: Mapping[str, str]) -> Json:
    return {
        "place": found.place,
        "time": {"day": found.day, "minutes": found.minutes, "text": time_text(found)},
        "present": [names.get(member, member) for member in found.present],
        "items": {item: names.get(at, at) for item, at in found.items.items()},
        "conditions": {names.get(member, member): list(what) for member, what in found.conditions.items()},
        "threads": list(found.threads),
        "offered": list(found.offered),
        "aliases": {names.get(member, member): list(called) for member, called in found.aliases.items()},
    }


def prompt(calls: Sequence[tuple[str, int, Rendered]]) -> Json:
    """GET /api/turns/{id}/prompt: each prompt sent, by section."""
    return {
        "calls": [
            {
                "purpose": purpose,
                "attempt": attempt,
                "sections": [
                    {"name": part.name, "role": role, "tokens": count(part.text), "text": part.text, "why": part.why}
                    for role, sections in rendered.parts
                    for part in sections
                ],
                "left_out": [asdict(item) for item in rendered.left_out],
            }
            for purpose, attempt, rendered in calls
        ]
    }
