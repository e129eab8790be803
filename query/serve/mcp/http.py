"""/mcp on the server. The protocol's library loads with the first request."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from query.serve.archive import Archive
from query.serve.workers import Workers

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

LARGEST = 1_000_000
"""Bytes of a message."""


class Tools:
    """Answers at /mcp while `running`.

    Every request stands by itself: a client that goes away leaves nothing behind.

    Args:
        archive: The index that all requests share.
        workers: The threads that answer.
    """

    def __init__(self, archive: Archive, workers: Workers) -> None:
        self._archive, self._workers = archive, workers
        self._wanted, self._ended = asyncio.Event(), asyncio.Event()
        self._manager: asyncio.Future[StreamableHTTPSessionManager] | None = None

    def routes(self) -> list[BaseRoute]:
        """What is served at /mcp."""
        return [Route("/mcp", _Endpoint(self))]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answers until the end of the block."""
        self._manager = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._run(self._manager))
        try:
            yield
        finally:
            self._ended.set()
            self._wanted.set()
            await task

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._manager is None:
            raise RuntimeError("the tools are not running")
        self._wanted.set()
        manager = await asyncio.shield(self._manager)
        await manager.handle_request(scope, receive, send)

    async def _run(self, found: asyncio.Future[StreamableHTTPSessionManager]) -> None:
        """Wait for the first request, then keep the library's manager in one task."""
        await self._wanted.wait()
        if self._ended.is_set():
            found.cancel()
            return
        try:
            manager = await self._workers.run(self._load)
            async with manager.run():
                found.set_result(manager)
                await self._ended.wait()
        except Exception as error:
            if found.done():
                raise
            found.set_exception(error)

    def _load(self) -> StreamableHTTPSessionManager:
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

        from query.serve.mcp.server import make_server

        return StreamableHTTPSessionManager(
            make_server(self._archive, self._workers),
            json_response=True,
            stateless=True,
            max_request_body_size=LARGEST,
        )


class _Endpoint:
    """The route's application, for every method."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            # Nothing is ever sent unasked: a stream that waits for it would stay open for ever.
            refused = PlainTextResponse("use POST\n", 405, {"Allow": "POST"})
            await refused(scope, receive, send)
            return
        await self._tools.answer(scope, receive, send)
