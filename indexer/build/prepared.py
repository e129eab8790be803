"""An index of documents with prepared passages, such as those of judged collections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from indexer.build.commit import BATCH_PASSAGES
from indexer.build.scan_recall import measure_recall
from indexer.encoder.encoder import Encoder
from indexer.encoder.prepare import prepare_encoder
from indexer.store.batch import Batch, QuoteTexts
from indexer.store.catalog.entry import Entry
from indexer.store.catalog.state import State
from indexer.store.writer import IndexWriter


def index_entries(
    entries: Sequence[Entry],
    root: Path,
    *,
    model: str | None = None,
    precision: Literal["int8", "float32"] = "int8",
    encoder: Encoder | None = None,
) -> None:
    """Build an index of entries in their order; the first passage of the first has number 0.

    Args:
        entries: Documents with their passages; quotes are not extracted.
        root: A folder without an index.
        model: Name or folder of the model; None for the default one.
        precision: The model's precision.
        encoder: Use this encoder instead of the default one.

    Raises:
        SearchError: If the encoder cannot be prepared or the index cannot be written.
    """

    def source(folder: Path, state: State | None) -> Encoder:
        return encoder or prepare_encoder(model, precision, folder, replace=state is None)

    with IndexWriter.open(root, source) as writer:
        no_vectors = np.empty((0, writer.encoder.dimension), dtype=np.float32)
        for part in _batches(entries):
            batch = Batch(entries=part)
            vectors = writer.encoder.encode_passages(batch.texts())
            writer.commit(batch, vectors, QuoteTexts([], no_vectors))
        measure_recall(writer)


def _batches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    part: list[Entry] = []
    for entry in entries:
        part.append(entry)
        if sum(len(one.passages) for one in part) >= BATCH_PASSAGES:
            yield part
            part = []
    if part:
        yield part
