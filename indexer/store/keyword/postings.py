"""Postings as arrays and as bytes: which passages hold a word, how often and at which positions.

A word's list is three arrays one behind the other (see `packed_numbers`):

    gaps         from each passage's local number to the next one's; the first counts from 0
    frequencies  occurrences in each passage
    positions    token positions, ascending within a passage, passage by passage

Forms, counts, place, size and CRC-32 are in the word's entry. Everything is little-endian; nothing
is ever unpickled.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from indexer.store.keyword.packed_numbers import ALL_ONE, PLAIN, PackedArrays, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENTRY = struct.Struct("<QIIIIBBBx")  # The fields of `Entry`, in their order.

_FIRST = [("offset", "<u8"), ("postings", "<u4"), ("tokens", "<u4")]
_LAST = [
    ("crc", "<u4"),
    ("gap_form", "u1"),
    ("frequency_form", "u1"),
    ("position_form", "u1"),
    ("", "u1"),
]
_ENTRY_KIND = np.dtype([*_FIRST, ("size", "<u4"), *_LAST])
_OLD_KIND = np.dtype([*_FIRST, *_LAST])
OLD_ENTRY_SIZE = _OLD_KIND.itemsize
"""Bytes of an entry of an earlier version, which does not tell the size of the list."""


class Entry(NamedTuple):
    """Where a word's list is and how to read it; `size` is in bytes."""

    offset: int
    postings: int
    tokens: int
    size: int
    crc: int
    gap_form: int
    frequency_form: int
    position_form: int


def with_sizes(entries: bytes | memoryview) -> bytes:
    """Entries of an earlier version as those of this one."""
    old = np.frombuffer(entries, dtype=_OLD_KIND)
    found = np.zeros(len(old), dtype=_ENTRY_KIND)
    for name, _ in [*_FIRST, *_LAST[:-1]]:
        found[name] = old[name]
    widths = old["gap_form"].astype(np.int64) + old["frequency_form"]
    size = old["postings"] * widths + old["tokens"] * old["position_form"].astype(np.int64)
    found["size"] = np.minimum(size, 2**32 - 1)  # no list is so long: it cannot be there
    return found.tobytes()


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
    view = memoryview(data)
    gaps, end = unpack(entry.gap_form, view, entry.postings)
    frequencies, size = unpack(entry.frequency_form, view[end:], entry.postings)
    end += size
    locals_ = gaps.astype(np.int64)
    np.cumsum(locals_, out=locals_)  # in place: half the time that it takes with new memory
    if locals_[-1] >= passages or int(frequencies.sum(dtype=np.int64)) != entry.tokens:
        raise ValueError("a posting list names passages that are not there")
    positions, size = unpack(entry.position_form, view[end:], entry.tokens)
    if end + size != len(data):
        raise ValueError("a posting list has more bytes than numbers")
    return Postings(locals_, frequencies.astype(np.uint32, copy=False), positions)


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
    table = list(map(Entry._make, ENTRY.iter_unpack(entries)))
    for entry in table:
        _check(entry, data[entry.offset : entry.offset + entry.size])
        room -= entry.size
        if room < 0:
            raise ValueError("posting lists lie one over the other")
    rows = np.frombuffer(entries, dtype=_ENTRY_KIND)
    counts, tokens = rows["postings"].astype(np.int64), rows["tokens"].astype(np.int64)
    is_plain = np.isin(rows["frequency_form"], (ALL_ONE, *PLAIN))
    for name in ("gap_form", "position_form"):
        is_plain &= np.isin(rows[name], PLAIN)
    found = Postings(
        np.empty(counts.sum(), dtype=np.int64),
        np.empty(counts.sum(), dtype=np.uint32),
        np.empty(tokens.sum(), dtype=np.uint32),
    )
    of_postings, of_tokens = np.repeat(is_plain, counts), np.repeat(is_plain, tokens)
    plain = _decode_plain(rows[is_plain], data)
    found.locals[of_postings] = plain.locals
    found.frequencies[of_postings] = plain.frequencies
    found.positions[of_tokens] = plain.positions
    firsts, first_tokens = np.cumsum(counts) - counts, np.cumsum(tokens) - tokens
    for place in np.flatnonzero(~is_plain).tolist():
        entry = table[place]
        one = decode(entry, data[entry.offset : entry.offset + entry.size], passages)
        first, token = firsts[place], first_tokens[place]
        found.locals[first : first + entry.postings] = one.locals
        found.frequencies[first : first + entry.postings] = one.frequencies
        found.positions[token : token + entry.tokens] = one.positions
    sums = np.add.reduceat(found.frequencies, firsts, dtype=np.int64)
    if np.any(found.locals >= passages) or np.any(sums != tokens):
        raise ValueError("a posting list names passages that are not there")
    return counts, found


def _decode_plain(table: NDArray[np.void], data: memoryview) -> Postings:
    """The lists of words whose arrays are all plain.

    Raises:
        ValueError: If a list has another size than its entry says.
    """
    counts, tokens = table["postings"].astype(np.int64), table["tokens"].astype(np.int64)
    widths = table["gap_form"].astype(np.int64) + table["frequency_form"]
    if np.any(counts * widths + tokens * table["position_form"] != table["size"]):
        raise ValueError("a posting list has another number of bytes than its entry says")
    file = np.frombuffer(data, dtype=np.uint8)
    start = table["offset"].astype(np.int64)
    local = np.cumsum(_gathered(file, start, counts, table["gap_form"]))
    firsts = np.cumsum(counts) - counts
    # Each list counts from 0: take off what the lists before it have summed up to.
    local -= np.repeat(np.concatenate(([0], local))[firsts], counts)
    start = start + counts * table["gap_form"]
    frequencies = _gathered(file, start, counts, table["frequency_form"])
    frequencies[np.repeat(table["frequency_form"] == ALL_ONE, counts)] = 1
    start = start + counts * table["frequency_form"]
    positions = _gathered(file, start, tokens, table["position_form"])
    return Postings(local, frequencies.astype(np.uint32), positions.astype(np.uint32))


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

    packed = (
        PackedArrays(gaps, starts),
        PackedArrays(lists.frequencies, starts, may_be_bits=True),
        PackedArrays(lists.positions, token_starts),
    )
    chunks = list(map(b"".join, zip(*(one.packed() for one in packed), strict=True)))
    entries = np.zeros(len(chunks), dtype=_ENTRY_KIND)
    sizes = np.array(list(map(len, chunks)), dtype=np.int64)
    entries["offset"] = offset + np.cumsum(sizes) - sizes
    entries["postings"], entries["tokens"] = counts, token_ends - token_starts
    entries["size"], entries["crc"] = sizes, list(map(zlib.crc32, chunks))
    for name, one in zip(("gap_form", "frequency_form", "position_form"), packed, strict=True):
        entries[name] = one.forms
    return b"".join(chunks), entries.tobytes()


def _check(entry: Entry, data: bytes | memoryview) -> None:
    """See that these are the bytes of an entry.

    Raises:
        ValueError: If not.
    """
    if not entry.postings or not entry.tokens:
        raise ValueError("a posting list has an impossible form")
    # A list takes a bit a posting and a byte a position, so that its bytes limit its numbers.
    if entry.postings > 8 * len(data) or entry.tokens > len(data):
        raise ValueError("a posting list is cut off")
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise ValueError("a posting list does not match its checksum")
