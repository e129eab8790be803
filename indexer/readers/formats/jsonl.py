"""JSON Lines: one article on a line, read one at a time, so that a file may have any size.

A line that is not an article is reported, and the next one is read. A few bytes of each article
stay in memory, to notice an id that comes twice: the second article is kept under a name of its
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path

from indexer.errors import CorpusError
from indexer.json_text import JsonError, parse_json
from indexer.readers.assemble import clean
from indexer.readers.decoding import MAX_TEXT_BYTES, UndecodableError, check_text, decode
from indexer.readers.failure import ReadFailure
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.source import document_id, open_source, source_name, too_large, unreadable

TEXT_KEYS = ("text", "body", "content", "articletext", "fulltext", "maintext", "article")
"""Names of the article's text, letters only; the first that holds words counts."""

ID_KEYS = ("id", "articleid", "uuid", "guid")

_HEAD = 4096  # bytes
_LONGEST_ID = 200
_NOT_KEY = re.compile(r"[\W_]+")
_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff")


class _BadRecordError(ValueError):
    """A line is not an article; the message says why."""


def read(path: Path) -> Iterator[RawDocument | ReadFailure]:
    """The articles of a file in order, and a failure in the place of each line that is not one.

    Raises:
        CorpusError: If the file cannot be read at all, or holds no line of JSON Lines.
    """
    name = source_name(path)
    seen: set[int] = set()
    number = 0
    try:
        with open_source(path) as file:
            _check_head(path, file)
            for number, data in _lines(file):
                yield _read_line(name, number, data, seen)
    except OSError as error:
        raise unreadable(path, error) from error
    if not number:
        raise CorpusError(path, "empty")


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


def _read_line(
    name: str, number: int, data: bytes | None, seen: set[int]
) -> RawDocument | ReadFailure:
    record = str(number)
    try:
        if data is None:
            raise _BadRecordError(too_large("line"))
        words, encoding = _decode(data)
        fields = _parse(words)
        record = _record(fields) or record
        if _is_repeated(name, record, seen):
            record = f"{record}@{number}"
        return _document(Origin(record, number), fields, encoding)
    except _BadRecordError as error:
        return ReadFailure(name, record, number, str(error))


def _is_repeated(name: str, record: str, seen: set[int]) -> bool:
    key = int(document_id(name, record), 16)
    repeated = key in seen
    seen.add(key)
    return repeated


def _decode(data: bytes) -> tuple[str, str]:
    try:
        return decode(data)
    except UndecodableError as error:
        raise _BadRecordError(str(error)) from error


def _parse(words: str) -> dict[str, object]:
    """The JSON object of a line, under its names in small letters only."""
    try:
        value = parse_json(words)
    except JsonError as error:
        raise _BadRecordError(str(error)) from error
    if not isinstance(value, dict):
        raise _BadRecordError("not a JSON object; write one article as an object on each line")
    metadata = value.get("metadata")
    if isinstance(metadata, Mapping):
        # Retrieval collections keep all but title and text in an object of their own.
        value = {**metadata, **value}
    fields: dict[str, object] = {}
    for key, item in value.items():
        fields.setdefault(_NOT_KEY.sub("", key).lower(), item)
    return fields


def _record(fields: Mapping[str, object]) -> str | None:
    """The article's own id, or None."""
    for key in ID_KEYS:
        value = fields.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool):
            record = clean(" ".join(str(value)[:_LONGEST_ID].split()))[0]
            if record:
                return record
    return None


def _document(origin: Origin, fields: Mapping[str, object], encoding: str) -> RawDocument:
    words = (fields[key] for key in TEXT_KEYS if key in fields)
    text = next((text for text in words if isinstance(text, str) and text.strip()), None)
    if text is None:
        has_text = any(isinstance(fields.get(key), str) for key in TEXT_KEYS)
        raise _BadRecordError(
            "empty: its text has no words" if has_text else 'no text; name it "text" or "body"'
        )
    notes = {} if encoding == "utf-8" else {"encoding": encoding}
    return RawDocument(text, fields, "json field", origin, notes, is_whole_file=False)
