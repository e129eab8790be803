"""One article to a file: plain text, with or without front matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.front_matter import FrontMatterError, split_front_matter
from indexer.readers.metadata import describe, pick_fields
from indexer.readers.source import clean, make_document, read_text, source_name
from indexer.records import Document


def read_article(path: Path, *, markdown: bool = False) -> Iterator[Document]:
    """The article in a file; `text` is what follows the front matter, if there is any.

    Raises:
        CorpusError: If the file cannot be read, or its front matter is not understood: an
            article with a wrong title and date would be worse than one that is reported.
    """
    name = source_name(path)
    text, encoding = read_text(path)
    try:
        split = split_front_matter(text)
    except FrontMatterError as error:
        raise CorpusError(path, str(error)) from error
    if not split.body.strip():
        raise CorpusError(path, "empty: front matter without an article")
    body, replaced = clean(split.body)
    given = {field: clean(value)[0] for field, value in pick_fields(split.fields).items()}
    metadata = describe(body, given, file_name=path.name, markdown=markdown)
    read = {} if encoding == "utf-8" else {"encoding": encoding}
    if replaced:
        read["characters"] = f"{replaced} replaced"
    yield make_document(name, body, metadata, line=split.line, read=read)
