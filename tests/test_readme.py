"""What the README says is true: every setting and every command in it exists, and none is missing."""

import re
import subprocess
import sys
from pathlib import Path

from chat.config import PREFIX, Settings
from chat.web.api import ROUTES

README = Path("README.md").read_text("utf-8")


def named() -> set[str]:
    """The settings the README names, with `…_X` written out."""
    found = set(re.findall(r"CHAT_[A-Z_]+[A-Z]", README))
    for line in README.splitlines():
        for first in re.findall(r"`(CHAT_[A-Z]+)_BASE_URL`, `…", line):
            found |= {f"{first}_{rest}" for rest in re.findall(r"`…_([A-Z_]+)`", line)}
    return found


def test_every_setting_is_in_the_readme_and_none_else() -> None:
    assert named() - {"CHAT_"} == {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_defaults_in_the_readme_are_the_real_ones() -> None:
    settings = Settings()
    for name in ("intent_wait", "settle_wait", "max_live_turns"):
        row = next(line for line in README.splitlines() if f"`{PREFIX}{name.upper()}`" in line and line.startswith("|"))
        assert f"| {getattr(settings, name):g} |" in row


def test_every_command_in_the_readme_exists() -> None:
    known = subprocess.run([sys.executable, "-m", "chat", "--help"], capture_output=True, text=True, check=True).stdout
    script = Path("run.sh").read_text("utf-8")
    for command in re.findall(r"`\./run\.sh ([a-z]+)", README):
        assert f"  {command})" in script or re.search(rf"^    {command}\b", known, re.MULTILINE), command


def test_every_call_is_in_the_readme_and_none_else() -> None:
    calls = {f"{method} {route.path}" for route in ROUTES for method in (route.methods or set()) - {"HEAD"}}
    assert set(re.findall(r"`((?:GET|POST|PATCH|DELETE) /[a-z/{}]+)`", README)) == calls
