"""Building an index, or bringing it up to date: read, split, extract, encode, write.

paths -> plan -> updating -> committing -> store
renewal  -------------^
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from indexer.build.commit import BATCH_PASSAGES
from indexer.build.meter import Watcher
from indexer.build.plan import absolute, make_plan, show_path
from indexer.build.update import Update
from indexer.encoder.encoder import Encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.errors import CorpusError
from indexer.readers.files import find_files
from indexer.readers.source import NAME_NOT_UTF8
from indexer.store.catalog.state import RunReport, State
from indexer.store.guard import require_index
from indexer.store.layout import Layout
from indexer.store.writer import EncoderSource, IndexWriter


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; the defaults are right for a first index.

    Attributes:
        model: Name or folder of a sentence-transformers model; None for the index's own, or
            the default one if the index is new.
        precision: int8 is several times faster, float32 exact.
        batch: About how many passages become visible at once.
    """

    model: str | None = None
    precision: Literal["int8", "float32"] | None = None
    batch: int = BATCH_PASSAGES


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

    Only what is new or has changed is read and encoded; what has gone from under `paths` leaves
    the index. A file that cannot be read never stops the run, and never takes the version of it
    that was indexed before out of the index. Articles whose quotes an older version of this
    program found get those that this one finds, wherever their sources are.

    Args:
        paths: Files and folders; none means all that were ever named for this index.
        index: The index's folder.
        options: Model, precision, batch size.
        watch: Called after every file and every batch.
        notify: Told, a line each, what takes long or is worse than expected.
        encoder: Use this one instead of preparing one; the index does not carry it then.

    Returns:
        How many documents were added, changed, removed, unchanged; how many sources failed; of
        how many documents the quotes were found anew.

    Raises:
        CorpusError: If a path does not exist or there is no article under any of them.
        SearchError: If the index cannot be opened or written; what was committed stays.
    """
    chosen = options or Options()
    roots = [named_path(path) for path in paths]
    layout = Layout(absolute(Path(index)))
    if not roots:
        require_index(layout)
    elif not layout.exists():
        make_plan(roots, {}, ())  # an index is not begun for nothing
    with IndexWriter.open(layout.root, prepare_source(chosen, notify, encoder)) as writer:
        return update_index(writer, roots, chosen, watch, notify)


def named_path(path: Path | str) -> Path:
    """A path that was named, from the root.

    Raises:
        CorpusError: If there is no such thing, it is no file that is read, or it has a name that
            no index could keep.
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
    """Bring the index that a writer has open up to date; see `build_index`."""
    return Update(writer, options.batch, watch, notify).run(roots)


def prepare_source(
    options: Options, notify: Callable[[str], None] | None, given: Encoder | None
) -> EncoderSource:
    """What gives a writer its encoder: the one given, or the one that the options mean."""

    def source(folder: Path, state: State | None) -> Encoder:
        if given is not None:
            return given
        # Without a state there are no vectors yet, and what a killed run left may be replaced.
        return prepare_encoder(
            options.model, options.precision, folder, replace=state is None, notify=notify
        )

    return source
