"""Texts longer than an encoder's window -> pieces that fit, cut at sentence ends.

An encoder reads a few hundred tokens and would silently drop the rest. This module drops nothing.
It puts whole sentences together until the window is full. It cuts only a sentence that is longer
than a window, at white space where there is any.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from indexer.records import Span
from indexer.text.sentences import split_sentences

# Code points looked at together, so that memory does not grow with a text of any length.
SECTION = 50_000

_SPACE = re.compile(r"\s")

TokenCounter = Callable[[Sequence[str]], list[int]]


def split_windows(text: str, count: TokenCounter, limit: int) -> Iterator[Span]:
    """Yield spans of at most `limit` tokens that together hold every word of the text, in order.

    Args:
        text: Of any length.
        count: Number of tokens of each of several texts, special tokens left out.
        limit: At least 1.

    Yields:
        Spans without surrounding white space; none for a text of white space only. A single code
        point of more than `limit` tokens is a span by itself.
    """
    for section in _sections(text):
        sentences = [
            Span(section.start + start, section.start + end)
            for start, end in split_sentences(section.of(text))
        ]
        fitting = [
            piece for sentence in _fitted(text, sentences, count, limit) for piece in sentence
        ]
        yield from (
            window
            for windows in _fitted(text, _packed(fitting, limit), count, limit)
            for window, _ in windows
        )


def _sections(text: str) -> Iterator[Span]:
    """Cut a text into stretches of at most `SECTION`, at white space where there is any."""
    start = 0
    while len(text) - start > SECTION:
        end = start + SECTION
        while end > start and not text[end].isspace():
            end -= 1
        end = end if end > start else start + SECTION
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _packed(pieces: Sequence[tuple[Span, int]], limit: int) -> list[Span]:
    """Join neighbours for as long as their tokens together fit."""
    windows: list[Span] = []
    filled = 0
    for span, tokens in pieces:
        if windows and filled + tokens <= limit:
            windows[-1] = Span(windows[-1].start, span.end)
            filled += tokens
        else:
            windows.append(span)
            filled = tokens
    return windows


def _fitted(
    text: str, spans: Sequence[Span], count: TokenCounter, limit: int
) -> Iterator[list[tuple[Span, int]]]:
    """Yield, for each span, itself or its parts with their tokens, each within the limit."""
    sizes = count([span.of(text) for span in spans])
    for span, size in zip(spans, sizes, strict=True):
        if size <= limit or span.end - span.start == 1:
            yield [(span, size)]
        else:
            halves = _halves(text, span)
            yield [part for parts in _fitted(text, halves, count, limit) for part in parts]


def _halves(text: str, span: Span) -> list[Span]:
    """Cut a span of at least two code points at the white space nearest after its middle."""
    middle = (span.start + span.end) // 2
    found = _SPACE.search(text, middle, span.end - 1)
    cut = found.start() if found else middle
    return [
        half for half in (_trimmed(text, span.start, cut), _trimmed(text, cut, span.end)) if half
    ]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Leave out white space at both ends; None when nothing else is there."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
