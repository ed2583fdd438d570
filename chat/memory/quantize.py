"""Makes of the embedding model as it is delivered the one that is run: `python -m chat.memory.quantize SOURCE TARGET`.

The delivered file holds its weights in 8 bits but multiplies in 32; here the products are made in 8 bits too, which
takes half the time (8.4 -> 4.2 ms for 22 tokens, evidence recall the same). A process of its own, as what it imports is
large, needed once, and talks on stderr.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic


def quantize(source: Path, target: Path) -> None:
    """`target` is there only once it is whole."""
    with TemporaryDirectory(prefix=".quantize-", dir=target.parent) as folder:
        unfolded, made = Path(folder) / "unfolded.onnx", Path(folder) / target.name
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.optimized_model_filepath = str(unfolded)  # its weights as the 32-bit constants that are quantized
        onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])
        quantize_dynamic(
            unfolded, made, op_types_to_quantize=["MatMul", "Gather"], per_channel=True, weight_type=QuantType.QInt8
        )
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        made.replace(target)


if __name__ == "__main__":
    quantize(Path(sys.argv[1]), Path(sys.argv[2]))
