"""Writing an index: batches of documents that become visible one after the other, each at once.

The order keeps the promise that the catalog never names what is not there: terms and vectors are
made durable first, the catalog commits last. The next writer cuts off what a killed run left in
the other two, before it gives the same numbers away again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.errors import AnalyzerMismatchError, EncoderMismatchError, IndexCorruptError
from indexer.store.batch import Batch, QuoteTexts, shared_passages
from indexer.store.catalog.renumber import sum_of
from indexer.store.catalog.state import State
from indexer.store.catalog.writer import CatalogWriter
from indexer.store.durable import sync_folder
from indexer.store.first_mean import is_due, put_mean
from indexer.store.housekeeping import (
    describe_index,
    locked_catalog,
    remove_garbage,
)
from indexer.store.keyword.writer import KeywordWriter
from indexer.store.layout import PARTS, Layout, fresh_part, random_id
from indexer.store.part import PartState, PartWriter, both_vectors
from indexer.store.rows import keyword_rows, live_numbers, quote_rows, with_languages
from indexer.store.vectors.reader import Vectors
from indexer.text import analyzer as analysis

EncoderSource = Callable[[Path, State | None], Encoder]
"""Gives the encoder, its files in that folder; the state is None for an index just begun."""


class IndexWriter:
    """The one writer of an index; use as `with IndexWriter.open(...) as writer`."""

    def __init__(
        self,
        layout: Layout,
        catalog: CatalogWriter,
        encoder: Encoder,
        passages: PartWriter,
        quotes: PartWriter,
    ) -> None:
        self.layout = layout
        self.catalog = catalog
        self.encoder = encoder
        self._passages = passages
        self._quotes = quotes

    @classmethod
    @contextmanager
    def open(
        cls, root: Path, encoder: EncoderSource, *, draft: bool = False
    ) -> Iterator[IndexWriter]:
        """Lock the index, beginning one if there is none, and clear what a killed run left.

        Args:
            root: The index's folder.
            encoder: Gives the encoder.
            draft: Whether to write the index that is being rebuilt rather than the one that
                answers.

        Raises:
            IndexLockedError: If another process is writing.
            IndexWriteError: If the disk or the permissions do not allow it, now or later.
            SearchError: If the index there is damaged, of another format, or the encoder's.
        """
        layout = Layout(root, draft)
        with ExitStack() as stack:
            catalog = stack.enter_context(locked_catalog(layout))
            state, ready = _begin(layout, catalog, encoder)
            remove_garbage(layout)
            passages = PartWriter.open(
                layout.part(state.keyword), layout.part(state.vectors), PartState.of_passages(state)
            )
            stack.callback(passages.close)
            quotes = PartWriter.open(
                layout.part(state.quote_keyword),
                layout.part(state.quote_vectors),
                PartState.of_quotes(state),
            )
            stack.callback(quotes.close)
            writer = cls(layout, catalog, ready, passages, quotes)
            writer.describe()
            yield writer
            writer.finish()

    def commit(self, batch: Batch, vectors: NDArray[np.float32], quotes: QuoteTexts) -> None:
        """Make a batch visible, all at once, and durable.

        Args:
            batch: What has changed.
            vectors: Unit rows for `batch.texts()`, shape (batch.passages, dimension).
            quotes: The same for the quotes, with their texts.
        """
        state = self.catalog.state()
        if is_due(state, len(vectors)):
            state = self._with_mean(state, vectors)
        found = self._passages.add(list(keyword_rows(batch.entries, state.rows)), vectors)
        texts = [one.text for one in quotes.texts]
        rows = list(quote_rows(batch.entries, state.quote_rows, texts))
        shared = shared_passages(quotes.texts, state.rows)
        quoted = self._quotes.add(rows, quotes.vectors, shared)
        self._record(batch, state, found, quoted)
        self._passages.drop_garbage()
        self._quotes.drop_garbage()

    def vectors(self) -> tuple[Vectors, Vectors]:
        """The vectors of passages and those of quotes, as they were last committed."""
        state = self.catalog.state()
        return both_vectors(self.layout, state)

    def finish(self) -> None:
        """Drop what is no longer live from the keyword indexes, and describe the index again."""
        ranges = self.catalog.ranges()
        self._passages.settle(live_numbers((e.first_passage, e.passages) for e in ranges))
        self._quotes.settle(live_numbers((e.first_quote, e.quotes) for e in ranges))
        state = self.catalog.state()
        settled = self._with_lists(state)
        if settled != state:
            with self.catalog.transaction():
                self.catalog.put_state(settled)
        self._passages.drop_garbage()
        self._quotes.drop_garbage()
        self.describe()

    def describe(self) -> None:
        """Write the manifest again from what the catalog holds."""
        describe_index(self.layout, self.catalog)

    def _with_mean(self, state: State, vectors: NDArray[np.float32]) -> State:
        """The state after the index got its mean; the same where there is none, or damage."""
        try:
            found = put_mean(self.layout, self.catalog, vectors)
        except IndexCorruptError:  # for a repair; until then the scan finds less
            return state
        if found is None:
            return state
        self._passages.move_vectors(self.layout.part(found.vectors), PartState.of_passages(found))
        self._quotes.move_vectors(self.layout.part(found.quote_vectors), PartState.of_quotes(found))
        remove_garbage(self.layout)
        return self.catalog.state()

    def _record(
        self,
        batch: Batch,
        state: State,
        of_passages: NDArray[np.uint64],
        of_quotes: NDArray[np.uint64],
    ) -> None:
        """Commit a batch to the catalog, with the checksums of its vectors."""
        with self.catalog.transaction():
            for number in batch.removed:
                self.catalog.delete(number)
            passage, quote = state.rows, state.quote_rows
            for entry in batch.entries:
                if entry.replaces is not None:
                    self.catalog.delete(entry.replaces)
                last, last_quote = passage + len(entry.passages), quote + len(entry.quotes)
                vectors = (
                    sum_of(of_passages[passage - state.rows : last - state.rows]),
                    sum_of(of_quotes[quote - state.quote_rows : last_quote - state.quote_rows]),
                )
                self.catalog.insert(entry, passage, quote, vectors)
                passage, quote = last, last_quote
            self._record_sources(batch)
            for document, line in batch.moved:
                self.catalog.move(document, line)
            for document, place in batch.renamed:
                self.catalog.rename(document, place)
            for document, quotes in batch.revised:
                self.catalog.revise(document, quotes)
            older = state.older if batch.older is None else batch.older
            languages = with_languages(state, [entry.document.language for entry in batch.entries])
            state = replace(state, rows=passage, quote_rows=quote, older=older, languages=languages)
            self.catalog.put_state(self._with_lists(state))

    def _record_sources(self, batch: Batch) -> None:
        sources = self.catalog.sources
        for path in batch.forgotten:
            sources.forget_file(path)
        for path, failures in batch.failures.items():
            sources.put_failures(path, failures)
        for path, counts in batch.skipped.items():
            sources.put_skipped(path, counts)
        for file in batch.files:
            sources.put_file(file)

    def _with_lists(self, state: State) -> State:
        """A state that names the keyword indexes' present segment lists."""
        return replace(
            state,
            keyword_list=self._passages.segment_list,
            quote_keyword_list=self._quotes.segment_list,
        )


def _begin(layout: Layout, catalog: CatalogWriter, source: EncoderSource) -> tuple[State, Encoder]:
    """The state and the encoder of an index, both made if it has just been created."""
    if catalog.has_state():
        state = catalog.state()
        if state.analyzer != analysis.IDENTITY:
            raise AnalyzerMismatchError(layout.root, state.analyzer, analysis.IDENTITY)
        encoder = source(layout.part(state.encoder), state)
        if encoder.identity != state.encoder_identity:
            raise EncoderMismatchError(layout.root, state.encoder_name, encoder.name)
        return state, encoder
    # A draft begins beside what is there; a new index takes over what a killed run has left.
    names: dict[str, Any] = {k: fresh_part(k) if layout.draft else k for k in PARTS}
    encoder = source(layout.part(names["encoder"]), None)
    sync_folder(layout.root)
    state = State(
        generation=0, rows=0, quote_rows=0, **names,
        encoder_name=encoder.name, encoder_identity=encoder.identity,
        dimension=encoder.dimension, analyzer=analysis.IDENTITY, extractor="", older=0,
        vectors_id=random_id(), quote_vectors_id=random_id(),
        keyword_list=KeywordWriter.begin(layout.part(names["keyword"])),
        quote_keyword_list=KeywordWriter.begin(layout.part(names["quote_keyword"])),
    )  # fmt: skip
    with catalog.transaction():
        catalog.put_state(state)
    return state, encoder
