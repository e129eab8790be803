"""An error as problem+json (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from indexer.output import safe_json

MEDIA_TYPE = "application/problem+json"

RETRY_AFTER = "5"
"""Seconds after which a client that was refused for want of room may ask again."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of problem.

    Attributes:
        name: The end of its URN.
        title: What it is, the same each time.
        status: The HTTP status.
    """

    name: str
    title: str
    status: int

    def response(self, detail: str, extra: Mapping[str, object] | None = None) -> Response:
        """The answer to a request that met with it.

        Args:
            detail: What is wrong with this request.
            extra: Further fields.
        """
        fields = {
            "type": f"urn:whosaid:problem:{self.name}",
            "title": self.title,
            "status": self.status,
            "detail": detail,
            **(extra or {}),
        }
        headers = {"Retry-After": RETRY_AFTER} if self.status == 503 else None
        return Response(safe_json(fields, indent=2) + "\n", self.status, headers, MEDIA_TYPE)
