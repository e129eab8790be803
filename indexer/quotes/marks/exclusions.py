"""Quotation spans that are evidently not quotations, whatever stands around them.

A work in a list of awards, books or songs: `WINNER: Jane Roe, “The Long Way Home”`. A nickname
within a name: `Jane “Jo” Roe`. What somebody is known for: `Jane Roe (“The Long Way Home”)`. What
a work is called: `a novel entitled “Harbour Lights”`, `her book, “The Long Way Home,”`. The value
of an attribute in markup.
"""

from __future__ import annotations

import re

from indexer.quotes.lexicon import words
from indexer.quotes.marks.shape import has_words
from indexer.quotes.marks.spans import QuotationSpan
from indexer.quotes.rules import rule

_WORD = re.compile(r"[^\W_][\w’'-]*")
_NAME_BEFORE = re.compile(r"[A-Z][\w.’'-]*\s\Z")
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]")
_NICKNAME = re.compile(r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2}\Z")
_NAMING = frozenset(("called", "titled", "entitled", "named"))
_REACH, _SEVERAL = 40, 3
_LONGEST = 120  # code points of a line beside the title


@rule("exclusions", otherwise=False)
def is_excluded(text: str, span: QuotationSpan) -> bool:
    """Whether a span is evidently not a quotation, for any reason in this file."""
    return (
        is_attribute(text, span)
        or is_listed_title(text, span)
        or is_nickname(text, span)
        or is_named_work(text, span)
        or is_bracketed_title(text, span)
    )


def is_listed_title(text: str, span: QuotationSpan) -> bool:
    """Whether a span ends a line of names and is written like a title.

    Such a line has no verb, only words with capitals, and a comma before the title. (After a
    colon a headline may quote somebody, in capitals as well.)
    """
    start, end = span.outer.start, span.outer.end
    before = text[text.rfind("\n", max(0, start - _LONGEST), start) + 1 : start].rstrip()
    if not before.endswith(",") or len(before) >= _LONGEST:
        return False
    after = text[end : end + _LONGEST].partition("\n")[0].strip()
    if after[:1] not in ("", "("):
        return False
    content = span.inner.of(text)
    return content[-1:] not in (",", ".") and has_capitals(before) and has_capitals(content)


def has_capitals(line: str) -> bool:
    """Whether all words except the small ones begin with a capital or a digit."""
    small = words()["small_words_of_titles"]
    large = [word for word in _WORD.findall(line) if word not in small]
    return bool(large) and not any(word[0].islower() for word in large)


def is_named_work(text: str, span: QuotationSpan) -> bool:
    """Whether a span with capitals is the title of a work that is named right before it."""
    start = span.outer.start
    before = text[max(0, start - _REACH) : start]
    told = _WORD.findall(before.lower())
    is_called = bool(told) and told[-1] in _NAMING
    noun = told[-1 - is_called :][:1]
    if not noun or noun[0] not in words()["titled_works"]:
        return False
    is_beside = before[-1].isspace() and before.rstrip().removesuffix(",")[-1:].isalnum()
    content = span.inner.of(text)[:_LONGEST]
    # "The novel “Harbour Lights of Dunmore”", but not "the article: “No Comment”"
    return is_beside and (is_called or has_words(content, _SEVERAL)) and has_capitals(content)


def is_bracketed_title(text: str, span: QuotationSpan) -> bool:
    """Whether a span with capitals fills a pair of brackets: `Jane Roe (“The Sea”)`."""
    start, end = span.outer.start, span.outer.end
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    content = span.inner.of(text)
    return len(content) <= _LONGEST and has_capitals(content)


def is_attribute(text: str, span: QuotationSpan) -> bool:
    """Whether a span is a value in leftover markup: `<tweet id="672">`."""
    start = span.outer.start
    return start > 1 and text[start - 1] == "=" and text[start - 2].isalpha()


def is_nickname(text: str, span: QuotationSpan) -> bool:
    """Whether a span stands within a name, without a comma: `Jane “Jo” Roe`."""
    start, end = span.outer.start, span.outer.end
    return (
        _NICKNAME.match(span.inner.of(text)[:_REACH]) is not None
        and _NAME_BEFORE.search(text[max(0, start - _REACH) : start]) is not None
        and _NAME_AFTER.match(text[end : end + _REACH]) is not None
    )
