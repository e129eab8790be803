"""PDF: one document in a file, its paragraphs rebuilt from the lines, its pages remembered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.pdf.hyphens import join_lines, words_of
from indexer.readers.pdf.lines import Line, read_lines
from indexer.readers.pdf.paragraphs import split_paragraphs
from indexer.readers.pdf.running_heads import without_running_heads
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.source import open_source, too_large
from indexer.records import Places, Unit

LEAST_LETTERS = 20
"""Letters a page, on average; a file with fewer is a scan."""

_GAP = "\n\n"
_PROGRAM = re.compile(
    r"^(?:microsoft \w+ - )|\.(?:docx?|odt|rtf|tex|indd|qxd|pdf|dvi)$", re.IGNORECASE
)
_UNTITLED = frozenset(["", "untitled", "title", "document", "unknown"])


def read(path: Path) -> Iterator[RawDocument]:
    """The document in a file.

    Raises:
        CorpusError: If the file cannot be read, is encrypted, or is a scan without text.
    """
    with open_source(path):
        pass
    pages, fields = _read(path)
    letters = sum(len(line.text) for lines in pages for line in lines)
    if letters < LEAST_LETTERS * len(pages):
        raise CorpusError(path, "a scan without text; run it through text recognition (OCR) first")
    lines = [line for page in without_running_heads(pages) for line in page]
    known = words_of(line.text for line in lines)
    paragraphs, starts, length = [], [0] * len(pages), 0
    reached = 0
    for paragraph in split_paragraphs(lines):
        text = join_lines([line.text for line in paragraph], known)
        for page in range(reached + 1, paragraph[0].page + 1):
            starts[page] = length
        reached = max(reached, paragraph[0].page)
        paragraphs.append(text)
        length += len(text) + len(_GAP)
    for page in range(reached + 1, len(pages)):
        starts[page] = max(length - len(_GAP), 0)
    places = Places(Unit.PAGE, tuple(starts), tuple(range(1, len(starts) + 1)))
    yield RawDocument(
        _GAP.join(paragraphs), fields, "pdf properties", Origin(line=0, places=places)
    )


def _read(path: Path) -> tuple[list[list[Line]], dict[str, object]]:
    """The lines of each page, and the properties of the file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        reason = "encrypted; save it without a password" if "assword" in str(error) else "damaged"
        raise CorpusError(path, f"a PDF that cannot be read: {reason}") from error
    try:
        pages, size = [], 0
        for number in range(len(document)):
            pages.append(_lines(document, number))
            size += sum(len(line.text) for line in pages[-1])
            if size > MAX_TEXT_BYTES:
                raise CorpusError(path, too_large("text"))
        return pages, _fields(document)
    finally:
        document.close()


def _lines(document: Any, number: int) -> list[Line]:
    """The lines of a page; a page that is damaged has none."""
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        return read_lines(text_page, number)
    finally:
        text_page.close()
        page.close()


def _fields(document: Any) -> dict[str, object]:
    """Title and author.

    The dates in the properties say when the file was made, not when it was published.
    """
    properties = document.get_metadata_dict(skip_empty=True)
    fields: dict[str, object] = {}
    title = properties.get("Title", "").strip()
    if title.casefold() not in _UNTITLED and not _PROGRAM.search(title):
        fields["title"] = title
    if properties.get("Author"):
        fields["author"] = properties["Author"]
    return fields
