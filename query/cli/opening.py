"""Opening an index for one answer: its encoder loads while the program itself still does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from indexer.store.early_encoder import EarlyEncoder
from indexer.store.index import Index

if TYPE_CHECKING:
    from query.engine import Engine
    from query.quote_engine import QuoteEngine


def open_engine(index: Path, *, is_encoding: bool = True) -> Engine:
    """Open the index in a folder for passages; see `Engine.open`.

    Args:
        index: The index's folder.
        is_encoding: Whether a question will be encoded.
    """
    opened = Index.open(index, quotes=True)
    encoder = EarlyEncoder(opened) if is_encoding else None
    from query.engine import Engine

    return Engine(opened, encoder)


def open_quote_engine(index: Path, *, is_encoding: bool = True) -> QuoteEngine:
    """The same for quotes."""
    opened = Index.open(index, quotes=True)
    encoder = EarlyEncoder(opened) if is_encoding else None
    from query.quote_engine import QuoteEngine

    return QuoteEngine(opened, encoder)
