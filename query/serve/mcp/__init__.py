"""The tools for assistants under /mcp."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.routing import BaseRoute

from query.serve.archive import Archive
from query.serve.settings import ServeSettings


def routes(archive: Archive, settings: ServeSettings) -> list[BaseRoute]:
    """What is served at /mcp."""
    return []


@asynccontextmanager
async def running(archive: Archive, settings: ServeSettings) -> AsyncIterator[None]:
    """What the tools need while the server runs."""
    yield
