"""EPUB: one document for each chapter, in the order of reading."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.html.plain import text_of_page
from indexer.readers.office import check_package
from indexer.readers.packed.allowance import DAMAGED
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.record_names import RecordNames
from indexer.readers.source import source_name

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")
_NAMES = {"o": "http://www.idpf.org/2007/opf", "d": "http://purl.org/dc/elements/1.1/"}
_LEAST_WORDS = 20  # a page with fewer is a cover, a title page or an empty leaf


def read(path: Path) -> Iterator[RawDocument | ReadFailure]:
    """The chapters of a book; the record of each is the name of its file in the book.

    Raises:
        CorpusError: If the file cannot be read, is encrypted, or has no text.
    """
    check_package(path, _CONTAINER)
    name, names, found = source_name(path), RecordNames(path), False
    try:
        with zipfile.ZipFile(path) as book:
            if "META-INF/rights.xml" in book.namelist():
                raise CorpusError(path, "encrypted: the book has a copy protection")
            package_name = _package_name(book)
            package = _parse(book.read(package_name))
            fields = _fields(package)
            for member in _chapters(package, posixpath.dirname(package_name)):
                data = _chapter(book, member)
                if data is None:
                    yield ReadFailure(name, member, 0, f"{member}: not in the book, or damaged")
                    continue
                text = text_of_page(data)
                if len(text.split()) >= _LEAST_WORDS:
                    found = True
                    origin = Origin(names.unique(member, 1), line=0)
                    yield RawDocument(text, fields, "book properties", origin, is_whole_file=False)
    except (*DAMAGED, KeyError, etree.XMLSyntaxError) as error:
        raise CorpusError(path, f"an EPUB that cannot be read: {error}") from error
    if not found:
        raise CorpusError(path, "empty: no chapter has words")


def _chapter(book: zipfile.ZipFile, member: str) -> bytes | None:
    """The bytes of a chapter; None if they cannot be read."""
    try:
        return book.read(member)
    except (*DAMAGED, KeyError):
        return None


def _parse(data: bytes) -> etree._Element:
    return etree.fromstring(
        data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    )


def _package_name(book: zipfile.ZipFile) -> str:
    root = _parse(book.read(_CONTAINER))
    for element in root.iter("{*}rootfile"):
        name = element.get("full-path")
        if name:
            return str(name)
    raise ValueError("it names no package")


def _chapters(package: etree._Element, folder: str) -> Iterator[str]:
    """The names of the files with text, in the order of reading."""
    files = {
        item.get("id"): item.get("href")
        for item in package.iterfind("o:manifest/o:item", _NAMES)
        if item.get("media-type") in _PAGES
    }
    for reference in package.iterfind("o:spine/o:itemref", _NAMES):
        href = files.get(reference.get("idref"))
        if href:
            yield posixpath.normpath(posixpath.join(folder, unquote(href.split("#")[0])))


def _fields(package: etree._Element) -> Mapping[str, object]:
    """What the book says of itself.

    Its date may be that of the edition or of the file, so none is taken.
    """
    wanted = {
        "title": "title", "creator": "author", "publisher": "source", "language": "language"
    }  # fmt: skip
    fields: dict[str, object] = {}
    for name, field in wanted.items():
        text = package.findtext(f"o:metadata/d:{name}", None, _NAMES)
        if text and text.strip():
            fields[field] = text.strip()
    return fields
