"""Protocol buffers read field by field: no schema, no copy, no import of `onnx`.

The bytes may come from a stranger. A reader never looks beyond the message that it was given, and
takes time in proportion to the number of fields.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
_WIDTHS = {FIXED64: 8, FIXED32: 4}
_LONGEST_VARINT = 10  # bytes of 64 bits


class WireError(ValueError):
    """The bytes are no message."""


class Field(NamedTuple):
    """One field of a message.

    Attributes:
        number: As the schema numbers it.
        wire: `VARINT`, `FIXED64`, `BYTES` or `FIXED32`.
        value: Of a `VARINT`, as an unsigned number of 64 bits; 0 for the others.
        content: The bytes of the others; empty for a `VARINT`.
    """

    number: int
    wire: int
    value: int
    content: memoryview


def read_fields(message: memoryview) -> Iterator[Field]:
    """Yield the fields of a message in their order.

    Raises:
        WireError: If the bytes end too early or have a form that is no longer in use.
    """
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            value, place = _varint(message, place)
            yield Field(number, wire, value, message[:0])
            continue
        if wire == BYTES:
            size, place = _varint(message, place)
        elif wire in _WIDTHS:
            size = _WIDTHS[wire]
        else:
            raise WireError(f"a field of the unknown form {wire}")
        if size > len(message) - place:
            raise WireError("a field reaches beyond its message")
        yield Field(number, wire, 0, message[place : place + size])
        place += size


def read_varints(packed: memoryview) -> Iterator[int]:
    """Yield the numbers of a packed field, each as an unsigned number of 64 bits.

    Raises:
        WireError: If the bytes end too early.
    """
    place = 0
    while place < len(packed):
        value, place = _varint(packed, place)
        yield value


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    """The number at a place, and the place behind it."""
    value = 0
    for step, byte in enumerate(message[place : place + _LONGEST_VARINT]):
        value |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, place + step + 1
    raise WireError("a number without an end")
