"""What a format gives for one document, before any rule looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.records import Places, Span


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document is in its file: the way back from a passage to what the reader can open.

    Attributes:
        record: Which document of a file with several: its own id or the number of its line; else
            "".
        line: The line of the file, from 1, that holds the first character of the text; 0 if the
            file has no lines.
        places: The pages of the file, or its lines if they are not those of the text; else None.
    """

    record: str = ""
    line: int = 1
    places: Places | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as its format gives it.

    Attributes:
        text: The text, with any newlines; offsets are into it once newlines are normalised.
        fields: Metadata that the format gives separately, under the names that it uses there.
        rule: Short name of where `fields` is from ("front matter").
        origin: Where the document is in its file.
        notes: What reading had to do, by kind ("encoding"); empty for a plain UTF-8 file.
        is_whole_file: Whether the file holds this document alone, so that the file's name may
            date it.
        has_headings: Whether a line that begins with `#` is a heading.
        rules: For each of `fields` that has a rule of its own, its short name ("og:title").
        headings: Spans of `text` that the format marks as headings; they are context.
        has_header_lines: Whether the first lines of `text` may be a headline, a byline or a date.
    """

    text: str
    fields: Mapping[str, object] = field(default_factory=dict)
    rule: str = ""
    origin: Origin = Origin()
    notes: Mapping[str, str] = field(default_factory=dict)
    is_whole_file: bool = True
    has_headings: bool = False
    rules: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[Span, ...] = ()
    has_header_lines: bool = True
