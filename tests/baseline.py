"""Texts kept as files: a changed prompt shows as a diff. `pytest --update-baselines` rewrites them."""

from pathlib import Path

from chat.prompts import Rendered

FOLDER = Path(__file__).with_name("baselines")


class Baseline:
    """Compares with tests/baselines/NAME.txt."""

    def __init__(self, update: bool) -> None:
        self.update = update

    def check(self, name: str, prompt: Rendered) -> None:
        text = "\n\n".join(f"===== {message['role']}\n{message['content']}" for message in prompt.messages()) + "\n"
        path = FOLDER / f"{name}.txt"
        if self.update:
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text, f"{path.name} differs; look, then pytest --update-baselines"
