"""ZIP, tar and gzip: the files in them that whosaid reads, each as if it were in a folder."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Set
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from indexer.errors import CorpusError
from indexer.readers.failure import ReadFailure
from indexer.readers.field_paths import USUAL, FieldPaths
from indexer.readers.folders.files import pages_beside
from indexer.readers.packed.allowance import (
    DAMAGED,
    MOST_MEMBERS,
    Allowance,
    SpentError,
    TooLargeError,
    UnpackError,
)
from indexer.readers.packed.member import Member, format_of_member, read_member
from indexer.readers.raw import RawDocument
from indexer.readers.source import open_source, source_name, unreadable

TAR = (".tar", ".tar.gz", ".tgz")
_NOTHING = "holds no file that whosaid reads"
Documents = Iterator[RawDocument | ReadFailure]


def read(path: Path, paths: FieldPaths = USUAL, allowance: Allowance | None = None) -> Documents:
    """The documents of an archive's members, in order of their names.

    The record of a document is the member's name, with the document's own record behind it.

    Args:
        path: The file.
        paths: Where records in it keep fields that have no usual name.
        allowance: What may be unpacked; None for a file that is in no other.

    Raises:
        CorpusError: If the archive cannot be read, or holds no file that whosaid reads.
    """
    with open_source(path):
        pass
    try:
        yield from _unpacker(path)(path, paths, allowance or Allowance())
    except SpentError as error:
        raise CorpusError(path, str(error)) from error


def _unpacker(path: Path) -> Callable[[Path, FieldPaths, Allowance], Documents]:
    name = path.name.lower()
    if name.endswith(TAR):
        return _untarred
    return _unzipped if name.endswith(".zip") else _gunzipped


def _untarred(path: Path, paths: FieldPaths, allowance: Allowance) -> Documents:
    found = False
    try:
        with tarfile.open(path) as archive:
            for info in archive:
                form = format_of_member(info.name) if info.isreg() else None
                packed = archive.extractfile(info) if form else None
                if form is None or packed is None:
                    if info.isreg():
                        allowance.skip(info.name)
                    continue
                found = True
                member = Member(source_name(path), info.name, form)
                with packed:
                    yield from read_member(member, cast("BufferedIOBase", packed), paths, allowance)
    except (*DAMAGED, tarfile.TarError, UnpackError) as error:
        raise CorpusError(path, f"not a complete tar file: {error}") from error
    except OSError as error:
        raise unreadable(path, error) from error
    if not found:
        raise CorpusError(path, _NOTHING)


def _gunzipped(path: Path, paths: FieldPaths, allowance: Allowance) -> Documents:
    name = path.name[: -len(path.suffix)]
    form = format_of_member(name)
    if form is None:
        raise CorpusError(path, f"whosaid does not read what is packed in it ({name!r})")
    if not path.stat().st_size:
        raise CorpusError(path, "not a complete gzip file: it is empty")
    try:
        with gzip.open(path) as file:
            yield from read_member(Member(source_name(path), name, form), file, paths, allowance)
    except TooLargeError as error:
        raise CorpusError(path, str(error)) from error
    except UnpackError as error:
        raise CorpusError(path, f"not a complete gzip file: {error}") from error
    except OSError as error:
        raise unreadable(path, error) from error


def _unzipped(path: Path, paths: FieldPaths, allowance: Allowance) -> Documents:
    found = False
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > MOST_MEMBERS:
                raise CorpusError(path, f"more than {MOST_MEMBERS:,} files in it")
            names = set(archive.namelist())
            for info in sorted(archive.infolist(), key=lambda info: info.filename):
                form = None if info.is_dir() else format_of_member(info.filename)
                if _is_part_of_page(info.filename, names):
                    continue
                if form is None:
                    if not info.is_dir():
                        allowance.skip(info.filename)
                    continue
                found = True
                member = Member(source_name(path), info.filename, form)
                try:
                    with _open(archive, info) as file:
                        yield from read_member(member, file, paths, allowance)
                except UnpackError as error:
                    yield ReadFailure(member.outer, member.name, 0, f"{member.name}: {error}")
    except DAMAGED as error:
        raise CorpusError(path, f"not a complete ZIP file: {error}") from error
    except OSError as error:
        raise unreadable(path, error) from error
    if not found:
        raise CorpusError(path, _NOTHING)


def _is_part_of_page(name: str, names: Set[str]) -> bool:
    """Whether a member is in the folder that a browser saved beside a page of the archive."""
    folders = Path(name).parents
    return any(page.as_posix() in names for folder in folders for page in pages_beside(folder))


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BufferedIOBase:
    """A member, to be read.

    Raises:
        UnpackError: If it is encrypted, or the archive is damaged there.
    """
    if info.flag_bits & 1:
        raise UnpackError("encrypted; unpack it with its password")
    try:
        return cast("BufferedIOBase", archive.open(info))
    except DAMAGED as error:
        raise UnpackError(str(error)) from error
