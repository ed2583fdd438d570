"""The files of an open database: still those that were opened, and whole as far as a glance tells.

SQLite goes on writing to a file that was deleted or replaced under it, and takes one whose beginning is zeros for a new
database. Here both are seen before anything is written, or read.
"""

import os
from pathlib import Path

from chat.db.database_file import HEADER, RESTORE
from chat.db.driver import index_of, wal_path
from chat.errors import StorageError

BACK = "Nothing more is written. Stop Fabula; put {name} back where it was, and start again."
FOLD = "Nothing more is written. Stop Fabula with Ctrl-C, which folds what the log held into the database; start again."


class Integrity:
    """Made when the connections are open, closed after them: closing any descriptor of a file gives up its locks."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._logs = [wal_path(path), index_of(path)]
        self._file = os.open(path, os.O_RDONLY)
        try:
            self._opened = {each: _identity(each) for each in (path, *self._logs)}
        except BaseException:
            os.close(self._file)
            raise
        self._size = 0  # bytes, when last looked at
        self._damage = ""

    def close(self) -> None:
        os.close(self._file)

    def mark_corrupt(self, problem: str) -> StorageError:
        """SQLite found damage: from now on nothing is written. Returns what to say."""
        self._damage = self._damage or problem
        return self._damaged(problem)

    def before_reading(self) -> None:
        """StorageError when the file no longer begins as a database."""
        if os.pread(self._file, len(HEADER), 0) != HEADER:
            raise self._damaged("its beginning is no database's")

    def before_folding(self) -> None:
        """StorageError when the file is damaged, or is not at its place."""
        if self._damage:
            raise self._damaged(self._damage)
        self.before_reading()
        size, known = os.fstat(self._file).st_size, self._size
        if size < known and size < self._stated():
            raise self._damaged("its end is missing")
        self._size = size
        self._same(self._path, BACK)

    def before_writing(self) -> None:
        """StorageError when any of the files is not what it was."""
        self.before_folding()
        for each in self._logs:
            self._same(each, FOLD)

    def _stated(self) -> int:
        """The bytes that the header says there are. While the log is folded in, the file may be shorter for a while."""
        header = os.pread(self._file, 32, 0)
        page = int.from_bytes(header[16:18], "big")
        return int.from_bytes(header[28:32], "big") * (65536 if page == 1 else page)

    def _same(self, path: Path, hint: str) -> None:
        try:
            if _identity(path) != self._opened[path]:
                raise FileNotFoundError(path)
        except OSError as error:
            message = f"{path} was moved, deleted or replaced while Fabula runs."
            raise StorageError(message, hint=hint.format(name=path.name)) from error

    def _damaged(self, problem: str) -> StorageError:
        hint = "Nothing more is written. Stop Fabula. " + RESTORE.format(name=self._path.name)
        return StorageError(f"{self._path} is damaged: {problem}.", hint=hint)


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
