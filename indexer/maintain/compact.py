"""Giving the space of deleted articles back: every part is written again without them.

The new parts are written beside the old ones. One transaction of the catalog then renumbers
everything and names the new parts; until it commits the index is as it was, and afterwards what is
left of the old parts is removed by this or the next writer. Readers go on with what they opened.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.build.plan import absolute
from indexer.errors import IndexNotFoundError
from indexer.maintain.status import folder_size
from indexer.store.catalog.writer import CatalogWriter
from indexer.store.durable import sync_folder
from indexer.store.guard import require_index
from indexer.store.housekeeping import locked_catalog, remove_garbage
from indexer.store.layout import Layout, fresh_part, random_id
from indexer.store.part import both_vectors
from indexer.store.rewriting import rewrite_keyword, rewrite_vectors
from indexer.store.rows import live_numbers


@dataclass(frozen=True, slots=True)
class Compaction:
    """What was gained: bytes on disk before and after, passages and quotes that were dropped."""

    before: int
    after: int
    passages: int
    quotes: int


def compact_index(
    index: Path | str = "index_data", *, notify: Callable[[str], None] | None = None
) -> Compaction:
    """Rewrite an index without what has been deleted from it.

    Needs room for a second copy while it runs. May be interrupted at any moment.

    Args:
        index: The index's folder.
        notify: Told, a line each, what is being done.

    Raises:
        IndexNotFoundError: If there is none.
        IndexLockedError: If another process is writing.
        IndexCorruptError: If a part is damaged; nothing has changed then.
        IndexWriteError: If the disk or the permissions do not allow it; nothing has changed.
    """
    layout = Layout(absolute(Path(index)))
    require_index(layout)
    tell = notify or (lambda _: None)
    before = folder_size(layout.root)
    with locked_catalog(layout) as catalog:
        if not catalog.has_state():
            raise IndexNotFoundError(layout.root)
        remove_garbage(layout)
        dropped = _rewrite(layout, catalog, tell)
        remove_garbage(layout)
        tell("compacting the catalog")
        catalog.tidy()
    return Compaction(before, folder_size(layout.root), *dropped)


def _rewrite(
    layout: Layout, catalog: CatalogWriter, tell: Callable[[str], None]
) -> tuple[int, int]:
    """Write the parts again and switch to them; how many passages and quotes were dropped."""
    state, ranges = catalog.state(), catalog.ranges()
    passages = live_numbers((one.first_passage, one.passages) for one in ranges)
    quotes = live_numbers((one.first_quote, one.quotes) for one in ranges)
    tell(f"rewriting {len(passages)} passages")
    keyword = fresh_part("keyword")
    listed = rewrite_keyword(
        layout.part(state.keyword), state.keyword_list, layout.part(keyword), passages
    )
    vectors, vectors_id = fresh_part("vectors"), random_id()
    of_passages, of_quotes = both_vectors(layout, state)
    checksums = rewrite_vectors(of_passages, layout.part(vectors), vectors_id, passages)
    tell(f"rewriting {len(quotes)} quotes")
    quote_keyword = fresh_part("quote_keyword")
    quote_listed = rewrite_keyword(
        layout.part(state.quote_keyword), state.quote_keyword_list,
        layout.part(quote_keyword), quotes,
    )  # fmt: skip
    quote_vectors, quote_vectors_id = fresh_part("quote_vectors"), random_id()
    quote_checksums = rewrite_vectors(
        of_quotes, layout.part(quote_vectors), quote_vectors_id, quotes, passages=passages
    )
    renewed = replace(
        state,
        rows=len(passages), quote_rows=len(quotes),
        keyword=keyword, keyword_list=listed, vectors=vectors, vectors_id=vectors_id,
        quote_keyword=quote_keyword, quote_keyword_list=quote_listed,
        quote_vectors=quote_vectors, quote_vectors_id=quote_vectors_id,
    )  # fmt: skip
    sync_folder(layout.root)
    with catalog.transaction():
        catalog.renumber("passage", passages, checksums)
        catalog.renumber("quote", quotes, quote_checksums)
        catalog.put_state(renewed)
    return state.rows - len(passages), state.quote_rows - len(quotes)
