"""The local embedding model: all-MiniLM-L6-v2, int8 ONNX, 384 dimensions, in one thread of its own.

Loaded at first use. Texts are embedded in small batches, so that a player's question never waits behind a whole backlog.
"""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from chat.errors import ProviderFault, SetupError
from chat.llm.client import Vectors
from chat.llm.weights import EMBEDDER, TOKENIZER, path_of

BATCH = 16  # texts a run of the model; more needs more memory and holds up who waits
LONGEST = 256  # tokens of a text that count
THREADS = 2


class OnnxEmbedder:
    """`embed` gives unit rows. SetupError when a file is missing or damaged: say so, and play on with words only."""

    model = "all-MiniLM-L6-v2-int8"
    dimension = 384
    sha256 = EMBEDDER.sha256

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._thread = ThreadPoolExecutor(1, "embedder")
        self._loaded: tuple[onnxruntime.InferenceSession, Tokenizer] | None = None
        self._trouble: SetupError | None = None

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """float32, shape (len(texts), 384)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        loop = asyncio.get_running_loop()
        batches = [texts[start : start + BATCH] for start in range(0, len(texts), BATCH)]
        rows = [await loop.run_in_executor(self._thread, self._run, batch) for batch in batches]
        return np.concatenate(rows)

    def health(self) -> dict[str, Any]:
        if self._trouble is not None:
            return {"state": "down", "detail": f"{self._trouble.message} {self._trouble.hint}"}
        return {"state": "ready" if self._loaded else "idle", "detail": self.model}

    async def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    # ------------------------------------------------------------ on the thread

    def _run(self, texts: Sequence[str]) -> Vectors:
        session, tokenizer = self._load()
        encoded = tokenizer.encode_batch(list(texts))
        mask = np.array([item.attention_mask for item in encoded], dtype=np.int64)
        inputs = {
            "input_ids": np.array([item.ids for item in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        hidden = session.run(None, {item.name: inputs[item.name] for item in session.get_inputs()})[0]
        mean = (hidden * mask[..., None]).sum(axis=1) / np.maximum(mask.sum(axis=1, keepdims=True), 1)
        lengths = np.linalg.norm(mean, axis=1, keepdims=True)
        if not np.isfinite(lengths).all() or not (lengths > 0).all():
            raise ProviderFault("The embedding model gave a vector that is not finite.", hint="Run `./run.sh doctor`.")
        return np.ascontiguousarray(mean / lengths, dtype=np.float32)

    def _load(self) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
        if self._loaded is None:
            try:
                self._loaded = _open(path_of(EMBEDDER, self.folder), path_of(TOKENIZER, self.folder))
            except SetupError as error:
                self._trouble = error
                raise
            self._trouble = None
        return self._loaded


def _open(model: Path, vocabulary: Path) -> tuple[onnxruntime.InferenceSession, Tokenizer]:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = Tokenizer.from_file(str(vocabulary))
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # both libraries raise bare exceptions of their own for a damaged file
        raise SetupError(
            f"The embedding model in {model.parent} cannot be loaded: {error}",
            hint="Run `./run.sh models fetch`.",
            code="model_file",
        ) from error
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return session, tokenizer
