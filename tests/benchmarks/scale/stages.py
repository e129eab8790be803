"""What each stage of indexing costs by itself, on the first articles of an archive.

    python -m tests.benchmarks.scale.stages ARTICLES ENCODER PASSAGES      (started by `measure`)

Each stage runs alone, in one process: reading, quotes, encoding, writing the passages' terms,
vectors and texts, and comparing the stories. The whole run may put stages on several cores, and
it also encodes and writes the quotes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from indexer.build.prepared import index_entries
from indexer.build.stories import compare_stories
from indexer.quotes import QuoteExtractor
from indexer.readers.folders.files import find_files
from indexer.readers.read import read_documents
from indexer.records import Document
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.entry import Entry
from indexer.store.writer import IndexWriter
from indexer.text.paragraphs import split_passages
from tests.benchmarks.scale.encoders import source
from tests.benchmarks.scale.worker import Worker, serve

MODULE = "tests.benchmarks.scale.stages"
Result = TypeVar("Result")


def measure(articles: Path, encoder: str, passages: int) -> dict[str, Any]:
    """Stage -> seconds of the clock and of the processor for the passages; "passages": how many."""
    with Worker(MODULE, articles, encoder, passages) as worker:
        worker.ask()
        found: dict[str, Any] = worker.ask()["result"]
    return found


class Given:
    """An encoder whose vectors are known beforehand."""

    def __init__(self, encoder: Any, texts: Sequence[str], rows: NDArray[np.float32]) -> None:
        self.name, self.identity, self.dimension = encoder.name, encoder.identity, encoder.dimension
        self._rows = rows
        self._places = {text: place for place, text in enumerate(texts)}

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Their vectors."""
        rows: NDArray[np.float32] = self._rows[[self._places[text] for text in texts]]
        return rows

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """The vector of a passage."""
        return self.encode_passages([text])[0]


class Stages:
    """Runs stages and notes what each took."""

    def __init__(self) -> None:
        self.taken: dict[str, dict[str, float]] = {}

    def run(self, name: str, stage: Callable[[], Result]) -> Result:
        """Run one stage."""
        started, busy = time.perf_counter(), time.process_time()
        result = stage()
        seconds, cpu = time.perf_counter() - started, time.process_time() - busy
        self.taken[name] = {"seconds": round(seconds, 3), "cpu": round(cpu, 3)}
        return result


def all_stages(articles: Path, encoder: str, passages: int, folder: Path) -> dict[str, Any]:
    """Run every stage in a folder of its own."""
    stages = Stages()
    documents = stages.run("reading", lambda: read(articles, passages))
    parts = stages.run("paragraphs", lambda: [tuple(split_passages(one)) for one in documents])
    extractor = QuoteExtractor.load()
    stages.run(
        "quotes", lambda: [extractor.extract(one.text, title=one.title) for one in documents]
    )
    ready = source(encoder)(folder / "encoder", None)
    texts = [passage.text for part in parts for passage in part]
    ready.encode_passages(texts[:32])
    rows = stages.run("encoding", lambda: ready.encode_passages(texts))
    entries = [
        Entry(document, part, (), document_digest(document))
        for document, part in zip(documents, parts, strict=True)
    ]
    known = Given(ready, texts, rows)
    index = folder / "index"
    stages.run("writing", lambda: index_entries(entries, index, encoder=known))
    with IndexWriter.open(index, lambda *_: known) as writer:
        stages.run("stories", lambda: compare_stories(writer))
    return {"passages": len(texts), "stages": stages.taken}


def read(articles: Path, passages: int) -> list[Document]:
    """The first articles with so many passages in all."""
    documents: list[Document] = []
    count = 0
    # A folder after the other, so that the rest of a large archive is not listed.
    for path in (one for folder in sorted(articles.iterdir()) for one in find_files([folder])):
        found = [one for one in read_documents(path) if isinstance(one, Document)]
        documents += found
        count += sum(one.text.count("\n\n") + 1 for one in found)
        if count >= passages:
            break
    return documents


def main(articles: Path, encoder: str, passages: int) -> None:
    """Answer one request with all stages."""

    def opened() -> Any:
        def answer(_: dict[str, Any]) -> dict[str, Any]:
            with tempfile.TemporaryDirectory() as folder:
                return all_stages(articles, encoder, passages, Path(folder))

        return answer

    serve(opened)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
