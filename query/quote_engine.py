"""Searching the quotes themselves: by their words, their meaning, and who said them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoder.encoder import Encoder
from indexer.errors import IndexCorruptError
from indexer.records import line_of
from indexer.store.catalog.quotes import Quotations
from indexer.store.index import Index
from indexer.store.quote_text import quote_context
from query.hits.paging import bounded
from query.hits.quote_hit import QuoteAnswer, QuoteHit
from query.match.did_you_mean import notes_on_spellings, notes_on_words
from query.match.filter_mask import admitted_quotes
from query.match.matcher import Mask, Matcher, Satisfied
from query.no_hits import exclusions
from query.parse.filters import Filter, speakers_named
from query.parse.tree import Condition, Within, filters_in
from query.rank.fusion import Signal
from query.rank.ranker import Ranker
from query.searcher import Found, Searcher
from query.session import Opened
from query.settings import Order, Settings
from query.speakers.directory import Directory
from query.weights import Weights

WHOLE_LENGTH = 50
"""Characters from which on a quote counts as a whole statement; a word in marks is less."""

LENGTH_WEIGHT = 0.35
"""Of the five best quotes for 30 topics 117 instead of 106 have a word of the topic themselves, and
11 instead of 21 are fragments of up to three words; more weight changes little."""


class QuoteEngine(Opened):
    """Finds quotes in one state of an index. Use from one thread."""

    def __init__(self, index: Index, encoder: Encoder | None = None) -> None:
        """Prepare to search.

        Args:
            index: Opened with its quotes.
            encoder: The one that made the index, if it is not to be opened from there.

        Raises:
            ValueError: If the index was opened without its quotes.
            EncoderMismatchError: If the encoder is not the one that made the index.
        """
        part = index.quotes
        if part is None:
            raise ValueError("the index was opened without its quotes")
        super().__init__(index, encoder)
        self._owners = part.document_of
        # The same index, with quotes in the place of passages.
        rows = replace(
            index, keyword=part.keyword, vectors=part.vectors, document_of=part.document_of
        )
        self._searcher = _QuoteSearcher(rows, lambda: self.encoder, exact=False)
        self._quotations = Quotations(index.catalog)

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
            topic: In plain English, with conditions if need be (`query.parse.lexer`); a question
                such as "what did X say about Y" is understood.
            settings: Limit, filters, mode and the like; None for the defaults.

        Raises:
            QuerySyntaxError: If there is no word in the topic, or a filter is malformed, or, with
                `settings.strict`, the topic's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        chosen = settings or Settings()
        found = self._searcher.search(topic, chosen)
        scores = dict(found.ranked.fusion.ranking)
        return QuoteAnswer(
            found.question.text,
            self._read(found.numbers, scores, chosen),
            tuple(self._notes(found, chosen)),
            int(found.allowed.sum()),
        )

    def by_date(self, settings: Settings | None = None) -> QuoteAnswer:
        """All quotes that the filters admit, by date: oldest first unless asked otherwise.

        Quotes of undated documents come last.

        Raises:
            QuerySyntaxError: If a filter is malformed.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        chosen = settings or Settings()
        ordered = self._quotations.by_date(newest_first=chosen.order is Order.NEWEST)
        if chosen.filters is not None:
            allowed = self._searcher.admitted(chosen.filters)
            ordered = [number for number in ordered if allowed[number]]
        if chosen.per_article is not None:
            ordered = bounded(ordered, self._owners, chosen.per_article)
        shown = ordered[chosen.offset : chosen.offset + chosen.limit]
        notes = self._notes_on_speakers([chosen.filters])
        if not ordered:
            notes += exclusions(self._searcher, chosen.filters, None, "quotes")
        return QuoteAnswer(None, self._read(shown, {}, chosen), tuple(notes), len(ordered))

    def _notes(self, found: Found, chosen: Settings) -> list[str]:
        """What the reader should know about how the topic was read."""
        notes = [
            *found.question.notes,
            *self._notes_on_speakers([chosen.filters, *filters_in(found.question.condition)]),
            *self.directory.notes_understood(found.spoken),
            *(found.condition.notes if found.condition else ()),
            *notes_on_spellings(found.spellings),
            *notes_on_words(
                self._searcher.suggestions,
                found.unknown,
                chosen.variants,
                found=bool(found.numbers),
            ),
        ]
        notes += found.notes("quotes")
        if not found.allowed.any():
            notes += exclusions(self._searcher, found.wanted, found.question.condition, "quotes")
        return notes

    def _notes_on_speakers(self, filters: Sequence[Filter | None]) -> list[str]:
        wanted = [one for part in filters for one in speakers_named(part)]
        excluded = [one for part in filters for one in speakers_named(part, excluded=True)]
        return self.directory.notes(wanted) + self.directory.notes_excluded(excluded)

    def _read(
        self, numbers: Sequence[int], scores: dict[int, float], chosen: Settings
    ) -> tuple[QuoteHit, ...]:
        catalog = self.index.catalog
        places = self._quotations.documents_of(numbers)
        documents = {owner: catalog.document(owner) for owner, _ in places}
        quotes = {owner: catalog.quotes_of(owner) for owner in documents}
        hits = []
        for rank, (number, (owner, place)) in enumerate(
            zip(numbers, places, strict=True), chosen.offset + 1
        ):
            if not 0 <= place < len(quotes[owner]):
                raise IndexCorruptError("catalog.db", f"quote number {number} is out of its place")
            document, quote = documents[owner], quotes[owner][place]
            hits.append(
                QuoteHit(
                    rank=rank,
                    score=scores.get(number),
                    document=document,
                    quote=quote,
                    person=self.directory.person(owner, quote.speaker) if quote.speaker else None,
                    context=quote_context(document.text, quote),
                    line=line_of(document, quote.span),
                    paragraph=self._quotations.paragraph_at(owner, quote.span.start),
                )
            )
        return tuple(hits)


class _QuoteSearcher(Searcher):
    """Searches an index that has quotes in the place of passages."""

    @cached_property
    def ranker(self) -> Ranker:
        return _QuoteRanker(self._index, exact=self.exact)

    @cached_property
    def matcher(self) -> Matcher:
        return _QuoteMatcher(self._index)

    def admitted(self, wanted: Filter) -> Mask:
        return admitted_quotes(self._index, self._index.document_of, wanted)


class _QuoteRanker(Ranker):
    """Ranks quotes: among equals, the one that says more."""

    def added(
        self,
        question: str,
        words: list[str],
        numbers: NDArray[np.int64],
        admitted: Mask | None,
        weights: Weights,
    ) -> list[Signal]:
        lengths = Quotations(self._index.catalog).lengths(numbers.tolist())
        raw = np.array([lengths.get(number, 0) for number in numbers.tolist()], dtype=np.float64)
        whole = np.minimum(raw / WHOLE_LENGTH, 1.0)
        return [
            *super().added(question, words, numbers, admitted, weights),
            Signal("length", LENGTH_WEIGHT, numbers, raw, whole),
        ]


class _QuoteMatcher(Matcher):
    """Decides conditions on quotes: what is written in one is its sentence."""

    def _mask(self, condition: Condition, found: Satisfied) -> Mask:
        if isinstance(condition, Within):
            return admitted_quotes(self._index, self._index.document_of, condition.filter)
        return super()._mask(condition, found)

    def _written(self, name: str, numbers: NDArray[np.int64]) -> Iterable[str]:
        catalog = self._index.catalog
        for owner, place in Quotations(catalog).documents_of(numbers.tolist()):
            document, quote = catalog.document(owner), catalog.quotes_of(owner)[place]
            if name == "title":
                yield document.title or ""
            elif name == "speaker":
                yield quote.speaker or ""
            else:
                yield quote_context(document.text, quote).of(document.text)
