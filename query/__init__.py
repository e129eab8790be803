"""A question in, ranked hits out.

    cli          the commands
    engine       opens an index once and answers
    parse        question as typed -> words and conditions
    speakers     names in the question -> people who are quoted
    rows         the passages or quotes of an index, as matching and ranking see them
    match        conditions and filters -> rows
    rank         rows -> one ranking
    hits         ranking -> hits that a reader can check
    render       hits -> terminal, JSON, CSV, Markdown
    evaluation   measures all of it

From Python:

    from query import Engine
    Engine.open("index_data").ask("who warned of the flood?").hits
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from query.engine import Engine
    from query.hits.hit import Answer, Hit
    from query.settings import Settings

__all__ = ["Answer", "Engine", "Hit", "Settings"]

_HOMES = {
    "Answer": "query.hits.hit",
    "Engine": "query.engine",
    "Hit": "query.hits.hit",
    "Settings": "query.settings",
}


def __getattr__(name: str) -> Any:
    # Loaded when first used, so that `whosaid --help` does not wait for NumPy.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
