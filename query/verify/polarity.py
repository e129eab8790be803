"""Whether the paper says that somebody said the words, denies it, or has him repeat another's.

By rule from the sentence around a quote.
"""

from __future__ import annotations

import re
from enum import Enum

from indexer.records import Document, Quote, Span
from indexer.store.quote_text import quote_context


class Polarity(str, Enum):
    """How words were said."""

    SAID = "said"
    DENIED = "denied"
    RELAYED = "relayed"


_SAY = r"(?:say|said|saying|stated?|called?|used?|utter(?:ed)?|tweet(?:ed)?|write|wrote|written)"
_DENIED = re.compile(
    rf"\b(?:den(?:y|ies|ied|ying)(?: (?:that|having|ever|he|she|they|it|\w+)){{0,4}}? {_SAY}"
    rf"|(?:never|not|n[’']t)(?: (?:ever|actually|once|even|in fact|really))? {_SAY}"
    r"|(?:wrongly|falsely|mistakenly|incorrectly) (?:quoted|attributed|credited|said)"
    r"|misquot(?:ed|ing|e)|(?:fake|invented|made-up|fabricated|bogus) (?:quote|quotation)"
    r"|no (?:record|evidence) (?:of|that) .{0,60}"
    rf"{_SAY})\b",
    re.IGNORECASE,
)
_DENYING_CUE = re.compile(r"den(?:y|ies|ied|ying)", re.IGNORECASE)
_INNER = re.compile(
    r"[‘“](?P<curly>[^‘“”’]*(?:[’](?=\w)[^‘“”’]*)*)[’”]|(?<!\w)'(?P<plain>[^']*(?:'(?=\w)[^']*)*)'(?!\w)|\"(?P<double>[^\"]+)\""
)


def polarity_of(document: Document, quote: Quote) -> Polarity:
    """Whether the paper says that the words of a quote were said or that they were not."""
    context = quote_context(document.text, quote)
    around = _around(document.text, context, quote)
    cue = quote.cue.of(document.text) if quote.cue else ""
    denied = _DENYING_CUE.fullmatch(cue.strip()) or _DENIED.search(around)
    return Polarity.DENIED if denied else Polarity.SAID


def is_relayed(document: Document, span: Span, part: Span) -> bool:
    """Whether words stand between marks of their own inside a quote: somebody else's.

    Args:
        document: Where they stand.
        span: From the first of the words to the last.
        part: The part of the quote in which they stand.
    """
    text = document.text[part.start : part.end]
    return any(
        part.start + match.start() <= span.start
        and span.end <= part.start + match.end()
        and match.end() - match.start() < len(text)
        for match in _INNER.finditer(text)
    )


def _around(text: str, context: Span, quote: Quote) -> str:
    """The sentence without the words of the quote, a sign in their place."""
    pieces, end = [], context.start
    for part in quote.parts:
        pieces.append(text[end : max(part.start, end)])
        end = max(part.end, end)
    pieces.append(text[end : context.end])
    return " ".join(" ".join(pieces).split())
