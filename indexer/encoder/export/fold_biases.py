"""Attention of an ONNX model -> the same with two additions less for each layer.

In `softmax(q kᵀ) v` a bias of the keys adds the same to every score of a row, which the softmax
takes away again; a bias of the values adds itself to the result, since each row of the softmax
sums to one, and so can be added once, multiplied by the next weights, to the bias after them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_LAYOUT = frozenset({"Reshape", "Transpose", "Identity"})
_SCALING = frozenset({"Mul", "Div"})


def fold_biases(path: Path) -> int:
    """Drop what can be dropped, and return how many additions that were.

    Anything but plain attention over all tokens stays as it is.
    """
    import onnx

    model = onnx.load(str(path))
    graph = _Graph(model.graph)
    folded = 0
    for node in list(model.graph.node):
        if node.op_type == "Softmax" and _axis(node) == -1:
            folded += graph.drop_key_bias(node) + graph.fold_value_bias(node)
    if folded:
        onnx.save(model, str(path))
    return folded


class _Bias(NamedTuple):
    """An addition of a constant row."""

    node: Any
    source: str  # name of what it is added to
    row: str  # name of the constant
    values: NDArray[np.float32]


class _Graph:
    """Who makes and who takes each value of a graph."""

    def __init__(self, graph: Any) -> None:
        self._graph = graph
        self._weights = {tensor.name: tensor for tensor in graph.initializer}
        self._makers = {name: node for node in graph.node for name in node.output}
        self._uses = Counter(name for node in graph.node for name in node.input)
        self._takers = {name: node for node in graph.node for name in node.input}

    def drop_key_bias(self, softmax: Any) -> bool:
        """Whether the keys under a softmax had a bias, which they have no more."""
        scores = self._maker_through(softmax.input[0], _SCALING)
        if scores is None or scores.op_type != "MatMul":
            return False
        bias = self._bias_through(scores.input[1], _LAYOUT | _SCALING)
        if bias is None:
            return False
        self._bypass(bias)
        return True

    def fold_value_bias(self, softmax: Any) -> bool:
        """Whether the values had a bias, which is now part of the one after the next product."""
        mixed = self._only_taker(softmax.output[0])
        if mixed is None or mixed.op_type != "MatMul" or mixed.input[0] != softmax.output[0]:
            return False
        bias = self._bias_through(mixed.input[1], _LAYOUT)
        product = self._taker_through(mixed.output[0], _LAYOUT)
        if bias is None or product is None or product.op_type != "MatMul":
            return False
        after = self._only_taker(product.output[0])
        target = self._bias_of(after) if after is not None else None
        weight = self._array(product.input[1])
        if target is None or weight is None or weight.shape[:1] != bias.values.shape:
            return False
        # Others may have the same row.
        name = f"{target.row}+{bias.row}"
        self._add_constant(name, target.values + bias.values @ weight)
        after.input[list(after.input).index(target.row)] = name
        self._bypass(bias)
        return True

    def _maker_through(self, name: str, passing: frozenset[str]) -> Any:
        """The node that made a value, nodes of the kinds passed over; None if others use it too.

        What scales must be constant: a factor that differs by token would change the bias, too.
        """
        while self._uses[name] == 1:
            node = self._makers.get(name)
            if node is None or node.op_type not in passing:
                return node
            if node.op_type in _SCALING and not self._is_constant(node.input[1]):
                return None
            name = node.input[0]
        return None

    def _is_constant(self, name: str) -> bool:
        maker = self._makers.get(name)
        return name in self._weights or (maker is not None and maker.op_type == "Constant")

    def _bias_through(self, name: str, passing: frozenset[str]) -> _Bias | None:
        node = self._maker_through(name, passing)
        return self._bias_of(node) if node is not None else None

    def _taker_through(self, name: str, passing: frozenset[str]) -> Any:
        """The only node that takes a value, nodes of the kinds passed over."""
        while (node := self._only_taker(name)) is not None and node.op_type in passing:
            name = node.output[0]
        return node

    def _only_taker(self, name: str) -> Any:
        return self._takers[name] if self._uses[name] == 1 else None

    def _bias_of(self, node: Any) -> _Bias | None:
        if node.op_type != "Add":
            return None
        for source, row in (node.input, reversed(node.input)):
            values = self._array(row)
            if values is not None and values.ndim == 1:
                return _Bias(node, source, row, values)
        return None

    def _array(self, name: str) -> NDArray[np.float32] | None:
        """A float32 weight; None for anything else."""
        import onnx

        tensor = self._weights.get(name)
        if tensor is None or tensor.data_type != onnx.TensorProto.FLOAT:
            return None
        array: NDArray[np.float32] = onnx.numpy_helper.to_array(tensor)
        return array

    def _add_constant(self, name: str, values: NDArray[np.float32]) -> None:
        import onnx

        self._graph.initializer.append(onnx.numpy_helper.from_array(values, name))

    def _bypass(self, bias: _Bias) -> None:
        """Take the addition out of the graph."""
        for node in self._graph.node:
            for place, name in enumerate(node.input):
                if name == bias.node.output[0]:
                    node.input[place] = bias.source
        self._graph.node.remove(bias.node)


def _axis(node: Any) -> int:
    return next((entry.i for entry in node.attribute if entry.name == "axis"), -1)
