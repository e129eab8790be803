"""Web archives (WARC and WACZ): one document for each page that was saved.

Only pages that a server sent with success count; pictures, scripts, redirects and requests do not.
The date of the record says when the page was saved, not when it was published.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.failure import ReadFailure
from indexer.readers.formats.html import read_saved_page
from indexer.readers.html.mhtml import SavedPage
from indexer.readers.html.parse import PageError
from indexer.readers.packed.allowance import DAMAGED
from indexer.readers.raw import RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import open_source, source_name, too_large, unreadable

_PAGES = ("text/html", "application/xhtml+xml")
_WRONG_LENGTH = "a record has another length than it states; pages may be cut or missing"
_LONGEST_NAME = 500  # characters of an address


def read(path: Path) -> Iterator[RawDocument | ReadFailure]:
    """The pages of an archive in order, and a failure in the place of each without an article.

    The record of a page is its address, with its number in the archive if it was saved twice.

    Raises:
        CorpusError: If the file cannot be read, or holds no page.
    """
    names, found = RecordNames(path), False
    try:
        for stream in _streams(path):
            for item in _pages(path, stream, names):
                found = True
                yield item
    except OSError as error:
        raise unreadable(path, error) from error
    if not found:
        raise CorpusError(path, "a web archive without pages")


def _streams(path: Path) -> Iterator[BinaryIO]:
    """The WARC files: the file itself, or those in a WACZ."""
    with open_source(path) as file:
        if path.suffix.lower() != ".wacz":
            yield file
            return
        try:
            with zipfile.ZipFile(file) as package:
                for name in sorted(package.namelist()):
                    if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                        with package.open(name) as member:
                            yield member  # type: ignore[misc]
        except DAMAGED as error:
            raise CorpusError(path, f"not a complete WACZ file: {error}") from error


def _pages(path: Path, stream: BinaryIO, names: RecordNames) -> Iterator[RawDocument | ReadFailure]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    name = source_name(path)
    try:
        records = ArchiveIterator(stream)
        records.INC_RECORD = ""  # it would be written to the terminal
        for number, record in enumerate(records, start=1):
            if not _is_page(record):
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or str(number)
            own = names.unique(address[:_LONGEST_NAME], number)
            yield _document(name, own, address, record)
        if records.err_count:
            yield ReadFailure(name, "", 0, _WRONG_LENGTH)
    except (*DAMAGED, ArchiveLoadFailed, KeyError, AttributeError) as error:
        # The library stumbles in many ways over an archive that ends too soon.
        yield ReadFailure(name, "", 0, f"the archive is damaged from here on: {error}")


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    if record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    elif record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return False
    else:
        kind = record.http_headers.get_header("Content-Type") or ""
    return kind.split(";")[0].strip().lower() in _PAGES


def _document(name: str, own: str, address: str, record: Any) -> RawDocument | ReadFailure:
    data = record.content_stream().read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        return ReadFailure(name, own, 0, too_large("page"))
    if _is_cut(record):
        return ReadFailure(name, own, 0, "the archive ends before the page does")
    headers = record.http_headers or record.rec_headers
    charset = _charset(headers.get_header("Content-Type") or "")
    try:
        page = read_saved_page(SavedPage(data, charset, address), is_mhtml=True)
    except PageError as error:
        return ReadFailure(name, own, 0, str(error))
    return replace(page, origin=replace(page.origin, record=own), is_whole_file=False)


def _is_cut(record: Any) -> bool:
    """Whether a record that was read ends before the length that it states."""
    rest = record.raw_stream
    return getattr(rest, "limit", 0) > 0 and not rest.read(1)


def _charset(kind: str) -> str | None:
    _, _, charset = kind.partition("charset=")
    return charset.split(";")[0].strip().strip("\"'") or None
