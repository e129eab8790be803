"""What whosaid reads, indexes and quotes.

All offsets are half-open spans `[start, end)` in code points of `Document.text`, so that
`text[start:end]` is exactly what is shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of a text, in code points; `0 <= start <= end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text in the range."""
        return text[self.start : self.end]


class Unit(str, Enum):
    """What a file is divided into."""

    LINE = "line"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a text are in its file, if the file's lines are not those of the text.

    Attributes:
        unit: What the numbers count.
        starts: Offsets into the text, ascending; the first is 0.
        numbers: The line or page of the file, from 1, that begins at each of them.
    """

    unit: Unit
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The line or page at an offset into the text."""
        return self.numbers[max(bisect_right(self.starts, offset) - 1, 0)]


@dataclass(frozen=True, slots=True)
class Document:
    r"""One article as it was read.

    Attributes:
        document_id: Short, stable and citable; the same source gives the same id.
        path: The file it came from, absolute, as a POSIX string.
        record: Which article of a file with several (its own id or its line number), else "".
        text: The article, newlines normalised to "\n" and nothing else changed. Metadata that
            the source gives separately (front matter, JSON fields) is not part of it.
        line: The line of the file, from 1, that holds the first character of `text`, so that an
            editor can open a passage; 0 if the file has no lines.
        title, source, author, url, section: As written, or None.
        language: A tag as the source gives it ("en", "pt-BR"), or None.
        date: ISO 8601, a prefix of YYYY-MM-DD as precise as known ("2016", "2016-05"), or None.
        rules: Which rule gave each of the above: field name -> short name of the rule.
        context: Spans of `text` that introduce the article (section line, headline, place
            line) and are not passages to return.
        places: The pages of the file, or its lines if they are not those of `text`; else None.
    """

    document_id: str
    path: str
    text: str
    record: str = ""
    line: int = 1
    title: str | None = None
    date: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    rules: Mapping[str, str] = field(default_factory=dict)
    context: tuple[Span, ...] = ()
    language: str | None = None
    section: str | None = None
    places: Places | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document as it is indexed and ranked.

    Attributes:
        document_id: The document it belongs to.
        paragraph: Number of the paragraph within the document, from 1; context lines have no
            number.
        span: Where it stands in the document's text, without surrounding white space.
        text: `document.text[span.start:span.end]`.
    """

    document_id: str
    paragraph: int
    span: Span
    text: str

    @property
    def passage_id(self) -> str:
        """A name to cite, stable as long as the document does not change."""
        return f"{self.document_id}:{self.paragraph}"


class QuoteKind(str, Enum):
    """How the words are quoted."""

    DIRECT = "direct"
    MIXED = "mixed"


class Grade(str, Enum):
    """How sure it is who speaks."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"


class Polarity(str, Enum):
    """Whether the source asserts the words of a quote."""

    SAID = "said"
    DENIED = "denied"
    ASKED = "asked"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class JointSpeaker:
    """Somebody who says a quote together with its speaker: "Jane Roe and Paul Doe said".

    Attributes:
        speaker: The full name.
        mention: The words that name this person.
        role: As in `Quote`.
        confidence: Probability in [0, 1] that this person speaks, too.
        grade: By the confidence.
    """

    speaker: str
    mention: Span
    role: str | None = None
    confidence: float = 0.0
    grade: Grade = Grade.UNSURE


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation and its source.

    Attributes:
        parts: The words between the marks, marks excluded, in order of the text; several when
            an attribution or a paragraph end stands between them.
        kind: direct (whole sentences), or mixed (a quoted fragment in a reported clause).
        cue: The word or words that report ("said"), or None.
        mention: The words that name the source ("she", "the governor"), or None.
        speaker: The full name that the mention stands for, or None where no name is given or
            the name is not sure enough.
        role: Title or role as written ("former governor"), or None; one before the name and one
            behind it are joined by ", ".
        confidence: Probability in [0, 1] that the quote is this speaker's, measured on newspapers
            that were not learned from.
        grade: sure, likely or unsure, by the confidence; unsure without a speaker.
        polarity: Whether the source said the words, or denied them, asked about them or would say
            them in some case only. Where the source did not utter the words there is no speaker.
    """

    parts: tuple[Span, ...]
    kind: QuoteKind
    cue: Span | None = None
    mention: Span | None = None
    speaker: str | None = None
    role: str | None = None
    confidence: float = 0.0
    grade: Grade = Grade.UNSURE
    polarity: Polarity = Polarity.SAID
    joint_speakers: tuple[JointSpeaker, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """The names of all who say it, the speaker first; none if nobody is named."""
        first = () if self.speaker is None else (self.speaker,)
        return (*first, *(one.speaker for one in self.joint_speakers))

    @property
    def span(self) -> Span:
        """From the first part's start to the last part's end."""
        return Span(self.parts[0].start, self.parts[-1].end)


def listed(names: Sequence[str]) -> str:
    """Names as in a sentence: "Jane Roe", "Jane Roe and Paul Doe", "Roe, Doe and Conti"."""
    *first, last = names or ("",)
    return f"{', '.join(first)} and {last}" if first else last


PIPE = "-"
"""The path of documents that came through a pipe and not from a file."""


def line_of(document: Document, span: Span) -> int:
    """The line of the document's file in which a span begins, from 1; 0 if the file has no lines.

    A document that came from one line of its file (JSONL) has all of its text there.
    """
    if document.places and document.places.unit is Unit.LINE:
        return document.places.at(span.start)
    if document.record or not document.line:
        return document.line
    return document.line + document.text.count("\n", 0, span.start)


def page_of(document: Document, span: Span) -> int | None:
    """The page of the document's file on which a span begins, from 1; None without pages."""
    if document.places and document.places.unit is Unit.PAGE:
        return document.places.at(span.start)
    return None


def quotes_within(quotes: Sequence[Quote], span: Span) -> tuple[Quote, ...]:
    """The quotes with a part that overlaps the span."""
    return tuple(
        quote
        for quote in quotes
        if any(part.start < span.end and part.end > span.start for part in quote.parts)
    )
