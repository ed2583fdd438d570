"""Files that come in over HTTP, kept on the disk of the data folder while they are imported; and the one limit for what
comes in and goes out, which is the room on a disk.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from chat.errors import TooLarge

FOLDER = "incoming"  # in the data folder
SPARE = 64 * 1024 * 1024  # bytes that are left for the turns of others


def check_room(folder: Path, needed: int) -> None:
    """TooLarge unless so many bytes can be written there, with some to spare."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise TooLarge(
            f"The disk of {folder} has {free // 1_000_000} MB left, and {(needed + SPARE) // 1_000_000} MB are needed.",
            hint="Make room there, or use a folder on a larger disk; there is no other limit.",
        )


@contextmanager
def incoming_file(data_dir: Path) -> Iterator[IO[bytes]]:
    """A new file to write to and read from; it goes with the block."""
    folder = data_dir / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    with NamedTemporaryFile(dir=folder, suffix=".jsonl") as file:
        yield file


def remove_leftovers(data_dir: Path) -> None:
    """At start: what a crash has left."""
    folder = data_dir / FOLDER
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink()
