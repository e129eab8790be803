"""One article to a file: Markdown, usually with front matter.

The text is kept as it is, markup included, so that offsets hold in the file. Headings are context:
they are searched as part of the article but not returned as passages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.readers.text import read_article
from indexer.records import Document


def read_markdown(path: Path) -> Iterator[Document]:
    """The article in a Markdown file.

    Raises:
        CorpusError: As `indexer.readers.text.read_article`.
    """
    return read_article(path, markdown=True)
