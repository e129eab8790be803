"""What every request and answer passes, as one list."""

from __future__ import annotations

from starlette.middleware import Middleware

from query.serve.security.headers import SafeHeaders
from query.serve.security.hosts import KnownHosts
from query.serve.security.limits import Limited, Limits
from query.serve.security.token import TokenNeeded
from query.serve.settings import ServeSettings


def middleware(settings: ServeSettings) -> list[Middleware]:
    """What every request and answer passes, the outermost first."""
    found = [Middleware(SafeHeaders), Middleware(KnownHosts, settings=settings)]
    if settings.token is not None:
        found.append(Middleware(TokenNeeded, token=settings.token))
    return [*found, Middleware(Limited, limits=Limits())]
