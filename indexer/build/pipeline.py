"""The way in: build an index, or bring it up to date.

paths -> plan -> update -> commit -> store
reextract  --------^
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from indexer.build.choice import choice_of
from indexer.build.options import Options as Options  # part of the way in
from indexer.build.plan import absolute, make_plan, show_path
from indexer.build.progress.meter import Watcher
from indexer.build.update import Update
from indexer.encoder.encoder import Encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.errors import CorpusError
from indexer.readers.folders.files import find_files
from indexer.readers.source import NAME_NOT_UTF8
from indexer.store.catalog.state import RunReport, State
from indexer.store.guard import require_index
from indexer.store.layout import Layout
from indexer.store.writer import EncoderSource, IndexWriter


def build_index(
    paths: Sequence[Path | str] = (),
    index: Path | str = "index_data",
    *,
    options: Options | None = None,
    watch: Watcher | None = None,
    notify: Callable[[str], None] | None = None,
    encoder: Encoder | None = None,
) -> RunReport:
    """Bring an index up to date with its source files, making it if there is none.

    A run reads and encodes only new and changed files, and takes out documents that are gone from
    under `paths`. A file that cannot be read never stops the run, and its earlier version stays in
    the index. Documents with quotes from an older version of whosaid get the quotes that this
    version finds, even if their files are not there.

    Args:
        paths: Files and folders; none: all that were ever named for this index.
        index: The index's folder.
        options: Model, precision, batch size.
        watch: Called after every file and every batch.
        notify: Called with a line about each thing that takes long or is worse than expected.
        encoder: Use this encoder and prepare none; the index does not contain it then.

    Returns:
        How many documents were added, changed, removed and unchanged, how many files or records
        failed, and how many documents got their quotes again.

    Raises:
        CorpusError: If a path does not exist, or there is no article under any of them.
        SearchError: If the index cannot be opened or written. What was committed stays.
    """
    chosen = options or Options()
    roots = [named_path(path) for path in paths]
    layout = Layout(absolute(Path(index)))
    if not roots:
        require_index(layout)
    elif not layout.exists():
        # Raises where there is nothing to index.
        make_plan(roots, {}, (), choice=choice_of(chosen.chosen.beside({})))
    with IndexWriter.open(layout.root, prepare_source(chosen, notify, encoder)) as writer:
        return update_index(writer, roots, chosen, watch, notify)


def named_path(path: Path | str) -> Path:
    """The absolute form of a path that a user named.

    Raises:
        CorpusError: If it does not exist, has another format, or has a name that an index cannot
            store.
    """
    root = absolute(Path(path))
    find_files([root])
    if show_path(root) != root.as_posix():
        raise CorpusError(show_path(root), NAME_NOT_UTF8)
    return root


def update_index(
    writer: IndexWriter,
    roots: Sequence[Path],
    options: Options,
    watch: Watcher | None,
    notify: Callable[[str], None] | None,
) -> RunReport:
    """Bring the index of an open writer up to date; see `build_index`."""
    return Update(writer, options, watch, notify).run(roots)


def prepare_source(
    options: Options, notify: Callable[[str], None] | None, given: Encoder | None
) -> EncoderSource:
    """A function that gives a writer its encoder: `given`, or the one that the options name."""

    def source(folder: Path, state: State | None) -> Encoder:
        if given is not None:
            return given
        # Without a state there are no vectors yet, so files of a killed run may be replaced.
        return prepare_encoder(
            options.model, options.precision, folder, replace=state is None, notify=notify
        )

    return source
