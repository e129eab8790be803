"""What may be unpacked from one file: a bomb is a few kilobytes that stand for a full disk.

The limits hold for what unpacking really gives, not for what an archive states, and for everything
in the file together: archives in archives share one allowance.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path

from indexer.readers.decoding import MAX_TEXT_BYTES
from indexer.readers.folders.passed_over import suffix_of
from indexer.readers.source import too_large

MOST_BYTES = 16 * 2**30
"""Unpacked bytes of one file."""

MOST_MEMBERS = 1_000_000

MOST_LEVELS = 4
"""Archives, mailboxes and messages inside each other."""

DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(EOFError, RuntimeError, ValueError, OverflowError),
)
"""What the standard library raises over a ZIP or a packed stream that is damaged or encrypted."""

_PIECE = 2**20  # bytes


class UnpackError(Exception):
    """A member cannot be unpacked; the message says why."""


class TooLargeError(UnpackError):
    """A member is larger than one article may be."""


class SpentError(Exception):
    """Nothing more may be unpacked from the file; the message says which limit it exceeds."""


class Allowance:
    """What is left of the limits for one file.

    Attributes:
        skipped: How many of the files in it have another format than whosaid reads, by suffix.
    """

    def __init__(self) -> None:
        self.skipped: Counter[str] = Counter()
        self._bytes, self._members, self._level = MOST_BYTES, MOST_MEMBERS, 0

    def skip(self, name: str) -> None:
        """Count a member that is not read, by its name; one that nobody sees does not count."""
        base = name.replace("\\", "/").rpartition("/")[2]
        if not base.startswith("."):
            self.skipped[suffix_of(base)] += 1

    @contextmanager
    def member(self) -> Iterator[None]:
        """Around the reading of a member.

        Raises:
            SpentError: If there are too many, or too many inside each other.
        """
        self._members -= 1
        if self._members < 0:
            raise SpentError(f"more than {MOST_MEMBERS:,} files in it")
        if self._level >= MOST_LEVELS:
            raise SpentError(f"more than {MOST_LEVELS} archives in each other")
        self._level += 1
        try:
            yield
        finally:
            self._level -= 1

    def unpack(self, packed: BufferedIOBase, target: Path, *, any_size: bool) -> None:
        """Write a member to a file, a piece at a time.

        Args:
            packed: Gives the unpacked bytes.
            target: The file.
            any_size: Whether it may be larger than one article.

        Raises:
            UnpackError: If the archive is damaged, or the member is too large.
            SpentError: If nothing more may be unpacked.
        """
        size = 0
        with target.open("wb") as file:
            while piece := _read(packed):
                size += len(piece)
                self._bytes -= len(piece)
                if size > MAX_TEXT_BYTES and not any_size:
                    raise TooLargeError(too_large("unpacked file"))
                if self._bytes < 0:
                    raise SpentError(f"more than {MOST_BYTES >> 30} GiB when unpacked")
                file.write(piece)


def _read(packed: BufferedIOBase) -> bytes:
    try:
        return packed.read(_PIECE)
    except DAMAGED as error:
        raise UnpackError(str(error)) from error
    except OSError as error:
        raise UnpackError(error.strerror or str(error)) from error
