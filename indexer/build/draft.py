"""The draft of an index that is being rebuilt: thrown away, or made the index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from indexer.errors import IndexCorruptError, SearchError
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.writer import CatalogWriter
from indexer.store.durable import sync_folder, writing_to
from indexer.store.housekeeping import (
    describe_index,
    forget_catalog,
    has_become,
    locked_catalog,
    remove_garbage,
)
from indexer.store.layout import Layout
from indexer.store.writer_lock import writer_lock


def discard_unusable(layout: Layout, roots: Sequence[Path], old: Catalog | None) -> None:
    """Remove a draft that was begun with other sources, or is the present index already."""
    draft = Layout(layout.root, draft=True)
    if not draft.exists():
        return
    try:
        begun = Catalog.open(draft.catalog)
    except SearchError:
        remove_draft(layout)
        return
    try:
        is_other = not set(begun.roots()) <= set(roots)
        is_used = old is not None and has_become(begun.state(), old.state())
    except SearchError:
        is_other = True
    finally:
        begun.close()
    if is_other or is_used:
        remove_draft(layout)


def remove_draft(layout: Layout) -> None:
    """Forget the draft of an index; its parts are removed by the next writer."""
    draft = Layout(layout.root, draft=True)
    with writing_to(draft.root), writer_lock(draft):
        forget_catalog(draft)


def become_index(layout: Layout, *, sound: bool) -> None:
    """Let the draft become the index."""
    draft = Layout(layout.root, draft=True)
    if sound:
        with locked_catalog(layout, migrate=False) as catalog:
            catalog.replace_all(draft.catalog)
            describe_index(layout, catalog)
            forget_catalog(draft)
            remove_garbage(layout)
            catalog.tidy()
        return
    with writing_to(layout.root), writer_lock(layout):
        catalog = CatalogWriter.open(draft.catalog, begin=False)
        try:
            # Manifest first: while it and an old catalog disagree, nothing is answered.
            describe_index(layout, catalog)
        finally:
            catalog.close()  # which folds SQLite's log into the file
        if draft.catalog.with_name(draft.catalog.name + "-wal").exists():
            raise IndexCorruptError(draft.catalog, "is still being read; try again")
        for suffix in ("-wal", "-shm", "-journal"):
            layout.catalog.with_name(layout.catalog.name + suffix).unlink(missing_ok=True)
        draft.catalog.replace(layout.catalog)
        sync_folder(layout.root)
        remove_garbage(layout)
