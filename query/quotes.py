"""Searching the quotes themselves: by their words, their meaning, and who said them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder
from indexer.errors import IndexCorruptError
from indexer.store.index import Index
from indexer.store.quotations import Quotations
from indexer.store.quotes import quote_context
from query.admission import admitted_quotes
from query.conditions import Condition, Within
from query.filters import Filter, joined, speakers_named
from query.hits import line_of
from query.matching import Mask, Matcher, Satisfied
from query.parse import Question, parse_question
from query.quote_hits import QuoteAnswer, QuoteHit
from query.ranker import Ranker
from query.selection import select
from query.settings import Mode, Order, Settings
from query.speakers import Directory
from query.spoken import understand

ALL = 1 << 31
"""More hits than there are quotes."""

MOST_TERMS = 20
"""That a pattern is taken for and that take part in the ranking."""


class QuoteEngine:
    """Finds quotes in one state of an index. Use from one thread."""

    def __init__(self, index: Index, encoder: Encoder | None = None) -> None:
        """Prepare to search.

        Args:
            index: Opened with its quotes.
            encoder: The one that made the index, if it is not to be opened from there.

        Raises:
            ValueError: If the index was opened without its quotes.
        """
        if index.quotes is None:
            raise ValueError("the index was opened without its quotes")
        self.index = index
        self._part = index.quotes
        # The same index, with quotes in the place of passages.
        self._rows = replace(
            index, keyword=self._part.keyword, vectors=self._part.vectors, owners=self._part.owners
        )
        self._given = encoder
        self.directory = Directory(index.catalog)
        self._quotations = Quotations(index.catalog)

    @classmethod
    def open(cls, index: Path | str = "index_data", encoder: Encoder | None = None) -> QuoteEngine:
        """Open the index in a folder; see `Engine.open`."""
        return cls(Index.open(Path(index), quotes=True), encoder)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the index carries, opened when first needed."""
        return self._given or self.index.open_encoder()

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self._rows)

    @cached_property
    def _matcher(self) -> Matcher:
        return _QuoteMatcher(self._rows)

    def search(self, topic: str, settings: Settings | None = None) -> QuoteAnswer:
        """Find quotes about something.

        Args:
            topic: In plain English, with conditions if need be (`query.lexing`); a question such
                as "what did X say about Y" is understood.
            settings: Limit, filters, mode and the like; None for the defaults.

        Raises:
            QuerySyntaxError: If there is no word in the topic, or a filter is malformed, or, with
                `settings.strict`, the topic's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        chosen = settings or Settings()
        parsed = parse_question(topic, strict=chosen.strict)
        wanted, spoken = chosen.filters, None
        if chosen.spoken:
            parsed, spoken = understand(parsed, self.directory)
            wanted = joined(spoken, wanted)
        allowed = self._admitted(wanted)
        notes = [
            *parsed.notes,
            *self.directory.notes(speakers_named(chosen.filters)),
            *self.directory.notes_understood(spoken),
        ]
        numbers, scores, searched = self._ranked(parsed, allowed, chosen, notes)
        return QuoteAnswer(parsed.text, self._read(numbers, scores, chosen), tuple(notes), searched)

    def by_date(self, settings: Settings | None = None) -> QuoteAnswer:
        """All quotes that the filters admit, by date: oldest first unless asked otherwise.

        Quotes of undated documents come last.

        Raises:
            QuerySyntaxError: If a filter is malformed.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        chosen = settings or Settings()
        allowed = self._admitted(chosen.filters)
        ordered = self._quotations.by_date(newest_first=chosen.order is Order.NEWEST)
        numbers = [number for number in ordered if allowed[number]]
        shown = numbers[chosen.offset : chosen.offset + chosen.limit]
        notes = self.directory.notes(speakers_named(chosen.filters))
        return QuoteAnswer(None, self._read(shown, {}, chosen), tuple(notes), len(numbers))

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def __enter__(self) -> QuoteEngine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _admitted(self, chosen: Filter | None) -> NDArray[np.bool_]:
        if chosen is None:
            return self._part.live
        return admitted_quotes(self.index, self._part.owners, chosen)

    def _ranked(
        self, parsed: Question, allowed: NDArray[np.bool_], chosen: Settings, notes: list[str]
    ) -> tuple[list[int], dict[int, float], int]:
        """The quotes to show, every ranked quote's score, and how many could have been found."""
        condition = None
        if parsed.condition is not None:
            condition = self._matcher.satisfying(parsed.condition)
            allowed = allowed & condition.passages
            notes += condition.notes
        vector = None
        if chosen.mode is not Mode.KEYWORD and parsed.words:
            vector = self.encoder.encode_query(parsed.words)
        also = condition.terms[:MOST_TERMS] if condition else ()
        ranked = self._ranker.rank(parsed.words, vector, allowed, replace(chosen, limit=ALL), also)
        dates = self._dates() if chosen.order is not Order.SCORE else ()
        satisfying = allowed if condition else None
        numbers = select(ranked.numbers, satisfying, self._part.owners, dates, chosen)
        ranking = ranked.fusion.ranking
        scores = dict(zip(ranking.numbers.tolist(), ranking.scores.tolist(), strict=True))
        return numbers, scores, int(allowed.sum())

    def _dates(self) -> list[str | None]:
        return [date for _, date in self.index.catalog.origins()]

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


class _QuoteMatcher(Matcher):
    """Decides conditions on quotes: what is written in one is its sentence."""

    def _mask(self, condition: Condition, found: Satisfied) -> Mask:
        if isinstance(condition, Within):
            return admitted_quotes(self._index, self._index.owners, condition.filter)
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
