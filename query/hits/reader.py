"""The hit reader: passage numbers -> hits, with the places of the question's words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from indexer.records import Document, Passage, Quote, Span, line_of
from indexer.store.catalog.reader import Catalog
from indexer.text.analyzer import Token, find_terms
from indexer.text.hidden_terms import hidden_terms
from indexer.text.languages.recognise import analysed_as
from query.hits.best_sentence import Meaning, best_sentence, marked
from query.hits.file_changes import FileChanges
from query.hits.hit import Hit
from query.hits.same_story import SameStory
from query.rank.ranker import Ranked
from query.rank.stopwords import without_stopwords
from query.settings import Settings

MARKED_BY_MEANING = 50
"""Hits whose sentences are encoded; further down, words alone decide."""


class HitReader:
    """Reads the hits of one question."""

    def __init__(
        self,
        catalog: Catalog,
        ranked: Ranked,
        settings: Settings,
        question: str,
        meaning: Callable[[], Meaning] | None,
        same_story: SameStory | None = None,
    ) -> None:
        """Prepare for one question.

        Args:
            catalog: Where passages are read.
            ranked: The question's ranking.
            settings: Offset, context, and whether to mark by meaning.
            question: As the reader asked it, which tells what kind of words answer it.
            meaning: Opens the encoder; called only if sentences are compared by meaning. None
                where the question has no vector.
            same_story: Tells in which other articles a hit's story is.
        """
        self._catalog, self._ranked, self._settings = catalog, ranked, settings
        self._question, self._meaning = question, meaning
        self._same_story = same_story
        self._changes = FileChanges(catalog)
        self._words = without_stopwords(ranked.weights)

    def read(self, numbers: Sequence[int]) -> tuple[Hit, ...]:
        """The hits of passages, in their order; ranks begin after the offset.

        Raises:
            IndexCorruptError: If the catalog is damaged.
        """
        found = self._catalog.passages(numbers)
        documents = {number: self._catalog.document(number) for number, _, _ in found}
        around = {
            number: self._catalog.passages_of(number) for number in self._with_context(documents)
        }
        hits = []
        for rank, (number, (document_number, paragraph, span)) in enumerate(
            zip(numbers, found, strict=True), self._settings.offset + 1
        ):
            document = documents[document_number]
            passage = Passage(document.document_id, paragraph, span, span.of(document.text))
            inside = self._catalog.quotes_in(document_number, span)
            copies = self._same_story.copies(document_number) if self._same_story else None
            before, after = self._neighbours(passage, around.get(document_number, []))
            hit = self._hit(rank, number, document, passage, inside, (before, after))
            hits.append(replace(hit, copies=copies))
        return tuple(hits)

    def _with_context(self, documents: dict[int, Document]) -> list[int]:
        return list(documents) if self._settings.context else []

    def _neighbours(
        self, passage: Passage, passages: list[Passage]
    ) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
        own = next((n for n, other in enumerate(passages) if other.span == passage.span), 0)
        reach = self._settings.context
        before = passages[max(own - reach, 0) : own]
        return tuple(before), tuple(passages[own + 1 : own + 1 + reach])

    def _hit(
        self,
        rank: int,
        number: int,
        document: Document,
        passage: Passage,
        quotes: tuple[Quote, ...],
        around: tuple[tuple[Passage, ...], tuple[Passage, ...]],
    ) -> Hit:
        position = self._ranked.fusion.ranking.position(number)
        fusion = self._ranked.fusion
        found = self._found(passage.text, analysed_as(document.language))
        return Hit(
            rank=rank,
            score=0.0 if position is None else float(fusion.ranking.scores[position]),
            document=document,
            passage=passage,
            line=line_of(document, passage.span),
            keyword=self._ranked.rank_by("keyword", number),
            semantic=self._ranked.rank_by("semantic", number),
            contributions=() if position is None else fusion.contributions(position),
            matches=marked(found, passage.span.start),
            answer=self._answer(rank, passage, found),
            quotes=quotes,
            file_change=self._changes.of(document.path),
            before=around[0],
            after=around[1],
        )

    def _found(self, text: str, language: str) -> list[Token]:
        """The places of the question's terms, hidden ones too."""
        found = find_terms(text, self._words, language)
        return _with_hidden(found, hidden_terms(text, language), self._words)

    def _answer(self, rank: int, passage: Passage, found: Sequence[Token]) -> Span | None:
        meaning = None
        if self._meaning is not None and self._settings.mark and rank <= MARKED_BY_MEANING:
            meaning = self._meaning()
        return best_sentence(
            passage.text, found, self._words, passage.span.start, meaning, self._question
        )


def _with_hidden(
    found: list[Token], every: Sequence[Token], wanted: Collection[str]
) -> list[Token]:
    """The places of terms in order, with those of acronyms and divided words."""
    hidden = [word for word in every if word.term in wanted]
    if not hidden:
        return found
    apart = (one for one in found if not any(h.start <= one.start < h.end for h in hidden))
    return sorted([*apart, *hidden], key=lambda one: one.start)
