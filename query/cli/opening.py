"""Opening an index for one answer: its encoder loads while the program itself still does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from indexer.store.early_encoder import EarlyEncoder
from indexer.store.index import Index

if TYPE_CHECKING:
    from query.engine import Engine
    from query.quote_engine import QuoteEngine
    from query.verify.verifier import Verifier


def open_engine(index: Path, *, is_encoding: bool = True, once: bool = True) -> Engine:
    """Open the index in a folder for passages; see `Engine.open`.

    Args:
        index: The index's folder.
        is_encoding: Whether a question will be encoded.
        once: Whether there is one question only.
    """
    opened = Index.open(index, quotes=True)
    if once:
        opened.spare_memory()
    encoder = EarlyEncoder(opened) if is_encoding else None
    from query.engine import Engine

    return Engine(opened, encoder)


def open_quote_engine(index: Path, *, is_encoding: bool = True) -> QuoteEngine:
    """The same for quotes, and for one question."""
    opened = Index.open(index, quotes=True)
    opened.spare_memory()
    encoder = EarlyEncoder(opened) if is_encoding else None
    from query.quote_engine import QuoteEngine

    return QuoteEngine(opened, encoder)


def open_verifier(index: Path, *, once: bool = True) -> Verifier:
    """The same for claims: each is compared by its meaning, too.

    Args:
        index: The index's folder.
        once: Whether there is one claim only.
    """
    opened = Index.open(index, quotes=True)
    if once:
        opened.spare_memory()
    encoder = EarlyEncoder(opened)
    from query.verify.verifier import Verifier

    return Verifier(opened, encoder)
