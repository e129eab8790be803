"""A note about some words of an article, or a label of an article, and the line that states it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum

from indexer.errors import SearchError
from indexer.json_text import JsonError, parse_json

LONGEST_NOTE, LONGEST_LABEL, LONGEST_WORDS = 10_000, 80, 20_000


class AnnotationError(SearchError):
    """A note or a label cannot be kept or found."""

    hint = "Nothing was changed."


class Colour(str, Enum):
    """The colour of a note; what it means is up to the reader."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"


@dataclass(frozen=True, slots=True)
class Note:
    """A reader's note about some words of an article.

    Attributes:
        id: Sixteen hexadecimal digits.
        document: The id of the article.
        start, end: Where the words stood when the note was made.
        words: The words, exactly.
        note: What the reader wrote.
        colour: Chosen by the reader.
        made: When, ISO 8601.
    """

    id: str
    document: str
    start: int
    end: int
    words: str
    note: str
    colour: Colour
    made: str

    def line(self) -> str:
        """The line of the file that states it."""
        return json.dumps({"kind": "note", **asdict(self)}, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Label:
    """A word that a reader has given to an article, such as "court record".

    Attributes:
        document: The id of the article.
        label: The word or words.
        made: When, ISO 8601.
    """

    document: str
    label: str
    made: str

    def line(self) -> str:
        """The line of the file that states it."""
        return json.dumps({"kind": "label", **asdict(self)}, ensure_ascii=False)


Annotation = Note | Label


def parse_annotation(line: str) -> Annotation:
    """The annotation that a line states.

    Raises:
        ValueError: If it states none.
    """
    fields = parse_json(line)
    if not isinstance(fields, dict):
        raise JsonError("not a JSON object")
    if fields.get("kind") == "label":
        return Label(*(_text(fields, name) for name in ("document", "label", "made")))
    if fields.get("kind") != "note":
        raise ValueError("neither a note nor a label")
    start, end = fields.get("start"), fields.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end:
        raise ValueError("lacks its place")
    return Note(
        id=_text(fields, "id"),
        document=_text(fields, "document"),
        start=start,
        end=end,
        words=_text(fields, "words"),
        note=_text(fields, "note"),
        colour=Colour(fields.get("colour")),
        made=_text(fields, "made"),
    )


def checked_label(text: str) -> str:
    """A label as it is kept: on one line.

    Raises:
        AnnotationError: If it is empty or too long.
    """
    label = " ".join(text.split())
    if not label or not label.isprintable() or len(label) > LONGEST_LABEL:
        raise AnnotationError(f"a label has 1 to {LONGEST_LABEL} characters")
    return label


def checked_note(text: str) -> str:
    """The words of a note as they are kept.

    Raises:
        AnnotationError: If there are none, or too many.
    """
    note = text.strip()
    if not note or len(note) > LONGEST_NOTE:
        raise AnnotationError(f"a note has 1 to {LONGEST_NOTE:,} characters")
    return note


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str):
        raise ValueError(f"lacks {name}")
    return value
