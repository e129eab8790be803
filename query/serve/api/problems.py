"""Errors as problem+json (RFC 9457)."""

from __future__ import annotations

import sys
import traceback
from dataclasses import dataclass
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
from indexer.output import safe_json
from query.serve.operations.values import ParameterError
from query.serve.operations.verify import NoQuoteError
from query.serve.workers import BusyError
from query.timeline.person import UnknownPersonError
from query.verify.claim import ClaimError

MEDIA_TYPE = "application/problem+json"

RETRY_AFTER = "5"
"""Seconds after which a client that was refused may ask again."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of problem: the end of its URN, its title and the HTTP status."""

    name: str
    title: str
    status: int


_PARAMETER = _Kind("parameter", "A parameter is wrong", 400)
_QUERY = _Kind("query-syntax", "The question or a filter cannot be understood", 400)
_CLAIM = _Kind("claim", "The words cannot be verified", 400)
_NOT_FOUND = _Kind("not-found", "There is no such thing in the archive", 404)
_NO_PATH = _Kind("no-such-path", "There is nothing at this address", 404)
_METHOD = _Kind("method", "This address does not answer that method", 405)
_TOO_LARGE = _Kind("too-large", "The request is too large", 413)
_MEDIA_TYPE = _Kind("media-type", "The body is not JSON", 415)
_BUSY = _Kind("busy", "The server is busy", 503)
_UNAVAILABLE = _Kind("unavailable", "The index cannot be opened now", 503)
_INDEX = _Kind("index", "The index is damaged or cannot be read", 500)
_FAULT = _Kind("fault", "The program has a fault", 500)

# The first class that an error belongs to decides.
_KINDS: tuple[tuple[tuple[type[Exception], ...], _Kind], ...] = (
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
        return _response(kind, "The terminal of the server tells more.")
    extra: dict[str, Any] = {}
    if isinstance(error, SearchError) and error.hint:
        extra["hint"] = error.hint
    if isinstance(error, ParameterError) and error.parameter:
        extra["parameter"] = error.parameter
    if isinstance(error, QuerySyntaxError):
        extra["offset"] = error.offset
    return _response(kind, str(error), extra)


def no_such_path(path: str) -> Response:
    """The answer at an address where there is nothing."""
    detail = f"{path[:200]}: nothing is here; /api/v1/openapi.json lists what there is"
    return _response(_NO_PATH, detail)


def wrong_method(method: str, allowed: str) -> Response:
    """The answer to a method that an address does not know."""
    response = _response(_METHOD, f"{method[:20]} is not allowed here; use {allowed}")
    response.headers["Allow"] = allowed
    return response


def too_large(most: int) -> Response:
    """The answer to a body that is too large."""
    return _response(_TOO_LARGE, f"the body has more than {most:,} bytes")


def not_json(reason: str) -> Response:
    """The answer to a body that is no JSON object."""
    return _response(_MEDIA_TYPE, reason)


def _response(kind: _Kind, detail: str, extra: dict[str, Any] | None = None) -> Response:
    fields = {
        "type": f"urn:whosaid:problem:{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        **(extra or {}),
    }
    headers = {"Retry-After": RETRY_AFTER} if kind.status == 503 else None
    body = safe_json(fields, indent=2) + "\n"
    return Response(body, kind.status, headers, MEDIA_TYPE)
