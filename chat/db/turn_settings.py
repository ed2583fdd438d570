"""Rows of what turns were told with and the player may change later: settings, persona, profile, table."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from sqlite3 import Connection
from typing import Any


@dataclass(frozen=True, slots=True)
class Terms:
    """`persona` is the card; `models` what of the profile goes into prompts; `relations` the chat's own table, as
    TOML."""

    settings: Mapping[str, Any]
    persona: Mapping[str, Any]
    models: Mapping[str, Any]
    relations: str | None = None


def save(db: Connection, chat: str, turn: str, terms: Terms) -> None:
    use(db, turn, keep(db, chat, terms))


def keep(db: Connection, chat: str, terms: Terms) -> bytes:
    """Each once a chat. Returns what turns name it by."""
    body = json.dumps(asdict(terms), ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(body.encode()).digest()[:16]
    db.execute("INSERT INTO terms (chat, hash, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (chat, digest, body))
    return digest


def use(db: Connection, turn: str, digest: bytes) -> None:
    db.execute("UPDATE turn SET terms = ? WHERE id = ?", (digest, turn))


def used(db: Connection, chat: str) -> dict[str, bytes]:
    """By turn; equal terms are named by the same bytes. A turn of which nothing was asked is not there."""
    return dict(db.execute("SELECT id, terms FROM turn WHERE chat = ? AND terms IS NOT NULL", (chat,)).fetchall())


def get(db: Connection, chat: str, digest: bytes) -> Terms:
    row = db.execute("SELECT body FROM terms WHERE chat = ? AND hash = ?", (chat, digest)).fetchone()
    return Terms(**json.loads(row[0]))


def enforce(db: Connection, chat: str, terms: Terms) -> None:
    """From now on the chat is told with these."""
    settings, persona = json.dumps(terms.settings), json.dumps(terms.persona, ensure_ascii=False)
    db.execute("UPDATE chat SET settings = ?, relations = ? WHERE id = ?", (settings, terms.relations, chat))
    db.execute(
        "UPDATE member SET card = ?1 WHERE chat = ?2 AND id = (SELECT persona FROM chat WHERE id = ?2)",
        (persona, chat),
    )
