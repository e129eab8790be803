"""A question in, ranked hits out.

    parse        string -> question
    filters      which documents may be found at all
    keyword      BM25 over whole posting lists
    semantic     scan of the sign bits, exact rescoring
    fusion       several signals -> one ranking
    ranker       which signals, and what they weigh
    engine       opens an index once and answers
    render       hits -> terminal, JSON, CSV, Markdown

From Python:

    from query import Engine
    Engine.open("index_data").ask("who warned of the flood?").hits
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from query.engine import Engine
    from query.hits import Answer, Hit
    from query.settings import Settings

__all__ = ["Answer", "Engine", "Hit", "Settings"]

_HOMES = {
    "Answer": "query.hits",
    "Engine": "query.engine",
    "Hit": "query.hits",
    "Settings": "query.settings",
}


def __getattr__(name: str) -> Any:
    # Loaded when first used, so that `whosaid --help` does not wait for NumPy.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
