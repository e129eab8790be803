"""Rows of the catalog as records, after their checksums have been compared."""

from __future__ import annotations

import json
from typing import Any

from indexer.records import (
    Document,
    Grade,
    JointSpeaker,
    Places,
    Polarity,
    Quote,
    QuoteKind,
    Span,
    Unit,
)
from indexer.store.catalog.checksums import document_digest
from indexer.store.catalog.schema import columns

_DOCUMENT, _QUOTE = columns("documents")[:-1], columns("quotes")[:-1]
_START, _END = _QUOTE.index("start"), _QUOTE.index("end")


def document_from(row: tuple[Any, ...], text: str) -> Document:
    """A document from its row and its text.

    Args:
        row: Of the table `documents`, without its checksum.
        text: The document's text.

    Raises:
        ValueError: If it is not what was written.
    """
    values = dict(zip(_DOCUMENT, row, strict=True))
    document = Document(
        document_id=values["document_id"],
        path=values["path"],
        text=text,
        record=values["record"],
        line=values["line"],
        title=values["title"],
        date=values["date"],
        source=values["source"],
        author=values["author"],
        url=values["url"],
        rules=json.loads(values["rules"]),
        context=tuple(Span(*span) for span in json.loads(values["context"])),
        language=values["language"],
        section=values["section"],
        places=places_from(values["places"]),
    )
    if document_digest(document) != values["digest"]:
        raise ValueError(f"the article {document.path} is not what was written")
    return document


def quote_from(row: tuple[Any, ...]) -> Quote:
    """A quote from its row of the table `quotes`, without its checksum.

    Raises:
        ValueError: If it has no parts.
    """
    values = dict(zip(_QUOTE, row, strict=True))
    parts = tuple(Span(*part) for part in json.loads(values["parts"]))
    if not parts:
        raise ValueError("a quote has no parts")
    return Quote(
        parts=parts,
        kind=QuoteKind(values["kind"]),
        cue=_span(values["cue_start"], values["cue_end"]),
        mention=_span(values["mention_start"], values["mention_end"]),
        speaker=values["speaker"],
        role=values["role"],
        confidence=float(values["confidence"]),
        grade=Grade(values["grade"]),
        polarity=Polarity(values["polarity"]),
        joint_speakers=_joint_from(values["joint_speakers"]),
    )


def is_quote_near(row: tuple[Any, ...], span: Span) -> bool:
    """Whether a quote, from its first character to its last, overlaps a stretch of the text.

    Every quote with a part in the stretch does, and so do some whose parts lie on both sides of it.

    Args:
        row: Of the table `quotes`, without its checksum.
        span: The stretch.
    """
    return bool(row[_START] < span.end and row[_END] > span.start)


def _joint_from(text: str | None) -> tuple[JointSpeaker, ...]:
    """The people that `write_rows` wrote."""
    listed = json.loads(text) if text else []
    return tuple(
        JointSpeaker(name, Span(start, end), role, confidence, Grade(grade))
        for name, start, end, role, confidence, grade in listed
    )


def places_from(text: str) -> Places | None:
    """The places that `write_rows.places_text` wrote.

    Raises:
        ValueError: If the text is something else.
    """
    value = json.loads(text)
    if value is None:
        return None
    unit, starts, numbers = value
    if len(starts) != len(numbers) or not starts:
        raise ValueError("a document's places have no numbers")
    return Places(Unit(unit), tuple(map(int, starts)), tuple(map(int, numbers)))


def _span(start: object, end: object) -> Span | None:
    return Span(start, end) if isinstance(start, int) and isinstance(end, int) else None
