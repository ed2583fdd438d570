"""The page's scripts: they parse, their state does what it should, and they know every event there is."""

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from chat import events

STATIC = Path("chat/web/static")


KINDS = [kind for kind in vars(events).values() if isinstance(kind, type) and issubclass(kind, events.Event)]


def names() -> set[str]:
    return {kind.name for kind in KINDS if hasattr(kind, "name")}


def quoted(script: str, start: str, end: str) -> set[str]:
    text = (STATIC / "js" / script).read_text("utf-8")
    return set(re.findall(r'"([a-z.]+)"', text[text.index(start) : text.index(end, text.index(start))]))


def test_the_page_listens_to_every_event() -> None:
    assert quoted("events.js", "export const NAMES", "];") == names() | {"sync"}
    assert quoted("store.js", "const fromServer", "\n};") >= names() | {"sync"}


def test_the_terminal_events_end_the_stream() -> None:
    terminal = {kind.name for kind in KINDS if kind.terminal}
    assert quoted("events.js", "export const TERMINAL", ");") == terminal


def test_html_enters_the_page_in_one_place_only() -> None:
    found = [
        path.name
        for path in STATIC.rglob("*.js")
        for line in path.read_text("utf-8").splitlines()
        if "innerHTML =" in line
    ]
    assert found == ["html.js"]


def test_nothing_is_inline_or_from_elsewhere() -> None:
    page = (STATIC / "index.html").read_text("utf-8")
    assert (
        not re.search(r"<script(?! type=\"module\" src=\"/static/)", page)
        and " style=" not in page
        and " on" not in page.lower()
    )
    for path in STATIC.rglob("*.*"):
        assert "http" not in path.read_text("utf-8").replace("http://www.w3.org/2000/svg", ""), path


def test_another_hub_has_another_name() -> None:
    """A browser keeps the shared worker of before an update while a tab is open: a new page must not speak to an old one.

    Fails when what the worker runs has changed: count HUB in events.js on, and put the new digest here."""
    scripts = [(STATIC / "js" / name).read_text("utf-8") for name in ("hub.js", "hub-worker.js", "events.js")]
    number = re.search(r"export const HUB = (\d+);", scripts[-1])
    assert number is not None
    assert (int(number[1]), hashlib.sha256("".join(scripts).encode()).hexdigest()[:12]) == (2, "5acd964211f0")


@pytest.mark.skipif(shutil.which("node") is None, reason="no Node.js")
def test_the_pages_state() -> None:
    scripts = [str(path) for path in sorted(Path("tests/web").glob("*.test.mjs"))]
    node = subprocess.run(["node", "--test", *scripts], capture_output=True, text=True, timeout=60)
    assert node.returncode == 0, node.stdout + node.stderr
