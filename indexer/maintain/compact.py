"""Giving the space of deleted articles back: every part written anew without them.

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
from indexer.store.guard import require_index
from indexer.store.housekeeping import fresh_part, locked_catalog, remove_garbage
from indexer.store.layout import Layout
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
    """Write the parts anew and switch to them; how many passages and quotes were dropped."""
    state, ranges = catalog.state(), catalog.ranges()
    passages = live_numbers((one.first_passage, one.passages) for one in ranges)
    quotes = live_numbers((one.first_quote, one.quotes) for one in ranges)
    renewed = replace(
        state,
        rows=len(passages),
        quote_rows=len(quotes),
        keyword=fresh_part(layout, "keyword"),
        vectors=fresh_part(layout, "vectors"),
        quote_keyword=fresh_part(layout, "quote_keyword"),
        quote_vectors=fresh_part(layout, "quote_vectors"),
    )
    tell(f"writing {len(passages)} passages anew")
    rewrite_keyword(layout.part(state.keyword), layout.part(renewed.keyword), passages)
    rewrite_vectors(
        layout.part(state.vectors), layout.part(renewed.vectors),
        state.dimension, state.rows, passages,
    )  # fmt: skip
    tell(f"writing {len(quotes)} quotes anew")
    rewrite_keyword(layout.part(state.quote_keyword), layout.part(renewed.quote_keyword), quotes)
    rewrite_vectors(
        layout.part(state.quote_vectors), layout.part(renewed.quote_vectors),
        state.dimension, state.quote_rows, quotes,
    )  # fmt: skip
    with catalog.transaction():
        catalog.renumber("passage", passages)
        catalog.renumber("quote", quotes)
        catalog.put_state(renewed)
    return state.rows - len(passages), state.quote_rows - len(quotes)
