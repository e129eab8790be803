"""Files -> documents, one module for each format.

files           which files under some paths are articles
decoding        bytes -> text, and in which encoding
front_matter    the YAML block above an article
yaml_depth      how deeply it is nested, before a library reads it
text, markdown  one article to a file
jsonl           one article a line
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.failure import ReadFailure
from indexer.readers.files import SUFFIXES, find_files, unsupported
from indexer.readers.jsonl import read_jsonl
from indexer.readers.markdown import read_markdown
from indexer.readers.source import open_source
from indexer.readers.text import read_article
from indexer.records import Document

__all__ = ["MAX_TEXT_BYTES", "SUFFIXES", "ReadFailure", "find_files", "read_documents"]

_READERS = {
    ".txt": read_article,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}


def read_documents(path: Path) -> Iterator[Document | ReadFailure]:
    """The articles of a file, in order, one at a time.

    An article that cannot be read while others of the same file can is a `ReadFailure` in its
    place.

    Raises:
        CorpusError: While iterating, if the file as a whole cannot be read.
    """
    if path.is_dir():
        open_source(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise CorpusError(path, unsupported())
    yield from reader(path)
