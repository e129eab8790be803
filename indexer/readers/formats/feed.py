"""RSS and Atom files as a feed reader saves them: one document for each entry.

The text is the entry's full content where the feed has it, else its summary.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.html.plain import text_of_page
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import read_bytes, source_name

_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.I | re.S)
_TAIL = 4_096  # bytes


def read(path: Path) -> Iterator[RawDocument | ReadFailure]:
    """The entries of a feed in order; a failure in the place of each without a text.

    The record of an entry is its id, else its address, else its number.

    Raises:
        CorpusError: If the file cannot be read or is no feed.
    """
    import feedparser

    data = read_bytes(path)
    feed = feedparser.parse(
        io.BytesIO(data),  # of bytes alone feedparser might take a name of a file
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not feed.get("version"):
        raise CorpusError(path, "XML that is neither RSS nor Atom")
    name, names = source_name(path), RecordNames(path)
    source = feed.feed.get("title")
    for number, entry in enumerate(feed.entries, start=1):
        own = str(entry.get("id") or entry.get("link") or number)[:200]
        record = names.unique(own, number)
        text = _text(entry)
        if not text.strip():
            yield ReadFailure(name, record, 0, "empty: the entry has no text")
            continue
        yield RawDocument(
            text, _fields(entry, source), "feed", Origin(record, 0), is_whole_file=False
        )

    if not _END.search(data[-_TAIL:]):
        yield ReadFailure(name, "", 0, "the file ends too soon; entries may be missing")


def _text(entry: Mapping[str, object]) -> str:
    contents = entry.get("content")
    values = [one.get("value", "") for one in contents] if isinstance(contents, list) else []
    markup = max([*values, str(entry.get("summary") or "")], key=len)
    return text_of_page(markup.encode(), "utf-8")


def _fields(entry: Mapping[str, object], source: object) -> dict[str, object]:
    fields = {
        "title": entry.get("title"),
        "author": entry.get("author"),
        "url": entry.get("link"),
        # An update is no publication: an entry with that date alone has none.
        "date": entry.get("published"),
        "source": source,
    }
    return {key: value for key, value in fields.items() if isinstance(value, str) and value}
