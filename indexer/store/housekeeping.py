"""What every program that changes an index does: lock it, name and remove parts, describe it.

Beside the index there may be a draft of it (see `indexer.build.rebuild`), with a catalog and parts
of its own in the same folder.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

from indexer.errors import IndexWriteError, SearchError
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import State
from indexer.store.catalog.trouble import explained
from indexer.store.catalog.writer import CatalogWriter
from indexer.store.durable import writing_to
from indexer.store.guard import refuse_foreign
from indexer.store.layout import FORMAT_VERSION, Layout
from indexer.store.manifest import Manifest, read_manifest, write_manifest
from indexer.store.migrate import migrate_index
from indexer.store.writer_lock import writer_lock


@contextmanager
def locked_catalog(layout: Layout, *, migrate: bool = True) -> Iterator[CatalogWriter]:
    """The catalog of an index, to be changed by this process alone.

    Args:
        layout: Where the index lies.
        migrate: Whether an index of an older format gets the present one first. If not, the
            caller may only replace all that is in it.

    Raises:
        IndexLockedError: If another process is writing.
        IndexWriteError: If the disk or the permissions do not allow it, now or later.
        SearchError: If the index there is damaged or of another format.
    """
    with ExitStack() as stack:
        stack.enter_context(_write_errors(layout.root))
        layout.root.mkdir(parents=True, exist_ok=True)
        refuse_foreign(layout.root)
        stack.enter_context(writer_lock(layout))
        begun = layout.manifest.exists()
        if begun:  # then the catalog had a state, and losing it must not go unnoticed
            read_manifest(layout.manifest)
        catalog = CatalogWriter.open(layout.catalog, begin=not begun)
        stack.callback(catalog.close)
        if migrate and catalog.format < FORMAT_VERSION:
            remove_garbage(layout)  # first: a draft that has become the index names its folders
            migrate_index(layout, catalog)
            describe_index(layout, catalog)
            remove_garbage(layout)
        yield catalog


def describe_index(layout: Layout, catalog: CatalogWriter) -> None:
    """Write the manifest again from what the catalog holds."""
    if not catalog.has_state():
        return
    state = catalog.state()
    documents, passages = catalog.counts()
    manifest = Manifest(
        format=FORMAT_VERSION,
        program=f"whosaid {version('whosaid')}",
        analyzer=state.analyzer,
        encoder=state.encoder_name,
        encoder_identity=state.encoder_identity,
        dimension=state.dimension,
        documents=documents,
        passages=passages,
    )
    write_manifest(layout.manifest, manifest)


def remove_garbage(layout: Layout) -> None:
    """Remove what runs that were killed have left: a draft that is done with, and stale parts.

    A draft that has become the index is forgotten before the index goes on changing: a later
    rebuild would take it up as if its parts were still as it left them. A part is stale if neither
    the index nor a draft of it uses it (any more). If one of the two cannot be read, no part is
    removed: all may be its.
    """
    draft = Layout(layout.root, draft=True)
    if not draft.catalog.exists():
        draft.manifest.unlink(missing_ok=True)
    try:
        index, begun = _state_of(Layout(layout.root)), _state_of(draft)
    except SearchError:
        return
    if index and begun and has_become(begun, index):
        forget_catalog(draft)
        begun = None
    used = {name for state in (index, begun) if state for name in state.parts}
    for folder in layout.part_folders():
        if folder.name not in used:
            shutil.rmtree(folder)


def has_become(draft: State, index: State) -> bool:
    """Whether a draft is the index already: folder names are given once, and both name the same."""
    return draft.vectors == index.vectors


def forget_catalog(layout: Layout) -> None:
    """Remove a catalog and its manifest; its parts are left over then.

    If that is interrupted, what is still there is the catalog as it was last, provided that SQLite
    can read it, or its manifest alone. The next writer removes a draft's manifest that is alone.
    """
    with suppress(SearchError):
        CatalogWriter.open(
            layout.catalog, begin=False
        ).close()  # which folds SQLite's log into the file
    # What SQLite keeps beside the file goes first: it must never meet another file of that name.
    for suffix in ("-wal", "-shm", "-journal", ""):
        layout.catalog.with_name(layout.catalog.name + suffix).unlink(missing_ok=True)
    layout.manifest.unlink(missing_ok=True)


def _state_of(layout: Layout) -> State | None:
    """What the catalog there names; None if there is none.

    Raises:
        SearchError: If it cannot be read, or has just been created.
    """
    if not layout.catalog.exists():
        return None
    with closing(Catalog.open(layout.catalog)) as catalog:
        return catalog.state()


@contextmanager
def _write_errors(root: Path) -> Iterator[None]:
    """One clear error for all that the disk or the permissions do not allow."""
    try:
        with writing_to(root):
            yield
    except sqlite3.OperationalError as error:
        raise IndexWriteError(root, str(error)) from error
    except sqlite3.DatabaseError as error:
        raise explained(Layout(root).catalog, error) from error
