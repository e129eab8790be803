"""Models that do more than turn tokens into vectors are refused."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder.trust.forbidden import ForbiddenError
from indexer.encoder.trust.graph import check_graph

onnx = pytest.importorskip("onnx")
helper, INT64, FLOAT = onnx.helper, onnx.TensorProto.INT64, onnx.TensorProto.FLOAT


def node(kind: str, inputs: str, output: str, domain: str = "", **attributes: Any) -> Any:
    return helper.make_node(kind, inputs.split(), [output], domain=domain, **attributes)


def constant(name: str, *values: int) -> Any:
    return onnx.numpy_helper.from_array(np.array(values, dtype=np.int64), name)


def model(*nodes: Any, constants: Any = (), outputs: Any = None) -> Any:
    ids = helper.make_tensor_value_info("input_ids", INT64, ["texts", "tokens"])
    outputs = outputs or [helper.make_tensor_value_info("vectors", FLOAT, ["texts", 4])]
    graph = helper.make_graph(list(nodes), "g", [ids], outputs, initializer=list(constants))
    return helper.make_model(graph)


def check(made: Any) -> None:
    check_graph(memoryview(made.SerializeToString()))


PLAIN = (
    node("Shape", "input_ids", "shape"),
    node("ConstantOfShape", "shape", "zeros"),
    node("Add", "zeros four", "sum"),
    node("Reshape", "sum shape", "vectors"),
)


def test_a_model_of_plain_operators_passes():
    check(model(*PLAIN, constants=[constant("four", 4)]))


def test_the_default_encoder_passes(model_index: Path):
    check_graph(memoryview((model_index / "encoder" / "model.onnx").read_bytes()))


def loop() -> Any:
    body = helper.make_graph([], "body", [], [])
    return node("Loop", "forever going", "vectors", body=body)


def with_function() -> Any:
    made = model(node("Own", "input_ids", "vectors", domain="local"))
    inner = helper.make_function("local", "Own", ["a"], ["b"], [node("Abs", "a", "b")],
                                 [helper.make_opsetid("", 18)])  # fmt: skip
    made.functions.append(inner)
    return made


def oversized() -> Any:
    return onnx.TensorProto(name="w", data_type=FLOAT, dims=[1 << 30], raw_data=bytes(8))


def two_graphs() -> bytes:
    return model(*PLAIN).SerializeToString() * 2


FORBIDDEN = {
    "a loop": model(loop(), constants=[constant("forever", 2**62), constant("going", 1)]),
    "a branch inside of an attribute": model(
        node("Abs", "input_ids", "vectors", body=helper.make_graph([], "b", [], []))
    ),
    "an operator of another library": model(node("Abs", "input_ids", "vectors", domain="evil")),
    "an operator that is not needed": model(node("NonZero", "input_ids", "vectors")),
    "a function": with_function(),
    "a constant larger than its bytes": model(*PLAIN, constants=[oversized()]),
    "the same inside of an attribute": model(
        helper.make_node("Constant", [], ["vectors"], value=oversized())
    ),
    "a sparse constant": model(
        helper.make_node(
            "Constant", [], ["vectors"],
            sparse_value=helper.make_sparse_tensor(constant("v", 1), constant("i", 0), [1 << 40]),
        )
    ),
    "as many elements as a word says": model(
        node("ReduceMax", "input_ids", "largest", keepdims=0),
        node("Mul", "largest many", "count"),
        node("ConstantOfShape", "count", "vectors"),
        constants=[constant("many", 1 << 20)],
    ),
    "as many copies as a word says": model(
        node("Cast", "input_ids", "counts", to=INT64), node("Tile", "one counts", "vectors"),
        constants=[constant("one", 1)],
    ),
    "an operator in front of what it needs": model(
        node("Abs", "later", "vectors"), node("Abs", "input_ids", "later")
    ),
    "an output that is a list": model(
        *PLAIN, outputs=[helper.make_tensor_sequence_value_info("vectors", FLOAT, None)]
    ),
    "more operators than any encoder has": model(
        *(node("Abs", "input_ids", f"v{number}") for number in range(20_001))
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORBIDDEN)
def test_what_an_encoder_does_not_need_is_refused(what: str):
    with pytest.raises(ForbiddenError):
        check(FORBIDDEN[what])


def test_two_graphs_in_one_file_are_refused():
    """A library would read them as one."""
    with pytest.raises(ForbiddenError, match="2 graphs"):
        check_graph(memoryview(two_graphs()))


@given(st.data())
def test_a_damaged_model_is_refused_or_passes_and_nothing_else(data: st.DataObject):
    content = bytearray(model(*PLAIN, constants=[constant("four", 4)]).SerializeToString())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ForbiddenError):
        check_graph(memoryview(bytes(content[: data.draw(st.integers(0, len(content)))])))
