"""All routes as one application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.routing import Mount

from query.serve.api.endpoints import routes as api_routes
from query.serve.archive import Archive
from query.serve.mcp.http import Tools
from query.serve.pages.routes import page_routes
from query.serve.security.layers import middleware
from query.serve.settings import ServeSettings
from query.serve.workers import THREADS, Workers


def make_app(archive: Archive, settings: ServeSettings | None = None) -> Starlette:
    """The pages, the HTTP interface and the tools over one archive.

    Args:
        archive: Opened by the caller; the application closes it when it shuts down.
        settings: Where the server listens and what it allows; None for the defaults.
    """
    chosen = settings or ServeSettings()
    workers = Workers()
    tools = Tools(archive, workers)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        # Pages are made in threads of Starlette's own, forty of which would share two cores.
        current_default_thread_limiter().total_tokens = 2 * THREADS
        async with tools.running():
            yield
        workers.close()
        archive.close()

    return Starlette(
        routes=[
            Mount("/api/v1", routes=api_routes(archive, workers), name="api"),
            *tools.routes(),
            *page_routes(archive, chosen),
        ],
        middleware=middleware(chosen),
        lifespan=lifespan,
    )
