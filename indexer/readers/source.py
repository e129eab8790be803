"""What every format needs of a file: its name, its id, its bytes, its text."""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import TextIO

from indexer.errors import CorpusError
from indexer.readers.decoding import MAX_TEXT_BYTES, UndecodableError, decode

DANGLING = "a link to a file that does not exist"
NAME_NOT_UTF8 = "the file's name is not UTF-8; rename it"
_HEAD = 4 * 2**20  # bytes
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def source_name(path: Path) -> str:
    """The absolute path as a POSIX string; links are not resolved.

    Raises:
        CorpusError: If the name is not UTF-8; an index cannot store it.
    """
    name = Path(os.path.abspath(path)).as_posix()  # noqa: PTH100 (resolve() follows links)
    if _UNSTORABLE.search(name):
        shown = name.encode("utf-8", errors="backslashreplace").decode("ascii", "replace")
        raise CorpusError(shown, NAME_NOT_UTF8)
    return name


def document_id(name: str, record: str = "") -> str:
    """Sixteen hexadecimal digits, always the same for the same file and record."""
    key = f"{name}\0{record}".encode()
    return hashlib.blake2b(key, digest_size=8).hexdigest()


def open_source(path: Path) -> BufferedReader:
    """Open a regular file to read it; nothing else is ever opened.

    A file of the system, such as the kernel's log, calls itself regular and empty, and reading it
    may wait for ever. So an empty file is not opened either.

    Raises:
        CorpusError: If it cannot be opened, or is a folder, a pipe or a device.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            next(path.iterdir(), None)  # an unreadable folder says why
        if not stat.S_ISREG(status.st_mode):
            raise CorpusError(path, "not a regular file")
        place = path if status.st_size else os.devnull
        return open(place, "rb", opener=_without_waiting)
    except OSError as error:
        raise unreadable(path, error) from error


def _without_waiting(path: str, flags: int) -> int:
    """Open a file that may have become a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def unreadable(path: Path, error: OSError) -> CorpusError:
    """The error for a file that the system does not let us read."""
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return CorpusError(path, DANGLING)
    return CorpusError(path, f"cannot be read: {error.strerror or error}")


def read_bytes(path: Path) -> bytes:
    """All bytes of a file.

    Raises:
        CorpusError: If it cannot be read or is larger than `MAX_TEXT_BYTES`.
    """
    try:
        with open_source(path) as file:
            data = file.read(MAX_TEXT_BYTES + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if len(data) > MAX_TEXT_BYTES:
        raise CorpusError(path, too_large("file"))
    return data


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file that holds one article, and how it was decoded.

    Raises:
        CorpusError: If it cannot be read, is empty, binary or larger than `MAX_TEXT_BYTES`.
    """
    data = read_bytes(path)
    try:
        text, encoding = decode(data)
    except UndecodableError as error:
        raise CorpusError(path, str(error)) from error
    if not text.strip():
        raise CorpusError(path, "empty: nothing but white space")
    return text, encoding


@contextmanager
def text_stream(path: Path) -> Iterator[tuple[TextIO, str]]:
    """A text of any size, to be read in pieces, and how it is decoded.

    The first `_HEAD` bytes tell the encoding. Bytes behind them that it does not have become lone
    surrogates, which `assemble` counts and replaces.

    Raises:
        CorpusError: If it cannot be read, is empty or binary.
    """
    with open_source(path) as file:
        head = file.read(_HEAD)
        whole = head if len(head) < _HEAD else head[: head.rfind(b"\n") + 1] or head
        try:
            _, encoding = decode(whole)
        except UndecodableError as error:
            raise CorpusError(path, str(error)) from error
        codec = encoding.partition(",")[0].partition(" ")[0]
        file.seek(0)
        with io.TextIOWrapper(file, encoding=codec, errors="surrogateescape") as text:
            if text.read(1) != "\ufeff":
                text.seek(0)
            yield text, encoding


def too_large(what: str) -> str:
    """Why an article is refused, with the limit."""
    return f"the {what} is larger than {MAX_TEXT_BYTES >> 20} MiB, the limit for one article"
