"""Parts of a text that are shown beside another part, so that nothing is printed twice."""

from __future__ import annotations

from indexer.records import Document, Quote
from query.hits.quote_hit import QuoteHit

FIRST_WORDS = 4
"""Words by which a reader finds a quote in the passage above it."""

LEFT_OUT = "…"


def first_words(document: Document, quote: Quote) -> str:
    """The words with which a quote begins, not all of them; a quote of one word is that word."""
    words = " ".join(part.of(document.text) for part in quote.parts).split()
    shown = words[: min(FIRST_WORDS, len(words) - 1)] or words
    return " ".join(shown) + (f" {LEFT_OUT}" if len(shown) < len(words) else "")


def context_without_quote(hit: QuoteHit) -> str | None:
    """The sentences around a quote with a sign in the place of its words.

    None if there are no other words.
    """
    if not hit.is_in_sentence:
        return None
    text, shown, position = hit.document.text, "", hit.context.start
    for part in hit.quote.parts:
        shown += text[position : part.start] + LEFT_OUT
        position = part.end
    return shown + text[position : hit.context.end]
