"""A quotation that is open at the end of a paragraph, and how the next paragraphs go on with it.

Newspapers open each paragraph of a long quote anew and close only the last. Captions and teasers
may stand between. Verse and short lines share one pair of marks. Where the closing mark is lost,
the next paragraph is often somebody else's quote, which must keep its own speaker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.quotes.lexicon import SAYING, cues, words
from indexer.quotes.marks.captions import is_caption, is_heading
from indexer.quotes.marks.pairing import Pair
from indexer.records import Span

_FULL_NAME = re.compile(r"[A-Z][\w.’'-]* [A-Z]")
_NAMES = r"((?:[A-Z][\w.’'-]*\s+){0,4}[A-Z][\w’'-]*)"
_SAID_BY = re.compile(rf"[,\s]*([a-z]+)\s+{_NAMES}")
_BY_SAID = re.compile(rf"[,\s]*{_NAMES}\s+([a-z]+)")
REPORT = re.compile(
    r"\b(?:(?:he|she|they|[A-Z]\w+) (?:said|says|added|told)|(?:said|says) (?:he|she|[A-Z]))\b"
)
# Who adds something has spoken before, so that the words before may be theirs.
_GOING_ON = frozenset(("added", "adds", "continued", "continues", "concluded", "concludes"))
_LONGEST_SIGNATURE = 100  # code points
_MOST_LINES, _LONGEST_LINES = 12, 1200  # lines and code points within one pair of marks
_REACH = 80  # code points of an attribution
_LEAD = 400  # code points before a quote


@dataclass(slots=True)
class DraftSpan:
    """A quotation span to which further paragraphs may be added.

    Attributes:
        parts: One span for each paragraph, marks and surrounding white space excluded.
        start, end: Where it is, marks included.
        opening: The opening mark as written.
        closed: Whether its closing mark was found.
    """

    parts: list[Span]
    start: int
    end: int
    opening: str
    closed: bool

    @property
    def outer(self) -> Span:
        """From the first opening mark to the last closing mark, both included."""
        return Span(self.start, self.end)

    def join(self, tail: DraftSpan) -> None:
        """Add the parts of the next paragraph."""
        self.parts.extend(part for part in tail.parts if part.start < part.end)
        self.end, self.closed = tail.end, tail.closed


def draft_of(text: str, pair: Pair, paragraph_end: int) -> DraftSpan:
    """The span of a pair; one without an end runs to the paragraph's."""
    closed = pair.end >= 0
    right = pair.right if pair.right >= 0 else paragraph_end
    end = pair.end if closed else right
    words_between = _trimmed(text, pair.left, right)
    if pair.mark == "“" and text[pair.left : pair.left + 1] == "“":
        words_between = _without_doubled(text, words_between)
    return DraftSpan([words_between], pair.start, end, pair.mark, closed)


@dataclass(slots=True)
class Running:
    """The last span, while it is open.

    Attributes:
        draft: The span.
        paragraph: Where the paragraph begins in which it was opened.
        lines: The paragraphs after it that have no marks.
    """

    draft: DraftSpan
    paragraph: int
    lines: list[Span] = field(default_factory=list)

    def goes_on(self, text: str, paragraph: Span, pairs: list[Pair], orphan: Span | None) -> bool:
        """Add what belongs to the span of the next paragraph.

        Args:
            text: The whole text.
            paragraph: The next paragraph.
            pairs: Its pairs; the first is taken away if it goes on with the span.
            orphan: The closing mark before them that nothing in the paragraph opens, or None.

        Returns:
            Whether the span may still be open.
        """
        draft = self.draft
        if pairs and pairs[0].start == paragraph.start and pairs[0].mark == draft.opening:
            if not self._opens_anew(text, pairs[0]):
                return False
            draft.join(draft_of(text, pairs.pop(0), paragraph.end))
            self.lines.clear()
            return not draft.closed
        if orphan is None or (pairs and pairs[0].start < orphan.start):
            return not pairs and self._takes_line(text, paragraph)
        if not self.lines and _is_signature(text, draft, paragraph, orphan):
            draft.closed = True
        elif not self.lines or self._is_one_text(text):
            for line in self.lines:
                if not is_caption(text, line):
                    draft.parts.append(line)
            rest = Pair(draft.opening, paragraph.start, paragraph.start, *orphan)
            draft.join(draft_of(text, rest, paragraph.end))
        return False

    def _opens_anew(self, text: str, pair: Pair) -> bool:
        """Whether a pair that opens a paragraph goes on with the span."""
        between = self.lines
        if not all(is_caption(text, one) or is_heading(text, one) for one in between):
            return False
        return not _is_of_another(text, self.paragraph, self.draft, pair)

    def _takes_line(self, text: str, paragraph: Span) -> bool:
        """Keep a paragraph without marks in mind, which may belong to the span."""
        self.lines.append(paragraph)
        is_short = paragraph.end - self.draft.start <= _LONGEST_LINES
        return is_short and len(self.lines) < _MOST_LINES

    def _is_one_text(self, text: str) -> bool:
        """Whether the words since the opening mark report no speech, so that they may be one text.

        `“We are late, he said.` has lost its closing mark.
        """
        return REPORT.search(text, self.draft.start, self.lines[-1].end) is None


def _is_of_another(text: str, paragraph: int, running: DraftSpan, pair: Pair) -> bool:
    """Whether the next paragraph's quote has a speaker whom the open span's paragraph lacks.

    `said Roe. “Nobody rang.` and then `“The dam is safe,” said Doe.`: the first has lost its
    closing mark. Where no word before the open span tells its speaker, the two are one quote.
    """
    if pair.end < 0:
        return False
    speaker = _speaker_after(text, pair.end)
    lead = text[max(paragraph, running.start - _LEAD) : running.start]
    if not speaker or speaker in lead:
        return False
    known = cues()
    return lead.rstrip().endswith(":") or any(word in known for word in lead.lower().split())


def _speaker_after(text: str, end: int) -> str:
    """The last name of an attribution that follows a quote at once; "" if none does."""
    after, known = text[end : end + _REACH], cues()
    for pattern, verb, name in ((_SAID_BY, 1, 2), (_BY_SAID, 2, 1)):
        found = pattern.match(after)
        if not found or found[verb] not in known or found[verb] in _GOING_ON:
            continue
        if known[found[verb]].group in SAYING:
            return found[name].split()[-1]
    return ""


def _is_signature(text: str, running: DraftSpan, paragraph: Span, closing: Span) -> bool:
    """Whether a paragraph before a closing mark is only the signature of the quote before it.

    Quotations that are set apart on a page are signed within the marks. The name must not
    become a part of the quote.
    """
    if closing.end < paragraph.end or closing.start - paragraph.start > _LONGEST_SIGNATURE:
        return False
    line = text[paragraph.start : closing.start].rstrip(" .")
    named = line[:1].isupper() and _FULL_NAME.search(line) is not None
    if not named or text[running.end - 1] not in ".!?…":
        return False
    return words()["common_verbs"].isdisjoint(line.lower().split())


def _without_doubled(text: str, span: Span) -> Span:
    """The words of `““We stay,””` without the second pair of marks."""
    content = span.of(text)
    is_doubled = content.endswith("”") and content.count("“") == content.count("”") == 1
    return _trimmed(text, span.start + 1, span.end - 1) if is_doubled else span


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
