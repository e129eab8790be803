"""An MHTML file, as browsers save a page in one file -> the page itself and where it came from."""

from __future__ import annotations

import email
from dataclasses import dataclass
from email.message import Message

from indexer.readers.html.parse import PageError


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it was served.

    Attributes:
        data: Its bytes.
        charset: The encoding that its header names, or None.
        url: The address that its header names, or None.
    """

    data: bytes
    charset: str | None = None
    url: str | None = None


_MOST_PARTS = 10_000


def read_mhtml(data: bytes) -> SavedPage:
    """The page of an MHTML file: the part that the header names, else the first one in HTML.

    Raises:
        PageError: If there is none.
    """
    try:
        message = email.message_from_bytes(data)
        return _page(message)
    except (RecursionError, LookupError, ValueError) as error:
        if isinstance(error, PageError):
            raise
        raise PageError("the MHTML file is damaged") from error


def _page(message: Message) -> SavedPage:
    address = message.get("Snapshot-Content-Location") or message.get("Content-Location")
    start = message.get_param("start")
    pages = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            raise PageError(f"the MHTML file has more than {_MOST_PARTS:,} parts")
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(part)
    if not pages:
        raise PageError("the MHTML file holds no HTML page")
    root = next((part for part in pages if start and part.get("Content-ID") == start), pages[0])
    content = root.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise PageError("the MHTML file is damaged")
    url = str(address or root.get("Content-Location") or "").strip()
    return SavedPage(content, root.get_content_charset(), url or None)
