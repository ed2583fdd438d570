"""The local embedding model: all-MiniLM-L6-v2, int8 ONNX, 384 dimensions, in one thread of its own.

Loaded at first use. The thread takes a few tokens at a time, so that a player's question never waits behind a backlog: a
run of many texts is no faster for each (measured: 48 ms a text of 200 words alone, 64 ms in runs of 32).
"""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from chat.errors import ProviderFault, SetupError
from chat.llm.client import Vectors
from chat.llm.weights import EMBEDDER, TOKENIZER, path_of

RUN = 256  # tokens a run of the model, padding included: about 50 ms
LONGEST = 256  # tokens of a text that count
THREADS = 1  # a second one gains a third and burns the core that the turn is made on: it spins for 20 ms after each run


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
        tokens = await loop.run_in_executor(self._thread, self._encode, texts)
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for run in runs([len(ids) for ids in tokens]):
            vectors[run] = await loop.run_in_executor(self._thread, self._run, [tokens[index] for index in run])
        return vectors

    def health(self) -> dict[str, Any]:
        if self._trouble is not None:
            return {"state": "down", "detail": f"{self._trouble.message} {self._trouble.hint}"}
        return {"state": "ready" if self._loaded else "idle", "detail": self.model}

    async def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    # ------------------------------------------------------------ on the thread

    def _encode(self, texts: Sequence[str]) -> list[list[int]]:
        _, tokenizer = self._load()
        return [item.ids for item in tokenizer.encode_batch(list(texts))]

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        session, _ = self._load()
        longest = max(len(ids) for ids in tokens)
        inputs = {"input_ids": np.zeros((len(tokens), longest), dtype=np.int64)}
        inputs["attention_mask"] = mask = np.zeros_like(inputs["input_ids"])
        inputs["token_type_ids"] = np.zeros_like(mask)
        for row, ids in enumerate(tokens):
            inputs["input_ids"][row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        hidden = session.run(None, inputs)[0]
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
    tokenizer.no_padding()  # the file asks for 128 tokens whatever the text
    return session, tokenizer


def runs(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of the texts that go through the model together: of like length, and few."""
    run: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if run and lengths[index] * (len(run) + 1) > RUN:
            yield run
            run = []
        run.append(index)
    if run:
        yield run
