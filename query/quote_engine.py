"""Searching the quotes themselves: by their words, their meaning, and who said them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.encoder.encoder import Encoder
from indexer.store.index import Index
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.hits.quote_reader import QuoteReader
from query.hits.same_statement import SameStatement
from query.notes import notes_on_answer, notes_on_list
from query.rank.quotes.own_signals import QuoteSignals
from query.rank.ranker import Ranker
from query.rows.quote_places import QuotePlaces
from query.rows.quotes import QuoteRows
from query.rows.vectors import EmbeddedVectors
from query.searcher import Searcher
from query.session import Session
from query.settings import Settings
from query.weights import QUOTE_WEIGHTS

if TYPE_CHECKING:
    from query.overview import Overview, Overviews
    from query.speakers.directory import Directory


class QuoteEngine(Session):
    """Finds quotes in one state of an index. Threads may share an engine.

    Args:
        index: Opened with its quotes.
        encoder: The encoder that made the index; None opens the one that the index carries.

    Raises:
        ValueError: If the index was opened without its quotes.
        EncoderMismatchError: If the encoder is not the one that made the index.
    """

    def __init__(self, index: Index, encoder: Encoder | None = None) -> None:
        rows = QuoteRows(index)
        super().__init__(index, encoder)
        self._rows = rows
        self._same_statement = SameStatement(rows)
        signals = QuoteSignals(
            rows.catalog,
            EmbeddedVectors(index.vectors),
            QuotePlaces(rows.catalog, len(rows.document_of)),
        )
        self._searcher = Searcher(
            rows,
            lambda: self.encoder,
            lambda: Ranker(rows, own_signals=signals, weights=QUOTE_WEIGHTS, by_coverage=True),
            collapsed=lambda allowed: partial(self._same_statement.collapsed, allowed=allowed),
        )

    @classmethod
    def open(cls, index: Path | str = "index_data", encoder: Encoder | None = None) -> QuoteEngine:
        """Open the index in a folder; see `Engine.open`."""
        return cls(Index.open(Path(index), quotes=True), encoder)

    @property
    def directory(self) -> Directory:
        """The people who are quoted."""
        return self._searcher.directory

    def search(self, topic: str, settings: Settings | None = None) -> QuoteAnswer:
        """Find quotes about something.

        Args:
            topic: In plain English, with conditions if need be (`query.parse.lexer`). A question
                such as "what did X say about Y" is understood.
            settings: Limit, filters, mode and the like; None for the defaults.

        Raises:
            QuerySyntaxError: If there is no word in the topic, or a filter is malformed, or, with
                `settings.strict`, the topic's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
            IndexClosedError: If the engine was closed.
        """
        chosen = settings or Settings()
        with self._asking():
            found = self._searcher.search(topic, chosen)
            return QuoteAnswer(
                found.understood.question.text,
                self._read(found.numbers, dict(found.ranked.fusion.ranking), chosen),
                notes_on_answer(self._searcher, found, chosen),
                int(np.count_nonzero(found.allowed))
                if chosen.all_copies
                else self._same_statement.count(found.allowed),
            )

    def by_date(self, settings: Settings | None = None) -> QuoteAnswer:
        """All quotes that the filters admit, by date: oldest first unless asked otherwise.

        Quotes of undated documents come last.

        Raises:
            QuerySyntaxError: If a filter is malformed.
            IndexCorruptError: If a part of the index turns out to be damaged.
            IndexClosedError: If the engine was closed.
        """
        chosen = settings or Settings()
        with self._asking():
            numbers, total = self._searcher.by_date(chosen)
            hits = self._read(numbers, {}, chosen)
            return QuoteAnswer(None, hits, notes_on_list(self._searcher, total, chosen), total)

    @cached_property
    def _overviews(self) -> Overviews:
        from query.overview import Overviews  # a page counts; most other questions do not

        return Overviews(self._searcher.rows)

    def overview(self, topic: str | None, settings: Settings | None = None) -> Overview:
        """Count what matches; see `Engine.overview`."""
        with self._asking():
            return self._overviews.of(self._searcher.matching(topic, settings or Settings()))

    def _read(
        self, numbers: Sequence[int], scores: dict[int, float], settings: Settings
    ) -> tuple[QuoteHit, ...]:
        if not settings.all_copies:
            scores = self._same_statement.best_scores(scores)
        reader = QuoteReader(self._rows, self.directory, self._same_statement)
        return reader.read(numbers, scores, settings.offset)
