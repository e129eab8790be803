"""Opening an index once, and answering questions from it."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from indexer.encoder import Encoder
from indexer.errors import DocumentNotFoundError
from indexer.records import Document, Passage, Quote
from indexer.store.index import Index
from query.admission import admitted
from query.answers import best_sentence, matching_words, telling
from query.hits import Answer, Hit, WholeDocument, line_of, quotes_within
from query.parse import parse_question
from query.ranker import Ranked, Ranker
from query.settings import Mode, Settings


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
    def _ranker(self) -> Ranker:
        return Ranker(self.index)

    def ask(self, question: str, settings: Settings | None = None) -> Answer:
        """Find the passages that answer a question.

        Args:
            question: In plain English.
            settings: Limit, filters, mode and the like; None for the defaults.

        Returns:
            Hits, best first; the same question to the same state gives the same answer.

        Raises:
            QuerySyntaxError: If there is no word in the question, or a filter is malformed.
            IndexCorruptError: If a part of the index turns out to be damaged.
        """
        chosen = settings or Settings()
        parsed = parse_question(question)
        allowed = self.index.live
        if chosen.filters is not None:
            allowed = admitted(self.index, chosen.filters)
        vector = None
        if chosen.mode is not Mode.KEYWORD:
            vector = self.encoder.encode_query(parsed.text)
        ranked = self._ranker.rank(parsed.text, vector, allowed, chosen)
        hits = self._hits(ranked, vector if chosen.mark else None)
        return Answer(parsed.text, hits, parsed.notes, int(allowed.sum()))

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

    def _hits(self, ranked: Ranked, vector: NDArray[np.float32] | None) -> tuple[Hit, ...]:
        catalog = self.index.catalog
        found = catalog.passages([int(number) for number in ranked.numbers])
        documents = {number: catalog.document(number) for number, _, _ in found}
        quotes = {number: catalog.quotes_of(number) for number in documents}
        hits = []
        for place, (number, paragraph, span) in enumerate(found):
            document = documents[number]
            passage = Passage(document.document_id, paragraph, span, span.of(document.text))
            inside = quotes_within(quotes[number], span)
            hits.append(self._hit(ranked, place, document, passage, inside, vector))
        return tuple(hits)

    def _hit(
        self,
        ranked: Ranked,
        place: int,
        document: Document,
        passage: Passage,
        quotes: tuple[Quote, ...],
        vector: NDArray[np.float32] | None,
    ) -> Hit:
        number, words = int(ranked.numbers[place]), telling(ranked.weights)
        offset = passage.span.start
        encoder = None if vector is None else self.encoder
        return Hit(
            rank=place + 1,
            score=float(ranked.fusion.ranking.scores[place]),
            document=document,
            passage=passage,
            line=line_of(document, passage.span),
            keyword=ranked.leg("keyword", number),
            semantic=ranked.leg("semantic", number),
            contributions=ranked.fusion.contributions(place),
            matches=matching_words(passage.text, words, offset),
            answer=best_sentence(passage.text, words, offset, encoder, vector),
            quotes=quotes,
        )
