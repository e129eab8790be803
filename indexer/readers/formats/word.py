"""Word files (DOCX): the text with its tables and notes, title and author from the properties."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError
from indexer.readers.office import check_package, office_documents
from indexer.readers.raw import RawDocument

_MARKER = re.compile(r"----(?:media/|image)?[^-\n]*----|----(?:foot|end)note\d+----\t?")
_NOTE = re.compile(r"^(?:foot|end)note\d+\)\s*")


def read(path: Path) -> Iterator[RawDocument]:
    """The document in a file.

    Raises:
        CorpusError: If the file cannot be read, is encrypted or has no text.
    """
    check_package(path, "word/document.xml")
    from docx2python import docx2python

    try:
        with docx2python(path) as content:
            paragraphs = [
                *_paragraphs(content.body), *_notes(content.footnotes), *_notes(content.endnotes)
            ]  # fmt: skip
            properties = _properties(content)
    except Exception as error:  # the library raises whatever damaged XML makes it stumble on
        raise CorpusError(
            path, f"a Word file that cannot be read: {type(error).__name__}"
        ) from error
    fields = {"title": properties.get("title"), "author": properties.get("creator")}
    yield from office_documents(path, paragraphs, fields)


def _properties(content: Any) -> dict[str, Any]:
    """Title, creator and the like; Google Docs writes none, and the library warns of that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return dict(content.core_properties)


def _paragraphs(tables: Any) -> Iterator[str]:
    """The paragraphs of the text; of a table with several columns, each row is one."""
    for table in tables:
        for row in table:
            cells = [" ".join(filter(None, map(_cleaned, cell))) for cell in row]
            if len([cell for cell in cells if cell]) > 1:
                yield " \u00b7 ".join(filter(None, cells))
            else:
                for cell in row:
                    yield from filter(None, map(_cleaned, cell))


def _notes(tables: Any) -> Iterator[str]:
    for paragraph in _paragraphs(tables):
        note = _NOTE.sub("", paragraph)
        if note:
            yield note


def _cleaned(paragraph: str) -> str:
    return _MARKER.sub("", paragraph).replace("\t", " ").strip()
