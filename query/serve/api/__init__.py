"""The HTTP interface under /api/v1."""

from __future__ import annotations

from starlette.routing import BaseRoute

from query.serve.archive import Archive
from query.serve.settings import ServeSettings


def routes(archive: Archive, settings: ServeSettings) -> list[BaseRoute]:
    """What is served below /api/v1."""
    return []
