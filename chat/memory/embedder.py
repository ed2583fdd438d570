"""The local embedding model: all-MiniLM-L6-v2, int8 ONNX, 384 dimensions, in one thread of its own.

Loaded at first use; made ready for that once, in some 3 s, beside the delivered file (quantize.py). Texts go through it
one by one: a run of many is no faster for each, a player's question never waits behind a backlog, and a vector depends on
nothing but its text, while products in 8 bits are scaled by all that is in a run.
"""

import asyncio
import logging
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from chat.errors import ProviderFault, SetupError
from chat.llm.client import Vectors
from chat.llm.model_files import EMBEDDER, TOKENIZER, path_of

log = logging.getLogger(__name__)
MODEL = "all-MiniLM-L6-v2.int8-dynamic.onnx"
LONGEST = 256  # tokens of a text that count
MAX_CHARACTERS = 8 * LONGEST  # that are looked at for them
THREADS = 1  # a second one gains a third and burns the core that the turn is made on: it spins for 20 ms after each run


class OnnxEmbedder:
    """`embed` gives unit rows. SetupError when a file is missing or damaged: say so, and play on with words only."""

    model = "all-MiniLM-L6-v2-int8-dynamic"
    dimension = 384
    sha256 = EMBEDDER.sha256

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._thread = ThreadPoolExecutor(1, "embedder")
        self._loaded: tuple[onnxruntime.InferenceSession, Tokenizer] | None = None
        self._trouble: SetupError | None = None

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """float32, shape (len(texts), 384)."""
        loop = asyncio.get_running_loop()
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = await loop.run_in_executor(self._thread, self._vector, text)
        return vectors

    def health(self) -> dict[str, Any]:
        if self._trouble is not None:
            return {"state": "down", "detail": f"{self._trouble.message} {self._trouble.hint}"}
        return {"state": "ready" if self._loaded else "idle", "detail": self.model}

    async def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    # ------------------------------------------------------------ on the thread

    def _vector(self, text: str) -> Vectors:
        session, tokenizer = self._load()
        ids = np.array([tokenizer.encode(text[:MAX_CHARACTERS]).ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = session.run(None, inputs)[0][0].mean(axis=0)
        length = np.linalg.norm(mean)
        if not np.isfinite(length) or not length > 0:
            raise ProviderFault("The embedding model gave a vector that is not finite.", hint="Run `./run.sh doctor`.")
        unit: Vectors = (mean / length).astype(np.float32)
        return unit

    def _load(self) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
        if self._loaded is None:
            try:
                self._loaded = _open(path_of(EMBEDDER, self.folder), path_of(TOKENIZER, self.folder))
            except SetupError as error:
                self._trouble = error
                raise
            self._trouble = None
        return self._loaded


def _open(delivered: Path, vocabulary: Path) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    """A damaged model is made anew; a damaged delivery is an error. The libraries raise bare exceptions for either."""
    model = delivered.with_name(MODEL)
    try:
        tokenizer = Tokenizer.from_file(str(vocabulary))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.no_padding()  # the file asks for 128 tokens whatever the text
        if model.is_file():
            try:
                return _session(model), tokenizer
            except Exception as error:  # noqa: BLE001  # see above
                log.warning("%s is damaged and made anew: %s", model, error)
        _quantize(delivered, model)
        return _session(model), tokenizer
    except SetupError:
        raise
    except Exception as error:
        raise _unusable(delivered.parent, str(error)) from error


def _session(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _quantize(delivered: Path, model: Path) -> None:
    command = [sys.executable, "-m", "chat.memory.quantize", str(delivered), str(model)]
    ended = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    if ended.returncode:
        raise _unusable(model.parent, (ended.stderr.strip().splitlines() or ["it was killed"])[-1][:300])


def _unusable(folder: Path, problem: str) -> SetupError:
    return SetupError(
        f"The embedding model in {folder} cannot be loaded: {problem}",
        hint="Run `./run.sh models fetch`.",
        code="model_file",
    )
