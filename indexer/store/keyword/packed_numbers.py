"""Numbers of one list of postings as bytes: most are small, and a few are not.

A form is a number that says how the numbers of an array are written, little-endian:

    0        nothing: each of them is 1
    1, 2, 4  so many bytes each
    3, 5     a byte each, 255 for those that do not fit; behind all of them, these with 2 (form 3)
             or 4 bytes (form 5) each
    8        a bit each, the lowest of a byte first, set for those that are not 1; behind all of
             them, these with a byte each

Whichever takes the fewest bytes is written. Segments of an earlier version have forms 0, 1, 2, 4.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALL_ONE, BITS = 0, 8
PLAIN = (1, 2, 4)
_KINDS: dict[int, np.dtype[Any]] = {width: np.dtype(f"<u{width}") for width in PLAIN}
_ESCAPE = 255
_ESCAPED = {3: 2, 5: 4}  # the bytes of the numbers that do not fit


def unpack(form: int, data: memoryview, count: int) -> tuple[NDArray[Any], int]:
    """Read an array at the beginning of some bytes.

    Args:
        form: See above.
        data: The bytes.
        count: How many numbers there are, at least 1.

    Returns:
        The numbers, of any unsigned type, shape (count,), and how many bytes they take.

    Raises:
        ValueError: If there is no such form or there are not enough bytes. No room is made
            before that.
    """
    if form == ALL_ONE:
        return np.ones(count, dtype=np.uint32), 0
    if form in PLAIN:
        return _read(data, form, count), count * form
    if form in _ESCAPED:
        low, width = _read(data, 1, count), _ESCAPED[form]
        places = np.flatnonzero(low == _ESCAPE)
        values = low.astype(_KINDS[width])
        values[places] = _read(data[count:], width, len(places))
        return values, count + width * len(places)
    if form == BITS:
        width = -(-count // 8)
        bits = np.unpackbits(_read(data, 1, width), count=count, bitorder="little")
        places = np.flatnonzero(bits.view(np.bool_))  # of bytes it would take four times as long
        values = np.ones(count, dtype=np.uint32)
        values[places] = _read(data[width:], 1, len(places))
        return values, width + len(places)
    raise ValueError("a posting list has an impossible form")


def _read(data: memoryview, width: int, count: int) -> NDArray[Any]:
    if len(data) < width * count:
        raise ValueError("a posting list is cut off")
    return np.frombuffer(data, _KINDS[width], count)


class PackedArrays:
    """Arrays of several lists, one after the other, each in the form that takes the fewest bytes.

    Args:
        values: The numbers of all arrays, below 2**32.
        starts: Where each array begins, ascending; none is empty.
        may_be_bits: Whether most numbers are 1, so that forms 0 and 8 are of use.

    Attributes:
        forms: The form of each array, shape (lists,).
    """

    def __init__(
        self, values: NDArray[Any], starts: NDArray[np.int64], *, may_be_bits: bool = False
    ) -> None:
        self._values, self._starts = values, starts
        self._ends = np.append(starts[1:], len(values))
        largest = np.maximum.reduceat(values, starts)
        width = np.where(largest < 1 << 8, 1, np.where(largest < 1 << 16, 2, 4))
        wide = np.maximum(width, 2)
        self._is_wide = values >= _ESCAPE
        wides = np.add.reduceat(self._is_wide, starts, dtype=np.int64)
        self._wide_ends = np.cumsum(wides)
        counts = self._ends - starts
        escaped = counts + wides * wide
        self.forms = np.where((width > 1) & (escaped < counts * width), 1 + wide, width)
        if may_be_bits:
            others = np.add.reduceat(values != 1, starts, dtype=np.int64)
            size = np.where(self.forms == width, counts * width, escaped)
            is_shorter = (largest < 1 << 8) & (-(-counts // 8) + others < size)
            self.forms[is_shorter] = BITS
            self.forms[others == 0] = ALL_ONE

    def packed(self) -> list[bytes]:
        """The bytes of each array."""
        found = []
        lasts = self._wide_ends.tolist()
        arrays = zip(
            self.forms.tolist(), self._starts.tolist(), self._ends.tolist(), [0, *lasts[:-1]],
            lasts, strict=True,
        )  # fmt: skip
        for form, start, end, first, last in arrays:
            if form == ALL_ONE:
                found.append(b"")
            elif form in PLAIN:  # cutting bytes is quicker than arrays
                found.append(self._whole[form][start * form : end * form])
            elif form == BITS:
                found.append(self._as_bits(start, end))
            else:
                width = _ESCAPED[form]
                wides = self._wide[width][first * width : last * width]
                found.append(self._low[start:end] + wides)
        return found

    def _as_bits(self, start: int, end: int) -> bytes:
        values = self._values[start:end]
        is_other = values != 1
        bits: bytes = np.packbits(is_other, bitorder="little").tobytes()
        others: bytes = values[is_other].astype(np.uint8).tobytes()
        return bits + others

    @cached_property
    def _whole(self) -> dict[int, bytes]:
        """All numbers with so many bytes each; only widths that are used."""
        return {
            width: self._values.astype(_KINDS[width]).tobytes()
            for width in PLAIN
            if (self.forms == width).any()
        }

    @cached_property
    def _wide(self) -> dict[int, bytes]:
        """The same of all numbers that do not fit a byte."""
        wides = self._values[self._is_wide]
        return {width: wides.astype(_KINDS[width]).tobytes() for width in _ESCAPED.values()}

    @cached_property
    def _low(self) -> bytes:
        found: bytes = np.minimum(self._values, _ESCAPE).astype(np.uint8).tobytes()
        return found
