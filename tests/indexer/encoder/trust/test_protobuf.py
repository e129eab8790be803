"""Messages, whole and damaged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.encoder.trust.protobuf import (
    BYTES,
    FIXED32,
    FIXED64,
    VARINT,
    WireError,
    read_fields,
    read_varints,
)


def fields(message: bytes) -> list[tuple[int, int, int, bytes]]:
    return [(number, wire, value, bytes(content))
            for number, wire, value, content in read_fields(memoryview(message))]  # fmt: skip


def test_each_form_is_read():
    message = b"\x08\x96\x01" + b"\x12\x02ab" + b"\x1d\1\2\3\4" + b"\x21" + bytes(8)

    assert fields(message) == [
        (1, VARINT, 150, b""),
        (2, BYTES, 0, b"ab"),
        (3, FIXED32, 0, b"\1\2\3\4"),
        (4, FIXED64, 0, bytes(8)),
    ]


@pytest.mark.parametrize(
    "message",
    [
        b"\x08",
        b"\x12\x05ab",
        b"\x1d\1",
        b"\x0b",
        b"\x08" + b"\xff" * 11,
        b"\x12\xff\xff\xff\xff\x0f",
    ],
)
def test_what_ends_too_early_is_refused(message: bytes):
    with pytest.raises(WireError):
        fields(message)


@given(st.binary(max_size=200))
def test_no_bytes_are_read_twice_or_beyond(message: bytes):
    try:
        found = fields(message)
    except WireError:
        return
    assert sum(len(content) for *_, content in found) + len(found) <= len(message)


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20))
def test_numbers_in_a_row_are_read_as_onnx_writes_them(numbers: list[int]):
    packed = bytearray()
    for number in numbers:
        while number > 0x7F:
            packed.append(number & 0x7F | 0x80)
            number >>= 7
        packed.append(number)

    assert list(read_varints(memoryview(bytes(packed)))) == numbers
