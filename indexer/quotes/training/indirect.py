"""Indirect statements -> decisions about sources. Training only.

"Roe said that the plan was a danger" has no marks, but the grammar of "Roe said that the plan was
“a danger”". The end of each statement is made the quote, so that a part of the reported clause
stands before it as in mixed quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random
from typing import Any, NamedTuple

from indexer.quotes.article import Article, analyse
from indexer.quotes.marks.spans import QuotationSpan
from indexer.quotes.training.fitting import Decision
from indexer.quotes.training.labels import right_sources
from indexer.quotes.training.right_names import Gold
from indexer.records import Span
from indexer.text.paragraphs import split_paragraphs

WEIGHT = 0.1
"""How much such a decision counts beside one about a quote."""
_WORD = re.compile(r"\S+")
_LEAST_WORDS, _MOST_SKIPPED = 3, 6
_PASSES = 3


class _Statement(NamedTuple):
    """An attribution with the stretch that stands for the quote.

    Attributes:
        quote: The stretch.
        reach: From the first to the last of source, cue and content.
        gold: The annotation.
    """

    quote: Span
    reach: Span
    gold: dict[str, Any]


def indirect_decisions(
    number: int, article: Gold, attributions: Sequence[dict[str, Any]]
) -> list[Decision]:
    """The choices of the source for the indirect statements of an article.

    Args:
        number: The article's.
        article: The annotated article; its direct quotes are quotes here as well.
        attributions: Its indirect statements: `content_spans`, `source_start`, `source_end`,
            `cue_spans`.
    """
    waiting = _statements(number, article["text"], attributions)
    decisions: list[Decision] = []
    for _ in range(_PASSES):
        taken: list[_Statement] = []
        rest: list[_Statement] = []
        for one in waiting:
            (taken if _is_apart(one, taken) else rest).append(one)
        if taken:
            decisions += _decide(number, article, taken)
        waiting = rest
    return decisions


def _statements(number: int, text: str, attributions: Sequence[dict[str, Any]]) -> list[_Statement]:
    starts = sorted(
        min(one["source_start"], one["cue_spans"][0][0], one["content_spans"][0][0])
        for one in attributions
        if one["source_start"] is not None and one["cue_spans"]
    )
    random = Random(number)
    found = []
    for one in attributions:
        if one["source_start"] is None or not one["cue_spans"] or len(one["content_spans"]) != 1:
            continue
        start, end = one["content_spans"][0]
        inner = [at for at in starts if start < at < end]
        quote = _end_of_content(text, start, end, min(inner, default=end), random)
        ends = [*one["cue_spans"], (start, end), (one["source_start"], one["source_end"])]
        reach = Span(min(at for at, _ in ends), max(at for _, at in ends))
        if quote is not None:
            found.append(_Statement(quote, reach, one))
    return sorted(found, key=lambda one: one.quote)


def _end_of_content(text: str, start: int, end: int, limit: int, random: Random) -> Span | None:
    """The end of a statement, some words of it left out; it begins before `limit`."""
    words = [found.start() + start for found in _WORD.finditer(text[start:end])]
    words = [at for at in words[: 1 - _LEAST_WORDS] if at < limit or at == start]
    if not words or "\n" in text[start:end]:
        return None
    first = 0
    if len(words) > 1 and random.random() < 0.7:
        first = random.randrange(1, min(len(words), _MOST_SKIPPED + 1))
    while end > start and text[end - 1] in " .,;":
        end -= 1
    return Span(words[first], end)


def _is_apart(one: _Statement, taken: Sequence[_Statement]) -> bool:
    """Whether neither of two statements hides the other's source or cue."""
    return all(
        not (_overlap(one.quote, other.reach) or _overlap(other.quote, one.reach))
        for other in taken
    )


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _decide(number: int, article: Gold, taken: Sequence[_Statement]) -> list[Decision]:
    text = article["text"]
    direct = [Span(one["start"], one["end"]) for one in article["quotes"]]
    direct = [span for span in direct if not any(_overlap(span, one.reach) for one in taken)]
    by_quote = {one.quote: one for one in taken}
    marked = [
        QuotationSpan((span,), span, "“", closed=True) for span in sorted([*direct, *by_quote])
    ]
    prepared = analyse(text, article.get("title"), split_paragraphs(text), marked)
    return [
        decision
        for quote, one in enumerate(marked)
        if one.outer in by_quote
        for decision in _decision(number, prepared, quote, by_quote[one.outer].gold)
    ]


def _decision(number: int, prepared: Article, quote: int, gold: dict[str, Any]) -> list[Decision]:
    candidates = prepared.sources.candidates(quote, None)
    right = _heads(prepared, candidates, right_sources(prepared, candidates, gold))
    if not any(right):
        return []
    described = prepared.sources.describe(quote, candidates, None)
    return [Decision(number, described, [*right, False], WEIGHT)]


def _heads(prepared: Article, candidates: Sequence[int], right: Sequence[bool]) -> list[bool]:
    """Of the candidates within a source the first: "a lawyer" of "a lawyer for Jane Roe".

    Who only owns what follows is not the head: "Roe's lawyer".
    """
    within = [one for one, is_right in zip(candidates, right, strict=True) if is_right]
    heads = [one for one in within if not prepared.mentions[one].is_possessive] or within
    return [one in heads[:1] for one in candidates]
