"""`whosaid mcp`: the tools over standard input and output."""

from __future__ import annotations

import asyncio
from pathlib import Path

from query.serve.archive import Archive
from query.serve.workers import Workers


def serve_stdio(index: Path) -> None:
    """Answer an assistant that has started this program, until it closes standard input.

    Args:
        index: The index's folder.

    Raises:
        SearchError: If the index cannot be opened.
    """
    archive, workers = Archive(index), Workers()
    try:
        asyncio.run(_serve(archive, workers))
    finally:
        workers.close()
        archive.close()


async def _serve(archive: Archive, workers: Workers) -> None:
    from mcp.server.stdio import stdio_server

    from query.serve.mcp.server import make_server

    server = make_server(archive, workers)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
