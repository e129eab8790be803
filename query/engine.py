"""Opening an index once, and answering questions from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.encoder.encoder import Encoder
from indexer.errors import DocumentNotFoundError
from indexer.store.index import Index
from query.hits.facets import Facets, count_facets
from query.hits.hit import Answer, WholeDocument
from query.hits.reader import HitReader
from query.match.did_you_mean import notes_on_spellings, notes_on_words
from query.no_hits import exclusions
from query.parse.filters import Filter, speakers_named
from query.parse.tree import filters_in
from query.rank.stopwords import telling
from query.searcher import Found, Searcher
from query.session import Opened
from query.settings import Settings

if TYPE_CHECKING:
    from query.speakers.directory import Directory


class Engine(Opened):
    """Answers questions from one state of an index.

    Documents that are added later are not seen: open another engine to see them. Use from one
    thread.

    Args:
        index: The opened index.
        encoder: The one that made the index, if it is not to be opened from there.
        exact: Score every vector for every question instead of scanning codes first: slower,
            and what the scan is measured against.

    Raises:
        EncoderMismatchError: If the encoder is not the one that made the index.
    """

    def __init__(
        self, index: Index, encoder: Encoder | None = None, *, exact: bool = False
    ) -> None:
        super().__init__(index, encoder)
        self._searcher = Searcher(index, lambda: self.encoder, exact=exact)

    @classmethod
    def open(cls, index: Path | str = "index_data", encoder: Encoder | None = None) -> Engine:
        """Open the index in a folder.

        Args:
            index: The index's folder.
            encoder: The one that made the index, if it is not to be opened from there.

        Raises:
            IndexNotFoundError: If there is none.
            EncoderMismatchError: If the encoder is not the one that made it.
            SearchError: If it cannot be read by this program.
        """
        return cls(Index.open(Path(index)), encoder)

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
        """
        chosen = settings or Settings()
        found = self._searcher.search(question, chosen)
        catalog, ranked = self.index.catalog, found.ranked
        hits = HitReader(catalog, ranked, chosen, lambda: self.encoder, found.vector)
        return Answer(
            found.question.text,
            hits.read(found.numbers),
            tuple(self._notes(found, chosen)),
            int(np.count_nonzero(found.allowed)),
            self._facets(found) if chosen.facets else None,
        )

    def rank(self, question: str, settings: Settings | None = None) -> list[tuple[int, float]]:
        """As `ask`, but only passage numbers with their scores, best first.

        A passage that satisfies the question's conditions without being ranked has score 0.
        """
        found = self._searcher.search(question, settings or Settings())
        scores = dict(found.ranked.fusion.ranking)
        return [(number, scores.get(number, 0.0)) for number in found.numbers]

    def _notes(self, found: Found, settings: Settings) -> list[str]:
        """What the reader should know about how the question was read."""
        searcher, condition = self._searcher, found.condition
        asked_for = filters_in(found.question.condition)
        if settings.filters is not None:
            asked_for.insert(0, settings.filters)
        notes = [
            *found.question.notes,
            *self._notes_on_speakers(asked_for),
            *(self.directory.notes_understood(found.spoken) if found.spoken else ()),
            *(condition.notes if condition else ()),
            *notes_on_spellings(found.spellings),
            *notes_on_words(
                searcher.suggestions,
                found.unknown,
                settings.variants,
                found=bool(found.numbers),
            ),
        ]
        notes += found.notes("passages")
        if not found.allowed.any():
            notes += exclusions(searcher, found.wanted, found.question.condition, "passages")
        return notes

    def _facets(self, found: Found) -> Facets:
        matching = found.allowed
        if found.condition is None:
            words = telling(found.ranked.weights)
            matching = self._searcher.matcher.holding("text", words) & matching
        return count_facets(self.index, matching)

    def _notes_on_speakers(self, chosen: Iterable[Filter]) -> list[str]:
        """How names of speakers were understood."""
        filters = list(chosen)
        named = [one for part in filters for one in speakers_named(part)]
        excluded = [one for part in filters for one in speakers_named(part, excluded=True)]
        if not named and not excluded:
            return []
        return self.directory.notes(named) + self.directory.notes_excluded(excluded)

    def show(self, name: str) -> WholeDocument:
        """The document that a name means: its id, path, end of its path, record or title.

        Raises:
            DocumentNotFoundError: If there is none, or several.
        """
        catalog = self.index.catalog
        found = catalog.find_documents(name)
        if not found:
            raise DocumentNotFoundError(name)
        if len(found) > 1:
            names = ", ".join(catalog.document(number).document_id for number in found)
            raise DocumentNotFoundError(name, f"may be any of {names}")
        return WholeDocument(
            catalog.document(found[0]),
            tuple(catalog.passages_of(found[0])),
            tuple(catalog.quotes_of(found[0])),
        )
