"""What is asked of whatever makes vectors, and the check of what it gives."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from chat.llm.client import Vectors


class Embedder(Protocol):
    """`sha256` is of the weights, empty for a remote server. Identity is (model, dimension, sha256)."""

    @property
    def model(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def sha256(self) -> str: ...

    async def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit rows, float32, shape (len(texts), dimension). ChatError when the model cannot be had."""
        ...


def unit_rows(vectors: Vectors, rows: int, dimension: int) -> Vectors:
    """The same with length one each. ValueError for another shape, NaN, infinity or a zero row."""
    if vectors.shape != (rows, dimension):
        raise ValueError(f"the embedder gave an array of {vectors.shape} where ({rows}, {dimension}) was asked")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not np.isfinite(lengths).all() or not (lengths > 0).all():
        raise ValueError("the embedder gave a vector that is not finite, or zero")
    return np.ascontiguousarray(vectors / lengths, dtype=np.float32)
