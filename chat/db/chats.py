"""Rows of chats and of their members, which are cards frozen when the chat was created."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from sqlite3 import Connection
from typing import Any

from chat.db.ids import new_id
from chat.errors import Conflict, NotFound
from chat.story.models import Member
from chat.story.relations import Relations, parse_relations


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat with its members, the persona first. `settings` as in the contract; absent means the default."""

    id: str
    title: str
    profile: str
    persona: str
    settings: Mapping[str, Any]
    head: str | None
    version: int
    seed: int
    created: str
    updated: str
    members: tuple[Member, ...]
    cards: Mapping[str, Mapping[str, Any]]  # member id -> the whole frozen card

    @property
    def dice(self) -> bool:
        """Whether it is played with dice."""
        return self.settings.get("dice") is True

    def member(self, member_id: str) -> Member:
        return next(member for member in self.members if member.id == member_id)


COLUMNS = "id, title, profile, persona, settings, head, version, seed, created, updated"


def _member(member_id: str, card: Mapping[str, Any], persona: str, later: bool, absent: bool) -> Member:
    texts = {key: str(card.get(key) or "") for key in ("description", "personality", "scenario", "example_dialogue")}
    aliases = tuple(card.get("aliases") or ())
    name, is_persona = str(card["name"]), member_id == persona
    return Member(member_id, name, aliases, **texts, persona=is_persona, later=later, absent=absent)


def insert(
    db: Connection,
    *,
    title: str,
    profile: str,
    persona: Mapping[str, Any],
    cast: Sequence[tuple[str, Mapping[str, Any]]],
    seed: int,
    now: str,
    chat_id: str | None = None,
    persona_id: str | None = None,
    settings: Mapping[str, Any] | None = None,
    absent: Collection[str] = (),
) -> Chat:
    """`persona` is a card, `cast` are (member id, card) in order; `absent` are those of them who come later."""
    chat_id, persona_id = chat_id or new_id("h"), persona_id or new_id("c")
    db.execute(
        f"INSERT INTO chat ({COLUMNS}) VALUES (?, ?, ?, ?, ?, NULL, 1, ?, ?, ?)",
        (chat_id, title, profile, persona_id, json.dumps(settings or {}), seed, now, now),
    )
    db.executemany(
        "INSERT INTO member (chat, id, position, card, absent) VALUES (?, ?, ?, ?, ?)",
        [
            (chat_id, member_id, position, json.dumps(card, ensure_ascii=False), member_id in absent)
            for position, (member_id, card) in enumerate([(persona_id, persona), *cast])
        ],
    )
    return get(db, chat_id)


def get(db: Connection, chat_id: str) -> Chat:
    """NotFound too for one that is still being imported, or deleted."""
    row = db.execute(f"SELECT {COLUMNS} FROM chat WHERE id = ? AND phase = 'open'", (chat_id,)).fetchone()
    if row is None:
        raise NotFound(f"There is no chat {chat_id}.")
    members = db.execute(
        "SELECT id, card, later, absent FROM member WHERE chat = ? ORDER BY position", (chat_id,)
    ).fetchall()
    cards = {member_id: json.loads(card) for member_id, card, *_ in members}
    frozen = tuple(_member(who, cards[who], row[3], bool(later), bool(absent)) for who, _, later, absent in members)
    values: list[Any] = [*row[:4], json.loads(row[4]), *row[5:], frozen, cards]
    return Chat(*values)


@dataclass(frozen=True, slots=True)
class Listed:
    """A chat as the list of chats shows it."""

    id: str
    title: str
    profile: str
    head: str | None
    version: int
    created: str
    updated: str
    cast: tuple[str, ...]
    turns: int


def listed(db: Connection) -> list[Listed]:
    """All chats, the last played first."""
    rows = db.execute(
        "SELECT id, title, profile, head, version, created, updated,"
        " (SELECT json_group_array(card ->> 'name') FROM"
        "   (SELECT card FROM member WHERE member.chat = chat.id AND position > 0 ORDER BY position)),"
        " coalesce((SELECT depth FROM turn WHERE turn.id = chat.head), 0)"
        " FROM chat WHERE phase = 'open' ORDER BY updated DESC, number DESC"
    )
    return [Listed(*[*row[:7], tuple(json.loads(row[7])), row[8]]) for row in rows]


def add_member(db: Connection, chat_id: str, member_id: str, card: Mapping[str, Any]) -> None:
    """Somebody who joins a chat that has begun, and is nowhere present until a change says so."""
    db.execute(
        "INSERT INTO member (chat, id, position, card, later)"
        " SELECT ?, ?, max(position) + 1, ?, 1 FROM member WHERE chat = ?",
        (chat_id, member_id, json.dumps(card, ensure_ascii=False), chat_id),
    )


def update(db: Connection, chat_id: str, now: str, values: Mapping[str, Any]) -> Chat:
    """`values` may hold title, profile, settings (merged; null takes a value back) and persona (name, description)."""
    chat = get(db, chat_id)
    settings = {**chat.settings, **values.get("settings", {})}
    persona = {**chat.cards[chat.persona], **values.get("persona", {})}
    db.execute(
        "UPDATE chat SET title = ?, profile = ?, settings = ? WHERE id = ?",
        (values.get("title", chat.title), values.get("profile", chat.profile), json.dumps(settings), chat_id),
    )
    db.execute(
        "UPDATE member SET card = ? WHERE chat = ? AND id = ?",
        (json.dumps(persona, ensure_ascii=False), chat_id, chat.persona),
    )
    bump(db, chat_id, now)
    return get(db, chat_id)


def bump(db: Connection, chat_id: str, now: str) -> int:
    """The next version, after any change a client must know of before it acts."""
    row = db.execute(
        "UPDATE chat SET version = version + 1, updated = ? WHERE id = ? RETURNING version", (now, chat_id)
    ).fetchone()
    return int(row[0])


def move_head(db: Connection, chat_id: str, turn_id: str | None) -> None:
    db.execute("UPDATE chat SET head = ? WHERE id = ?", (turn_id, chat_id))


def table_of(db: Connection, chat_id: str, relations: Relations) -> Relations:
    """What the chat is folded with: its own table where `refold --write` gave it one, else the app's."""
    own = own_table(db, chat_id)
    return relations if own is None else parse_relations(own)


def own_table(db: Connection, chat_id: str) -> str | None:
    """As TOML."""
    row = db.execute("SELECT relations FROM chat WHERE id = ?", (chat_id,)).fetchone()
    return None if row is None else row[0]


def set_table(db: Connection, chat_id: str, text: str | None) -> None:
    """TOML; None for the app's table."""
    db.execute("UPDATE chat SET relations = ? WHERE id = ?", (text, chat_id))


def check_version(chat: Chat, version: int | None) -> None:
    if version is not None and version != chat.version:
        raise Conflict(
            f"The chat is at version {chat.version}, the request was made for {version}.",
            code="stale_version",
            hint="Load the chat again; somebody changed it meanwhile.",
            version=chat.version,
        )


def as_member_card(character: Mapping[str, Any]) -> dict[str, Any]:
    """A persona's or character's card as it is frozen, with every field the contract shows."""
    blank: dict[str, Any] = asdict(Member("", "")) | {"greeting": "", "alternate_greetings": [], "tags": []}
    del blank["id"], blank["persona"], blank["later"], blank["absent"]
    blank["aliases"] = []
    return {**blank, **character}
