"""How large a model's activations get, column by column, where that hardly depends on the text.

What a layer normalisation gives, and the means of such rows that attention makes, stays within
ranges that belong to the columns: a few are always ten times as large as the rest. Known
beforehand, they make one scale for all tokens finer than a scale measured for each token, and
cheaper (`quantise`). What comes out of an activation function has no such ranges.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.offline import load_onnxruntime

Ranges = dict[str, NDArray[np.float32]]
LAYOUT = frozenset({"Reshape", "Transpose"})


def measure_ranges(path: Path, inputs: Iterable[NDArray[np.int64]]) -> Ranges:
    """Run a float32 model, and watch what its matrix products take.

    Args:
        path: Takes token ids alone.
        inputs: Token ids, each of shape (texts, tokens).

    Returns:
        For the name of each activation with such ranges, the largest magnitude of each column,
        float32, shape (columns,).
    """
    import onnx

    onnxruntime = load_onnxruntime()

    model = onnx.load(str(path))
    names = _watched(model.graph)
    model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in names)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), sess_options=options, providers=["CPUExecutionProvider"]
    )
    ranges: Ranges = {}
    for ids in inputs:
        for name, values in zip(names, session.run(names, {"input_ids": ids}), strict=True):
            largest = np.abs(values).reshape(-1, values.shape[-1]).max(axis=0)
            ranges[name] = np.maximum(ranges.get(name, largest), largest)
    return ranges


def _watched(graph: Any) -> list[str]:
    """Names of the activations that products with weights take and that have ranges."""
    weights = {tensor.name for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    taken = [node.input[0] for node in graph.node if _is_product(node) and node.input[1] in weights]
    return [name for name in dict.fromkeys(taken) if _has_ranges(name, makers, weights)]


def _has_ranges(name: str, makers: dict[str, Any], weights: set[str]) -> bool:
    node = makers.get(name)
    while node is not None and node.op_type in LAYOUT:
        node = makers.get(node.input[0])
    if node is None:
        return False
    is_mean = _is_product(node) and node.input[1] not in weights
    return is_mean or node.op_type == "LayerNormalization"


def _is_product(node: Any) -> bool:
    return bool(node.op_type == "MatMul")
