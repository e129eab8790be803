"""The OpenAPI 3.1 document, from the same declarations as the parameters and the results."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from indexer.output import safe_json
from query.serve.api.problems import STATUSES
from query.serve.operations.listed import READ, TEXT
from query.serve.operations.operation import Operation
from query.serve.operations.parameter import Kind, Parameter, arguments_schema
from query.serve.operations.verify import VERIFY_DRAFT
from query.serve.problem import MEDIA_TYPE

VERSION = "1.0.0"
"""Of the interface; a change that could break a client raises the first number and the path."""

_PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "description": "A URN that names the kind of problem."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong."},
        "hint": {"type": "string", "description": "What to do about it."},
        "parameter": {"type": "string", "description": "The parameter that is to blame."},
        "offset": {"type": "integer", "description": "The character of the question."},
    },
    "required": ["type", "title", "status", "detail"],
}


@lru_cache(maxsize=1)
def openapi_json() -> str:
    """The document as JSON."""
    return safe_json(openapi(), indent=2) + "\n"


def openapi() -> dict[str, Any]:
    """The document as plain values."""
    paths = {f"/{one.name}": {"get": _read(one)} for one in (*READ, *TEXT)}
    paths[f"/{_path(VERIFY_DRAFT)}"]["post"] = _sent(VERIFY_DRAFT)
    schemas = {one.name: one.result for one in (*READ, VERIFY_DRAFT)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "whosaid",
            "version": VERSION,
            "summary": "Passages that answer a question, and who said what, where.",
            "description": "The fields are those of the commands’ --json. All offsets count code"
            " points of the article’s text. Every text, quote and span is verbatim.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {
            "schemas": {**schemas, "problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _read(one: Operation) -> dict[str, Any]:
    answer = {"schema": {"$ref": f"#/components/schemas/{one.name}"}}
    content = {"text/plain": {"schema": {"type": "string"}}}
    return {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": [_parameter(parameter) for parameter in one.parameters],
        "responses": _responses(content if one in TEXT else {"application/json": answer}),
    }


def _sent(one: Operation) -> dict[str, Any]:
    answer = {"schema": {"$ref": f"#/components/schemas/{one.name}"}}
    body = {"application/json": {"schema": arguments_schema(one.parameters)}}
    return {
        "operationId": one.name,
        "summary": one.summary,
        "requestBody": {"required": True, "content": body},
        "responses": _responses({"application/json": answer}),
    }


def _path(one: Operation) -> str:
    return one.name.partition("_")[0]


def _parameter(one: Parameter) -> dict[str, Any]:
    found = {
        "name": one.name,
        "in": "query",
        "required": one.is_required,
        "description": one.help,
        "schema": one.schema(),
    }
    # `source=A&source=B`, not `source=A,B`: a name may hold a comma.
    return found | ({"style": "form", "explode": True} if one.kind is Kind.TEXTS else {})


def _responses(content: dict[str, Any]) -> dict[str, Any]:
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/problem"}}}
    return {
        "200": {"description": "The answer.", "content": content},
        **{
            str(status): {"description": "A problem (RFC 9457).", "content": problem}
            for status in STATUSES
        },
    }
