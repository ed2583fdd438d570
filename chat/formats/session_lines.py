"""The lines of a session file, each as a pydantic model: what a file must hold to be read at all."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from chat.story.models import By, ChangeKind, IntentKind
from chat.story.relations import parse_relations

FORMAT = 1
Json = dict[str, Any]
Id = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9_-]+$")]


class Line(BaseModel):
    """A line; a field nobody knows is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _table(text: str) -> str:
    parse_relations(text)
    return text


class ModelsUsed(Line):
    """What of the profile goes into the prompts."""

    context_tokens: int = Field(16_384, ge=512)
    brief: bool = False
    toy_classifier: bool = False


class SettingsFields(BaseModel):
    """What of a chat's settings goes into calls; others are kept as they are."""

    model_config = ConfigDict(extra="allow", strict=True)

    temperature: float | None = None
    top_p: float | None = None
    min_p: float | None = None
    max_tokens: int | None = Field(None, ge=1)
    stop: list[str] | None = None
    system_prompt: str | None = None
    author_note: str | None = None
    dice: bool | None = None


def _settings(settings: Json) -> Json:
    SettingsFields.model_validate(settings)
    return settings


class ChatFields(Line):
    id: Id
    title: str
    profile: str
    settings: Annotated[Json, AfterValidator(_settings)]
    head: Id | None
    seed: int
    created: str
    models: ModelsUsed
    relations: Annotated[str, AfterValidator(_table)] | None = None  # the chat's own table, as TOML


class SessionLine(Line):
    type: Literal["session"] = "session"
    format: Literal[1] = 1
    app: str
    chat: ChatFields


class Card(BaseModel):
    """What of a frozen card the story reads; the rest of it is kept as it is."""

    model_config = ConfigDict(extra="allow", strict=True)

    name: str = Field(min_length=1)
    aliases: Annotated[list[str], BeforeValidator(lambda names: [] if names is None else names)] = []


class CharacterLine(Line):
    type: Literal["character"] = "character"
    id: Id
    persona: bool
    later: bool = False  # joined a chat that had begun
    absent: bool = False  # not there when the story begins
    card: Card


class TermsLine(Line):
    """What turns were told with that the chat no longer has: its settings, the persona's card and so on."""

    type: Literal["terms"] = "terms"
    id: int = Field(ge=1)
    settings: Annotated[Json, AfterValidator(_settings)]
    persona: Card
    models: ModelsUsed
    relations: Annotated[str, AfterValidator(_table)] | None


class PlaceFields(Line):
    """Null for a parent that is deleted; `since` is the newest turn then."""

    parent: Id | None
    since: Id


class TurnLine(Line):
    """`number` counts the turns in the order they were made, null where that is the file's; `places` is where it hung,
    oldest first, empty where it was made; `terms` what it was told with, null for those of the chat; `beside` the turns
    that were still settling when it read the story."""

    type: Literal["turn"] = "turn"
    id: Id
    parent: Id | None
    origin: Literal["greeting", "message", "continue", "regenerate", "edit", "import"]
    status: Literal["committed", "interrupted", "cancelled", "failed"]
    text: str
    narrative: str
    instruction: str | None
    finish_reason: str | None
    truncated: bool
    error: Json | None
    timings: Json | None
    usage: Json | None
    label: str | None
    created: str
    number: int | None = None
    places: list[PlaceFields] = []
    terms: int | None = None
    beside: list[Id] = []


class IntentFields(Line):
    kind: IntentKind
    addressed: list[str]
    target: str | None
    tone: str
    by: By


class RecalledFields(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)

    turn: Id
    text: str


class DecidedLine(Line):
    type: Literal["decided"] = "decided"
    turn: Id
    intent: IntentFields
    recalled: list[RecalledFields]
    summaries: list[Json]
    state_of: Id | None


class DrawLine(Line):
    type: Literal["draw"] = "draw"
    turn: Id
    draw: Json


class ActFields(Line):
    act: str
    strength: int
    quote: str


class RefusalFields(Line):
    what: str
    reason: str


class ChangeLine(Line):
    """`before` and `after` are what the fold said when the file was written: for comparison, never imported. The user
    said it when `said_at` was the newest turn, null for with its own, and lifted it again at `lifted_at`. What a later
    turn has made here was said at that; with `gone` that is deleted, and `said_at` the newest turn then."""

    type: Literal["change"] = "change"
    id: Id
    turn: Id
    seq: int = Field(ge=0)
    kind: ChangeKind
    source: Id | None
    target: Id | None
    by: By
    acts: list[ActFields]
    refused: list[RefusalFields]
    mood: str | None
    view: str | None
    stale: bool
    operation: str | None
    arguments: Json
    before: Json
    after: Json
    said_at: Id | None = None
    lifted_at: Id | None = None
    gone: bool = False


class MessageFields(Line):
    role: Literal["system", "user", "assistant"]
    content: str


class UsageFields(Line):
    in_tokens: int | None
    cached_tokens: int | None
    out_tokens: int | None
    price: float | None


class CompletionFields(Line):
    text: str
    reasoning: str
    finish_reason: str
    usage: UsageFields


class CallLine(Line):
    """`sections` cuts each message into (name, characters, why); two sections of a message have a blank line between."""

    type: Literal["call"] = "call"
    turn: Id
    role: Literal["narrator", "classifier", "embedder"]
    purpose: str
    attempt: int = Field(ge=0, le=9)
    backend: str
    model: str
    prompt_sha256: str
    messages: list[MessageFields]
    sections: list[list[tuple[str, int, str]]]
    left_out: list[tuple[str, int, str]]
    params: Json
    chunks: list[tuple[float, str]]
    completion: CompletionFields | None
    first_ms: float | None
    total_ms: float
    error: Json | None
    created: str

    def cut(self) -> list[list[tuple[str, str, str]]]:
        """The sections of each message as (name, text, why)."""
        whole = []
        for message, sections in zip(self.messages, self.sections, strict=True):
            place, parts = 0, []
            for name, length, why in sections:
                parts.append((name, message.content[place : place + length], why))
                place += length + 2
            whole.append(parts)
        return whole


class EndLine(Line):
    type: Literal["end"] = "end"
    lines: int
    sha256: str
