"""Parameters are checked, whatever a request holds."""

from __future__ import annotations

import json
from contextlib import suppress
from urllib.parse import urlencode

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from query.serve.operations.listed import READ, TEXT
from query.serve.operations.operation import Operation
from query.serve.operations.parameter import Kind, Parameter, arguments_schema
from query.serve.operations.values import ParameterError, read_arguments, read_query

PARAMETERS = (
    Parameter("q", Kind.TEXT, "", is_required=True, longest=20),
    Parameter("source", Kind.TEXTS, "", most=3),
    Parameter("limit", Kind.NUMBER, "", 5, least=1, most=100),
    Parameter("sure", Kind.FLAG, "", False),
    Parameter("undated", Kind.FLAG, ""),
    Parameter("sort", Kind.TEXT, "", "score", choices=("score", "date")),
)

VALUES = st.fixed_dictionaries(
    {"q": st.text(st.characters(exclude_categories=["Cs"]), max_size=20)},
    optional={
        "source": st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=3),
        "limit": st.integers(1, 100),
        "sure": st.booleans(),
        "undated": st.booleans(),
        "sort": st.sampled_from(["score", "date"]),
    },
)


@given(VALUES)
def test_a_query_string_and_json_say_the_same(values: dict[str, object]):
    pairs = [
        (name, str(one).lower() if isinstance(one, bool) else str(one))
        for name, value in values.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    query = urlencode(pairs).encode("ascii")

    read = read_query(PARAMETERS, query)
    told = {name: value for name, value in values.items() if value != []}
    for name, value in told.items():
        assert read.values[name] == value
        assert read_arguments(PARAMETERS, values).values[name] == value


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(), one, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([one.name for one in PARAMETERS]) | st.text(), JSON))
def test_json_is_accepted_just_if_the_schema_accepts_it(arguments: dict[str, object]):
    validator = jsonschema.Draft202012Validator(arguments_schema(PARAMETERS))
    named = {name: value for name, value in arguments.items() if value is not None}
    # The schema counts 2.0 as a whole number, and cannot tell half of a pair of surrogates.
    has_float = any(isinstance(value, float) for value in named.values())
    is_text = json.dumps(named, ensure_ascii=False).isascii()
    try:
        read_arguments(PARAMETERS, arguments)
    except ParameterError:
        assert has_float or not is_text or not validator.is_valid(named)
    else:
        assert validator.is_valid(named)


@given(st.binary())
def test_no_query_string_causes_another_error(query: bytes):
    with suppress(ParameterError):
        read_query(PARAMETERS, query)


@pytest.mark.parametrize("operation", [*READ, *TEXT], ids=lambda one: one.name)
def test_the_schema_of_every_operation_is_one(operation: Operation):
    schema = arguments_schema(operation.parameters)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator.check_schema(operation.result)
    assert schema["additionalProperties"] is False
    for one in operation.parameters:
        assert one.help.endswith("."), one.name
        if one.default is not None:
            jsonschema.validate(one.default, one.schema())
