"""One article in a file, with or without front matter; or an export of a press database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.databases.texts import exported_documents
from indexer.readers.front_matter.error import FrontMatterError
from indexer.readers.front_matter.split import split_front_matter
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.source import read_text


def read(path: Path, *, has_headings: bool = False) -> Iterator[RawDocument]:
    """The article in a file, without its front matter; or the articles of an export.

    Raises:
        CorpusError: If the file cannot be read, or its front matter is not understood. An article
            with a wrong title and date would be worse than one that is reported.
    """
    text, encoding = read_text(path)
    notes = {} if encoding == "utf-8" else {"encoding": encoding}
    exported = list(exported_documents(text, notes, has_lines=True))
    if exported:
        yield from exported
        return
    try:
        split = split_front_matter(text)
    except FrontMatterError as error:
        raise CorpusError(path, str(error)) from error
    if not split.body.strip():
        raise CorpusError(path, "empty: front matter without an article")
    yield RawDocument(
        split.body,
        split.fields,
        "front matter",
        Origin(line=split.line),
        notes=notes,
        has_headings=has_headings,
    )
