"""Quotations that a page sets off without quotation marks: block quotes and embedded posts.

    Roe wrote on Facebook:          > The bridge is not safe.       The bridge is not safe.
                                    > — Jane Roe                    — Jane Roe (@janeroe) May 3
    I have decided to step down.

Only what is sure counts: an attribution right before a colon, or a signature. Lists and what the
paper itself tells in the first person are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.quotes.lexicon import SAYING, cues
from indexer.quotes.marks.running import REPORT
from indexer.quotes.marks.shape import has_words
from indexer.quotes.marks.transcripts import find_turns
from indexer.quotes.rules import rule
from indexer.records import Span

PLAIN, BLOCK = "", ">"
"""The openings of spans without marks: of paragraphs like any other, and of those set off."""

_MARKS = frozenset("“\"‘'«„`>")
_LEAD = 160  # code points before a colon
_VERB = re.compile(
    r"\b(\w+)(?: (?:in|on|at|via|to|during|after|this|last|later|earlier|recently|reporters"
    r"|journalists|the following|\w+day)\b[^.:;,“”\"]{0,60})?\s*:\Z"
)
_ANNOUNCING = re.compile(
    r"\b(?:what|how|when|which|why|as|read|watch|see|listen|look|following (?:words|video))\b"
    r"[^.]*:\Z",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e)\b(?!\.)")
_COMMENT = re.compile(r"\b(?:for (?:a )?comment|reached out|has been contacted)\b")
_ITEM = re.compile(r"(?:[-*+•‣·–—<#]|[\d(]|[a-z]\b)|[A-Z]\w*(?: \w+){0,2}:")
_FEWEST = 3  # words
_CLOSING = "”\"’')] \n"
_QUOTED_LINE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_INDENT = re.compile(r"(?:^|\n)(?: {4,}|\t[ \t]*)\Z")
_SIGNATURE = re.compile(r"[–—-]{1,2} ?(?=[A-Z])")
_POSTER = re.compile(r"— ?[^()\n]{2,60} \(@\w{1,30}\)")
_MOST_LINKS = 5
_LINKS = ("pic.twitter.com/", "http://", "https://")
_MOST = 12  # paragraphs of one quotation


@dataclass(frozen=True, slots=True)
class SetOff:
    """Words that are set off.

    Attributes:
        parts: One span for each paragraph or line, in order.
        outer: All of it, with the signs of a block quote and the links of a post.
        opening: `PLAIN` or `BLOCK`.
    """

    parts: tuple[Span, ...]
    outer: Span
    opening: str


@rule("set-off", otherwise=())
def find_set_off(text: str, paragraphs: Sequence[Span]) -> list[SetOff]:
    """Find what is set off without quotation marks, in order.

    Args:
        text: Any string.
        paragraphs: Its paragraphs, in order.
    """
    if ":" not in text and "(@" not in text and ">" not in text:
        return []
    found: list[SetOff] = []
    turns = [SetOff((span,), span, BLOCK) for span in find_turns(text, paragraphs)]
    all_of = sorted([*_all_of(text, paragraphs), *turns], key=lambda one: one.outer)
    for one in all_of:
        if not found or found[-1].outer.end <= one.outer.start:
            found.append(one)
    return found


def _all_of(text: str, paragraphs: Sequence[Span]) -> Iterator[SetOff]:
    """What is set off, in order of the text; some may overlap."""
    has_posts = "(@" in text
    for number, paragraph in enumerate(paragraphs):
        is_led = number > 0 and text[paragraphs[number - 1].end - 1] == ":"
        rest = paragraphs[number : number + _MOST]
        if text[paragraph.start] == ">":
            before = paragraphs[number - 1] if number else None
            if before is None or text[before.start] != ">":
                yield from _block(text, rest, is_led=is_led)
        elif is_led and text[paragraph.start] not in _MARKS:
            yield from _led(text, paragraphs[number - 1], rest)
        if has_posts:
            yield from _post(text, rest[:2])


def _block(text: str, paragraphs: Sequence[Span], *, is_led: bool) -> Iterator[SetOff]:
    """A Markdown block quote behind a colon or with a signature."""
    lines = [line for one in paragraphs if text[one.start] == ">" for line in _lines(text, one)]
    lines = lines[: _first_gap(text, lines)]
    is_signed = bool(lines) and _SIGNATURE.match(text, lines[-1].start) is not None
    words = lines[:-1] if is_signed else lines
    if (is_led or is_signed) and words and text[words[0].start] not in _MARKS:
        end = lines[-1].start if is_signed else words[-1].end
        yield SetOff(tuple(words), Span(paragraphs[0].start, end), BLOCK)


def _lines(text: str, paragraph: Span) -> Iterator[Span]:
    """The lines of a paragraph of a block quote that have words, without their signs."""
    start = paragraph.start
    for line in paragraph.of(text).split("\n"):
        sign = _QUOTED_LINE.match(line)
        first = start + (sign.end() if sign else 0)
        words = Span(first, start + len(line.rstrip()))
        if words.start < words.end:
            yield words
        start += len(line) + 1


def _first_gap(text: str, lines: Sequence[Span]) -> int:
    """How many lines there are before the first one that the text parts from the others."""
    for number in range(1, len(lines)):
        between = text[lines[number - 1].end : lines[number].start]
        if between.count("\n") != between.count(">"):
            return number
    return len(lines)


def _led(text: str, lead: Span, paragraphs: Sequence[Span]) -> Iterator[SetOff]:
    """The paragraphs behind an attribution with a colon, as far as they are surely quoted."""
    told = text[max(lead.start, lead.end - _LEAD) : lead.end]
    verb = _VERB.search(told)
    sentence = re.split(r"[.!?]\s", told)[-1]
    if verb is None or not _is_saying(verb[1].lower()) or _ANNOUNCING.search(sentence):
        return
    first = paragraphs[0]
    if _FIRST_PERSON.search(sentence) or not _is_quoted(text, first):
        return
    is_indented = _is_indented(text, first)
    parts = [first]
    for paragraph in paragraphs[1:]:
        is_alike = _is_indented(text, paragraph) if is_indented else _is_own(text, first, paragraph)
        if not is_alike or not _is_quoted(text, paragraph):
            break
        parts.append(paragraph)
    opening = BLOCK if is_indented else PLAIN
    yield SetOff(tuple(parts), Span(first.start, parts[-1].end), opening)


def _is_saying(lower: str) -> bool:
    """Whether a word tells that somebody says something, or that a statement reads so."""
    known = cues().get(lower)
    return lower in ("read", "reads") or (known is not None and known.group in SAYING)


def _is_quoted(text: str, paragraph: Span) -> bool:
    """Whether a paragraph may be somebody's words: sentences that report no others."""
    words = paragraph.of(text)
    if words[0] in _MARKS or _ITEM.match(words) or not has_words(words, _FEWEST):
        return False
    if not words.rstrip(_CLOSING).endswith((".", "!", "?", "…")):
        return False
    if "“" in words or '"' in words:
        return False
    return REPORT.search(words) is None and _COMMENT.search(words) is None


def _is_own(text: str, first: Span, paragraph: Span) -> bool:
    """Whether a further paragraph is told in the first person, as the first one is."""
    return all(_FIRST_PERSON.search(text, *one) for one in (first, paragraph))


def _is_indented(text: str, paragraph: Span) -> bool:
    return _INDENT.search(text[max(paragraph.start - 40, 0) : paragraph.start]) is not None


def _post(text: str, paragraphs: Sequence[Span]) -> Iterator[SetOff]:
    """An embedded post: a paragraph that the next one signs."""
    first = paragraphs[0]
    is_signed = len(paragraphs) > 1 and _POSTER.match(text, *paragraphs[1]) is not None
    if is_signed and text[first.start] not in _MARKS and text[first.start] not in "—<":
        words = first.of(text)
        for word in reversed(words.split()[-_MOST_LINKS:]):
            if not word.startswith(_LINKS):
                break
            words = words.removesuffix(word).rstrip()
        if words:
            yield SetOff((Span(first.start, first.start + len(words)),), first, BLOCK)
