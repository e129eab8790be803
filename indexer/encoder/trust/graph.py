"""What an ONNX model may hold to be run as an encoder.

A model is a program. These rules leave programs that end, and whose size can be tried out: a list
of operators without loops, branches or functions; constants that are as large as their bytes; and
shapes that depend on the length of a text, never on its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from indexer.encoder.trust.forbidden import ForbiddenError
from indexer.encoder.trust.protobuf import VARINT, Field, WireError, read_fields, read_varints

MOST_NODES = 20_000
MOST_DIMENSIONS = 8

_ELEMENTWISE = """
Abs Add And Cast CastLike Ceil Clip Cos Div Elu Equal Erf Exp Floor Gelu Greater GreaterOrEqual
HardSigmoid HardSwish Identity IsInf IsNaN LeakyRelu Less LessOrEqual Log Max Mean Min Mish Mod Mul
Neg Not Or PRelu Pow Reciprocal Relu Round Selu Sigmoid Sign Sin Softplus Softsign Sqrt Sub Sum Tanh
Where Xor
"""
_TENSORS = """
ArgMax Concat Constant ConstantOfShape CumSum DequantizeLinear Dropout DynamicQuantizeLinear Einsum
Expand Flatten Gather GatherElements GatherND Gemm LayerNormalization LogSoftmax MatMul
MatMulInteger OneHot Pad QuantizeLinear RMSNormalization Range ReduceL1 ReduceL2 ReduceLogSumExp
ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Reshape ScatterElements
ScatterND Shape SimplifiedLayerNormalization Size Slice Softmax Split Squeeze Tile TopK Transpose
Trilu Unsqueeze
"""
_FUSED = """
Attention BiasGelu BiasSoftmax DynamicQuantizeMatMul EmbedLayerNormalization FastGelu FusedMatMul
Gelu MatMulIntegerToFloat MatMulNBits MultiHeadAttention QAttention QuickGelu RotaryEmbedding
SkipLayerNormalization SkipSimplifiedLayerNormalization TransposeMatMul
"""
OPERATORS = {
    "": frozenset((_ELEMENTWISE + _TENSORS).split()),
    "ai.onnx": frozenset((_ELEMENTWISE + _TENSORS).split()),
    "com.microsoft": frozenset(_FUSED.split()),
}
"""Domain -> operators that an encoder may have."""

_SIZES = {
    "ConstantOfShape": (0,), "Expand": (1,), "OneHot": (1,), "Pad": (1, 3), "Range": (0, 1, 2),
    "Reshape": (1,), "Slice": (1, 2, 3, 4), "Split": (1,), "Squeeze": (1,), "Tile": (1,),
    "TopK": (1,), "Unsqueeze": (1,),
}  # fmt: skip
"""Operator -> its inputs that say how large the output is."""
_MEASURING = {"Shape", "Size"}

# Numbers of fields in onnx.proto.
_MODEL = {1, 2, 3, 4, 5, 6, 7, 8, 14}  # neither training_info nor functions
_GRAPH = {1, 2, 5, 10, 11, 12, 13, 16}  # no sparse_initializer
_NODE = {1, 2, 3, 4, 5, 6, 7, 9}
_ATTRIBUTE = {1, 2, 3, 4, 5, 7, 8, 9, 13, 20}  # neither graphs nor sparse tensors
_TENSOR = {1, 2, 4, 5, 7, 8, 9, 10, 11, 12, 14, 16}  # neither segments nor external_data
_TENSOR_DATA = {4, 5, 7, 9, 10, 11}
_TENSOR_TYPE = {1, 6}  # of a value: neither sequences nor maps


def check_graph(model: memoryview) -> None:
    """Refuse a model that could do anything but turn tokens into vectors.

    Args:
        model: The bytes of an ONNX model.

    Raises:
        ForbiddenError: If it breaks a rule of this module, or is no ONNX model.
    """
    try:
        parts = list(_fields(model, _MODEL, "the model"))
        graphs = [part.content for part in parts if part.number == 7]
        if len(graphs) != 1:
            raise ForbiddenError(f"the model has {len(graphs)} graphs")
        _check_graph(graphs[0])
    except (WireError, UnicodeDecodeError) as error:
        raise ForbiddenError(f"the model is no ONNX file: {error}") from error


def _check_graph(graph: memoryview) -> None:
    nodes: list[memoryview] = []
    known: set[str] = {""}
    words: set[str] = set()  # values that depend on the words of a text
    for part in _fields(graph, _GRAPH, "the graph"):
        if part.number == 1:
            nodes.append(part.content)
        elif part.number == 5:
            known.add(_check_tensor(part.content))
        elif part.number in (11, 12):
            name = _check_value(part.content)
            if part.number == 11:
                words.add(name)
    if len(nodes) > MOST_NODES:
        raise ForbiddenError(f"the model has {len(nodes)} operators, more than {MOST_NODES}")
    words -= known  # an input with a value of its own is a constant
    known |= words
    for node in nodes:
        _check_node(node, known, words)


def _check_node(node: memoryview, known: set[str], words: set[str]) -> None:
    """Check one operator, and add its outputs to the known values."""
    texts: dict[int, list[str]] = {number: [] for number in (1, 2, 4, 7)}
    for part in _fields(node, _NODE, "an operator"):
        if part.number in texts:
            texts[part.number].append(_text(part))
        elif part.number == 5:
            _check_attribute(part.content)
    if len(texts[4]) != 1 or len(texts[7]) > 1:
        raise ForbiddenError("an operator has no name, or two")
    [operator], domain = texts[4], "".join(texts[7])
    if operator not in OPERATORS.get(domain, ()):
        raise ForbiddenError(f"the operator {f'{domain}.{operator}'.lstrip('.')!r} is not allowed")
    unknown = [name for name in texts[1] if name not in known]
    if unknown:
        raise ForbiddenError(f"{operator} takes {unknown[0]!r} before it is there")
    sizes = [texts[1][place] for place in _SIZES.get(operator, ()) if place < len(texts[1])]
    if not words.isdisjoint(sizes):
        raise ForbiddenError(f"the words of a text decide how much {operator} makes")
    if operator not in _MEASURING and not words.isdisjoint(texts[1]):
        words.update(filter(None, texts[2]))  # an output that nobody takes has no name
    known.update(texts[2])


def _check_attribute(attribute: memoryview) -> None:
    parts = list(_fields(attribute, _ATTRIBUTE, "an attribute"))
    tensors = [part.content for part in parts if part.number == 5]
    if len(tensors) > 1:
        raise ForbiddenError("an attribute has two values")
    for tensor in tensors:
        _check_tensor(tensor)


def _check_tensor(tensor: memoryview) -> str:
    """The name of a constant that has as many elements as its bytes can hold."""
    dimensions: list[int] = []
    size, name = 0, ""
    for part in _fields(tensor, _TENSOR, "a constant"):
        if part.number == 1:
            is_one = part.wire == VARINT
            dimensions += [part.value] if is_one else list(read_varints(part.content))
        elif part.number == 8:
            name = _text(part)
        elif part.number == 14 and part.value:
            raise ForbiddenError("a constant lies in another file")
        elif part.number in _TENSOR_DATA:
            size += len(part.content) or 8
        if len(dimensions) > MOST_DIMENSIONS:
            raise ForbiddenError(f"a constant has more than {MOST_DIMENSIONS} dimensions")
    if prod(dimensions) > 2 * size:  # the smallest elements have four bits
        raise ForbiddenError(f"the constant {name!r} is larger than its bytes")
    return name


def _check_value(value: memoryview) -> str:
    """The name of an input or output that is a plain tensor."""
    name = ""
    for part in read_fields(value):
        if part.number == 1:
            name = _text(part)
        elif part.number == 2 and any(
            kind.number not in _TENSOR_TYPE for kind in read_fields(part.content)
        ):
            raise ForbiddenError("an input or output is no plain tensor")
    return name


def _fields(message: memoryview, allowed: set[int], what: str) -> Iterator[Field]:
    for part in read_fields(message):
        if part.number not in allowed:
            raise ForbiddenError(
                f"{what} holds field {part.number}, which an encoder does not need"
            )
        yield part


def _text(part: Field) -> str:
    return bytes(part.content).decode("utf-8")
