"""A draft or a table of quotes as a file: text, Markdown, DOCX; lines, JSON lines, CSV."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO
from xml.etree import ElementTree

from indexer.errors import CorpusError
from query.verify.drafts.draft import Claimed

LARGEST = 50_000_000
"""Bytes of a draft, unpacked."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_draft(name: str, stdin: TextIO) -> str:
    """The text of a draft; `-` is `stdin`.

    Raises:
        CorpusError: If it cannot be read.
    """
    if name == "-":
        return stdin.read()
    path = Path(name)
    try:
        if path.stat().st_size > LARGEST:
            raise CorpusError(name, f"is larger than {LARGEST:,} bytes")
        if path.suffix.lower() == ".docx":
            return _docx_text(path)
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise CorpusError(name, error.strerror or "cannot be read") from None


def read_claims(name: str, stdin: TextIO) -> list[Claimed]:
    """A table of quotes; `-` is `stdin`.

    A line is a quote, or JSON with "quote" and perhaps "speaker" and "id". A file whose first line
    names a column "quote" is CSV.

    Raises:
        CorpusError: If it cannot be read, or a line of JSON has no quote.
    """
    lines = read_draft(name, stdin).splitlines()
    header = [cell.strip().lower() for cell in next(csv.reader(lines[:1]), [])]
    if "quote" in header:
        return list(_rows(lines, header))
    return [
        _record(name, number, line) if line.lstrip().startswith("{") else _line(number, line)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]


def _rows(lines: list[str], header: list[str]) -> Iterator[Claimed]:
    for number, row in enumerate(csv.reader(lines[1:]), 1):
        cells = dict(zip(header, row, strict=False))
        if any(cell.strip() for cell in row):
            name = cells.get("id", "").strip() or str(number)
            yield Claimed(name, cells.get("quote", ""), cells.get("speaker", "").strip() or None)


def _line(number: int, line: str) -> Claimed:
    return Claimed(str(number), line.strip(), None)


def _record(name: str, number: int, line: str) -> Claimed:
    try:
        fields = json.loads(line)
        text, speaker = fields["quote"], fields.get("speaker")
    except (ValueError, KeyError, RecursionError):
        raise CorpusError(name, f'line {number} is not JSON with a "quote"') from None
    if not isinstance(text, str) or not (speaker is None or isinstance(speaker, str)):
        raise CorpusError(name, f'line {number}: "quote" and "speaker" must be text')
    return Claimed(str(fields.get("id", number)), text, speaker)


def _docx_text(path: Path) -> str:
    """The paragraphs of a Word document, a blank line between them."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > LARGEST:
                raise CorpusError(path, f"is larger than {LARGEST:,} bytes")
            content = archive.read(entry)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise CorpusError(path, "declares entities, which no Word document does")
        body = ElementTree.fromstring(content)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        raise CorpusError(path, "is not a Word document") from None
    paragraphs = (_paragraph(one) for one in body.iter(f"{_WORD}p"))
    return "\n\n".join(text for text in paragraphs if text.strip())


def _paragraph(element: ElementTree.Element) -> str:
    pieces = []
    for one in element.iter():
        if one.tag == f"{_WORD}t":
            pieces.append(one.text or "")
        elif one.tag in (f"{_WORD}tab", f"{_WORD}br"):
            pieces.append(" ")
    return "".join(pieces)
