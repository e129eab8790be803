"""JSON Schemas of what several results hold. Offsets are code points of the article's text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Shape = dict[str, Any]
"""A JSON Schema (2020-12)."""


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these fields and no others."""
    return {
        "type": "object",
        "properties": {**required, **(optional or {})},
        "required": list(required),
        "additionalProperties": False,
    }


def rows(of: Shape, told: str = "") -> Shape:
    """A list."""
    return _told({"type": "array", "items": of}, told)


def text(told: str = "") -> Shape:
    """A text."""
    return _told({"type": "string"}, told)


def text_or_null(told: str = "") -> Shape:
    """A text, or null where it is not known."""
    return _told({"type": ["string", "null"]}, told)


def number(told: str = "") -> Shape:
    """A whole number."""
    return _told({"type": "integer"}, told)


def number_or_null(told: str = "") -> Shape:
    """A whole number, or null where there is none."""
    return _told({"type": ["integer", "null"]}, told)


def share(told: str = "") -> Shape:
    """A number, or null where there is none."""
    return _told({"type": ["number", "null"]}, told)


def flag(told: str = "") -> Shape:
    """True or false."""
    return _told({"type": "boolean"}, told)


def one_of(*values: str | None, told: str = "") -> Shape:
    """One of some words."""
    return _told({"enum": list(values)}, told)


def or_null(shape: Shape) -> Shape:
    """A value, or null where there is none."""
    return {"anyOf": [shape, {"type": "null"}]}


def _told(shape: Shape, told: str) -> Shape:
    return shape | {"description": told} if told else shape


NOTES = rows(text(), "How the question was read, and what a reader should know.")

SPAN = record(
    {
        "start": number("Where the words begin in the article's text, in code points."),
        "end": number(),
        "text": text("The words, exactly as they stand in the article."),
    }
)

DOCUMENT: dict[str, Shape] = {
    "document_id": text("Short, stable and citable."),
    "title": text_or_null(),
    "source": text_or_null("The paper or site."),
    "date": text_or_null("Of publication: YYYY-MM-DD, or as much of it as is known."),
    "author": text_or_null(),
    "url": text_or_null(),
    "path": text("The file on the machine that holds the archive."),
    "record": text_or_null("Which article of a file with several."),
    "language": text_or_null(),
    "section": text_or_null(),
    "rules": {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "Which rule gave each of these facts.",
    },
}

FILE_CHANGE = one_of(
    "gone", "changed", None, told="What has become of the file since it was indexed."
)

GRADE = one_of("sure", "likely", "unsure", told="How sure it is who speaks.")

_JOINT = record(
    {
        "speaker": text(),
        "role": text_or_null(),
        "mention": or_null(SPAN),
        "confidence": {"type": "number"},
        "grade": GRADE,
    }
)

QUOTE: dict[str, Shape] = {
    "start": number("Where the first part begins in the article's text, in code points."),
    "end": number(),
    "text": text("The words verbatim; “ […] ” stands between several parts."),
    "joint_speakers": rows(_JOINT, "Others who say the same words together with the speaker."),
    "parts": rows(SPAN, "The words between the quotation marks, verbatim."),
    "kind": one_of("direct", "mixed"),
    "speaker": text_or_null("The name in the article; null where it is not sure enough."),
    "role": text_or_null("The title or role as written."),
    "mention": or_null(SPAN),
    "cue": or_null(SPAN),
    "confidence": {
        "type": "number",
        "description": "The probability that these are the speaker's words.",
    },
    "grade": GRADE,
    "polarity": one_of(
        "said", "denied", "asked", "hypothetical", told="Whether the words were said at all."
    ),
}

_COPY = record(
    {
        "document_id": text(), "path": text(), "record": text(), "title": text_or_null(),
        "date": text_or_null(), "source": text_or_null(), "author": text_or_null(),
        "url": text_or_null(),
    }
)  # fmt: skip

ALSO_IN = record(
    {
        "articles": number(),
        "date": text_or_null("The earliest date of all."),
        "first": or_null(_COPY),
        "is_first": flag(),
        "documents": rows(_COPY),
    }
)

PASSAGE = record(
    {
        "passage_id": text("The name to cite the paragraph by."),
        "paragraph": number(),
        "start": number(),
        "end": number(),
        "text": text("The paragraph, verbatim."),
    }
)

PLACE: dict[str, Shape] = {
    "passage_id": text_or_null("The name to cite the paragraph by."),
    "paragraph": number_or_null(),
    "line": number_or_null("The line of the file."),
    "page": number_or_null("The page of the file."),
    "start": number("Where the words begin in the article's text, in code points."),
    "end": number(),
}
"""Where words stand in an article."""
