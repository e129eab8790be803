"""One article in a file: Markdown, usually with front matter.

The text is kept as it is, with its markup, so that offsets hold in the file. Headings are context:
whosaid searches them as part of the article and does not return them as passages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.readers.formats import plain_text
from indexer.readers.raw import RawDocument


def read(path: Path) -> Iterator[RawDocument]:
    """The article in a Markdown file.

    Raises:
        CorpusError: As `plain_text.read`.
    """
    return plain_text.read(path, has_headings=True)
