"""Document -> passages: where paragraphs begin and end, and which are worth returning.

A blank line always ends a paragraph. A single line break ends one too, unless the text shows that
its lines were wrapped: a sentence goes on in lower case on the next line, or most lines do so and
this line is about as full as the others. This serves texts with one paragraph on each line, texts
that are wrapped at 72 columns, and header lines above paragraphs with blank lines between them. A
list item begins a paragraph. A Markdown heading is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.records import Document, Passage, Span
from indexer.text.sentences import split_sentences

MAX_PASSAGE = 2_000
"""Code points; a longer paragraph is cut, because a passage is read and ranked as one thing."""

CUT_LENGTH = 1_500
"""Most code points of a part of a cut paragraph."""

_WRAP_WIDTH = 120  # code points; longer lines are paragraphs, not wrapped lines
_WRAP_SHARE = (
    0.25  # share of line breaks inside a sentence; wrapped prose has about .8, other texts 0
)
_RAGGED = 0.75  # share of the wrap width; a shorter line ends a paragraph
_TERMINAL = tuple(".!?…:\"'”’»“)]。！？")
_ITEM = re.compile(r"(?:[-*+•‣·–—]|\d{1,3}[.)])[ \t]+\S")
_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_LETTER = re.compile(r"[^\W_]")
_NOT_SPACE = re.compile(r"\S")


def split_paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, in order, without surrounding white space.

    Each character but white space is in exactly one of them. Takes time in proportion to the
    length of the text.
    """
    lines = _lines(text)
    width = _wrap_width(text, lines)
    spans: list[Span] = []
    for before, line in pairwise([None, *lines]):
        if line is None:
            continue
        if before is not None and spans and _goes_on(text, before, line, width):
            spans[-1] = Span(spans[-1].start, line.end)
        elif line.start < line.end:
            spans.append(line)
    return spans


def split_passages(document: Document) -> list[Passage]:
    """The paragraphs to return for a question, numbered from 1 in order of the text.

    Context (headline, place line) is left out, and so are paragraphs without a letter or digit,
    such as a row of asterisks. A paragraph of more than `MAX_PASSAGE` code points is cut at ends of
    sentences into parts of at most `CUT_LENGTH`, and within a longer sentence between words.
    """
    text = document.text
    passages: list[Passage] = []
    for part in _without(split_paragraphs(text), sorted(document.context), text):
        for span in _cut(text, part):
            words = span.of(text)
            if _LETTER.search(words):
                passages.append(Passage(document.document_id, len(passages) + 1, span, words))
    return passages


def trim(text: str, start: int, end: int) -> Span:
    """The span without surrounding white space; empty if there is nothing else."""
    words = text[start:end]
    left = end - len(words.lstrip())
    return Span(left, max(left, start + len(words.rstrip())))


def _lines(text: str) -> list[Span]:
    """The lines without surrounding white space; blank ones are empty spans."""
    spans = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        trimmed = not line or line.strip() != line
        spans.append(trim(text, start, end) if trimmed else Span(start, end))
        start = end + 1
    return spans


def _wrap_width(text: str, lines: Sequence[Span]) -> int:
    """The length at which lines are wrapped, or 0 if they are not."""
    inside = 0
    lengths = []
    for before, line in pairwise(lines):
        if before.start < before.end and line.start < line.end:
            lengths.append(before.end - before.start)
            inside += _is_inside_sentence(text, before, line)
    if not inside > _WRAP_SHARE * len(lengths):
        return 0
    # Not the longest line: a long address cannot be wrapped.
    width = sorted(lengths)[len(lengths) * 9 // 10]
    return width if width <= _WRAP_WIDTH else 0


def _is_inside_sentence(text: str, before: Span, line: Span) -> bool:
    """Whether a sentence goes on in lower case on the next line."""
    return not text[before.end - 1].endswith(_TERMINAL) and text[line.start].islower()


def _goes_on(text: str, before: Span, line: Span, width: int) -> bool:
    """Whether a line belongs to the same paragraph as the one before it."""
    if before.start == before.end or line.start == line.end:
        return False
    if _ITEM.match(text, line.start, line.end) or _HEADING.match(text, line.start, line.end):
        return False
    if _HEADING.match(text, before.start, before.end):
        return False
    return _is_inside_sentence(text, before, line) or (
        before.end - before.start >= _RAGGED * width > 0
    )


def _without(paragraphs: Sequence[Span], context: Sequence[Span], text: str) -> Iterator[Span]:
    """The parts of the paragraphs outside the context, trimmed, in order."""
    first = 0
    for paragraph in paragraphs:
        while first < len(context) and context[first].end <= paragraph.start:
            first += 1
        start = paragraph.start
        for number in range(first, len(context)):
            span = context[number]
            if span.start >= paragraph.end:
                break
            if span.start > start:
                yield trim(text, start, span.start)
            start = max(start, span.end)
        if start < paragraph.end:
            yield trim(text, start, paragraph.end)


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph itself if it is short enough, else its parts in order."""
    if paragraph.end - paragraph.start <= MAX_PASSAGE:
        yield paragraph
        return
    start = end = paragraph.start
    for piece in _pieces(text, paragraph):
        if piece.end - start > CUT_LENGTH:
            yield trim(text, start, end)
            start = piece.start
        end = piece.end
    yield trim(text, start, end)


def _pieces(text: str, paragraph: Span) -> Iterator[Span]:
    """Sentences, those longer than `CUT_LENGTH` cut between words or, without any, anywhere."""
    for sentence in split_sentences(paragraph.of(text)):
        start, last = paragraph.start + sentence.start, paragraph.start + sentence.end
        while last - start > CUT_LENGTH:
            space = text.rfind(" ", start + 1, start + CUT_LENGTH + 1)
            end = space if space > start else start + CUT_LENGTH
            yield trim(text, start, end)
            # Trimming the rest would copy it each time and take quadratic time.
            following = _NOT_SPACE.search(text, end, last)
            start = following.start() if following else last
        yield Span(start, last)
