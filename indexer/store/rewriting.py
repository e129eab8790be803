"""A part written again into a new folder, under new numbers.

The old part is only read, and nothing knows of the new one before the catalog names it.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError, unreadable
from indexer.store.durable import writing_to
from indexer.store.keyword.merge import Source, merge_segments
from indexer.store.keyword.segment import SegmentFile
from indexer.store.keyword.toc import SegmentList, SegmentState, read_named_list
from indexer.store.keyword.writer import KeywordWriter, new_segment_id, write_segment_list
from indexer.store.vectors.mean import Mean
from indexer.store.vectors.reader import Vectors
from indexer.store.vectors.rows import NOT_SHARED
from indexer.store.vectors.writer import VectorWriter

ROWS_AT_ONCE = 16_384
"""Of vectors, to bound the memory."""


def rewrite_keyword(old: Path, named: str, new: Path, live: NDArray[np.int64]) -> str:
    """Write what a keyword index holds of some numbers, renumbered from 0 on in their order.

    Args:
        old: The folder to read.
        named: The segment list to read, as the catalog names it.
        new: The folder to write, which is made.
        live: The numbers to keep, ascending; the index must hold each.

    Returns:
        The name of the new segment list.

    Raises:
        IndexCorruptError: If it does not, or is damaged.
        IndexWriteError: If the disk or the permissions do not allow it; so below.
    """
    sources = []
    for segment in read_named_list(old, named).segments:
        try:
            file = _Renumbered(old / segment.filename(), live)
        except OSError as error:
            raise unreadable(old, error) from error
        file.require(segment.checksum)
        kept = file.is_live if segment.deleted is None else file.is_live & ~segment.deleted
        sources.append(Source(file, kept))
    if sum(int(np.count_nonzero(source.kept)) for source in sources) != len(live):
        raise IndexCorruptError(old, "does not hold each passage just once")
    listed = KeywordWriter.begin(new)
    if len(live):
        segment = SegmentState(new_segment_id(), len(live))
        path = new / segment.filename()
        with writing_to(new):
            merge_segments(path, sources)
            segment.checksum = SegmentFile(path).checksum
            listed = write_segment_list(new, SegmentList(1, [segment]))
    return listed


def rewrite_vectors(
    vectors: Vectors,
    new: Path,
    part_id: str,
    live: NDArray[np.int64],
    mean: Mean | None = None,
    passages: NDArray[np.int64] | None = None,
) -> NDArray[np.uint64]:
    """Write some vectors, renumbered from 0 on in their order.

    Args:
        vectors: To be read.
        new: The folder to write, which is made.
        part_id: What the catalog is to call its content.
        live: The numbers to keep, ascending.
        mean: Against which the new signs are taken; None for that of the old ones.
        passages: Of quotes: the old numbers of the passages that are now numbered from 0 on,
            ascending.

    Returns:
        The checksums of the new vectors, shape (n,).

    Raises:
        IndexCorruptError: If one of them is damaged or missing.
    """
    checksums = [np.empty(0, dtype=np.uint64)]
    mean = vectors.mean if mean is None else mean
    with VectorWriter.open(
        new, vectors.dimension, 0, part_id, mean, has_places=passages is not None
    ) as writer:
        for start in range(0, len(live), ROWS_AT_ONCE):
            numbers = live[start : start + ROWS_AT_ONCE]
            rows = vectors.read(numbers)
            shared = None
            if passages is not None:
                shared = renumbered(vectors.rows.shared(numbers), passages)
            try:
                checksums.append(writer.append(rows, shared))
            except ValueError as error:
                raise IndexCorruptError(new, f"from row {start} on: {error}") from error
        writer.commit()
    return np.concatenate(checksums)


def renumbered(passages: NDArray[np.int64], kept: NDArray[np.int64]) -> NDArray[np.int64]:
    """The new numbers of passages, `NOT_SHARED` for those that are not kept; shape as given.

    Args:
        passages: Old numbers, or `NOT_SHARED`.
        kept: All old numbers that are now numbered from 0 on, ascending.
    """
    if not len(kept):
        return np.full(len(passages), NOT_SHARED, dtype=np.int64)
    places = np.minimum(np.searchsorted(kept, passages), len(kept) - 1)
    return np.where(kept[places] == passages, places, NOT_SHARED)


class _Renumbered(SegmentFile):
    """A segment whose passages get other numbers than those in its file."""

    def __init__(self, path: Path, live: NDArray[np.int64]) -> None:
        super().__init__(path)
        written = self._array("numbers").astype(np.int64)
        self.is_live = np.isin(written, live)
        self._renumbered = np.searchsorted(live, written).astype(np.uint32)

    @cached_property
    def numbers(self) -> NDArray[np.uint32]:
        """The new numbers, shape (n,); without meaning where not live."""
        return self._renumbered
