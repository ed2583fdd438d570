"""Settings, read once from the environment, `.env` and `config.toml`; and the profiles that follow from them.

Environment over `.env` over `config.toml`; both files lie in the data folder. A key of config.toml is the name of the
variable without CHAT_, in lower case (`port = 8000`). An unknown name or a wrong value is an error that names it.
Blanks around a value are no part of it; an empty value is none, and one of blanks alone is wrong.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from unicodedata import category
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from chat.errors import SetupError

PREFIX = "CHAT_"
TEST_ONLY = {"CHAT_SEED", "CHAT_CLOCK", "CHAT_FAILPOINT"}  # read under `serve --test`, ignored elsewhere
FILLERS = "\u2800\u3164\u115f\u1160\uffa0\ufffc\U0001d159"  # letters and symbols to Unicode, that show nothing
FEATHERLESS_URL = "https://api.featherless.ai/v1"
OPENROUTER_URL = "https://openrouter.ai/api/v1"


class Settings(BaseModel):
    """Every setting, with its default. Durations are seconds. Keys print as asterisks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    data_dir: Path = Field(Path("~/.local/share/fabula"), validate_default=True)
    password: SecretStr | None = None
    profile: str | None = None

    narrative_base_url: str | None = Field(None, repr=False)  # it may hold a name and a password
    narrative_api_key: SecretStr | None = None
    narrative_model: str | None = None
    classifier_base_url: str | None = Field(None, repr=False)
    classifier_api_key: SecretStr | None = None
    classifier_model: str | None = None
    classifier_provider_order: tuple[str, ...] = ()
    embedding_base_url: str | None = Field(None, repr=False)
    embedding_api_key: SecretStr | None = None
    embedding_model: str | None = None
    local_prefixes: tuple[str, ...] = ("mlx-community/",)

    intent_wait: float = Field(0.8, ge=0)
    settle_wait: float = Field(2.0, ge=0)
    first_token_timeout: float = Field(60, gt=0)
    idle_timeout: float = Field(30, gt=0)
    turn_timeout: float = Field(300, gt=0)
    context_tokens: int | None = Field(None, ge=512)
    max_live_turns: int = Field(64, ge=1)
    llm_timing: bool = False

    seed: int | None = None
    clock: str | None = None
    failpoint: str | None = None

    @field_validator("classifier_provider_order", "local_prefixes", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        """Lists are written with commas in an environment variable."""
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("narrative_base_url", "classifier_base_url", "embedding_base_url")
    @classmethod
    def _url(cls, value: str | None) -> str | None:
        if value is not None and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
            raise ValueError("must be an http:// or https:// address, usually ending in /v1")
        return value

    @field_validator("narrative_api_key", "classifier_api_key", "embedding_api_key")
    @classmethod
    def _key(cls, value: SecretStr | None) -> SecretStr | None:
        key = value.get_secret_value() if value else ""
        if not (key.isascii() and key.isprintable() and " " not in key):
            raise ValueError("it has characters that no key has; copy the key again")
        return value if key else None

    @field_validator("data_dir")
    @classmethod
    def _expand(cls, value: Path) -> Path:
        return value.expanduser().absolute()


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a backend can do, as data. `concurrency` None: no limit known."""

    json_schema: bool = True
    json_object: bool = True
    max_context: int = 16384
    concurrency: int | None = None


@dataclass(frozen=True, slots=True)
class Backend:
    """One model of a profile. `base_url` None: the embedded server."""

    model: str
    base_url: str | None = field(default=None, repr=False)
    api_key: SecretStr | None = None
    extra_body: Mapping[str, Any] = field(default_factory=dict)
    capabilities: Capabilities = field(default_factory=Capabilities)


@dataclass(frozen=True, slots=True)
class Profile:
    """A named set of models. `classifier` None: the narrator's backend and model classify. With `toy_classifier`
    no classifier is asked at all: the fallback classifier gives intent and acts. `hint` says what to do if not available."""

    id: str
    title: str
    narrator: Backend
    classifier: Backend | None = None
    toy_classifier: bool = False
    available: bool = True
    hint: str | None = None


REPLAY = "replay"
EMBEDDED_MODEL = "SmolLM2-135M-Instruct"


def load_settings(environ: Mapping[str, str] = os.environ, *, test: bool = False) -> Settings:
    """Merge the three sources. SetupError names the wrong setting, where it stands and what it takes."""
    merged: dict[str, Any] = {}
    origin: dict[str, str] = {}

    def add(values: Mapping[str, Any], where: str) -> None:
        for name, value in values.items():
            if name not in Settings.model_fields:
                raise SetupError(
                    f"Unknown setting {PREFIX}{name.upper()} in {where}.",
                    hint="The README lists every setting; look for a typing error.",
                )
            if PREFIX + name.upper() in TEST_ONLY and not test:
                continue
            if (given := _trimmed(name, value, where)) != "":
                merged[name], origin[name] = given, where

    environment = {_name(key): value for key, value in environ.items() if key.startswith(PREFIX) and value != ""}
    elsewhere = _trimmed("data_dir", environment.get("data_dir", ""), "the environment")
    folder = Path(elsewhere or Settings.model_fields["data_dir"].default).expanduser()
    add(_toml(folder / "config.toml"), str(folder / "config.toml"))
    dotenv = dotenv_values(folder / ".env") if (folder / ".env").is_file() else {}
    add({_name(key): value for key, value in dotenv.items() if key.startswith(PREFIX) and value}, str(folder / ".env"))
    add(environment, "the environment")
    if "data_dir" in merged and origin["data_dir"] != "the environment":
        raise SetupError(
            f"CHAT_DATA_DIR cannot be set in {origin['data_dir']}: the file lies in that folder.",
            hint="Set it in the environment.",
        )
    try:
        return Settings(**merged)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise SetupError(
            f"{PREFIX}{name.upper()} in {origin.get(name, 'the settings')} is wrong: {first['msg']}.",
            hint="Correct it and start again; the README lists every setting.",
        ) from None


def _name(key: str) -> str:
    return key.removeprefix(PREFIX).lower()


def is_blank(value: str) -> bool:
    """Nothing in it can be seen: blanks, controls, fillers, and marks without the letter that they are for."""
    return not any(
        character.isprintable()
        and not character.isspace()
        and character not in FILLERS
        and category(character)[0] != "M"
        for character in value
    )


def _trimmed(name: str, value: Any, where: str) -> Any:
    """A text without the blanks around it: they come with copying, and a header could not carry them."""
    if not isinstance(value, str) or value == "":
        return value
    if is_blank(value):
        raise SetupError(
            f"{PREFIX}{name.upper()} in {where} is blank.", hint="Give it a value, or take the line out altogether."
        )
    return value.strip()


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        return {_name(key): value for key, value in tomllib.loads(path.read_text("utf-8")).items()}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SetupError(f"{path} cannot be read: {error}.", hint="Correct or remove the file.") from None


def profiles(settings: Settings) -> dict[str, Profile]:
    """All profiles, available or not, the embedded one first."""
    # a model this small repeats itself without end unless it is held back; these are llama.cpp's own names
    held = {"repeat_penalty": 1.12, "dry_multiplier": 0.8, "dry_base": 1.75, "dry_allowed_length": 3}
    embedded = Backend(EMBEDDED_MODEL, extra_body=held, capabilities=Capabilities(max_context=4096, concurrency=1))
    found = [
        Profile("embedded", "Embedded toy model (SmolLM2 135M)", embedded, toy_classifier=True),
        _remote(settings, "featherless", "Featherless", FEATHERLESS_URL),
        _remote(settings, "openrouter", "OpenRouter", OPENROUTER_URL),
        _remote(settings, "custom", "Custom server", settings.narrative_base_url),
        Profile(REPLAY, "Replay: plays a chat again as it was, without a model", Backend("recorded")),
    ]
    return {profile.id: profile for profile in found}


def default_profile(settings: Settings) -> str:
    """The profile of new chats. SetupError when CHAT_PROFILE names none."""
    name = settings.profile or ("custom" if settings.narrative_base_url else "embedded")
    if name not in (known := profiles(settings)):
        raise SetupError(f"CHAT_PROFILE names no profile: {name}.", hint=f"One of {', '.join(known)}.")
    return name


def _remote(settings: Settings, name: str, title: str, url: str | None) -> Profile:
    """A profile on the OpenAI protocol; the CHAT_NARRATIVE_* and CHAT_CLASSIFIER_* settings fill it."""
    own = name == "custom" or settings.profile == name  # the keys belong to one provider: never sent to another
    missing = [] if url else ["CHAT_NARRATIVE_BASE_URL"]
    if own:
        needed = {
            "CHAT_NARRATIVE_API_KEY": settings.narrative_api_key is not None,
            "CHAT_NARRATIVE_MODEL": settings.narrative_model is not None,
        }
        missing += [setting for setting, given in needed.items() if not given and name != "custom"]
    else:
        missing = [f"CHAT_PROFILE={name}", "CHAT_NARRATIVE_API_KEY", "CHAT_NARRATIVE_MODEL"]
    if own and name != "custom" and settings.narrative_base_url:
        url = settings.narrative_base_url
    # "default": most servers at home serve one model and take any name
    narrator = Backend(settings.narrative_model or "default", url, settings.narrative_api_key)
    return Profile(
        name,
        title,
        narrator,
        classifier=_classifier(settings, narrator),
        available=not missing,
        hint=f"Set {' and '.join(missing)}, then start again." if missing else None,
    )


def _classifier(settings: Settings, narrator: Backend) -> Backend | None:
    """None when nothing but the narrator is set; the key of one host is never sent to another."""
    if not (settings.classifier_base_url or settings.classifier_model or settings.classifier_provider_order):
        return None
    same_host = settings.classifier_base_url in (None, narrator.base_url)
    key = settings.classifier_api_key or (narrator.api_key if same_host else None)
    order = settings.classifier_provider_order
    return Backend(
        settings.classifier_model or narrator.model,
        settings.classifier_base_url or narrator.base_url,
        key,
        extra_body={"provider": {"order": list(order)}} if order else {},
    )


ROOT = Path(__file__).parent
DataFolder = Literal["prompts", "migrations"]


def data_folder(name: DataFolder) -> Path:
    """Where prompts and migrations lie: inside the package when installed from a wheel, beside it in a checkout."""
    packaged = ROOT / "_data" / name
    return packaged if packaged.is_dir() else ROOT.parent / name
