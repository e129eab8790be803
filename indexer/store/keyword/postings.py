"""Postings as arrays and as bytes: which passages hold a word, how often and at which positions.

A word's list is three arrays one behind the other, each as narrow as its largest value allows:

    gaps         from each passage's local number to the next one's; the first counts from 0
    frequencies  occurrences in each passage; left out if all are 1
    positions    token positions, ascending within a passage, passage by passage

Widths, counts, place and CRC-32 are in the word's entry. Everything is little-endian and decodes
with a view and a running sum; nothing is ever unpickled.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENTRY = struct.Struct("<QIIIBBBx")  # The fields of `Entry`, in their order.

_ENTRY_KIND = np.dtype(
    [
        ("offset", "<u8"),
        ("postings", "<u4"),
        ("tokens", "<u4"),
        ("crc", "<u4"),
        ("gap_width", "u1"),
        ("frequency_width", "u1"),
        ("position_width", "u1"),
        ("", "u1"),
    ]
)
_KINDS: dict[int, np.dtype[Any]] = {1: np.dtype("<u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}


class Entry(NamedTuple):
    """Where a word's list is and how to read it; widths are in bytes."""

    offset: int
    postings: int
    tokens: int
    crc: int
    gap_width: int
    frequency_width: int
    position_width: int

    def size(self) -> int:
        """Bytes of the list."""
        return (
            self.postings * (self.gap_width + self.frequency_width)
            + self.tokens * self.position_width
        )


class Postings(NamedTuple):
    """The lists of one word or of several words one after the other.

    Attributes:
        locals: Passage of each posting as its place in the segment, int64, ascending per word.
        frequencies: Occurrences in that passage, at least 1, uint32, same shape.
        positions: Token position of each occurrence, uint32, shape (sum of frequencies,).
    """

    locals: NDArray[np.int64]
    frequencies: NDArray[np.uint32]
    positions: NDArray[np.uint32]

    def without(self, deleted: NDArray[np.bool_]) -> Postings:
        """One word's list without the passages that are marked, by place in the segment."""
        kept = ~deleted[self.locals]
        occurrences = np.repeat(kept, self.frequencies)
        return Postings(self.locals[kept], self.frequencies[kept], self.positions[occurrences])


def decode(entry: Entry, data: bytes | memoryview, passages: int) -> Postings:
    """Read one list.

    Args:
        entry: The word's entry.
        data: Exactly the list's bytes.
        passages: How many passages the segment has.

    Raises:
        ValueError: If the bytes are not what the entry says; nothing is allocated before the
            sizes have been compared.
    """
    _check(entry, data)
    last = len(data) - entry.tokens * entry.position_width
    gaps = np.frombuffer(data, _KINDS[entry.gap_width], entry.postings)
    locals_ = gaps.cumsum(dtype=np.int64)
    if entry.frequency_width:
        middle = entry.postings * entry.gap_width
        kind = _KINDS[entry.frequency_width]
        frequencies = np.frombuffer(data, kind, entry.postings, middle).astype(np.uint32)
        tokens = int(frequencies.sum())
    else:
        frequencies = np.ones(entry.postings, dtype=np.uint32)
        tokens = entry.postings
    if locals_[-1] >= passages or tokens != entry.tokens:
        raise ValueError("a posting list names passages that are not there")
    positions = np.frombuffer(data, _KINDS[entry.position_width], entry.tokens, last)
    return Postings(locals_, frequencies, positions)


def decode_all(
    entries: bytes | memoryview, data: memoryview, passages: int
) -> tuple[NDArray[np.int64], Postings]:
    """Read the lists of several words at once, which is much quicker than one by one.

    Args:
        entries: The words' entries, packed.
        data: The whole file.
        passages: How many passages the segment has.

    Returns:
        Postings of each word, and all lists one after the other.

    Raises:
        ValueError: If the bytes are not what the entries say.
    """
    room = len(data)
    for entry in map(Entry._make, ENTRY.iter_unpack(entries)):
        _check(entry, data[entry.offset : entry.offset + entry.size()])
        room -= entry.size()
        if room < 0:
            raise ValueError("posting lists lie one over the other")
    table = np.frombuffer(entries, dtype=_ENTRY_KIND)
    counts = table["postings"].astype(np.int64)
    tokens = table["tokens"].astype(np.int64)
    file = np.frombuffer(data, dtype=np.uint8)
    start = table["offset"].astype(np.int64)
    local = np.cumsum(_gathered(file, start, counts, table["gap_width"]))
    firsts = np.cumsum(counts) - counts
    # Each list counts from 0: take off what the lists before it have summed up to.
    local -= np.repeat(np.concatenate(([0], local))[firsts], counts)
    start = start + counts * table["gap_width"]
    frequencies = _gathered(file, start, counts, table["frequency_width"])
    frequencies[np.repeat(table["frequency_width"] == 0, counts)] = 1
    start = start + counts * table["frequency_width"]
    positions = _gathered(file, start, tokens, table["position_width"])
    if np.any(local >= passages) or np.any(np.add.reduceat(frequencies, firsts) != tokens):
        raise ValueError("a posting list names passages that are not there")
    lists = Postings(local, frequencies.astype(np.uint32), positions.astype(np.uint32))
    return counts, lists


def _gathered(
    file: NDArray[np.uint8],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
    widths: NDArray[np.uint8],
) -> NDArray[np.int64]:
    """Numbers that lie in several places of the file, one after the other."""
    each = np.repeat(widths.astype(np.int64), counts)
    within = np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)
    places = np.repeat(starts, counts) + within * each
    values = np.zeros(len(each), dtype=np.int64)
    for byte in range(int(each.max(initial=0))):
        wide = each > byte
        values[wide] |= file[places[wide] + byte].astype(np.int64) << (8 * byte)
    return values


def encode(lists: Postings, counts: NDArray[np.int64], offset: int) -> tuple[bytes, bytes]:
    """Write the lists of several words.

    Args:
        lists: The words' lists one after the other.
        counts: Postings of each word, at least 1, int64, shape (words,).
        offset: Where the first byte will stand in the file.

    Returns:
        All lists' bytes, and the words' entries, packed.
    """
    ends = np.cumsum(counts)
    starts = ends - counts
    token_ends = np.cumsum(lists.frequencies, dtype=np.int64)[ends - 1]
    token_starts = np.concatenate(([0], token_ends[:-1]))
    gaps = np.diff(lists.locals, prepend=0)
    gaps[starts] = lists.locals[starts]

    gap_widths = _widths(gaps, starts)
    frequency_widths = _widths(lists.frequencies, starts)
    frequency_widths[token_ends - token_starts == counts] = 0
    position_widths = _widths(lists.positions, token_starts)

    gap_bytes = _in_each_width(gaps)
    frequency_bytes = _in_each_width(lists.frequencies)
    position_bytes = _in_each_width(lists.positions)
    chunks, entries = [], []
    rows = zip(
        starts.tolist(), ends.tolist(), gap_widths.tolist(), frequency_widths.tolist(),
        token_starts.tolist(), token_ends.tolist(), position_widths.tolist(), strict=True,
    )  # fmt: skip
    for start, end, gap_width, frequency_width, first, last, position_width in rows:
        data = gap_bytes[gap_width][start * gap_width : end * gap_width]
        data += frequency_bytes[frequency_width][start * frequency_width : end * frequency_width]
        data += position_bytes[position_width][first * position_width : last * position_width]
        crc = zlib.crc32(data)
        widths = gap_width, frequency_width, position_width
        entries.append(ENTRY.pack(offset, end - start, last - first, crc, *widths))
        chunks.append(data)
        offset += len(data)
    return b"".join(chunks), b"".join(entries)


def _check(entry: Entry, data: bytes | memoryview) -> None:
    """See that an entry is possible and that these are its bytes.

    Raises:
        ValueError: If not.
    """
    widths_are_known = (
        entry.gap_width in _KINDS
        and entry.position_width in _KINDS
        and (entry.frequency_width in _KINDS or entry.frequency_width == 0)
    )
    if not widths_are_known or not entry.postings:
        raise ValueError("a posting list has an impossible form")
    if len(data) != entry.size() or zlib.crc32(data) != entry.crc:
        raise ValueError("a posting list does not match its checksum")


def _in_each_width(values: NDArray[np.generic]) -> dict[int, bytes]:
    """The numbers as bytes, cut to each of the widths; cutting bytes is quicker than arrays."""
    return {0: b"", **{width: values.astype(kind).tobytes() for width, kind in _KINDS.items()}}


def _widths(values: NDArray[np.generic], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """The narrowest width for each of the ranges that begin at `starts`."""
    largest = np.maximum.reduceat(values, starts)
    return np.where(largest < 1 << 8, 1, np.where(largest < 1 << 16, 2, 4))
