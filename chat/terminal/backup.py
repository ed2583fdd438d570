"""`backup`: a copy of everything, also while Fabula runs. It asks nobody: another process only reads the database."""

from datetime import UTC, datetime
from pathlib import Path

from chat.config import Settings
from chat.db.backup import copy
from chat.db.driver import index_of, wal_path
from chat.errors import SetupError, Unprocessable


def back_up(settings: Settings, wanted: Path | None, *, replace: bool) -> str:
    """Writes the copy, by itself to a file named after the moment. Returns what to say about it. Unprocessable when the
    file is there already and may not be replaced, SetupError when it cannot be made."""
    source = settings.data_dir / "fabula.db"
    if not source.is_file():
        raise SetupError(f"There is no database {source}.", hint="Play first, or set CHAT_DATA_DIR.")
    target = wanted or Path(f"fabula-{datetime.now(UTC):%Y%m%d-%H%M%S}.db")
    if target.is_dir():
        raise Unprocessable(f"{target} is a folder.", hint="Name a file in it.")
    own = {source.name, wal_path(source).name, index_of(source).name, f"{source.name}.lock"}
    if target.name in own and target.resolve().parent == source.resolve().parent:
        hint = "Name another file, best on another disk."
        raise Unprocessable(f"{target} is the database itself, or one of its files.", hint=hint)
    if target.exists() and not replace:
        raise Unprocessable(f"{target} is there already.", hint="Name another file, or add --replace.")
    size = copy(source, target)
    return f"{target}: {size / 1e6:.1f} MB, checked. The README says how to restore it."
