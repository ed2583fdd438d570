"""Who turned out to be whom: the cast as it is known at one moment of the story."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from chat.story.models import Member, Scene
from chat.story.whisper import listed


def as_known(members: Sequence[Member], scene: Scene) -> tuple[Member, ...]:
    """The members under all the names they answer to by now; one who turned out to be another is not among them, nor
    who has joined on other branches only."""
    here = [member for member in members if not member.later or member.id in scene.joined]
    if not scene.merged and not scene.aliases:
        return tuple(here)
    known = []
    for member in here:
        if member.id not in scene.merged:
            others = [alias for other in members if scene.merged.get(other.id) == member.id for alias in other.aliases]
            names = dict.fromkeys((*member.aliases, *scene.aliases.get(member.id, ()), *others))
            known.append(replace(member, aliases=tuple(names)))
    return tuple(known)


def also_called(members: Iterable[Member], scene: Scene) -> list[str]:
    """For prompts, a sentence for each member who has turned out to be somebody."""
    return [
        f"{member.name} is also called {listed(scene.aliases[member.id])}."
        for member in members
        if member.id in scene.aliases
    ]


def with_former(members: Iterable[str], scene: Scene) -> tuple[str, ...]:
    """These ids, and those of whoever turned out to be one of them: what they witnessed is known."""
    ids = tuple(members)
    return (*ids, *(former for former, now in scene.merged.items() if now in ids))
