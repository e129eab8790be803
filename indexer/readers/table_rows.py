"""The rows of CSV and TSV, and what is wrong with a row.

A quotation mark in the wrong place makes a cell swallow the rows behind it, so a row is read by the
letter of the format or not at all. Programs that part cells with tabs often know no quotation marks
as part of the format: where a row with tabs is broken by one, its lines are taken as they stand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.source import too_large


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        line: The number of its first line, from 1.
        cells: Its cells; of a broken row what stands on its first line.
        fault: Why it is broken, or "".
    """

    line: int
    cells: list[str]
    fault: str = ""


def rows_of(table: TextIO, separator: str) -> Iterator[Row]:
    """The rows of a table in order, the heading row included; one at a time is in memory.

    Args:
        table: The table, with newlines normalised.
        separator: What parts its cells.
    """
    csv.field_size_limit(MAX_TEXT_BYTES)
    lines = _Lines(table)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    columns = 0
    while True:
        line = lines.begin_row()
        try:
            row = Row(line, next(reader))
        except StopIteration:
            return
        except csv.Error:
            if sum(map(len, lines.of_row)) >= MAX_TEXT_BYTES:
                yield Row(line, ["?"], too_large("row"))
            else:
                yield from _broken(line, lines.of_row, separator, columns)
            continue
        columns = columns or len(row.cells)
        yield row


class _Lines:
    """Gives the lines of a table, and remembers those of the present row."""

    def __init__(self, table: TextIO) -> None:
        self._table = table
        self._number = 0
        self.of_row: list[str] = []

    def begin_row(self) -> int:
        """Forget the lines of the last row; the number of the next line."""
        self.of_row = []
        return self._number + 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._table.readline(MAX_TEXT_BYTES)
        if not line:
            raise StopIteration
        self._number += 1
        self.of_row.append(line)
        if len(line) == MAX_TEXT_BYTES:
            raise csv.Error(too_large("line"))
        return line


def _broken(line: int, lines: list[str], separator: str, columns: int) -> Iterator[Row]:
    """The rows that broken lines stand for, or one row with a fault."""
    parts = [one.rstrip("\n").split(separator) for one in lines]
    if separator == "\t" and all(len(cells) == columns for cells in parts):
        for number, cells in enumerate(parts, start=line):
            yield Row(number, cells)
        return
    last = line + len(lines) - 1
    where = f"lines {line} to {last}" if last > line else f"line {line}"
    yield Row(line, parts[0], f"a quotation mark in the wrong place breaks {where}")
