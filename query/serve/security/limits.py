"""How long an address and a body may be, and how long a body may take to arrive."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from query.serve.problem import Problem
from query.serve.security.refusal import refusal

LONGEST_QUERY = 48 * 2**10
"""Bytes of a query string; longer texts are sent as a body."""

LARGEST_BODY = 8 * 2**20
"""Bytes of a body: the longest draft, were all its letters escaped."""

SLOWEST_BODY = 30.0
"""Seconds in which a body must have arrived."""

_LONG = Problem("too-long", "The address is too long", 414)
_LARGE = Problem("too-large", "The body is too large", 413)
_SLOW = Problem("too-slow", "The body takes too long to arrive", 408)


class _TooLargeError(Exception):
    """A body has more bytes than may be."""


class _GoneError(Exception):
    """The client has gone away."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits; tests choose smaller ones."""

    query: int = LONGEST_QUERY
    body: int = LARGEST_BODY
    seconds: float = SLOWEST_BODY


class Limited:
    """Takes a body in as a whole before it is looked at, if it keeps within the limits.

    A client that sends slowly holds its own connection meanwhile, and no thread.

    Args:
        app: What answers.
        limits: The limits.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its whole body, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            answer, received = await self._admitted(scope, receive)
        except _GoneError:
            return
        await answer(scope, received, send)

    async def _admitted(self, scope: Scope, receive: Receive) -> tuple[ASGIApp, Receive]:
        """What answers a request, and the body that it reads."""
        most = self._limits
        if len(scope["query_string"]) > most.query:
            return refusal(scope, _LONG, f"more than {most.query:,} bytes; use POST"), receive
        headers = Headers(scope=scope)
        declared = headers.get("content-length")
        if declared is None and "transfer-encoding" not in headers:
            return self._app, receive
        if declared is not None and declared.isdigit() and int(declared) > most.body:
            return self._too_large(scope), receive
        try:
            body = await asyncio.wait_for(_body(receive, most.body), most.seconds)
        except _TooLargeError:
            return self._too_large(scope), receive
        except asyncio.TimeoutError:
            return refusal(scope, _SLOW, f"more than {most.seconds:g} seconds"), receive
        return self._app, _replayed(body, receive)

    def _too_large(self, scope: Scope) -> Response:
        return refusal(scope, _LARGE, f"more than {self._limits.body:,} bytes")


async def _body(receive: Receive, most: int) -> bytes:
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _GoneError
        found += message.get("body", b"")
        if len(found) > most:
            raise _TooLargeError
        if not message.get("more_body", False):
            return bytes(found)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """What gives a body that has arrived, and then what comes after it."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
