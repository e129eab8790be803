"""A source file as it is now, compared with how it was when it was read."""

from __future__ import annotations

import hashlib
import os
import stat
from enum import Enum
from pathlib import Path

from indexer.store.catalog.state import FileState

_LARGEST = 2**63 - 1  # of SQLite's integers
_BLOCK = 2**20  # bytes
_MOST_COMPARED = 64 * 2**20
"""Bytes; the content of a larger file is not compared while somebody waits for an answer."""


class FileChange(str, Enum):
    """What has become of a document's file since it was indexed."""

    GONE = "gone"
    CHANGED = "changed"

    @property
    def told(self) -> str:
        """As a reader is told."""
        if self is FileChange.GONE:
            return "the file is not there any more"
        return "the file has changed since it was indexed"


def look_at(path: str) -> FileState | None:
    """A file as it is now, without its content; None if it is gone.

    A link to a file that does not exist is a file that cannot be read.
    """
    try:
        return state_of(path, os.stat(path))  # noqa: PTH116 -- quicker without a Path
    except FileNotFoundError:
        return FileState(path, 0, 0) if Path(path).is_symlink() else None
    except OSError:  # reading it will say why
        return FileState(path, 0, 0)


def state_of(path: str, status: os.stat_result) -> FileState:
    """A file as the system says that it is, without its content."""
    inode = status.st_ino & _LARGEST
    return FileState(path, status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode)


def is_same(before: FileState, now: FileState) -> bool:
    """Whether a file is as it was, as far as can be told without opening it.

    Time of change and inode count where they were noted: they tell a change that keeps size and
    time of modification.
    """
    if (before.size, before.modified) != (now.size, now.modified) or before.modified <= 0:
        return False
    if before.overrides != now.overrides:
        return False
    if not before.changed:
        return True
    return (before.changed, before.inode) == (now.changed, now.inode)


def content_digest(path: str) -> str:
    """BLAKE2b of 16 bytes over a file's content, in hex; "" if it cannot be read.

    A pipe is not opened, nor a file that calls itself empty: files of the system do so, and reading
    one may wait for ever.
    """
    digest = hashlib.blake2b(digest_size=16)
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            return ""
        if status.st_size:
            with open(path, "rb", opener=_without_waiting) as file:
                while block := file.read(_BLOCK):
                    digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()


def _without_waiting(path: str, flags: int) -> int:
    """Open a file that may have become a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def change_of(before: FileState) -> FileChange | None:
    """What has become of a file; None if it is as it was, or the system does not tell.

    Opens the file only where its times or its inode are other ones.
    """
    path = Path(before.path)
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return FileChange.GONE
    except OSError:
        return None
    now = look_at(before.path)
    if now is None or now.size != before.size:
        return FileChange.GONE if now is None else FileChange.CHANGED
    if before.changed and (before.changed, before.inode) == (now.changed, now.inode):
        return None
    if before.modified == now.modified and not before.changed:
        return None
    if not before.digest or now.size > _MOST_COMPARED:
        return FileChange.CHANGED if 0 < before.modified != now.modified else None
    return None if content_digest(before.path) == before.digest else FileChange.CHANGED
