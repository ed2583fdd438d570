"""Settings from three places, what is wrong said by name, and the profiles that follow."""

from pathlib import Path

import pytest

from chat.config import Settings, default_profile, load_settings, profiles
from chat.errors import SetupError

URL = "http://127.0.0.1:9/v1"


def load(folder: Path, **environ: str) -> Settings:
    return load_settings({"CHAT_DATA_DIR": str(folder), **environ})


def test_environment_over_dotenv_over_toml(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('port = 1\nhost = "localhost"\nintent_wait = 0.5\n')
    (tmp_path / ".env").write_text("CHAT_PORT=2\nCHAT_HOST=::1\n")
    settings = load(tmp_path, CHAT_PORT="3")
    assert (settings.port, settings.host, settings.intent_wait) == (3, "::1", 0.5)


@pytest.mark.parametrize(
    ("environ", "says"),
    [
        ({"CHAT_PROT": "1"}, "CHAT_PROT"),
        ({"CHAT_PORT": "many"}, "CHAT_PORT"),
        ({"CHAT_PORT": "70000"}, "CHAT_PORT"),
        ({"CHAT_NARRATIVE_BASE_URL": "localhost:8080"}, "CHAT_NARRATIVE_BASE_URL"),
        ({"CHAT_INTENT_WAIT": "-1"}, "CHAT_INTENT_WAIT"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, environ: dict[str, str], says: str) -> None:
    with pytest.raises(SetupError, match=says) as wrong:
        load(tmp_path, **environ)
    assert wrong.value.hint


def test_by_itself_the_data_lies_in_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load_settings({}).data_dir == tmp_path / ".local" / "share" / "fabula"


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("port = = 1")
    with pytest.raises(SetupError, match=r"config\.toml"):
        load(tmp_path)


def test_test_settings_are_read_in_tests_only(tmp_path: Path) -> None:
    environ = {"CHAT_DATA_DIR": str(tmp_path), "CHAT_SEED": "7"}
    assert load_settings(environ).seed is None
    assert load_settings(environ, test=True).seed == 7


def test_keys_are_never_printed(tmp_path: Path) -> None:
    settings = load(tmp_path, CHAT_NARRATIVE_API_KEY="sk-secret", CHAT_PASSWORD="open sesame")
    assert "sk-secret" not in f"{settings!r} {settings}" and "sesame" not in repr(settings)


def test_a_url_makes_the_custom_profile_the_default(tmp_path: Path) -> None:
    assert default_profile(load(tmp_path)) == "embedded"
    assert default_profile(load(tmp_path, CHAT_NARRATIVE_BASE_URL=URL)) == "custom"
    assert default_profile(load(tmp_path, CHAT_NARRATIVE_BASE_URL=URL, CHAT_PROFILE="embedded")) == "embedded"
    with pytest.raises(SetupError, match="CHAT_PROFILE"):
        default_profile(load(tmp_path, CHAT_PROFILE="none"))


def test_an_unavailable_profile_says_what_to_set(tmp_path: Path) -> None:
    known = profiles(load(tmp_path))
    assert known["embedded"].available
    assert "CHAT_NARRATIVE_BASE_URL" in (known["custom"].hint or "")
    assert "CHAT_NARRATIVE_API_KEY" in (known["featherless"].hint or "")


def test_a_key_goes_to_its_own_host_only(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        CHAT_NARRATIVE_BASE_URL=URL,
        CHAT_NARRATIVE_API_KEY="narrators",
        CHAT_CLASSIFIER_BASE_URL="http://other.example/v1",
        CHAT_CLASSIFIER_MODEL="small",
    )
    known = profiles(settings)
    assert known["custom"].classifier is not None and known["custom"].classifier.api_key is None
    assert not known["openrouter"].available


def test_the_provider_order_is_the_classifiers_alone(tmp_path: Path) -> None:
    profile = profiles(load(tmp_path, CHAT_NARRATIVE_BASE_URL=URL, CHAT_CLASSIFIER_PROVIDER_ORDER="Cerebras, Groq"))[
        "custom"
    ]
    assert profile.classifier is not None
    assert profile.classifier.extra_body == {"provider": {"order": ["Cerebras", "Groq"]}}
    assert profile.narrator.extra_body == {}


NAMES = [f"CHAT_{name.upper()}" for name in Settings.model_fields if name not in ("seed", "clock", "failpoint")]


@pytest.mark.parametrize("name", NAMES)
def test_a_blank_setting_is_named_wherever_it_stands(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetupError, match=f"{name} in the environment is blank"):
        load_settings({"CHAT_DATA_DIR": str(tmp_path), name: " \t"})
    for file, line in ((".env", f"{name}='  '"), ("config.toml", f'{name.removeprefix("CHAT_").lower()} = " "')):
        (tmp_path / file).write_text(line)
        with pytest.raises(SetupError, match=rf"{name} in .*{file} is blank"):
            load(tmp_path)
        (tmp_path / file).unlink()


def test_an_empty_setting_is_none(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("".join(f'{name.removeprefix("CHAT_").lower()} = ""\n' for name in NAMES))
    (tmp_path / ".env").write_text("".join(f"{name}=\n" for name in NAMES))
    (tmp_path / "other").mkdir()
    plain = load(tmp_path / "other").model_copy(update={"data_dir": tmp_path})
    assert load(tmp_path, **{name: "" for name in NAMES if name != "CHAT_DATA_DIR"}) == plain


def test_blanks_around_a_value_are_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CHAT_PASSWORD=' open sesame\t'\nCHAT_NARRATIVE_API_KEY='sk-1 '\n")
    settings = load(tmp_path, CHAT_HOST=" ::1\r\n", CHAT_NARRATIVE_BASE_URL=f" {URL} ", CHAT_PORT=" 7 ")
    assert (settings.host, settings.port, settings.narrative_base_url) == ("::1", 7, URL)
    assert settings.password is not None and settings.password.get_secret_value() == "open sesame"
    assert settings.narrative_api_key is not None and settings.narrative_api_key.get_secret_value() == "sk-1"


@pytest.mark.parametrize("key", ["two words", "schlüssel", "line\nbreak", "“quoted”"])
def test_a_key_that_is_none_is_refused_at_start(tmp_path: Path, key: str) -> None:
    for role in ("NARRATIVE", "CLASSIFIER", "EMBEDDING"):
        with pytest.raises(SetupError, match=f"CHAT_{role}_API_KEY") as refused:
            load(tmp_path, **{f"CHAT_{role}_API_KEY": key})
        assert key not in f"{refused.value.message} {refused.value.hint}"
