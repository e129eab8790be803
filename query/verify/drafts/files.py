"""A draft or a table of quotes as a file."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from indexer.errors import CorpusError
from indexer.readers.formats import format_of
from indexer.readers.raw import RawDocument
from indexer.records import Unit
from query.verify.drafts.draft import Claimed, Draft

LARGEST = 50_000_000
"""Bytes of a draft."""

TEXT = ("plain text", "Markdown", "JSON Lines", "JSON", "CSV")
"""Formats whose files are read as they stand, so that a quote's line is that of the file."""


def read_draft(name: str, stdin: TextIO) -> Draft:
    """A draft: text, or a file of any format that the indexer reads; `-` is `stdin`.

    Raises:
        CorpusError: If it cannot be read.
    """
    if name == "-":
        return Draft(stdin.read())
    path = Path(name)
    found = format_of(path)
    try:
        if path.stat().st_size > LARGEST:
            raise CorpusError(name, f"is larger than {LARGEST:,} bytes")
        if found is None or found.name in TEXT:
            return Draft(path.read_text(encoding="utf-8-sig", errors="replace"))
        documents = [one for one in found.load()(path) if isinstance(one, RawDocument)]
    except OSError as error:
        raise CorpusError(name, error.strerror or "cannot be read") from None
    if len(documents) != 1:
        raise CorpusError(name, f"holds {len(documents)} documents, and a draft is one")
    places = documents[0].origin.places
    return Draft(documents[0].text, places if places and places.unit is Unit.PAGE else None)


def read_claims(name: str, stdin: TextIO) -> list[Claimed]:
    """A table of quotes; `-` is `stdin`.

    A line is a quote, or JSON with "quote" and perhaps "speaker" and "id". A file whose first line
    names a column "quote" is CSV.

    Raises:
        CorpusError: If it cannot be read, or a line of JSON has no quote.
    """
    lines = read_draft(name, stdin).text.splitlines()
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
