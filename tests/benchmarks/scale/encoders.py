"""The encoder of an archive: the real one, one that draws vectors, or the hashing one of the tests.

A name says which: "real", "hashing", or the path of what `DrawnEncoder.save` has written.
"""

from __future__ import annotations

from pathlib import Path

from indexer.encoder.encoder import Encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.store.catalog.state import State
from indexer.store.layout import Layout
from indexer.store.writer import EncoderSource
from query.engine import Engine
from tests.benchmarks.drawn import DrawnEncoder
from tests.support.hashing import HashingEncoder

REAL, HASHING = "real", "hashing"


def source(name: str) -> EncoderSource:
    """What gives a writer the encoder; the index contains the real one, if that is the base."""

    def opened(place: Path, state: State | None) -> Encoder:
        if name == HASHING:
            return HashingEncoder()
        real = prepare_encoder(None, None, place, replace=state is None)
        return real if name == REAL else DrawnEncoder.load(real, Path(name))

    return opened


def for_passages(name: str, index: Path) -> Encoder:
    """The encoder with which the passages of an index were encoded."""
    return source(name)(Layout(index).part("encoder"), None)


def given(name: str) -> Encoder | None:
    """The encoder that an index does not contain; None if it contains its own."""
    return HashingEncoder() if name == HASHING else None


def open_engine(name: str, index: Path, *, exact: bool = False) -> Engine:
    """An engine over an index."""
    from indexer.store.index import Index

    return Engine(Index.open(index, quotes=True), given(name), exact=exact)
