"""What `whosaid sources` does."""

from __future__ import annotations

from pathlib import Path

from indexer.store.index import Index
from indexer.terminal import FOUND, NOTHING, say
from query.render.formats import Format
from query.render.sources.present import present_sources
from query.sources import sources_of


def list_sources(index: Path, name: str | None, limit: int | None, chosen: Format) -> int:
    """List the sources of an index; returns the exit status."""
    opened = Index.open(index)
    try:
        found = sources_of(opened.catalog, name)
    finally:
        opened.close()
    present_sources(found[:limit], chosen)
    if not found:
        say(f"no source is called {name!r}" if name else "the index holds no articles")
        return NOTHING
    if limit is not None and limit < len(found):
        say(f"note: {limit} of {len(found)} sources; --limit shows more")
    return FOUND
