"""Opening an index once, and answering questions from it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.encoder.encoder import Encoder
from indexer.store.catalog.find import find_place
from indexer.store.catalog.reader import Catalog
from indexer.store.index import Index
from query.answerable.judge import judge
from query.hits.best_sentence import Meaning
from query.hits.facets import Facets, count_facets
from query.hits.file_changes import FileChanges
from query.hits.hit import Answer, WholeDocument
from query.hits.reader import HitReader
from query.hits.same_story import SameStory
from query.notes import notes_on_answer
from query.rank.quotes.own_signals import NEAREST, QuoteSignals
from query.rank.quotes.signal import QuoteSignal
from query.rank.ranker import Ranker
from query.rows.passages import PassageRows
from query.rows.quote_places import QuotePlaces
from query.rows.quotes import QuoteRows
from query.searcher import Found, Searcher
from query.session import Session
from query.settings import Settings

if TYPE_CHECKING:
    from query.overview import Overview, Overviews
    from query.speakers.directory import Directory


class Engine(Session):
    """Answers questions from one state of an index.

    An engine does not see documents that are added later: open another engine to see them. Threads
    may share an engine.

    Args:
        index: The opened index. Opened with its quotes, they help to find passages.
        encoder: The encoder that made the index; None opens the one that the index carries.
        exact: Score every vector for every question instead of scanning codes first. This is
            slower; the scan is measured against it.

    Raises:
        EncoderMismatchError: If the encoder is not the one that made the index.
    """

    def __init__(
        self, index: Index, encoder: Encoder | None = None, *, exact: bool = False
    ) -> None:
        super().__init__(index, encoder)
        rows = PassageRows(index)
        self._same_story = SameStory(rows)
        self._searcher = Searcher(
            rows,
            lambda: self.encoder,
            lambda: Ranker(rows, exact=exact),
            quotes=_quote_signal(index, rows),
            collapsed=lambda _: self._same_story.collapsed,
        )

    @classmethod
    def open(cls, index: Path | str = "index_data", encoder: Encoder | None = None) -> Engine:
        """Open the index in a folder.

        Args:
            index: The index's folder.
            encoder: The encoder that made the index; None opens the one that the index carries.

        Raises:
            IndexNotFoundError: If there is none.
            EncoderMismatchError: If the encoder is not the one that made it.
            SearchError: If it cannot be read by this program.
        """
        return cls(Index.open(Path(index), quotes=True), encoder)

    @property
    def directory(self) -> Directory:
        """The people who are quoted."""
        return self._searcher.directory

    def ask(self, question: str, settings: Settings | None = None) -> Answer:
        """Find the passages that answer a question.

        Args:
            question: In plain English, with conditions if need be (`query.parse.lexer`).
            settings: Limit, filters, mode and the like; None for the defaults.

        Returns:
            Hits, best first; the same question to the same state gives the same answer.

        Raises:
            QuerySyntaxError: If there is no word in the question, or a filter is malformed, or,
                with `settings.strict`, the question's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
            IndexClosedError: If the engine was closed.
        """
        chosen = settings or Settings()
        with self._asking():
            found = self._searcher.search(question, chosen)
            hits = HitReader(
                self.index.catalog,
                found.ranked,
                chosen,
                found.understood.question.text,
                self._meaning(found),
                self._same_story,
            )
            judgement = judge(self._searcher, found, self.index.state.encoder_name)
            notes = notes_on_answer(self._searcher, found, chosen, answered=judgement.answered)
            return Answer(
                found.understood.question.text,
                hits.read(found.numbers),
                (*notes, *judgement.notes, *self._notes_on_facets(chosen)),
                int(np.count_nonzero(found.allowed)),
                self._facets(found) if chosen.facets else None,
                judgement.answered,
                judgement.probability,
            )

    def rank(self, question: str, settings: Settings | None = None) -> list[tuple[int, float]]:
        """As `ask`, but only passage numbers with their scores, best first.

        A passage that satisfies the question's conditions without being ranked has score 0.
        """
        with self._asking():
            found = self._searcher.search(question, settings or Settings())
        scores = dict(found.ranked.fusion.ranking)
        return [(number, scores.get(number, 0.0)) for number in found.numbers]

    def _meaning(self, found: Found) -> Callable[[], Meaning] | None:
        """What compares sentences with the question; it opens the encoder when it is called."""
        vector = found.vector
        return None if vector is None else lambda: Meaning(self.encoder, vector)

    @property
    def searcher(self) -> Searcher:
        """What ranks its passages, for measuring."""
        return self._searcher

    def _notes_on_facets(self, settings: Settings) -> tuple[str, ...]:
        if settings.facets and self._same_story:
            return ("facets count articles: each article of a story counts",)
        return ()

    @cached_property
    def _overviews(self) -> Overviews:
        from query.overview import Overviews  # a page counts; most other questions do not

        return Overviews(self._searcher.rows)

    def overview(self, question: str | None, settings: Settings | None = None) -> Overview:
        """Count what matches, by everything that a page filters by.

        Args:
            question: As for `ask`; None counts all that the filters admit.
            settings: Filters and how the question is read; nothing else counts.

        Raises:
            QuerySyntaxError: As `ask`.
            IndexCorruptError: If a part of the index turns out to be damaged.
            IndexClosedError: If the engine was closed.
        """
        with self._asking():
            return self._overviews.of(self._searcher.matching(question, settings or Settings()))

    def _facets(self, found: Found) -> Facets:
        return count_facets(self._searcher.rows, self._searcher.matching_of(found))

    def show(self, name: str) -> WholeDocument:
        """The document that a name means, and the passage if it names one.

        See `indexer.store.catalog.find` for what may be a name.

        Raises:
            DocumentNotFoundError: If there is none, or several.
            IndexClosedError: If the engine was closed.
        """
        with self._asking():
            return _document(self.index.catalog, name)


def _quote_signal(index: Index, passages: PassageRows) -> QuoteSignal | None:
    if index.quotes is None:
        return None
    rows = QuoteRows(index, passages)
    places = QuotePlaces(index.catalog, len(rows.document_of))
    own_signals = QuoteSignals(index.catalog, passages.vectors, places, NEAREST // 2)
    return QuoteSignal(rows, own_signals, places)


def _document(catalog: Catalog, name: str) -> WholeDocument:
    number, passage = find_place(catalog, name)
    document = catalog.document(number)
    return WholeDocument(
        document,
        tuple(catalog.passages_of(number)),
        tuple(catalog.quotes_of(number)),
        FileChanges(catalog).of(document.path),
        passage,
    )
