"""A document's quotes with the decisions about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indexer.decisions.decision import Decision, Verdict, text_digest, words_of
from indexer.records import Document, Grade, Quote


class DecidedQuotes:
    """Applies decisions to the quotes that were found.

    Args:
        decisions: At most one about each quote.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._by_document: dict[str, list[Decision]] = {}
        self._by_text: dict[str, list[Decision]] = {}
        for one in decisions:
            self._by_document.setdefault(one.document, []).append(one)
            self._by_text.setdefault(one.text, []).append(one)

    def of(self, document: Document, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        """The quotes of a document, as decided.

        A decision is about the quote with the same words. If there are several, it is the one that
        begins nearest to where the quote began; ties: the first. A decision about words that are
        no quote any more has no effect.
        """
        about = self._about(document)
        if not about:
            return tuple(quotes)
        found: dict[int, Decision] = {}
        for decision in about:
            same = [
                (abs(quote.span.start - decision.start), number)
                for number, quote in enumerate(quotes)
                if words_of(document.text, quote) == decision.words
            ]
            if same:
                found[min(same)[1]] = decision
        as_decided = (_decided(quote, found.get(number)) for number, quote in enumerate(quotes))
        return tuple(quote for quote in as_decided if quote is not None)

    def _about(self, document: Document) -> list[Decision]:
        """The decisions about a document; those made under another name of its file come first."""
        own = self._by_document.get(document.document_id, [])
        if not self._by_text:
            return own
        same = self._by_text.get(text_digest(document.text), [])
        return [*(one for one in same if one.document != document.document_id), *own]


def _decided(quote: Quote, decision: Decision | None) -> Quote | None:
    """The quote as decided; None if it is none."""
    if decision is None:
        return quote
    if decision.verdict is Verdict.NOT_A_QUOTE:
        return None
    if decision.verdict is Verdict.NOBODY:
        return replace(
            quote,
            mention=None,
            speaker=None,
            role=None,
            confidence=0.0,
            grade=Grade.UNSURE,
            joint_speakers=(),
        )
    if quote.speaker != decision.speaker:
        # The mention and the role are those of somebody else.
        quote = replace(quote, mention=None, role=None, joint_speakers=())
    return replace(quote, speaker=decision.speaker, confidence=1.0, grade=Grade.SURE)
