"""Writing one file of the keyword index; `segments` says what is in it."""

from __future__ import annotations

import json
import os
import zlib
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from indexer.store.keyword.postings import Postings, encode
from indexer.store.keyword.segment import HEADER, MAGIC

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class SegmentWriter:
    """Writes one segment file, field after field, words ascending.

    The file is worth something only after `finish`, which also makes it durable.
    """

    def __init__(self, path: Path, numbers: NDArray[np.uint32]) -> None:
        self._file: BinaryIO = path.open("wb")
        self._sections: dict[str, tuple[int, int, str, int]] = {}
        self._file.write(HEADER.pack(MAGIC, 0, 0, 0))
        self._add_array("numbers", numbers.astype(np.uint32))
        self._words: list[bytes] = []
        self._entries: list[bytes] = []

    def add_words(self, words: list[bytes], counts: NDArray[np.int64], lists: Postings) -> None:
        """Append words that come after those already added, with their lists."""
        if not words:
            return
        data, entries = encode(lists, counts, self._file.tell())
        self._file.write(data)
        self._words.extend(words)
        self._entries.append(entries)

    def end_field(self, field: str, lengths: NDArray[np.uint32]) -> None:
        """Close a field; the words added since the last one are its words."""
        ends = np.cumsum([len(word) for word in self._words], dtype=np.uint32)
        self._add_array(f"{field}.lengths", _narrowed(lengths))
        self._add_bytes(f"{field}.words", b"".join(self._words))
        self._add_array(f"{field}.ends", ends)
        self._add_bytes(f"{field}.entries", b"".join(self._entries))
        self._words, self._entries = [], []

    def finish(self) -> None:
        """Write directory and header, and see the file onto the disk."""
        directory = json.dumps(self._sections, sort_keys=True).encode()
        offset = self._file.tell()
        self._file.write(directory)
        self._file.seek(0)
        self._file.write(HEADER.pack(MAGIC, offset, len(directory), zlib.crc32(directory)))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close the file as it is."""
        self._file.close()

    def _add_array(self, name: str, values: NDArray[np.unsignedinteger]) -> None:
        self._add_bytes(name, values.tobytes(), f"u{values.dtype.itemsize}")

    def _add_bytes(self, name: str, data: bytes, kind: str = "u1") -> None:
        # Sections begin at multiples of 8, so that arrays of any kind lie aligned in memory.
        self._file.write(bytes(-self._file.tell() % 8))
        self._sections[name] = (self._file.tell(), len(data), kind, zlib.crc32(data))
        self._file.write(data)


def _narrowed(values: NDArray[np.uint32]) -> NDArray[np.unsignedinteger]:
    largest = int(values.max(initial=0))
    for kind in ("u1", "u2"):
        if largest <= np.iinfo(kind).max:
            return values.astype(kind)
    return values.astype(np.uint32)
