"""ZIP and gzip: the files in them that whosaid reads, each as if it were in a folder.

Limits hold for the size that unpacking really gives, not for the one that the archive states.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.members import Member, format_of_member, read_member
from indexer.readers.raw import RawDocument
from indexer.readers.source import open_source, source_name, too_large, unreadable

MOST_BYTES = 16 * 2**30
"""Unpacked bytes of one archive; a bomb has more."""

MOST_MEMBERS = 1_000_000

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)


def read(path: Path, paths: FieldPaths = USUAL) -> Iterator[RawDocument | ReadFailure]:
    """The documents of an archive's members, in order of their names.

    The record of a document is the member's name, with the document's own record behind it.

    Args:
        path: The file.
        paths: Where records in it keep fields that have no usual name.

    Raises:
        CorpusError: If the archive cannot be read, or holds no file that whosaid reads.
    """
    with open_source(path):
        pass
    unpacked = _unzipped if path.suffix.lower() == ".zip" else _gunzipped
    yield from unpacked(path, paths)


def _gunzipped(path: Path, paths: FieldPaths) -> Iterator[RawDocument | ReadFailure]:
    member = path.name[: -len(path.suffix)]
    form = format_of_member(member)
    if form is None:
        raise CorpusError(path, f"whosaid does not read what is packed in it ({member!r})")
    try:
        with gzip.open(path) as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except (*_FAULTS, OSError) as error:
        raise CorpusError(path, f"not a complete gzip file: {error}") from error
    if not data:
        raise CorpusError(path, "not a complete gzip file: it is empty")
    if len(data) > MAX_TEXT_BYTES:
        raise CorpusError(path, too_large("unpacked file"))
    yield from read_member(Member(source_name(path), member, data), form, paths)


def _unzipped(path: Path, paths: FieldPaths) -> Iterator[RawDocument | ReadFailure]:
    name = source_name(path)
    found, unpacked = False, 0
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise CorpusError(path, f"more than {MOST_MEMBERS:,} files in it")
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                form = None if info.is_dir() else format_of_member(info.filename)
                if form is None:
                    continue
                found = True
                try:
                    data = _member(archive, info)
                except _FAULTS as error:
                    yield ReadFailure(name, info.filename, 1, f"{info.filename}: {error}")
                    continue
                unpacked += len(data)
                if unpacked > MOST_BYTES:
                    raise CorpusError(path, f"more than {MOST_BYTES >> 30} GiB when unpacked")
                yield from read_member(Member(name, info.filename, data), form, paths)
    except (zipfile.BadZipFile, ValueError) as error:
        raise CorpusError(path, f"not a complete ZIP file: {error}") from error
    except OSError as error:
        raise unreadable(path, error) from error
    if not found:
        raise CorpusError(path, "holds no file that whosaid reads")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a member.

    Raises:
        RuntimeError: If it is encrypted.
        ValueError: If it is larger than one article may be.
    """
    if info.flag_bits & 1:
        raise RuntimeError("encrypted; unpack it with its password")
    with archive.open(info) as file:
        data = file.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        raise ValueError(too_large("unpacked file"))
    return data
