"""Writing an index: batches of documents that become visible one after the other, each at once.

The order keeps the promise that the catalog never names what is not there: terms and vectors are
made durable first, the catalog commits last. What a killed run left in the other two is cut off
by the next writer, before it gives the same numbers away again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer import analysis
from indexer.encoder import Encoder
from indexer.errors import IndexWriteError
from indexer.records import Document
from indexer.store.catalog import Failure, FileState, State
from indexer.store.durable import sync_folder, writing_to
from indexer.store.keyword import KeywordRow, KeywordWriter
from indexer.store.layout import FORMAT_VERSION, Layout
from indexer.store.ledger import Entry, Ledger
from indexer.store.lock import writer_lock
from indexer.store.manifest import Manifest, read_manifest, write_manifest
from indexer.store.vectors import VectorWriter

EncoderSource = Callable[[Path, State | None], Encoder]
"""Gives the encoder, its files in that folder; the state is None for an index just begun."""


@dataclass
class Batch:
    """Changes that become visible together."""

    entries: list[Entry] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    files: list[FileState] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    failures: dict[str, list[Failure]] = field(default_factory=dict)

    @property
    def passages(self) -> int:
        """How many passages are to be encoded."""
        return sum(len(entry.passages) for entry in self.entries)

    def texts(self) -> list[str]:
        """The passages' texts, in the order in which they will be numbered."""
        return [passage.text for entry in self.entries for passage in entry.passages]

    def is_empty(self) -> bool:
        """Whether there is nothing to commit."""
        return not (self.entries or self.removed or self.files or self.forgotten or self.failures)


class IndexWriter:
    """The one writer of an index; use as `with IndexWriter.open(...) as writer`."""

    def __init__(
        self,
        layout: Layout,
        ledger: Ledger,
        encoder: Encoder,
        keyword: KeywordWriter,
        vectors: VectorWriter,
    ) -> None:
        self.layout = layout
        self.ledger = ledger
        self.encoder = encoder
        self._keyword = keyword
        self._vectors = vectors

    @classmethod
    @contextmanager
    def open(cls, root: Path, encoder: EncoderSource) -> Iterator[IndexWriter]:
        """Lock the index, beginning one if there is none, and clear what a killed run left.

        Raises:
            IndexLockedError: If another process is writing.
            IndexWriteError: If the disk or the permissions do not allow it, now or later.
            SearchError: If the index there is damaged, of another format, or the encoder's.
        """
        layout = Layout(root)
        with ExitStack() as stack:
            stack.enter_context(_write_errors(root))
            root.mkdir(parents=True, exist_ok=True)
            stack.enter_context(writer_lock(layout))
            if layout.manifest.exists():
                read_manifest(layout.manifest)
            ledger = Ledger.open(layout.catalog)
            stack.callback(ledger.close)
            state, ready = _begin(layout, ledger, encoder)
            keyword = KeywordWriter.open(layout.part(state.keyword))
            stack.callback(keyword.close)
            vectors = VectorWriter.open(layout.part(state.vectors), state.dimension, state.rows)
            stack.callback(vectors.close)
            writer = cls(layout, ledger, ready, keyword, vectors)
            writer._clear_surplus()
            writer.describe()
            yield writer
            writer.finish()

    def commit(self, batch: Batch, vectors: NDArray[np.float32]) -> None:
        """Make a batch visible, all at once, and durable.

        Args:
            batch: What has changed.
            vectors: Unit rows for `batch.texts()`, shape (batch.passages, dimension).
        """
        state = self.ledger.state()
        rows = list(keyword_rows(batch.entries, state.rows))
        if len(vectors) != len(rows):
            raise ValueError(f"{len(rows)} passages but {len(vectors)} vectors")
        if rows:
            self._keyword.add(rows)
            self._vectors.append(vectors)
            self._keyword.commit()
            self._vectors.commit()
        self._record(batch, state)

    def finish(self) -> None:
        """Drop what is no longer live from the keyword index, and describe the index anew."""
        self._clear_surplus()
        self.describe()

    def describe(self) -> None:
        """Write the manifest anew from what the catalog holds."""
        state = self.ledger.state()
        documents, passages = self.ledger.counts()
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
        write_manifest(self.layout.manifest, manifest)

    def _record(self, batch: Batch, state: State) -> None:
        with self.ledger.transaction():
            for number in batch.removed:
                self.ledger.delete(number)
            passage, quote = state.rows, state.quote_rows
            for entry in batch.entries:
                if entry.replaces is not None:
                    self.ledger.delete(entry.replaces)
                self.ledger.insert(entry, passage, quote)
                passage += len(entry.passages)
                quote += len(entry.quotes)
            for path in batch.forgotten:
                self.ledger.forget_file(path)
            for path, failures in batch.failures.items():
                self.ledger.put_failures(path, failures)
            for file in batch.files:
                self.ledger.put_file(file)
            self.ledger.put_state(replace(state, rows=passage, quote_rows=quote))

    def _clear_surplus(self) -> None:
        """Take out of the keyword index what the catalog does not hold (any more)."""
        extents = self.ledger.extents()
        live = live_numbers([(e.first_passage, e.passages) for e in extents])
        if self._keyword.keep_only(live):
            self._keyword.commit()


def keyword_rows(entries: Sequence[Entry], first: int) -> Iterator[KeywordRow]:
    """What the keyword index needs of each passage, numbered from `first` on."""
    number = first
    for entry in entries:
        document = entry.document
        for passage in entry.passages:
            yield KeywordRow(
                passage=number,
                text=passage.text,
                title=heading(document),
                source=document.source or "",
                author=document.author or "",
                speaker=_speakers(entry, passage.span.start, passage.span.end),
            )
            number += 1


def heading(document: Document) -> str:
    """What stands over an article: its title and the lines that are no passages, each once.

    A place or section line is often the only word of where an article is from.
    """
    lines = [document.title or "", *(span.of(document.text) for span in document.context)]
    return "\n".join(dict.fromkeys(line.strip().rstrip(".") for line in lines if line.strip()))


def live_numbers(stretches: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """All numbers in stretches given as (first, count), ascending."""
    ranges = [np.arange(first, first + count) for first, count in sorted(stretches)]
    return np.concatenate(ranges) if ranges else np.empty(0, dtype=np.int64)


def _speakers(entry: Entry, start: int, end: int) -> str:
    """Names of those who are quoted between two offsets, in order of the alphabet."""
    names = {
        quote.speaker
        for quote in entry.quotes
        if quote.speaker and quote.span.start < end and quote.span.end > start
    }
    return "\n".join(sorted(names))


def _begin(layout: Layout, ledger: Ledger, source: EncoderSource) -> tuple[State, Encoder]:
    """The state and the encoder of an index, both made if it has just been created."""
    if ledger.has_state():
        state = ledger.state()
        return state, source(layout.part(state.encoder), state)
    encoder = source(layout.part("encoder"), None)
    sync_folder(layout.root)
    state = State(
        generation=0, rows=0, quote_rows=0,
        keyword="keyword", vectors="vectors",
        quote_keyword="quote_keyword", quote_vectors="quote_vectors", encoder="encoder",
        encoder_name=encoder.name, encoder_identity=encoder.identity,
        dimension=encoder.dimension, analyzer=analysis.IDENTITY,
    )  # fmt: skip
    with ledger.transaction():
        ledger.put_state(state)
    return state, encoder


@contextmanager
def _write_errors(root: Path) -> Iterator[None]:
    """One clear error for whatever the disk or the permissions do not allow."""
    try:
        with writing_to(root):
            yield
    except sqlite3.OperationalError as error:
        raise IndexWriteError(root, str(error)) from error
