"""CSV and TSV: a table with a heading row and one article in each row.

The heading row names the columns as JSON Lines names its fields, so an export of a database is
read as it is: the first column of `TEXT_KEYS` that holds words is the article.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.failure import ReadFailure
from indexer.readers.fields import TEXT_KEYS, FieldsError, document_of, plain_keys, record_of
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import read_text, source_name

SEPARATORS = ",;\t|"
MOST_COLUMNS = 1_000
_SAMPLE = 2**16  # characters; enough to count the separators of some rows


def read(path: Path) -> Iterator[RawDocument | ReadFailure]:
    """The articles of a table in order, and a failure in the place of each row without one.

    Raises:
        CorpusError: If the file cannot be read, or its first row names no column for the text.
    """
    text, encoding = read_text(path)
    notes = {} if encoding == "utf-8" else {"encoding": encoding}
    name, names = source_name(path), RecordNames(path)
    rows = rows_of(text, separator_of(path, text))
    columns = _columns(path, rows)
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        record = str(line)
        try:
            fields = _fields(columns, cells)
            record = names.unique(record_of(fields) or record, line)
            yield document_of(fields, Origin(record, line), "table column", notes)
        except FieldsError as error:
            yield ReadFailure(name, record, line, str(error))


def separator_of(path: Path, text: str) -> str:
    """What parts the columns: the separator that the heading row has most of."""
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    head = next(csv.reader([text[:_SAMPLE].lstrip("\r\n").split("\n", 1)[0]]), [])
    if len(head) > 1:
        return ","
    line = head[0] if head else ""
    return max(SEPARATORS, key=line.count)


def rows_of(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, cells) of each row.

    Raises:
        ValueError: While iterating, if a cell has no end within the limit of one article.
    """
    csv.field_size_limit(MAX_TEXT_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        yield line, cells
        line = reader.line_num + 1


def _columns(path: Path, rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    """The names in the heading row, small letters and digits only."""
    columns: list[str] = []
    for _, cells in rows:
        columns = plain_keys(cells[:MOST_COLUMNS])
        if any(columns):
            break
    if not set(columns) & set(TEXT_KEYS):
        wanted = ", ".join(TEXT_KEYS[:3])
        raise CorpusError(
            path, f"the first row names no column for the text; call one of them {wanted}"
        )
    return columns


def _fields(columns: list[str], cells: list[str]) -> Mapping[str, object]:
    fields: dict[str, object] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column:
            fields.setdefault(column, cell)
    return fields
