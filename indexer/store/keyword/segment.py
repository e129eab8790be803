"""One file of the keyword index: the passages of one or more commits, never changed again.

    header      magic, place and checksum of the directory
    postings    the lists of every word (see `postings`)
    sections    per field: the words, their entries, the passages' lengths; passage numbers
    directory   JSON: where each section is, its kind and CRC-32

A section is checked against its CRC when it is first used, a posting list whenever it is read,
so that damage is found where it would matter and opening costs next to nothing. Sizes are checked
against the file before anything is allocated.
"""

from __future__ import annotations

import json
import mmap
import os
import stat
import struct
import zlib
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from indexer.errors import IndexCorruptError
from indexer.store.keyword.postings import (
    ENTRY,
    OLD_ENTRY_SIZE,
    Entry,
    Postings,
    decode,
    decode_all,
    with_sizes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

FIELDS = ("text", "title", "source", "author", "speaker")

MAGIC = b"WSKW\x00\x02\r\n"
OLD_MAGIC = b"WSKW\x00\x01\r\n"
"""Of an earlier version, whose entries do not tell the size of a list."""

HEADER = struct.Struct("<8sQII")  # magic; directory: offset, length, CRC-32
_KINDS = {"u1": "<u1", "u2": "<u2", "u4": "<u4"}


class SegmentFile:
    """A segment opened for reading; keeps working when the file is removed from its folder.

    Attributes:
        checksum: CRC-32 of the directory, which has one of each section.
    """

    checksum: int

    def __init__(self, path: Path) -> None:
        """Open and check the header.

        Raises:
            IndexCorruptError: If it is not a whole segment file, or not a plain file.
            FileNotFoundError: If it is not there.
        """
        self._path = path
        self._data = _mapped(path)
        self._sections = self._read_directory()
        self._verified: dict[str, memoryview] = {}
        self._words: dict[str, Words] = {}

    def require(self, checksum: int | None) -> None:
        """Refuse the file if it is not the one that a segment list means; None means any.

        Raises:
            IndexCorruptError: If it is another one.
        """
        if checksum is not None and checksum != self.checksum:
            raise self._corrupt("is not the segment that the segment list names")

    @cached_property
    def numbers(self) -> NDArray[np.uint32]:
        """Passage number of each passage, ascending, uint32, shape (n,)."""
        numbers = self._array("numbers")
        if numbers.size > 1 and not bool(np.all(numbers[1:] > numbers[:-1])):
            raise self._corrupt("passage numbers are not in order")
        return numbers

    def __len__(self) -> int:
        return len(self.numbers)

    def lengths(self, field: str) -> NDArray[np.uint32]:
        """Terms of the field in each passage, shape (n,)."""
        lengths = self._array(f"{field}.lengths")
        if len(lengths) != len(self):
            raise self._corrupt(f"{field} lengths are not one for each passage")
        return lengths

    def words(self, field: str) -> Words:
        """The field's distinct words, ascending, as UTF-8."""
        if field not in self._words:
            self._words[field] = Words(self._section(f"{field}.words"), self._ends(field))
        return self._words[field]

    def find(self, field: str, word: bytes) -> int | None:
        """The word's place among `words(field)`, or None."""
        words = self.words(field)
        place = words.lower_bound(word)
        return place if place < len(words) and words[place] == word else None

    def entry(self, field: str, place: int) -> Entry:
        """Counts and place of the list of the word at `place`."""
        return Entry(*ENTRY.unpack(self._entries(field, place, place + 1)))

    def postings(self, field: str, place: int) -> Postings:
        """The list of the word at `place`.

        Raises:
            IndexCorruptError: If it is damaged.
        """
        entry = self.entry(field, place)
        try:
            return decode(entry, self._data[entry.offset : entry.offset + entry.size], len(self))
        except ValueError as error:
            raise self._corrupt(str(error)) from None

    def all_postings(self, field: str, first: int, last: int) -> tuple[NDArray[np.int64], Postings]:
        """The lists of the words from `first` up to but not including `last`; see `decode_all`.

        Raises:
            IndexCorruptError: If one is damaged.
        """
        try:
            return decode_all(self._entries(field, first, last), self._data, len(self))
        except ValueError as error:
            raise self._corrupt(str(error)) from None

    def _entries(self, field: str, first: int, last: int) -> bytes | memoryview:
        """The entries of the words from `first` up to but not including `last`."""
        size = self._entry_size
        found = self._section(f"{field}.entries")[first * size : last * size]
        return found if size == ENTRY.size else with_sizes(found)

    def _ends(self, field: str) -> memoryview:
        ends = self._section(f"{field}.ends")
        entries = self._section(f"{field}.entries")
        if len(ends) % 4 or len(ends) // 4 * self._entry_size != len(entries):
            raise self._corrupt(f"{field} words and entries differ in number")
        return ends.cast("I")

    def _array(self, name: str) -> NDArray[np.uint32]:
        data = self._section(name)
        return np.frombuffer(data, dtype=_KINDS[self._sections[name][2]])

    def _section(self, name: str) -> memoryview:
        """The section's bytes, compared with their checksum the first time."""
        if name not in self._verified:
            if name not in self._sections:
                raise self._corrupt(f"section {name!r} is missing")
            offset, size, _, crc = self._sections[name]
            data = self._data[offset : offset + size]
            if zlib.crc32(data) != crc:
                raise self._corrupt(f"section {name!r} does not match its checksum")
            self._verified[name] = data
        return self._verified[name]

    def _read_directory(self) -> dict[str, tuple[int, int, str, int]]:
        if len(self._data) < HEADER.size:
            raise self._corrupt("cut short")
        magic, offset, size, crc = HEADER.unpack_from(self._data)
        if magic not in (MAGIC, OLD_MAGIC):
            raise self._corrupt("not a segment of this version")
        self._entry_size = ENTRY.size if magic == MAGIC else OLD_ENTRY_SIZE
        directory = self._data[offset : offset + size]
        if len(directory) != size or zlib.crc32(directory) != crc:
            raise self._corrupt("the directory does not match its checksum")
        self.checksum = crc
        try:
            return {
                str(name): self._checked(*row) for name, row in json.loads(bytes(directory)).items()
            }
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise self._corrupt("the directory cannot be read") from None

    def _checked(self, offset: int, size: int, kind: str, crc: int) -> tuple[int, int, str, int]:
        numbers_are_sane = all(type(n) is int and n >= 0 for n in (offset, size, crc))
        if not numbers_are_sane or offset + size > len(self._data) or kind not in _KINDS:
            raise ValueError(kind)
        if size % int(kind[1]):
            raise ValueError(size)
        return offset, size, kind, crc

    def _corrupt(self, reason: str) -> IndexCorruptError:
        return IndexCorruptError(self._path, reason)


class Words:
    """The words of a field, cut out of one run of bytes when asked for."""

    def __init__(self, blob: memoryview, ends: memoryview) -> None:
        self._blob, self._ends = bytes(blob), ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> bytes:
        start = self._ends[place - 1] if place else 0
        return self._blob[start : self._ends[place]]

    def __iter__(self) -> Iterator[bytes]:
        start = 0
        for end in self._ends:
            yield self._blob[start:end]
            start = end

    def lower_bound(self, word: bytes) -> int:
        """The place of the first word that is not before `word`; `len(words)` if all are.

        Every question asks for the places of all its words: this is `bisect_left` in half the
        time, since no method is called for each comparison.
        """
        blob, ends = self._blob, self._ends
        first, last = 0, len(ends)
        while first < last:
            middle = (first + last) // 2
            if blob[ends[middle - 1] if middle else 0 : ends[middle]] < word:
                first = middle + 1
            else:
                last = middle
        return first


def _mapped(path: Path) -> memoryview:
    """The file's bytes; a link or a device is refused, whatever it leads to."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise IndexCorruptError(path, "not a plain file")
        if not status.st_size:
            raise IndexCorruptError(path, "empty")
        return memoryview(mmap.mmap(descriptor, 0, access=mmap.ACCESS_READ))
    finally:
        os.close(descriptor)
