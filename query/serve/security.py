"""What a request must satisfy before it is answered."""

from __future__ import annotations

from starlette.middleware import Middleware

from query.serve.settings import ServeSettings


def middleware(settings: ServeSettings) -> list[Middleware]:
    """What every request and answer passes, the outermost first."""
    return []
