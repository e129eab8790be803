"""Opening an index once, and answering questions from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType

from indexer.encoder import Encoder
from indexer.errors import DocumentNotFoundError
from indexer.store.index import Index
from query.admission import admitted
from query.answers import telling
from query.conditions import filters_in
from query.exclusions import exclusions
from query.facets import Facets, count_facets
from query.filters import Filter, joined, speakers_named
from query.hits import Answer, WholeDocument
from query.matching import Mask, Matcher
from query.parse import parse_question
from query.ranker import Ranked, Ranker
from query.reading import HitReader
from query.selection import select
from query.settings import Mode, Order, Settings
from query.speakers import Directory
from query.spoken import understand
from query.suggestions import Suggestions, names_like, notes_on_words

ALL = 1 << 31
"""More hits than there are passages."""

MOST_TERMS = 20
"""That a pattern is taken for and that take part in the ranking."""


class Engine:
    """Answers questions from one state of an index.

    Documents that are added later are not seen: open another engine to see them. Use from one
    thread.
    """

    def __init__(self, index: Index, encoder: Encoder | None = None) -> None:
        self.index = index
        self._given = encoder

    @classmethod
    def open(cls, index: Path | str = "index_data", encoder: Encoder | None = None) -> Engine:
        """Open the index in a folder.

        Args:
            index: The index's folder.
            encoder: The one that made the index, if it is not to be opened from there.

        Raises:
            IndexNotFoundError: If there is none.
            SearchError: If it cannot be read by this program.
        """
        return cls(Index.open(Path(index)), encoder)

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder that the index carries, opened when first needed."""
        return self._given or self.index.open_encoder()

    @cached_property
    def directory(self) -> Directory:
        """The people who are quoted."""
        return Directory(self.index.catalog)

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self.index)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self.index)

    @cached_property
    def _suggestions(self) -> Suggestions:
        return Suggestions(self.index, self._matcher)

    @cached_property
    def _dates(self) -> list[str | None]:
        """Each document's date, by place."""
        return [date for _, date in self.index.catalog.origins()]

    def ask(self, question: str, settings: Settings | None = None) -> Answer:
        """Find the passages that answer a question.

        Args:
            question: In plain English, with conditions if need be (`query.lexing`).
            settings: Limit, filters, mode and the like; None for the defaults.

        Returns:
            Hits, best first; the same question to the same state gives the same answer.

        Raises:
            QuerySyntaxError: If there is no word in the question, or a filter is malformed, or,
                with `settings.strict`, the question's syntax is wrong.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        chosen = settings or Settings()
        parsed = parse_question(question, strict=chosen.strict, variants=chosen.variants)
        wanted, spoken = chosen.filters, None
        if chosen.spoken:
            parsed, spoken = understand(parsed, self.directory)
            wanted = joined(spoken, wanted)
        condition = None
        allowed = self.index.live if wanted is None else admitted(self.index, wanted)
        if parsed.condition is not None:
            condition = self._matcher.satisfying(parsed.condition)
            allowed = allowed & condition.passages
        unknown = self._suggestions.unknown(parsed.words)
        also = condition.terms[:MOST_TERMS] if condition else []
        if chosen.variants:
            also = [*also, *(term for one in unknown for term in one.variants)]
        vector = None
        if chosen.mode is not Mode.KEYWORD and parsed.words:
            vector = self.encoder.encode_query(parsed.words)
        # What is shown may lie anywhere in the ranking: it is cut afterwards.
        ranked = self._ranker.rank(parsed.words, vector, allowed, replace(chosen, limit=ALL), also)
        numbers = select(
            ranked.numbers,
            None if condition is None else allowed,
            self.index.owners,
            () if chosen.order is Order.SCORE else self._dates,
            chosen,
        )
        asked_for = filters_in(parsed.condition)
        if chosen.filters is not None:
            asked_for.insert(0, chosen.filters)
        notes = [
            *parsed.notes,
            *self._notes_on_speakers(asked_for),
            *self.directory.notes_understood(spoken),
            *(condition.notes if condition else ()),
            *notes_on_words(self._suggestions, unknown, chosen.variants, found=bool(numbers)),
        ]
        if not allowed.any():
            notes += exclusions(self.index, self._matcher, wanted, parsed.condition)
        facets = None
        if chosen.facets:
            facets = self._facets(ranked, allowed, has_condition=condition is not None)
        reader = HitReader(self.index.catalog, ranked, chosen, lambda: self.encoder, vector)
        hits = reader.read(numbers)
        return Answer(parsed.text, hits, tuple(notes), int(allowed.sum()), facets)

    def _facets(self, ranked: Ranked, allowed: Mask, *, has_condition: bool) -> Facets:
        matching = allowed
        if not has_condition:
            matching = self._matcher.holding("text", telling(ranked.weights)) & allowed
        return count_facets(self.index, matching)

    def _notes_on_speakers(self, chosen: Iterable[Filter]) -> list[str]:
        """How names of speakers were understood, and which others resemble those of nobody."""
        named = [one for part in chosen for one in speakers_named(part)]
        notes = self.directory.notes(named)
        for one in named:
            if not self.directory.find(one.name, one.variants):
                names = names_like(one.name, [person.name for person in self.directory.everyone()])
                if names:
                    notes.append(f"speakers of a similar name: {', '.join(names)}")
        return notes

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

    def close(self) -> None:
        """Let go of the index."""
        self.index.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
