"""An index of format 1 becomes one of the present format, without a word encoded again.

Rows and terms stay where they are. The vectors get new checksums in a file beside the old ones,
and one transaction of the catalog makes all of it count. Until then the index is one of format 1.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError, SearchError
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import DocumentRanges, State
from indexer.store.catalog.writer import CatalogWriter
from indexer.store.durable import sync_folder, writing_to
from indexer.store.keyword.writer import KeywordWriter
from indexer.store.layout import Layout, random_id
from indexer.store.rows import live_numbers
from indexer.store.vectors.checksums import column_checksums, row_checksums, seed_of
from indexer.store.vectors.reader import BLOCK, CHECKSUMS, FORMAT_1_CHECKSUMS, Vectors, sign_words

LOST = "lost"
"""In the place of a segment list that cannot be read. It fits none, so that the damage shows."""


def migrate_index(layout: Layout, catalog: CatalogWriter) -> None:
    """Give an index of format 1 the present format. May be interrupted at any moment.

    Damaged vectors and keyword indexes stay damaged until a repair.

    Args:
        layout: Where the index lies.
        catalog: Its catalog, of format 1.

    Raises:
        IndexCorruptError: If the catalog itself is damaged; nothing has changed then.
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    if not catalog.has_state():
        catalog.begin_again()
        return
    with closing(Catalog.open(layout.catalog)) as old:
        state, ranges = old.state(), old.ranges()
    state = replace(
        state,
        vectors_id=random_id(),
        quote_vectors_id=random_id(),
        keyword_list=_segment_list(layout.part(state.keyword), _passages(ranges)),
        quote_keyword_list=_segment_list(layout.part(state.quote_keyword), _quotes(ranges)),
    )
    passages = _write_checksums(layout.part(state.vectors), state, state.rows, state.vectors_id)
    quotes = _write_checksums(
        layout.part(state.quote_vectors), state, state.quote_rows, state.quote_vectors_id
    )
    catalog.migrate(state, {"passage": passages, "quote": quotes})
    for folder in (state.vectors, state.quote_vectors):
        (layout.part(folder) / FORMAT_1_CHECKSUMS).unlink(missing_ok=True)
    catalog.tidy()


def _passages(ranges: list[DocumentRanges]) -> NDArray[np.int64]:
    return live_numbers((one.first_passage, one.passages) for one in ranges)


def _quotes(ranges: list[DocumentRanges]) -> NDArray[np.int64]:
    return live_numbers((one.first_quote, one.quotes) for one in ranges)


def _segment_list(folder: Path, live: NDArray[np.int64]) -> str:
    """The name of the newest segment list, without what the catalog does not hold."""
    try:
        writer = KeywordWriter.open(folder)
        if writer.keep_only(live):
            writer.commit()
        writer.close()
        return writer.listed
    except (IndexCorruptError, OSError):
        return LOST


def _write_checksums(folder: Path, state: State, rows: int, part_id: str) -> NDArray[np.uint64]:
    """Write the new checksums of vectors; those of the rows, shape (rows,).

    A damaged row gets checksums that do not fit it.
    """
    try:
        vectors = Vectors.open(folder, state.dimension, rows)
    except SearchError:
        return np.zeros(rows, dtype=np.uint64)
    seed, found = seed_of(part_id), [np.empty(0, dtype=np.uint64)]
    damaged = np.zeros(rows, dtype=np.uint64)
    damaged[vectors.faulty()] = 1
    with writing_to(folder), (folder / CHECKSUMS).open("wb") as stream:
        for start in range(0, rows, BLOCK):
            block = np.asarray(vectors.rows[start : start + BLOCK])
            numbers = np.arange(start, start + len(block))
            off = damaged[start : start + len(block)]
            of_rows = row_checksums(block, numbers, seed) + off
            columns = np.ascontiguousarray(sign_words(block, vectors.mean).T)
            of_signs = column_checksums(columns, numbers, seed) + off
            stream.write(np.stack([of_rows, of_signs], axis=1).astype("<u8").tobytes())
            found.append(of_rows)
        stream.flush()
        os.fsync(stream.fileno())
    with writing_to(folder):
        sync_folder(folder)
    return np.concatenate(found)
