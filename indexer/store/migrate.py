"""An index of format 1 or 2 becomes one of the present format, without a word encoded again.

Terms stay where they are. The vectors are written again as whole numbers into new folders, and one
transaction of the catalog names these and changes the tables. Until then the index is one of the
older format.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import IndexCorruptError, IndexWriteError
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.renumber import Kind
from indexer.store.catalog.state import DocumentRanges, State
from indexer.store.catalog.writer import CatalogWriter
from indexer.store.durable import sync_folder, writing_to
from indexer.store.keyword.writer import KeywordWriter
from indexer.store.layout import Layout, fresh_part, random_id
from indexer.store.part import PartState
from indexer.store.rows import live_numbers
from indexer.store.vectors.converting import convert, same_rows
from indexer.store.vectors.forms import INT8
from indexer.store.vectors.reader import Vectors

LOST = "lost"
"""In the place of a segment list that cannot be read. It fits none, so that the damage shows."""


def migrate_index(layout: Layout, catalog: CatalogWriter) -> None:
    """Give an index of an older format the present one. May be interrupted at any moment.

    Damaged vectors and keyword indexes stay damaged until a repair.

    Args:
        layout: Where the index lies.
        catalog: Its catalog, of an older format.

    Raises:
        IndexCorruptError: If the catalog itself is damaged; nothing has changed then.
        IndexAccessError: If the system does not let a part be read; nothing has changed then.
        IndexWriteError: If the disk or the permissions do not allow it.
    """
    if not catalog.has_state():
        catalog.begin_again()
        return
    with closing(Catalog.open(layout.catalog)) as old:
        state, ranges = old.state(), old.ranges()
    _require_room(layout, state)
    renewed = replace(
        state,
        vectors=fresh_part("vectors"),
        vectors_id=random_id(),
        quote_vectors=fresh_part("quote_vectors"),
        quote_vectors_id=random_id(),
        vector_rows=INT8.name,
        compared=0,
    )
    if catalog.format == 1:
        renewed = replace(
            renewed,
            keyword_list=_segment_list(layout.part(state.keyword), _passages(ranges)),
            quote_keyword_list=_segment_list(layout.part(state.quote_keyword), _quotes(ranges)),
        )
    checksums = _converted(layout, state, renewed, ranges)
    sync_folder(layout.root)
    catalog.migrate(renewed, checksums)
    catalog.tidy()


def _require_room(layout: Layout, state: State) -> None:
    """Refuse to begin where the disk has no room for what is written before the old parts go.

    Raises:
        IndexWriteError: If it has none.
    """
    width = state.dimension + 8 * -(-state.dimension // 64) + 20
    vectors = (state.rows + state.quote_rows) * width
    needed = vectors + 2 * layout.catalog.stat().st_size  # once in the log, once to tidy up
    with writing_to(layout.root):
        free = shutil.disk_usage(layout.root).free
    if free < needed:
        raise IndexWriteError(
            layout.root,
            f"an index of an earlier version takes {needed / 1e6:,.0f} MB more until it has the"
            f" present form, and the disk has {free / 1e6:,.0f} MB free",
        )


def _converted(
    layout: Layout, state: State, renewed: State, ranges: list[DocumentRanges]
) -> dict[Kind, NDArray[np.uint64]]:
    """Write the vectors of passages and quotes again; the checksums of both, by number."""
    passages = _opened(PartState.of_passages(state), layout.part(state.vectors))
    quotes = _opened(PartState.of_quotes(state), layout.part(state.quote_vectors))
    found: dict[Kind, NDArray[np.uint64]] = {
        "passage": np.zeros(state.rows, dtype=np.uint64),
        "quote": np.zeros(state.quote_rows, dtype=np.uint64),
    }
    if passages is not None:
        with PartState.of_passages(renewed).new_vectors(layout.part(renewed.vectors)) as writer:
            found["passage"] = convert(passages, writer)
    if quotes is not None:
        with PartState.of_quotes(renewed).new_vectors(layout.part(renewed.quote_vectors)) as writer:
            shared = same_rows(passages, quotes, ranges) if passages is not None else None
            found["quote"] = convert(quotes, writer, shared)
    return found


def _opened(part: PartState, folder: Path) -> Vectors | None:
    """The vectors in a folder; None if they are lost, so that the new ones are lost as well."""
    try:
        return part.open_vectors(folder)
    except IndexCorruptError:
        return None


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
