"""JSON: one article, a list of articles, or an object that holds such a list; tweets.

Exports wrap their list in an object ("articles", "results", "data"): the first list of objects
with a text counts, wherever it is in the outer levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from indexer.errors import CorpusError
from indexer.json_text import JsonError, parse_json
from indexer.readers.databases.tweets import NAME, read_tweets
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.fields import (
    TEXT_KEYS,
    FieldsError,
    document_of,
    has_text,
    read_fields,
    record_of,
)
from indexer.readers.json_lines import JsonLines
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import open_source, read_text, source_name

_LEVELS = 2


def read(path: Path, paths: FieldPaths = USUAL) -> Iterator[RawDocument | ReadFailure]:
    """The articles of a file in order, and a failure in the place of each that is not one.

    The record of an article is its own id, or its number in the list, from 1.

    Args:
        path: The file.
        paths: Where its records keep fields that have no usual name.

    Raises:
        CorpusError: If the file cannot be read, is not JSON, or holds no article.
    """
    if NAME.fullmatch(path.name):
        yield from read_tweets(path)
        return
    with open_source(path):
        pass
    if path.stat().st_size > MAX_TEXT_BYTES:
        limit = f"the file is larger than {MAX_TEXT_BYTES >> 20} MiB"
        raise CorpusError(path, f"{limit}; convert it to JSON Lines, for example with jq -c '.[]'")
    text, encoding = read_text(path)
    notes = {} if encoding == "utf-8" else {"encoding": encoding}
    try:
        value = parse_json(text)
    except JsonError as error:
        raise CorpusError(path, str(error)) from error
    items = _articles(value, paths, _LEVELS)
    if items is None:
        wanted = f"an object with {TEXT_KEYS[0]!r} or {TEXT_KEYS[1]!r}, or a list of them"
        wanted += ", or say where the text is with --field text=PATH"
        raise CorpusError(path, f"JSON without an article; write {wanted}")
    name, names, lines = source_name(path), RecordNames(path), JsonLines(text)
    for number, item in enumerate(items, start=1):
        record = str(number)
        try:
            if not isinstance(item, dict):
                raise FieldsError("not a JSON object")
            fields = read_fields(item, paths)
            record = names.unique(record_of(fields) or record, number)
            document = document_of(fields, Origin(record), "json field", notes)
            yield replace(document, origin=Origin(record, lines.of(document.text)))
        except FieldsError as error:
            yield ReadFailure(name, record, 0, str(error))


def _articles(value: object, paths: FieldPaths, levels: int) -> list[object] | None:
    """The list of articles in a value, or None."""
    if isinstance(value, Mapping):
        if _is_article(value, paths):
            return [value]
        inside = value.values() if levels else ()
        found = (_articles(item, paths, levels - 1) for item in inside)
        return next((articles for articles in found if articles is not None), None)
    if isinstance(value, list) and any(_is_article(item, paths) for item in value):
        return value
    return None


def _is_article(value: object, paths: FieldPaths) -> bool:
    """Whether a value has a text: at the place that was named, or under a usual name."""
    if not isinstance(value, dict):
        return False
    return paths.holds_text(value) or has_text(read_fields(value, USUAL))
