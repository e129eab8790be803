"""OpenDocument text (ODT): headings and paragraphs in order, title and author from its metadata."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.office import check_package, office_documents
from indexer.readers.raw import RawDocument


def read(path: Path) -> Iterator[RawDocument]:
    """The document in a file.

    Raises:
        CorpusError: If the file cannot be read, is encrypted or has no text.
    """
    check_package(path, "content.xml")
    from odfdo import Document

    try:
        document = Document(path)
        found = document.body.get_elements("//text:h|//text:p")
        paragraphs = [" ".join(one.text_recursive.split()) for one in found]
        meta = document.meta
        fields = {"title": meta.title, "author": meta.initial_creator or meta.creator}
    except Exception as error:  # the library raises whatever damaged XML makes it stumble on
        reason = f"an OpenDocument file that cannot be read: {type(error).__name__}"
        raise CorpusError(path, reason) from error
    yield from office_documents(path, paragraphs, fields)
