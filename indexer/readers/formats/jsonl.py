"""JSON Lines: one article on a line, read one at a time, so that a file may have any size.

A line that is not an article is reported, and the next one is read. Where an id comes twice, the
second article gets a name of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from indexer.errors import CorpusError
from indexer.json_text import JsonError, parse_json
from indexer.readers.decoding import MAX_TEXT_BYTES, UndecodableError, check_text, decode
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.fields import Fields, FieldsError, document_of, read_fields, record_of
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import open_source, source_name, too_large, unreadable
from indexer.records import PIPE

_HEAD = 4096  # bytes
_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path, paths: FieldPaths = USUAL) -> Iterator[RawDocument | ReadFailure]:
    """The articles of a file in order, and a failure in the place of each line that is not one.

    Args:
        path: The file.
        paths: Where its records keep fields that have no usual name.

    Raises:
        CorpusError: If the file cannot be read at all, or holds no line of JSON Lines.
    """
    name = source_name(path)
    names = RecordNames(path)
    number = 0
    try:
        with open_source(path) as file:
            _check_head(path, file)
            for number, data in _lines(file):
                yield _read_line(_Line(name, number, data), names, paths)
    except OSError as error:
        raise unreadable(path, error) from error
    if not number:
        raise CorpusError(path, "empty")


def read_pipe(
    file: BufferedReader, paths: FieldPaths = USUAL
) -> Iterator[RawDocument | ReadFailure]:
    """The articles of a pipe in order; a line without an id of its own is a failure.

    Args:
        file: The pipe.
        paths: Where its records keep fields that have no usual name.

    Raises:
        CorpusError: If what comes is no JSON Lines, or cannot be read.
    """
    place = Path(PIPE)
    try:
        _check_head(place, file)
        for number, data in _lines(file):
            yield _read_line(_Line(PIPE, number, data), None, paths)
    except OSError as error:
        raise unreadable(place, error) from error


def _check_head(path: Path, file: BufferedReader) -> None:
    """Refuse a file whose beginning shows that it is something else."""
    head = file.peek(_HEAD)[:_HEAD]
    if head.startswith(_OTHER_BOMS):
        raise CorpusError(path, "UTF-16 or UTF-32; convert the file to UTF-8")
    first = head.removeprefix(_BOM).lstrip()[:1]
    if first == b"[":
        raise CorpusError(path, "line 1: a JSON array; write one article as an object on each line")
    try:
        # What begins as it should may still have a bad line, but that costs no other.
        check_text(b"" if first == b"{" else head)
    except UndecodableError as error:
        raise CorpusError(path, str(error)) from error


def _lines(file: BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) of the lines that are not blank; None for one beyond the limit."""
    number = 0
    while line := file.readline(MAX_TEXT_BYTES + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) > MAX_TEXT_BYTES and not line.endswith(b"\n"):
            while (rest := file.readline(2**20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line.strip(b"\r\n")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a file by its number from 1; `data` is None beyond the limit."""

    file: str
    number: int
    data: bytes | None


def _read_line(
    line: _Line, names: RecordNames | None, paths: FieldPaths
) -> RawDocument | ReadFailure:
    record = str(line.number)
    try:
        if line.data is None:
            raise FieldsError(too_large("line"))
        words, encoding = _decode(line.data)
        fields = _parse(words, paths)
        own = record_of(fields)
        if names is None and own is None:
            raise FieldsError('no id; give it an "id", so that a later run can update it')
        record = names.unique(own or record, line.number) if names else own or record
        notes = {} if encoding == "utf-8" else {"encoding": encoding}
        # What came through a pipe has no line that could be looked up.
        origin = Origin(record, line.number if names else 0)
        return document_of(fields, origin, "json field", notes)
    except FieldsError as error:
        return ReadFailure(line.file, record, line.number, str(error))


def _decode(data: bytes) -> tuple[str, str]:
    try:
        return decode(data)
    except UndecodableError as error:
        raise FieldsError(str(error)) from error


def _parse(words: str, paths: FieldPaths) -> Fields:
    """What the JSON object of a line states."""
    try:
        value = parse_json(words)
    except JsonError as error:
        raise FieldsError(str(error)) from error
    if not isinstance(value, dict):
        raise FieldsError("not a JSON object; write one article as an object on each line")
    return read_fields(value, paths)
