"""XML: RSS and Atom, one document for each entry, with its full content, else its summary; NITF.

A WordPress site exports its posts as RSS, too, with much that is no article: pictures, menus,
former versions and drafts are passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.databases.nitf import is_nitf, nitf_articles
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
        CorpusError: If the file cannot be read, or is neither a feed nor NITF.
    """
    data = read_bytes(path)
    if is_nitf(data):
        yield from nitf_articles(path, data)
        return
    import feedparser

    try:
        feed = feedparser.parse(
            io.BytesIO(data),  # of bytes alone feedparser might take a name of a file
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        # The library stumbles in many ways over a broken feed.
        raise CorpusError(path, f"a damaged feed: {error}") from error
    if not feed.get("version"):
        raise CorpusError(path, "XML that is neither RSS, Atom nor NITF")
    name, names = source_name(path), RecordNames(path)
    whole = {"source": feed.feed.get("title"), "language": feed.feed.get("language")}
    for number, entry in enumerate(feed.entries, start=1):
        own = str(entry.get("id") or entry.get("link") or number)[:200]
        record = names.unique(own, number)
        if not _is_published(entry):
            continue
        text = _text(entry)
        if not text.strip():
            yield ReadFailure(name, record, 0, "empty: the entry has no text")
            continue
        yield RawDocument(
            text, _fields(entry, whole), "feed", Origin(record, 0), is_whole_file=False
        )

    if not _END.search(data[-_TAIL:]):
        yield ReadFailure(name, "", 0, "the file ends too soon; entries may be missing")


def _is_published(entry: Mapping[str, object]) -> bool:
    """Whether an entry is an article that readers could see; every entry of a feed is one."""
    is_article = entry.get("wp_post_type", "post") in ("post", "page")
    return is_article and entry.get("wp_status", "publish") == "publish"


def _text(entry: Mapping[str, object]) -> str:
    contents = entry.get("content")
    values = [one.get("value", "") for one in contents] if isinstance(contents, list) else []
    markup = max([*values, str(entry.get("summary") or "")], key=len)
    if "wp_post_type" in entry and "<p" not in markup:  # blank lines are its paragraphs
        markup = "".join(f"<p>{part}</p>" for part in markup.split("\n\n"))
    return text_of_page(markup.encode(), "utf-8")


def _fields(entry: Mapping[str, object], whole: Mapping[str, object]) -> dict[str, object]:
    fields = {
        **whole,
        "title": entry.get("title"),
        "author": entry.get("author"),
        "url": entry.get("link"),
        # An update is no publication: an entry with that date alone has none.
        "date": entry.get("published"),
    }
    return {key: value for key, value in fields.items() if isinstance(value, str) and value}
