"""Rows of the character library. A chat keeps its own frozen copies, so nothing here touches a chat."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from chat.db.ids import new_id
from chat.errors import NotFound

Card = Mapping[str, Any]  # the contract's character object without id, avatar and source


@dataclass(frozen=True, slots=True)
class Character:
    id: str
    name: str
    card: Card
    source: str
    created: str
    has_avatar: bool = False


COLUMNS = "id, name, card, source, created, avatar IS NOT NULL"


def _character(row: tuple[Any, ...]) -> Character:
    return Character(row[0], row[1], json.loads(row[2]), row[3], row[4], bool(row[5]))


def insert(db: Connection, card: Card, source: str, now: str, character_id: str | None = None) -> Character:
    made = Character(character_id or new_id("c"), str(card["name"]), card, source, now)
    db.execute(
        "INSERT INTO character (id, name, card, source, created) VALUES (?, ?, ?, ?, ?)",
        (made.id, made.name, json.dumps(card, ensure_ascii=False), source, now),
    )
    return made


def get(db: Connection, character_id: str) -> Character:
    row = db.execute(f"SELECT {COLUMNS} FROM character WHERE id = ?", (character_id,)).fetchone()
    if row is None:
        raise NotFound(f"There is no character {character_id}.")
    return _character(row)


def listed(db: Connection) -> list[Character]:
    """The whole library, the user's own first, then the built-in ones."""
    order = "ORDER BY source = 'builtin', created, id"
    return [_character(row) for row in db.execute(f"SELECT {COLUMNS} FROM character {order}")]


def update(db: Connection, character_id: str, card: Card) -> Character:
    get(db, character_id)
    db.execute(
        "UPDATE character SET name = ?, card = ? WHERE id = ?",
        (card["name"], json.dumps(card, ensure_ascii=False), character_id),
    )
    return get(db, character_id)


def delete(db: Connection, character_id: str) -> None:
    get(db, character_id)
    db.execute("DELETE FROM character WHERE id = ?", (character_id,))


def put_builtin(db: Connection, character_id: str, card: Card, now: str) -> None:
    """The built-in cards follow the program's version; the chats that used an older one keep it."""
    db.execute(
        "INSERT INTO character (id, name, card, source, created) VALUES (?, ?, ?, 'builtin', ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, card = excluded.card WHERE card != excluded.card",
        (character_id, card["name"], json.dumps(card, ensure_ascii=False), now),
    )
