"""The segment list: which segments make up the keyword index (Whoosh's table of contents).

    _MAIN_7.toc    Whoosh's header, the pickled schema, the pickled list of segments; then, which
                   Whoosh does not look at, the CRC-32 of it all

Reading needs nothing of Whoosh: the schema is passed over (the program defines it, not the file)
and the segments are read through a guard. So a plain question never waits for Whoosh's import.
"""

from __future__ import annotations

import hashlib
import os
import re
import struct
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from indexer.errors import IndexCorruptError
from indexer.store.keyword import unpickling

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

INDEX_NAME = "MAIN"
SEGMENT_SUFFIX = ".passages"
PROTOCOL = 4  # Of the pickled segments: the one whose instructions `unpickling` admits.
PICKLED_MODULE = "indexer.store.codec"
"""Where Whoosh finds the pickled classes: part of the format on disk."""

SEGMENT_CLASS = (PICKLED_MODULE, "PassageSegment")

LARGEST_TOC = 1 << 28  # Two thousand million deletion marks; more is no table of contents.

HEADER = struct.Struct("!BBBiiBBB")  # sizes of int, long, float; byte order; version; release
SIZES = (4, 8, 4)
BYTE_ORDER, _VERSION = -12345, -111
GENERATION = struct.Struct("!ii")
CRC = struct.Struct("!I")
_TOC_NAME = re.compile(rf"_{INDEX_NAME}_([0-9]{{1,9}})\.toc")
_LIST_NAME = re.compile(r"([0-9]{1,9}):[0-9a-f]{64}")
_SEGMENT_ID = re.compile(r"[0-9a-z]{16}")


@dataclass
class SegmentState:
    """A segment as the table of contents describes it.

    Attributes:
        segment_id: Sixteen letters or digits that name its file.
        passages: How many the file holds.
        deleted: Which of them are deleted, bool, shape (passages,); None if none is.
        checksum: CRC-32 of the file's directory, which has one of each section; None in format 1.
    """

    segment_id: str
    passages: int
    deleted: NDArray[np.bool_] | None = None
    checksum: int | None = None

    def filename(self) -> str:
        """The name of its file."""
        return f"{INDEX_NAME}_{self.segment_id}{SEGMENT_SUFFIX}"

    def remaining(self) -> int:
        """How many passages are not deleted."""
        gone = 0 if self.deleted is None else int(np.count_nonzero(self.deleted))
        return self.passages - gone

    def delete(self, local: NDArray[np.int64]) -> None:
        """Mark passages, given by their places in the segment, as deleted."""
        if self.deleted is None:
            self.deleted = np.zeros(self.passages, dtype=bool)
        self.deleted[local] = True


@dataclass
class SegmentList:
    """The segments of one generation, oldest first."""

    generation: int = 0
    segments: list[SegmentState] = field(default_factory=list)


def toc_name(generation: int) -> str:
    """The name of a generation's table of contents."""
    return f"_{INDEX_NAME}_{generation}.toc"


def latest_generation(folder: Path) -> int | None:
    """The newest generation in the folder, or None if there is none."""
    found = (_TOC_NAME.fullmatch(path.name) for path in folder.iterdir())
    return max((int(match.group(1)) for match in found if match), default=None)


def list_name(generation: int, content: bytes) -> str:
    """How the catalog names a segment list: its generation and the SHA-256 of its file, in hex."""
    return f"{generation}:{hashlib.sha256(content).hexdigest()}"


def read_named_list(folder: Path, name: str) -> SegmentList:
    """Read the segment list that the catalog names, and no other one.

    Raises:
        IndexCorruptError: If it is not there, or not what was written.
    """
    found = _LIST_NAME.fullmatch(name)
    if not found:
        raise IndexCorruptError(folder, "the catalog names no segment list")
    generation = int(found[1])
    path = folder / toc_name(generation)
    try:
        data = _read_plain_file(path)
    except (FileNotFoundError, NotADirectoryError):
        raise IndexCorruptError(path, "the keyword index is missing or incomplete") from None
    if list_name(generation, data) != name:
        raise IndexCorruptError(path, "is not the segment list that the catalog names")
    return _parsed(path, data, generation)


def read_segment_list(folder: Path, generation: int) -> SegmentList:
    """Read the segment list of a generation.

    Raises:
        IndexCorruptError: If it is damaged, foreign, or names anything but segments.
        FileNotFoundError: If it is not there.
    """
    path = folder / toc_name(generation)
    return _parsed(path, _read_plain_file(path), generation)


def _parsed(path: Path, data: bytes, generation: int) -> SegmentList:
    try:
        body, crc = data[: -CRC.size], CRC.unpack(data[-CRC.size :])[0]
        if zlib.crc32(body) != crc:
            raise ValueError("it does not match its checksum")
        segments = unpickling.loads(_pickled_segments(body, generation), {SEGMENT_CLASS: _Pickled})
        if type(segments) is not list:
            raise ValueError("it holds no list of segments")
        return SegmentList(generation, [_segment_state(segment) for segment in segments])
    except (ValueError, IndexError, struct.error) as error:
        raise IndexCorruptError(path, str(error)) from None


class _Pickled:
    """Stands in for Whoosh's segment class; holds whatever was pickled, unchecked."""


def _segment_state(pickled: object) -> SegmentState:
    """Check what was pickled of one segment.

    Raises:
        ValueError: If it is not what we write.
    """
    state = vars(pickled) if type(pickled) is _Pickled else {}
    segment_id, passages = state.get("segid"), state.get("passages")
    if type(segment_id) is not str or not _SEGMENT_ID.fullmatch(segment_id):
        raise ValueError("a segment has no proper name")
    if type(passages) is not int or not 0 < passages < 1 << 32:
        raise ValueError("a segment has no proper size")
    checksum = state.get("checksum")
    if checksum is not None and type(checksum) is not int:
        raise ValueError("a segment has no proper checksum")
    packed = state.get("deleted")
    if packed is None:
        return SegmentState(segment_id, passages, checksum=checksum)
    if type(packed) is not bytes or len(packed) != (passages + 7) // 8:
        raise ValueError("a segment's deletion marks are not one for each passage")
    marks = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), count=passages)
    return SegmentState(segment_id, passages, marks.astype(bool), checksum)


def _pickled_segments(body: bytes, generation: int) -> bytes:
    """What follows the header and the schema.

    Raises:
        ValueError, IndexError, struct.error: If this is not a table of contents of ours.
    """
    sizes_and_order = HEADER.unpack_from(body)
    if sizes_and_order[:3] != SIZES or sizes_and_order[3] != BYTE_ORDER:
        raise ValueError("not a table of contents")
    if sizes_and_order[4] != _VERSION:
        raise ValueError("made by another version of Whoosh")
    size, place = _varint(body, HEADER.size)
    place += size
    if GENERATION.unpack_from(body, place)[0] != generation:
        raise ValueError("it is of another generation than its name says")
    return body[place + GENERATION.size :]


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number in groups of seven bits, lowest first, and the place after it."""
    value = 0
    for shift in range(0, 35, 7):
        byte = data[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, place
    raise ValueError("a length has too many digits")


def _read_plain_file(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(descriptor, "rb") as file:
        if os.fstat(descriptor).st_size > LARGEST_TOC:
            raise IndexCorruptError(path, "too large for a table of contents")
        return file.read()
