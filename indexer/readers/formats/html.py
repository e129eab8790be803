"""A saved web page: its article without menus and boxes, its metadata by rule.

A page in one file (`.html`) or with all its parts in one file (`.mhtml`). The folder of parts that
a browser saves beside a page (`NAME_files`) is not read: see `indexer.readers.folders.files`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.databases.texts import exported_documents
from indexer.readers.html.mhtml import SavedPage, read_mhtml
from indexer.readers.html.page import read_page
from indexer.readers.html.parse import PageError
from indexer.readers.html.plain import text_of_page
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.source import read_bytes
from indexer.records import Places, Unit

_EXPORT = re.compile(
    rb"\bDocument\s+[A-Z0-9]{5,}\d{6}[a-z0-9]+|\d of \d+ DOCUMENTS|End of Document"
)
"""What a page is looked through for that may be an export."""

_MHTML = (".mhtml", ".mht")


def read(path: Path) -> Iterator[RawDocument]:
    """The article of a page, or the articles of a page that a press database exports.

    Raises:
        CorpusError: If the file cannot be read or holds no article; the message says why.
    """
    data = read_bytes(path)
    if _EXPORT.search(data):
        exported = list(exported_documents(text_of_page(data), {}, has_lines=False))
        if exported:
            yield from exported
            return
    try:
        is_mhtml = path.name.lower().endswith(_MHTML)
        yield read_saved_page(read_mhtml(data) if is_mhtml else SavedPage(data), is_mhtml=is_mhtml)
    except PageError as error:
        raise CorpusError(path, str(error)) from error


def read_saved_page(saved: SavedPage, *, is_mhtml: bool = False) -> RawDocument:
    """The article of a page that is not a file of its own, such as one of an archive.

    Args:
        saved: The page as it was served.
        is_mhtml: Whether the lines of the page are not lines of the file.

    Raises:
        PageError: If the page holds no article; the message says why.
    """
    page = read_page(saved)
    places = None
    if page.lines and not is_mhtml:
        starts, numbers = zip(*page.lines, strict=True)
        places = Places(Unit.LINE, starts, numbers)
    return RawDocument(
        page.text,
        {name: found.value for name, found in page.fields.items()},
        "page",
        Origin(line=places.numbers[0] if places else 0, places=places),
        notes={} if page.encoding == "utf-8" else {"encoding": page.encoding},
        rules={name: found.rule for name, found in page.fields.items()},
        headings=page.headings,
        has_header_lines=False,
    )
