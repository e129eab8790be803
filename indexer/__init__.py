"""Documents in, an index on disk out.

readers      files -> Document, with metadata by rule
paragraphs   Document -> Passages, with exact offsets
quotes       Document -> Quotes: what was said, by whom
encoder      text -> unit vector (`export` makes it, once)
store        catalog, keyword index and vectors on disk
pipeline     all of it, one batch of documents after the other
renewal      stored articles -> the quotes that this version finds, where an older one did
rebuild      the same from nothing, while the old index goes on answering
check        is everything as it was written? `repair` mends, `compact` drops what was deleted

from indexer import build_index
build_index(["articles/"], "index_data")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.check import check_index
    from indexer.compact import compact_index
    from indexer.pipeline import Options, build_index
    from indexer.rebuild import rebuild_index
    from indexer.repair import repair_index
    from indexer.store.facts import RunReport

__all__ = [
    "Options",
    "RunReport",
    "build_index",
    "check_index",
    "compact_index",
    "rebuild_index",
    "repair_index",
]

_HOMES = {
    "Options": "indexer.pipeline",
    "RunReport": "indexer.store.facts",
    "build_index": "indexer.pipeline",
    "check_index": "indexer.check",
    "compact_index": "indexer.compact",
    "rebuild_index": "indexer.rebuild",
    "repair_index": "indexer.repair",
}


def __getattr__(name: str) -> Any:
    # Loaded when first used: `query` imports modules of this package and must not wait for it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
