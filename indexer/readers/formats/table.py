"""CSV and TSV: a table with a heading row and one article in each row.

The heading row names the columns as JSON Lines names its fields, so an export of a database is
read as it is: the first column of `TEXT_KEYS` that holds words is the article.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.fields import (
    TEXT_KEYS,
    Fields,
    FieldsError,
    document_of,
    plain_keys,
    record_of,
    with_chosen,
)
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import open_source, read_text, source_name, text_stream
from indexer.readers.table_rows import Row, rows_of

SEPARATORS = ",;\t|"
MOST_COLUMNS = 1_000
_SAMPLE = 2**16  # characters; enough to count the separators of some rows


def read(path: Path, paths: FieldPaths = USUAL) -> Iterator[RawDocument | ReadFailure]:
    """The articles of a table in order, and a failure in the place of each row without one.

    Args:
        path: The file.
        paths: Columns of fields that have no usual name.

    Raises:
        CorpusError: If the file cannot be read, or its first row names no column for the text.
    """
    with open_source(path):
        pass
    if path.stat().st_size > MAX_TEXT_BYTES:
        with text_stream(path) as (stream, encoding):
            start = stream.tell()
            head = stream.read(_SAMPLE)
            stream.seek(start)
            yield from _articles(path, stream, separator_of(path, head), encoding, paths)
        return
    text, encoding = read_text(path)
    yield from _articles(path, io.StringIO(text), separator_of(path, text), encoding, paths)


def _articles(
    path: Path, table: TextIO, separator: str, encoding: str, paths: FieldPaths
) -> Iterator[RawDocument | ReadFailure]:
    notes = {} if encoding == "utf-8" else {"encoding": encoding}
    name, names = source_name(path), RecordNames(path)
    rows = rows_of(table, separator)
    columns = _columns(path, rows, paths)
    for row in rows:
        if not any(cell.strip() for cell in row.cells):
            continue
        record = str(row.line)
        try:
            if row.fault:
                raise FieldsError(row.fault)
            fields = columns.fields(row.cells)
            record = names.unique(record_of(fields) or record, row.line)
            yield document_of(fields, Origin(record, row.line), "table column", notes)
        except FieldsError as error:
            yield ReadFailure(name, record, row.line, str(error))


def separator_of(path: Path, text: str) -> str:
    """What parts the columns: the separator that the heading row has most of."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    head = next(csv.reader([text[:_SAMPLE].lstrip("\r\n").split("\n", 1)[0]]), [])
    if len(head) > 1:
        return ","
    line = head[0] if head else ""
    return max(SEPARATORS, key=line.count)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The names in the heading row.

    Attributes:
        names: In small letters and digits only.
        paths: Columns that were named for a field.
        chosen: Field -> the number of that column, from 0.
    """

    names: list[str]
    paths: FieldPaths
    chosen: Mapping[str, int]

    def fields(self, cells: list[str]) -> Fields:
        """What a row states."""
        values: dict[str, object] = {}
        for name, cell in zip(self.names, cells, strict=False):
            if name:
                values.setdefault(name, cell)
        there = {
            field: cells[number]
            for field, number in self.chosen.items()
            if number < len(cells) and cells[number].strip()
        }
        return with_chosen(values, there, self.paths)


def _columns(path: Path, rows: Iterator[Row], paths: FieldPaths) -> _Columns:
    """The columns that the heading row names."""
    heading: list[str] = []
    for row in rows:
        heading = row.cells[:MOST_COLUMNS]
        if any(plain_keys(heading)):
            break
    names = plain_keys(heading)
    numbers = {name.strip(): number for number, name in reversed(list(enumerate(heading)))}
    chosen = {field: int(str(number)) for field, number in paths.of(numbers).items()}
    if "text" not in chosen and not set(names) & set(TEXT_KEYS):
        wanted = ", ".join(TEXT_KEYS[:3])
        raise CorpusError(
            path,
            f"the first row names no column for the text; call one of them {wanted},"
            " or name it with --field text=COLUMN",
        )
    return _Columns(names, paths, chosen)
