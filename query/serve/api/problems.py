"""Which problem an error is."""

from __future__ import annotations

import sys
import traceback
from typing import Any

from starlette.responses import Response

from indexer.errors import (
    DocumentNotFoundError,
    IndexAccessError,
    IndexClosedError,
    IndexNotFoundError,
    QuerySyntaxError,
    SearchError,
    SystemLimitError,
)
from query.serve.operations.values import ParameterError
from query.serve.operations.verify import NoQuoteError
from query.serve.problem import Problem
from query.serve.workers import BusyError
from query.timeline.person import UnknownPersonError
from query.verify.claim import ClaimError

_PARAMETER = Problem("parameter", "A parameter is wrong", 400)
_QUERY = Problem("query-syntax", "The question or a filter cannot be understood", 400)
_CLAIM = Problem("claim", "The words cannot be verified", 400)
_NOT_FOUND = Problem("not-found", "There is no such thing in the archive", 404)
_NO_PATH = Problem("no-such-path", "There is nothing at this address", 404)
_METHOD = Problem("method", "This address does not answer that method", 405)
_MEDIA_TYPE = Problem("media-type", "The body is not JSON", 415)
_BUSY = Problem("busy", "The server is busy", 503)
_UNAVAILABLE = Problem("unavailable", "The index cannot be opened now", 503)
_INDEX = Problem("index", "The index is damaged or cannot be read", 500)
_FAULT = Problem("fault", "The program has a fault", 500)

# The first class that an error belongs to decides.
_KINDS: tuple[tuple[tuple[type[Exception], ...], Problem], ...] = (
    ((ParameterError,), _PARAMETER),
    ((QuerySyntaxError,), _QUERY),
    ((ClaimError, NoQuoteError), _CLAIM),
    ((DocumentNotFoundError, UnknownPersonError), _NOT_FOUND),
    ((BusyError,), _BUSY),
    ((IndexNotFoundError, IndexAccessError, IndexClosedError, SystemLimitError), _UNAVAILABLE),
    ((SearchError,), _INDEX),
)

STATUSES = sorted({kind.status for _, kind in _KINDS})
"""The statuses that any operation may answer with instead of a result."""


def problem_of(error: Exception) -> Response:
    """The answer to a request that met with an error. A fault of the program goes to stderr."""
    kind = next((kind for classes, kind in _KINDS if isinstance(error, classes)), _FAULT)
    if kind is _FAULT:
        traceback.print_exception(error, file=sys.stderr)
        return kind.response("The terminal of the server tells more.")
    extra: dict[str, Any] = {}
    if isinstance(error, SearchError) and error.hint:
        extra["hint"] = error.hint
    if isinstance(error, ParameterError) and error.parameter:
        extra["parameter"] = error.parameter
    if isinstance(error, QuerySyntaxError):
        extra["offset"] = error.offset
    return kind.response(str(error), extra)


def no_such_path(path: str) -> Response:
    """The answer at an address where there is nothing."""
    detail = f"{path[:200]}: nothing is here; /api/v1/openapi.json lists what there is"
    return _NO_PATH.response(detail)


def wrong_method(method: str, allowed: str) -> Response:
    """The answer to a method that an address does not know."""
    response = _METHOD.response(f"{method[:20]} is not allowed here; use {allowed}")
    response.headers["Allow"] = allowed
    return response


def not_json(reason: str) -> Response:
    """The answer to a body that is no JSON object."""
    return _MEDIA_TYPE.response(reason)
