"""What a reader is shown of a place: words, speaker, sentences around them, where it stands."""

from __future__ import annotations

from collections.abc import Callable

from indexer.records import Quote, QuoteKind, Span, line_of, listed
from indexer.store.quote_text import quote_context
from query.speakers.directory import Directory
from query.verify.candidates import Candidates, Near
from query.verify.match import Match
from query.verify.statement import Statement
from query.verify.verdict import Evidence


class EvidenceReader:
    """Reads the places that a verdict rests on.

    Args:
        candidates: Where statements are read.
        directory: Gives the people who are quoted, when they are needed.
    """

    def __init__(self, candidates: Candidates, directory: Callable[[], Directory]) -> None:
        self._candidates, self._directory = candidates, directory

    def found(self, match: Match) -> Evidence:
        """The words of a statement that a claim repeats."""
        start, end = match.alignment.start, match.alignment.end
        return self._evidence(
            match.statement, match.span, match.statement.between(start, end), match.error_rate
        )

    def alike(self, near: Near) -> Evidence:
        """A quote near in meaning."""
        statement = self._candidates.statements([near.number])[0]
        text = statement.between(0, len(statement.words))
        return self._evidence(statement, statement.span, text, cosine=near.cosine)

    def _evidence(
        self,
        statement: Statement,
        span: Span,
        text: str,
        error_rate: float | None = None,
        cosine: float | None = None,
    ) -> Evidence:
        document, quote, number = statement.document, statement.quote, statement.number
        paragraph = self._candidates.paragraph_at(number, span.start)
        names = quote.speakers if quote else ()
        around = quote or Quote(statement.spans, QuoteKind.DIRECT)
        return Evidence(
            document=document,
            span=span,
            text=text,
            context=quote_context(document.text, around),
            speaker=listed(names) or None,
            # Several have no one name across the archive.
            person=self._directory().person(number, names[0]) if len(names) == 1 else None,
            mention=quote.mention.of(document.text) if quote and quote.mention else "",
            passage_id=None if paragraph is None else f"{document.document_id}:{paragraph}",
            line=line_of(document, span),
            paragraph=paragraph,
            error_rate=error_rate,
            cosine=cosine,
        )


def omitted(match: Match) -> tuple[str, str]:
    """What of the statement stands before and behind the words that the claim repeats."""
    statement, alignment = match.statement, match.alignment
    if statement.marked or (statement.quote is None and statement.row is None):
        return "", ""
    before = statement.between(0, alignment.start)
    return before, statement.between(alignment.end, len(statement.words))
