"""How far an import or export has come, for whoever shows it."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(slots=True)
class Progress:
    """Counted up by the one who works, read by the one who shows it. An import reads the file twice, and counts anew the
    second time; an export knows its turns and not its bytes."""

    stage: Literal["checking", "storing", "writing"] = "checking"
    lines: int = 0
    turns: int = 0
    bytes: int = 0
    of_bytes: int = 0
    of_turns: int = 0

    def data(self) -> dict[str, Any]:
        """As the contract shows it, of an import."""
        names = ("stage", "lines", "turns", "bytes", "of_bytes")
        return {name: getattr(self, name) for name in names}
