"""Parts written anew into a folder beside the old one, under new numbers.

The old part is only read, and nothing knows of the new one before the catalog names it.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError
from indexer.store.durable import writing_to
from indexer.store.keyword.merge import Source, merge_segments
from indexer.store.keyword.segment import SegmentFile
from indexer.store.keyword.toc import (
    SegmentList,
    SegmentState,
    latest_generation,
    read_segment_list,
)
from indexer.store.keyword.writer import KeywordWriter, new_segment_id, write_segment_list
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.writer import VectorWriter

ROWS_AT_ONCE = 16_384
"""Of vectors, to bound the memory."""


def rewrite_keyword(old: Path, new: Path, live: NDArray[np.int64]) -> None:
    """Write what a keyword index holds of some numbers, renumbered from 0 on in their order.

    Args:
        old: The folder to read.
        new: The folder to write, which is made.
        live: The numbers to keep, ascending; the index must hold each.

    Raises:
        IndexCorruptError: If it does not, or is damaged.
        IndexWriteError: If the disk or the permissions do not allow it; so below.
    """
    generation = latest_generation(old)
    if generation is None:
        raise IndexCorruptError(old, "the keyword index is missing or incomplete")
    sources = []
    for segment in read_segment_list(old, generation).segments:
        file = _Renumbered(old / segment.filename(), live)
        kept = file.is_live if segment.deleted is None else file.is_live & ~segment.deleted
        sources.append(Source(file, kept))
    if sum(int(np.count_nonzero(source.kept)) for source in sources) != len(live):
        raise IndexCorruptError(old, "does not hold each passage just once")
    KeywordWriter.open(new).close()
    if len(live):
        segment = SegmentState(new_segment_id(), len(live))
        with writing_to(new):
            merge_segments(new / segment.filename(), sources)
            write_segment_list(new, SegmentList(1, [segment]))


def rewrite_vectors(
    old: Path, new: Path, dimension: int, rows: int, live: NDArray[np.int64]
) -> None:
    """Write some of the vectors, renumbered from 0 on in their order.

    Args:
        old: The folder to read.
        new: The folder to write, which is made.
        dimension: Columns of a vector.
        rows: How many vectors the old folder has.
        live: The numbers to keep, ascending.

    Raises:
        IndexCorruptError: If one of them is damaged or missing.
    """
    vectors = Vectors.open(old, dimension, rows)
    with VectorWriter.open(new, dimension, 0) as writer:
        for start in range(0, len(live), ROWS_AT_ONCE):
            numbers = live[start : start + ROWS_AT_ONCE]
            try:
                writer.append(np.asarray(vectors.rows[numbers], dtype=np.float32))
            except ValueError as error:
                raise IndexCorruptError(old, f"from row {numbers[0]} on: {error}") from error
        writer.commit()


class _Renumbered(SegmentFile):
    """A segment of which the passages have other numbers than are written in it."""

    def __init__(self, path: Path, live: NDArray[np.int64]) -> None:
        super().__init__(path)
        written = self._array("numbers").astype(np.int64)
        self.is_live = np.isin(written, live)
        self._renumbered = np.searchsorted(live, written).astype(np.uint32)

    @cached_property
    def numbers(self) -> NDArray[np.uint32]:
        """The new numbers, shape (n,); without meaning where not live."""
        return self._renumbered
