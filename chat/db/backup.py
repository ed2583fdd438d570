"""A copy of a database at one moment, while others go on writing to it: made in slices, checked, then given its name."""

import os
from contextlib import closing
from pathlib import Path

from chat.db.database_file import problems
from chat.db.driver import ERRORS, is_busy, load_driver, open_read_only, translate_error, wal_path
from chat.errors import SetupError

SLICE = 256  # pages, about 1 MB: a writer never waits for more


def copy(source: Path, target: Path) -> int:
    """Whole and checked, or not at all; what is at `target` is replaced by it. Returns the bytes. Nothing of the source
    is changed. SetupError when it cannot be read or is damaged, or when the copy cannot be written."""
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
        try:
            _fill(source, part)
            _settle(part)
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _flush(target.parent)
        return target.stat().st_size
    except ERRORS as error:
        hint = "Close it, then try again." if is_busy(error) else "Nothing was changed."
        raise SetupError(
            f"{source} cannot be copied to {target}. {translate_error(error).message}", hint=hint
        ) from error
    except OSError as error:
        hint = "Name another file, on a disk with room."
        raise SetupError(f"{target} cannot be written: {error.strerror}.", hint=hint) from None


def _fill(source: Path, part: Path) -> None:
    """A database without a log is looked at as if nobody wrote to it; when somebody began meanwhile, once more."""
    had_log = False
    while not had_log:
        had_log = wal_path(source).exists()
        with closing(open_read_only(source)) as old, closing(load_driver().connect(str(part))) as new:
            old.execute("BEGIN")
            old.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # the moment that is copied, whatever follows
            old.backup(new, pages=SLICE, sleep=0.01)
        if not wal_path(source).exists():
            return


def _settle(part: Path) -> None:
    """On the disk, and found whole. The copy has no log of its own."""
    with closing(load_driver().connect(str(part), isolation_level=None)) as new:
        if new.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise SetupError("The copy cannot be made one file.", hint="Name another file, on another disk.")
    _flush(part)
    found = problems(part)
    if found:
        raise SetupError(
            f"The copy is damaged: {found[0]}.", hint="Stop Fabula, and start it again: it looks at its database then."
        )


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
