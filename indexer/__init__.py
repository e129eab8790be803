"""Documents in, an index on disk out.

cli               the commands
index_command     what the command index does
build             bring an index up to date, one batch of documents after the other
readers           files -> Document, with metadata by rule
text              Document -> Passages, with exact offsets
quotes            Document -> Quotes: what was said, by whom
names             names of people: taken apart, compared, joined across an archive
decisions         what a reader has decided about quotes
stories           which articles tell the same story
encoder           text -> unit vector
store             catalog, keyword index and vectors on disk
maintain          check, repair, compact and describe an index
correct           the command by which a reader corrects a quote
extract           quotes of articles that come as JSON lines, without an index
records           what is read, indexed and quoted
errors            what can go wrong for a reason that a user can understand
light_start       what a question need not pay for
terminal          run a command line: messages and exit statuses
commands          what all commands have in common
output            results on standard output, harmless at a terminal
limits            what the system refused: files, memory, path length
json_text         JSON from strangers
ahead             a computation in a thread, for which the caller waits later

From Python:

    from indexer import build_index
    build_index(["articles/"], "index_data")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.build.pipeline import Options, build_index
    from indexer.build.rebuild import rebuild_index
    from indexer.maintain.check import check_index
    from indexer.maintain.compact import compact_index
    from indexer.maintain.repair import repair_index
    from indexer.store.catalog.state import RunReport

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
    "Options": "indexer.build.pipeline",
    "RunReport": "indexer.store.catalog.state",
    "build_index": "indexer.build.pipeline",
    "check_index": "indexer.maintain.check",
    "compact_index": "indexer.maintain.compact",
    "rebuild_index": "indexer.build.rebuild",
    "repair_index": "indexer.maintain.repair",
}


def __getattr__(name: str) -> Any:
    # Loaded when first used: `query` imports modules of this package and must not wait for it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
