"""What the formats of office programs have in common."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.databases.texts import exported_documents
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.packed.allowance import DAMAGED
from indexer.readers.raw import Origin, RawDocument
from indexer.readers.source import open_source, too_large

MOST_UNPACKED = 4 * MAX_TEXT_BYTES
"""Bytes of markup in a package; markup is larger than its text, a bomb is larger than both."""

_OLE = b"\xd0\xcf\x11\xe0"  # what an encrypted DOCX, or a DOC with another suffix, begins with


def check_package(path: Path, member: str) -> None:
    """Refuse a file that is not a ZIP with a certain member, or one that would fill the memory.

    Raises:
        CorpusError: With the reason.
    """
    with open_source(path) as file:
        if file.read(4) == _OLE:
            raise CorpusError(
                path, "encrypted, or an old .doc file; save it again as .docx, without a password"
            )
    try:
        with zipfile.ZipFile(path) as package:
            names = {info.filename for info in package.infolist()}
            markup = sum(i.file_size for i in package.infolist() if i.filename.endswith(".xml"))
            if member not in names:
                raise CorpusError(path, f"damaged: there is no {member} in it")
            if markup > MOST_UNPACKED:
                raise CorpusError(path, too_large("unpacked text"))
            bad = package.testzip()
    except (*DAMAGED, OSError) as error:
        raise CorpusError(path, f"damaged or encrypted: {error}") from error
    if bad:
        raise CorpusError(path, f"damaged: {bad} in it does not match its checksum")


def office_documents(
    path: Path, paragraphs: Iterable[str], properties: Mapping[str, object]
) -> Iterator[RawDocument]:
    """The document of some paragraphs, or the articles of an export of a press database.

    Properties say when a file was made, not when its text was published, so no date is taken.

    Raises:
        CorpusError: If no paragraph holds words.
    """
    text = "\n\n".join(one for one in paragraphs if one.strip())
    if not text:
        raise CorpusError(path, "empty: no words in it")
    is_export = False
    for one in exported_documents(text, {}, has_lines=False):
        is_export = True
        yield one
    if not is_export:
        fields = {
            key: value for key, value in properties.items() if isinstance(value, str) and value
        }
        yield RawDocument(text, fields, "document properties", Origin(line=0))
