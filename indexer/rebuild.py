"""Building an index anew from its sources while the old one goes on answering.

The new index, a draft, grows in the same folder with its own catalog (`draft.db`) and parts. When
it is complete its catalog's content replaces the old one's in one transaction; an old catalog that
cannot be read is replaced as a file. A rebuild that was interrupted goes on where it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from indexer.encoder import Encoder, open_encoder
from indexer.errors import (
    AnalyzerMismatchError,
    CorpusError,
    EncoderMismatchError,
    IndexCorruptError,
    IndexTooNewError,
    IndexTooOldError,
    SearchError,
)
from indexer.export import prepare_encoder
from indexer.pipeline import (
    Options,
    Watcher,
    build_index,
    named_path,
    prepare_source,
    update_index,
)
from indexer.plan import absolute, make_plan
from indexer.store.catalog import Catalog
from indexer.store.durable import sync_folder, writing_to
from indexer.store.facts import RunReport, State
from indexer.store.guard import refuse_foreign
from indexer.store.layout import Layout
from indexer.store.ledger import Ledger
from indexer.store.lock import writer_lock
from indexer.store.manifest import read_manifest
from indexer.store.writer import (
    IndexWriter,
    describe_index,
    locked_ledger,
    remove_stale_parts,
)

Notify = Callable[[str], None]


def rebuild_index(
    paths: Sequence[Path | str] = (),
    index: Path | str = "index_data",
    *,
    options: Options | None = None,
    watch: Watcher | None = None,
    notify: Notify | None = None,
    encoder: Encoder | None = None,
) -> RunReport:
    """Build an index anew from its source files, whatever state it is in.

    Until the new index is complete the old one answers. Takes the arguments of `build_index`;
    without `paths`, all that were ever named for this index are read.

    Returns:
        What went into the new index, counted as for one that has just been begun.

    Raises:
        CorpusError: If a source that the old index has articles of is not there or cannot be
            read now: the new index would lack them. Name the paths to leave out a folder.
        IndexTooNewError: If a later version of this program wrote the index.
        SearchError: If it cannot be written; the old index is as it was.
    """
    chosen, layout = options or Options(), Layout(absolute(Path(index)))
    if not layout.exists():
        return build_index(
            paths, index, options=chosen, watch=watch, notify=notify, encoder=encoder
        )
    refuse_foreign(layout.root)
    _refuse_too_new(layout)
    old = _open_old(layout)
    try:
        roots = [named_path(path) for path in paths] or _former_roots(layout, old)
        _discard_unusable_draft(layout, roots, old)
        source = _Source(layout, chosen, notify, encoder, old)
        report = _write_draft(layout, roots, source, chosen, watch, notify)
        _refuse_losses(layout, old)
    finally:
        if old:
            old.close()
    _switch(layout, sound=old is not None)
    return report


class _Source:
    """Gives the draft its encoder: the old index's own, unless another is asked for."""

    def __init__(
        self,
        layout: Layout,
        options: Options,
        notify: Notify | None,
        given: Encoder | None,
        old: Catalog | None,
    ) -> None:
        self._layout = layout
        self._options = options
        self._notify = notify
        self._given = given
        self._old = old

    def __call__(self, folder: Path, state: State | None) -> Encoder:
        source = prepare_source(self._options, self._notify, self._given)
        if self._given is None and state is None and self._copy_old(folder):
            return prepare_encoder(None, None, folder, notify=self._notify)
        return source(folder, state)

    def _copy_old(self, folder: Path) -> bool:
        """Put the old index's encoder into the draft's folder, if it is sound and wanted."""
        if self._old is None or self._options.model or self._options.precision:
            return False
        present = self._layout.part(self._old.state().encoder)
        try:
            open_encoder(present)
        except SearchError:  # then the default one is prepared
            return False
        shutil.copytree(present, folder, dirs_exist_ok=True)
        return True


def _refuse_too_new(layout: Layout) -> None:
    """A later version knows better what is in there."""
    for look in (lambda: read_manifest(layout.manifest), lambda: Catalog.open(layout.catalog)):
        try:
            found = look()
        except IndexTooNewError:
            raise
        except SearchError:
            continue
        if isinstance(found, Catalog):
            found.close()


def _open_old(layout: Layout) -> Catalog | None:
    """The present catalog, if it can be read at all."""
    catalog = None
    try:
        read_manifest(layout.manifest)
        catalog = Catalog.open(layout.catalog)
        catalog.state(), catalog.extents(), catalog.roots(), catalog.files()
    except SearchError:
        if catalog:
            catalog.close()
        return None
    return catalog


def _former_roots(layout: Layout, old: Catalog | None) -> list[Path]:
    if old is None:
        raise CorpusError(layout.root, "the index does not tell its sources; name them")
    roots = old.roots()
    failed = [failure.path for failure in old.failures()]
    absent = make_plan(roots, old.files(), failed, old.distinct_paths()).absent
    if absent:
        raise CorpusError(
            absent[0], "is empty or not there; without it the new index would lack its articles"
        )
    return roots


def _discard_unusable_draft(layout: Layout, roots: Sequence[Path], old: Catalog | None) -> None:
    """Remove a draft that was begun with other sources, or is the present index already."""
    draft = Layout(layout.root, draft=True)
    if not draft.exists():
        return
    try:
        begun = Catalog.open(draft.catalog)
    except SearchError:
        _remove_draft(draft)
        return
    try:
        is_other = not set(begun.roots()) <= set(roots)
        is_used = old is not None and begun.state().vectors == old.state().vectors
    except SearchError:
        is_other = True
    finally:
        begun.close()
    if is_other or is_used:
        _remove_draft(draft)


def _remove_draft(draft: Layout) -> None:
    """Forget a draft; its parts are removed by the next writer."""
    with writing_to(draft.root), writer_lock(draft):
        _unlink_catalog(draft.catalog)
        draft.manifest.unlink(missing_ok=True)


def _unlink_catalog(path: Path) -> None:
    # What SQLite keeps beside the file goes first: it must never meet another file of that name.
    for suffix in ("-wal", "-shm", "-journal", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _write_draft(
    layout: Layout,
    roots: Sequence[Path],
    source: _Source,
    options: Options,
    watch: Watcher | None,
    notify: Notify | None,
) -> RunReport:
    """Bring the draft up to date, beginning it, or beginning it again if it is of no use."""

    def update() -> RunReport:
        with IndexWriter.open(layout.root, source, draft=True) as writer:
            update_index(writer, roots, options, watch, notify)
            documents, failed = writer.ledger.counts()[0], writer.ledger.failure_counts()
            return RunReport(added=documents, failed=sum(failed.values()))

    try:
        return update()
    except (AnalyzerMismatchError, EncoderMismatchError, IndexCorruptError, IndexTooOldError):
        _remove_draft(Layout(layout.root, draft=True))
        return update()


def _refuse_losses(layout: Layout, old: Catalog | None) -> None:
    """An article of the old index whose file fails now would be lost."""
    if old is None:
        return
    draft = Catalog.open(Layout(layout.root, draft=True).catalog)
    try:
        for failure in draft.failures():
            lost = old.documents_in(failure.path) - draft.documents_in(failure.path)
            if lost:
                raise CorpusError(
                    failure.path,
                    f"{failure.reason}; the new index would lack {len(lost)} articles of it, so"
                    " the present one stays. Mend or remove the file and run again",
                )
    finally:
        draft.close()


def _switch(layout: Layout, *, sound: bool) -> None:
    """Let the draft become the index."""
    draft = Layout(layout.root, draft=True)
    if sound:
        with locked_ledger(layout) as ledger:
            ledger.replace_all(draft.catalog)
            describe_index(layout, ledger)
            _unlink_catalog(draft.catalog)
            draft.manifest.unlink(missing_ok=True)
            remove_stale_parts(layout)
            ledger.tidy()
        return
    with writing_to(layout.root), writer_lock(layout):
        ledger = Ledger.open(draft.catalog, begin=False)
        try:
            # Manifest first: while it and an old catalog disagree, nothing is answered.
            describe_index(layout, ledger)
        finally:
            ledger.close()  # which folds SQLite's log into the file
        if draft.catalog.with_name(draft.catalog.name + "-wal").exists():
            raise IndexCorruptError(draft.catalog, "is still being read; try again")
        for suffix in ("-wal", "-shm", "-journal"):
            layout.catalog.with_name(layout.catalog.name + suffix).unlink(missing_ok=True)
        draft.catalog.replace(layout.catalog)
        sync_folder(layout.root)
        with suppress(OSError):
            draft.manifest.unlink(missing_ok=True)
        remove_stale_parts(layout)
