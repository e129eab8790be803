"""One article in a file: Markdown, usually with front matter.

The text is what a reader of the note sees, on the same lines as in the file. Headings are context:
whosaid searches them as part of the article and does not return them as passages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.formats import plain_text
from indexer.readers.markdown.note import read_note
from indexer.readers.markdown.properties import plain_properties
from indexer.readers.raw import RawDocument


def read(path: Path) -> Iterator[RawDocument]:
    """The article in a Markdown file.

    Raises:
        CorpusError: As `plain_text.read`; also if nothing but pictures is in it.
    """
    for document in plain_text.read(path, has_headings=True):
        note = read_note(document.text)
        if not note.text.strip():
            raise CorpusError(path, "empty: only pictures, or links to other notes")
        yield replace(
            document,
            text=note.text,
            fields=plain_properties(document.fields),
            headings=note.context,
            has_header_lines=note.is_dated,
        )
