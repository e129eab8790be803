"""Rich Text Format (RTF): the text without its layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.office import office_documents
from indexer.readers.raw import RawDocument
from indexer.readers.source import read_bytes

_PROPERTY = re.compile(r"\{\\(title|author)\s+([^{}\\]*)\}")


def read(path: Path) -> Iterator[RawDocument]:
    """The document in a file.

    Raises:
        CorpusError: If the file cannot be read, is not RTF or has no text.
    """
    from striprtf.striprtf import rtf_to_text

    data = read_bytes(path)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise CorpusError(path, "not RTF: it does not begin with {\\rtf")
    markup = data.decode("latin-1")  # RTF is ASCII; its letters are escapes
    try:
        text = rtf_to_text(markup, errors="replace")
    except Exception as error:  # the library raises whatever damaged markup makes it stumble on
        raise CorpusError(path, f"RTF that cannot be read: {type(error).__name__}") from error
    fields = {key: value.strip() for key, value in _PROPERTY.findall(markup[: 2**16])}
    yield from office_documents(path, (" ".join(line.split()) for line in text.split("\n")), fields)
