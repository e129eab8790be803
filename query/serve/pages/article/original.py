"""The file that an article came from: around a line, as a page, or the file itself.

Only files of indexed articles are served, and only while they are as they were when they were
indexed: whatever has taken their place since was never meant to be shown.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote as percent_encoded

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from indexer.records import PIPE, Document
from indexer.store.source_file import change_of
from query.serve.archive import OpenArchive
from query.serve.pages.article.page_image import page_image
from query.serve.pages.site import PageError, Site
from query.serve.pages.words import title

LARGEST = 64 * 2**20
"""Bytes of a file that is served."""

AROUND = 200
"""Lines on either side of the one that is asked for."""

LONGEST_LINE = 4000
"""Characters of a line that are shown: a whole article may be one."""

SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


class OriginalError(PageError):
    """The file of an article cannot be shown."""

    status = 404

    hint = "Run `whosaid index` again if the file was changed on purpose."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file; `is_cut` if it is too long to be shown whole."""

    number: int
    text: str
    is_cut: bool


def original(site: Site, request: Request) -> Response:
    """The file of an article, to be saved: never shown as a page of this site."""
    with site.archive.reading() as opened:
        document = opened.engine.show(request.path_params["document"]).document
        content = read_original(opened, document)
    name = percent_encoded(PurePosixPath(document.path).name.encode("utf-8", "replace"), safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", **SAFE_HEADERS}
    return Response(content, media_type="application/octet-stream", headers=headers)


def lines(site: Site, request: Request) -> Response:
    """The file of an article as lines of text, around one of them."""
    asked = _number(request.query_params.get("line", "1"))
    with site.archive.reading() as opened:
        document = opened.engine.show(request.path_params["document"]).document
        content = read_original(opened, document)
    listed = _lines(content, document)
    asked = min(asked, len(listed))
    first = max(asked - AROUND, 1)
    shown = [
        Line(number, text[:LONGEST_LINE], len(text) > LONGEST_LINE)
        for number, text in enumerate(listed[first - 1 : asked + AROUND], first)
    ]
    return site.page(
        "lines.html",
        {
            "title": f"{PurePosixPath(document.path).name}, line {asked}",
            "document": document,
            "name": title(document),
            "lines": shown,
            "asked": asked,
            "total": len(listed),
        },
    )


def pdf_page(site: Site, request: Request) -> Response:
    """The page that shows one page of a PDF."""
    number = _number(request.path_params["page"])
    with site.archive.reading() as opened:
        document = opened.engine.show(request.path_params["document"]).document
    places = document.places
    last = max(places.numbers) if places else number
    if number > last:
        raise OriginalError(f"the file has {last} pages")
    values = {"title": f"{title(document)}, page {number}", "document": document}
    return site.page(
        "pdf_page.html", {**values, "name": title(document), "number": number, "last": last}
    )


def pdf_image(site: Site, request: Request) -> Response:
    """One page of a PDF as a picture."""
    with site.archive.reading() as opened:
        document = opened.engine.show(request.path_params["document"]).document
        content = read_original(opened, document)
    if not content.startswith(b"%PDF"):
        return RedirectResponse(f"/article/{document.document_id}", 303)
    with site.drawing:
        picture = page_image(content, _number(request.path_params["page"]))
    if picture is None:
        raise OriginalError("there is no such page, or it cannot be drawn")
    return Response(picture, media_type="image/png", headers=SAFE_HEADERS)


def read_original(opened: OpenArchive, document: Document) -> bytes:
    """The content of an article's file, as it was when it was indexed.

    Raises:
        OriginalError: If there is none, it has changed, or it is too large.
    """
    if document.path == PIPE:
        raise OriginalError("this article came through a pipe; there is no file")
    before = opened.index.catalog.file(document.path)
    if before is None:
        raise OriginalError(f"{document.path}: it is not known how the file was when it was read")
    change = change_of(before)
    if change is not None:
        raise OriginalError(f"{document.path}: {change.told}")
    if before.size > LARGEST:
        raise OriginalError(f"{document.path}: larger than {LARGEST // 2**20} MB")
    try:
        with Path(document.path).open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise OriginalError(f"{document.path}: {error.strerror or error}") from None
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    if len(content) != before.size or (before.digest and digest != before.digest):
        raise OriginalError(f"{document.path}: the file has changed since it was indexed")
    return content


def _lines(content: bytes, document: Document) -> list[str]:
    from indexer.readers.decoding import UndecodableError, decode

    try:
        return decode(content)[0].split("\n")
    except UndecodableError:
        raise OriginalError(f"{document.path}: not a text; save the file instead") from None


def _number(text: str) -> int:
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 10 else 1
