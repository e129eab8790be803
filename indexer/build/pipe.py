"""Articles that come through a pipe as JSON Lines: `whosaid index -`.

They are named by their ids. A later run adds and updates, and takes nothing out. Since no file
holds them, a rebuild takes them over from the old index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path

from indexer.build.options import Options
from indexer.build.pipeline import prepare_source
from indexer.build.plan import absolute
from indexer.build.progress.meter import Watcher
from indexer.build.update import Update
from indexer.encoder.encoder import Encoder
from indexer.records import PIPE, Document
from indexer.store.catalog.reader import Catalog
from indexer.store.catalog.state import RunReport
from indexer.store.writer import IndexWriter


def index_pipe(
    stream: BufferedReader,
    index: Path | str = "index_data",
    *,
    options: Options | None = None,
    watch: Watcher | None = None,
    notify: Callable[[str], None] | None = None,
    encoder: Encoder | None = None,
) -> RunReport:
    """Add the articles of a stream to an index, making it if there is none.

    Args:
        stream: JSON Lines; each line needs an id.
        index: The index's folder.
        options: Model, precision, batch size.
        watch: Called after every batch.
        notify: Called with a line about each thing that takes long or is worse than expected.
        encoder: Use this encoder and prepare none.

    Raises:
        SearchError: If the index cannot be opened or written. What was committed stays.
    """
    chosen = options or Options()
    root = absolute(Path(index))
    with IndexWriter.open(root, prepare_source(chosen, notify, encoder)) as writer:
        return Update(writer, chosen, watch, notify).run_piped(stream)


def piped_documents(catalog: Catalog) -> Iterator[Document]:
    """The documents of an index that came through a pipe."""
    for number in catalog.matching("path = ?", [PIPE]):
        yield catalog.document(number)
