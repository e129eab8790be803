"""How large a model's activations get, so that integers with a fixed scale can stand for them.

What a layer normalisation gives, and the means of such rows that attention makes, stays within
ranges that belong to the columns: a few are always ten times as large as the rest. What comes
out of an activation function has no such columns, but tokens that stand out: where a text begins
and ends, single values are five times as large as the largest of other tokens.

Known beforehand, one scale for all tokens is cheaper than a scale measured for each token, and
with ranges column by column finer as well (`quantise`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LAYOUT = frozenset({"Reshape", "Transpose"})
# Beyond this multiple of what is the largest value of a usual token, values are cut off: a scale
# that reaches them would be too coarse for all others. Mean cosine of the default model with the
# original: 3 .9945, 4 .9952, 5 .9955, 6 .9951, no limit .9936.
_REACH = 5


class Span(NamedTuple):
    """The least and the largest value worth telling apart from others."""

    low: float
    high: float


class Ranges(NamedTuple):
    """What is known of activations, by their names; each is in one of both."""

    columns: dict[str, NDArray[np.float32]]  # largest magnitude of each column, shape (columns,)
    spans: dict[str, Span]


def measure_ranges(path: Path, inputs: Iterable[NDArray[np.int64]]) -> Ranges:
    """Run a float32 model, and watch what its matrix products with weights take.

    Args:
        path: Takes token ids alone.
        inputs: Token ids, each of shape (texts, tokens).
    """
    import onnx

    model = onnx.load(str(path))
    by_column = _taken_by_products(model.graph)
    watched = list(by_column)
    columns: dict[str, NDArray[np.float32]] = {}
    tokens: dict[str, list[NDArray[np.float32]]] = {}
    for rows in _run(model, watched, inputs):
        for name, values in zip(watched, rows, strict=True):
            if by_column[name]:
                largest = np.abs(values).max(axis=0)
                columns[name] = np.maximum(columns.get(name, largest), largest)
            else:
                extremes = np.stack([values.min(axis=1), values.max(axis=1)])
                tokens.setdefault(name, []).append(extremes)
    return Ranges(columns, {name: _span(np.hstack(found)) for name, found in tokens.items()})


def _run(
    model: Any, watched: list[str], inputs: Iterable[NDArray[np.int64]]
) -> Iterator[list[NDArray[np.float32]]]:
    """Yield the watched activations for each input, one row a token."""
    import onnx
    import onnxruntime

    model.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in watched)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), sess_options=options, providers=["CPUExecutionProvider"]
    )
    for ids in inputs:
        found = session.run(watched, {"input_ids": ids})
        yield [values.reshape(-1, values.shape[-1]) for values in found]


def _span(extremes: NDArray[np.float32]) -> Span:
    """The span of an activation from the least and largest value of each token, shape (2, n)."""
    usual = float(np.median(np.abs(extremes).max(axis=0)))
    low, high = float(extremes[0].min()), float(extremes[1].max())
    return Span(max(low, -_REACH * usual), min(high, _REACH * usual))


def _taken_by_products(graph: Any) -> dict[str, bool]:
    """Names of what products with weights take, and whether that has ranges by column."""
    weights = {tensor.name for tensor in graph.initializer}
    makers = {name: node for node in graph.node for name in node.output}
    taken = [node.input[0] for node in graph.node if _is_product(node) and node.input[1] in weights]
    return {name: _has_columns(name, makers, weights) for name in taken}


def _has_columns(name: str, makers: dict[str, Any], weights: set[str]) -> bool:
    node = makers.get(name)
    while node is not None and node.op_type in LAYOUT:
        node = makers.get(node.input[0])
    if node is None:
        return False
    is_mean = _is_product(node) and node.input[1] not in weights
    return is_mean or node.op_type == "LayerNormalization"


def _is_product(node: Any) -> bool:
    return bool(node.op_type == "MatMul")
