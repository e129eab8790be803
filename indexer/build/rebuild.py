"""Rebuilding an index from its sources while the old one goes on answering.

The new index, a draft, grows in the same folder with its own catalog (`draft.db`) and parts. When
it is complete its catalog's content replaces the old one's in one transaction; an old catalog that
cannot be read is replaced as a file. A rebuild that was interrupted goes on where it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from indexer.build.choice import Chosen, choice_of
from indexer.build.draft import become_index, discard_unusable, remove_draft
from indexer.build.pipe import piped_documents
from indexer.build.pipeline import (
    Options,
    build_index,
    named_path,
    prepare_source,
    update_index,
)
from indexer.build.plan import absolute, make_plan
from indexer.build.progress.meter import Watcher
from indexer.build.update import Update
from indexer.encoder.encoder import Encoder, open_encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.errors import (
    AnalyzerMismatchError,
    CorpusError,
    EncoderMismatchError,
    IndexAccessError,
    IndexCorruptError,
    IndexTooNewError,
    IndexTooOldError,
    SearchError,
)
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import RunReport, State
from indexer.store.guard import refuse_foreign
from indexer.store.layout import Layout
from indexer.store.manifest import read_manifest
from indexer.store.writer import IndexWriter

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
    """Rebuild an index from its source files, in whatever state it is.

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
        discard_unusable(layout, roots, old)
        chosen = _with_former_choices(chosen, old)
        source = _Source(layout, chosen, notify, encoder, old)
        report = _write_draft(layout, roots, source, chosen, watch, notify)
        _refuse_losses(layout, old)
    finally:
        if old:
            old.close()
    become_index(layout, sound=old is not None)
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
        self.old = old

    def __call__(self, folder: Path, state: State | None) -> Encoder:
        source = prepare_source(self._options, self._notify, self._given)
        if self._given is None and state is None and self._copy_old(folder):
            return prepare_encoder(None, None, folder, notify=self._notify)
        return source(folder, state)

    def _copy_old(self, folder: Path) -> bool:
        """Put the old index's encoder into the draft's folder, if it is sound and wanted."""
        if self.old is None or self._options.model or self._options.precision:
            return False
        present = self._layout.part(self.old.state().encoder)
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
        catalog.state(), catalog.ranges(), catalog.roots(), catalog.files()
    except IndexAccessError:  # it may be sound, so it must not be replaced as if it were not
        if catalog:
            catalog.close()
        raise
    except SearchError:
        if catalog:
            catalog.close()
        return None
    return catalog


def _with_former_choices(options: Options, old: Catalog | None) -> Options:
    """The options with what the old index remembers where they leave that open."""
    if old is None:
        return options
    found = options.chosen.beside(old.choices())
    chosen = Chosen(found["include"], found["exclude"], list(found["metadata"]), found["field"])
    return replace(options, chosen=chosen)


def _former_roots(layout: Layout, old: Catalog | None) -> list[Path]:
    if old is None:
        raise CorpusError(layout.root, "the index does not tell its sources; name them")
    roots = old.roots()
    failed = [failure.path for failure in old.failures()]
    choice = choice_of(old.choices())
    absent = make_plan(roots, old.files(), failed, old.distinct_paths(), choice).absent
    if absent:
        raise CorpusError(
            absent[0], "is empty or not there; without it the new index would lack its articles"
        )
    return roots


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
            if source.old is not None:
                Update(writer, options, None, notify).take_over(piped_documents(source.old))
            documents, failed = writer.catalog.counts()[0], writer.catalog.sources.failure_counts()
            return RunReport(added=documents, failed=sum(failed.values()))

    try:
        return update()
    except (AnalyzerMismatchError, EncoderMismatchError, IndexCorruptError, IndexTooOldError):
        remove_draft(layout)
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
