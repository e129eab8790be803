"""Whether the paper says that somebody said the words, denies it, or has him repeat another's.

By rule from the sentence around a quote.
"""

from __future__ import annotations

import re
from enum import Enum

from indexer.records import Document, Polarity, Quote, Span
from indexer.store.quote_text import quote_context


class Utterance(str, Enum):
    """How words were said."""

    SAID = "said"
    DENIED = "denied"
    RELAYED = "relayed"


_SAY = (
    r"(?:say|saying|said|stated?|stating|call(?:ed|ing)?|us(?:e|ed|ing)|utter(?:ed|ing)?"
    r"|tweet(?:ed|ing)?|write|wrote|written|writing|tell|told|telling|claim(?:ed|ing)?)"
)
# Words that may stand between a denial and the words denied; others begin another thought.
_BETWEEN = (
    r"(?:[\s,:]+(?:that|ever|having|had|has|have|he|she|it|they|was|were|is|been|the|a|an|any|such"
    r"|words?|phrase|remarks?|comments?|anyone|him|her|them|reporters|publicly|once|actually"
    rf"|{_SAY}))*"
)
_NEVER = r"(?:\b(?:never|not)|n[’']t)(?:[\s]+(?:ever|actually|once|even|really|in fact))*\s+"
_DENIED_BEFORE = re.compile(
    rf"(?:\bden(?:y|ies|ied|ying)|{_NEVER}{_SAY}){_BETWEEN}[\s:,“\"'‘]*$", re.IGNORECASE
)
# "he never said", but not "he said but never said why".
_DENIED_AFTER = re.compile(
    rf"^[\s,.”\"'’—–-]*(?:(?!{_SAY}\b|says|and\b|but\b)\w+[\s]+){{0,3}}{_NEVER}{_SAY}\b",
    re.IGNORECASE,
)
_FAKE = re.compile(
    r"\b(?:(?:wrongly|falsely|mistakenly|incorrectly) (?:quoted|attributed|credited)"
    r"|misquot(?:ed|ing)|(?:fake|invented|made-up|fabricated|bogus) (?:quote|quotation))\b",
    re.IGNORECASE,
)
# Inside a word, a mark is an apostrophe.
_INNER = re.compile(
    r"[‘“][^‘“”’]*(?:’(?=\w)[^‘“”’]*)*[’”]"
    r"|(?<!\w)'[^']*(?:'(?=\w)[^']*)*'(?!\w)"
    r"|\"[^\"]+\""
)


def polarity_of(document: Document, quote: Quote) -> Utterance:
    """Whether the paper says that the words of a quote were said or that they were not."""
    if quote.polarity is Polarity.DENIED:
        return Utterance.DENIED
    text, context, span = document.text, quote_context(document.text, quote), quote.span
    before, after = text[context.start : span.start], text[span.end : context.end]
    denied = (
        _DENIED_BEFORE.search(" ".join(before.split()))
        or _DENIED_AFTER.search(" ".join(after.split()))
        or _FAKE.search(before)
        or _FAKE.search(after)
    )
    return Utterance.DENIED if denied else Utterance.SAID


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
