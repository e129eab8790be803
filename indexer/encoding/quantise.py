"""Float32 weights of an ONNX model -> int8, with a scale for each channel and for each token.

The runtime's own tool gives the other factor of each product, the tokens' activations, one scale
for a whole batch: the vector of a text then depends on the texts beside it (mean cosine of both
.991), and one large value spoils all of them. Here every token has its own scale, so that a text
always gets the same vector, and one nearer to the original's. Mean cosine with the original on
1,000 paragraphs of news, default model: .992 with the runtime's tool, .9956 here, in the same
time. (.9965 with 8 instead of 7 bits for weights; see `_LARGEST_WEIGHT`.)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Smaller tables (positions, token types) stay as they are; in elements.
_LEAST_TABLE = 1 << 20
# Unsigned 8 bit times this, twice, stays within 16 bit: processors without VNNI add pairs of
# products there, and would silently clip them with 127.
_LARGEST_WEIGHT = 63
_LARGEST_ACTIVATION = 127
_CONTRIB = "com.microsoft"


def quantise(path: Path) -> None:
    """Replace a model by its form with int8 weights in matrix products and in large tables."""
    import onnx

    model = onnx.load(str(path))
    _Quantiser(model.graph).run()
    if not any(entry.domain == _CONTRIB for entry in model.opset_import):
        model.opset_import.append(onnx.helper.make_opsetid(_CONTRIB, 1))
    onnx.save(model, str(path))


class _Quantiser:
    """Rewrites one graph."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph
        self._weights = {tensor.name: tensor for tensor in graph.initializer}
        self._nodes: list[Any] = []
        self._quantised: dict[str, str] = {}  # activation -> prefix of what was made of it
        self._replaced: set[str] = set()
        self._number = 0

    def run(self) -> None:
        """Replace the nodes, and drop the weights that are no longer used."""
        one = np.array([_LARGEST_ACTIVATION + 1], dtype=np.uint8)
        self._constant("q8.one", np.array(1, dtype=np.float32))
        self._constant("q8.zero", one.reshape(()))
        self._constant("q8.zero_row", one)
        self._constant("q8.least", np.array(1e-12, dtype=np.float32))
        self._constant("q8.step", np.array(1 / _LARGEST_ACTIVATION, dtype=np.float32))
        self._constant("q8.columns", np.array([1], dtype=np.int64))
        self._constant("q8.flat", np.array([-1], dtype=np.int64))
        for node in self._graph.node:
            if node.op_type == "MatMul" and self._rank(node.input[1]) == 2:
                self._replace_product(node)
            elif node.op_type == "Gather" and self._is_table(node):
                self._replace_table(node)
            else:
                self._nodes.append(node)
        used = {name for node in self._nodes for name in node.input}
        kept = [
            tensor
            for tensor in self._graph.initializer
            if tensor.name in used or tensor.name not in self._replaced
        ]
        del self._graph.node[:], self._graph.initializer[:]
        self._graph.node.extend(self._nodes)
        self._graph.initializer.extend(kept)

    def _replace_product(self, node: Any) -> None:
        """`x @ w` -> integers times integers, scaled back by token and by channel."""
        x, weight = node.input[0], self._taken(node.input[1])
        tokens = self._quantised.get(x) or self._quantise_tokens(x, weight.shape[0])
        prefix = self._prefix()
        values, scales = _split(weight, axis=0)
        self._constant(f"{prefix}w", values)
        self._constant(f"{prefix}scale", scales.ravel())
        self._constant(f"{prefix}width", np.array([weight.shape[1]], dtype=np.int64))
        factors = [f"{tokens}q", f"{prefix}w", "q8.one", f"{prefix}scale", "q8.zero"]
        self._add("MatMulIntegerToFloat", factors, f"{prefix}y", domain=_CONTRIB)
        self._add("Mul", [f"{prefix}y", f"{tokens}scale"], f"{prefix}scaled")
        self._add("Concat", [f"{tokens}lead", f"{prefix}width"], f"{prefix}shape", axis=0)
        self._add("Reshape", [f"{prefix}scaled", f"{prefix}shape"], node.output[0])

    def _quantise_tokens(self, x: str, width: int) -> str:
        """Unsigned 8 bit form of an activation around 128, a scale for each row."""
        prefix = self._quantised[x] = self._prefix()
        self._constant(f"{prefix}rows", np.array([-1, width], dtype=np.int64))
        self._add("Reshape", [x, f"{prefix}rows"], f"{prefix}x")
        self._add("ReduceMax", [f"{prefix}x", "q8.columns"], f"{prefix}most", keepdims=1)
        self._add("ReduceMin", [f"{prefix}x", "q8.columns"], f"{prefix}least", keepdims=1)
        self._add("Neg", [f"{prefix}least"], f"{prefix}negated")
        extremes = [f"{prefix}most", f"{prefix}negated", "q8.least"]
        self._add("Max", extremes, f"{prefix}extreme")
        self._add("Mul", [f"{prefix}extreme", "q8.step"], f"{prefix}scale")
        self._add("Reshape", [f"{prefix}scale", "q8.flat"], f"{prefix}scales")
        self._add("Shape", [f"{prefix}scales"], f"{prefix}number")
        self._add("Expand", ["q8.zero_row", f"{prefix}number"], f"{prefix}zeros")
        inputs = [f"{prefix}x", f"{prefix}scales", f"{prefix}zeros"]
        self._add("QuantizeLinear", inputs, f"{prefix}q", axis=0)
        self._add("Shape", [x], f"{prefix}lead", start=0, end=-1)
        return prefix

    def _replace_table(self, node: Any) -> None:
        """Rows looked up in a table of floats -> in one of integers, with a scale for each row."""
        prefix = self._prefix()
        values, scales = _split(self._taken(node.input[0]), axis=1, most=127)
        self._constant(f"{prefix}table", values)
        self._constant(f"{prefix}scales", scales)
        self._add("Gather", [f"{prefix}table", node.input[1]], f"{prefix}row", axis=0)
        self._add("Gather", [f"{prefix}scales", node.input[1]], f"{prefix}scale", axis=0)
        self._add("Cast", [f"{prefix}row"], f"{prefix}float", to=1)  # 1: float32
        self._add("Mul", [f"{prefix}float", f"{prefix}scale"], node.output[0])

    def _is_table(self, node: Any) -> bool:
        axis = next((entry.i for entry in node.attribute if entry.name == "axis"), 0)
        return (
            axis == 0
            and self._rank(node.input[0]) == 2
            and self._array(node.input[0]).size >= _LEAST_TABLE
        )

    def _rank(self, name: str) -> int:
        """Number of axes of a float32 weight; 0 for anything else."""
        tensor = self._weights.get(name)
        return len(tensor.dims) if tensor is not None and tensor.data_type == 1 else 0

    def _taken(self, name: str) -> NDArray[np.float32]:
        """A weight that is replaced, and dropped unless another node has it too."""
        self._replaced.add(name)
        return self._array(name)

    def _array(self, name: str) -> NDArray[np.float32]:
        import onnx

        array: NDArray[np.float32] = onnx.numpy_helper.to_array(self._weights[name])
        return array

    def _prefix(self) -> str:
        self._number += 1
        return f"q8.{self._number}."

    def _constant(self, name: str, values: NDArray[Any]) -> None:
        import onnx

        self._graph.initializer.append(onnx.numpy_helper.from_array(values, name))

    def _add(self, operator: str, inputs: list[str], output: str, **attributes: Any) -> None:
        import onnx

        self._nodes.append(onnx.helper.make_node(operator, inputs, [output], **attributes))


def _split(
    weights: NDArray[np.float32], axis: int, most: int = _LARGEST_WEIGHT
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Integers from -most to most, and the scale (that axis kept) that gives the weights back."""
    extremes = np.abs(weights).max(axis=axis, keepdims=True)
    scales = np.where(extremes > 0, extremes / most, 1).astype(np.float32)
    return np.rint(weights / scales).astype(np.int8), scales
