"""Texts as the catalog keeps them: UTF-8, deflated where that is shorter.

The first byte says which: 0 for UTF-8 as it is, 1 for a raw deflate stream (RFC 1951), 2 for one
with the dictionary `common_phrases.txt` beside this file. It saves an eighth of a packed
English article; it is part of the form of an index and never changes.
"""

from __future__ import annotations

import zlib
from functools import cache
from pathlib import Path

LARGEST_TEXT = 256 * 2**20
"""Bytes of a text: more is not unpacked, so that a small row cannot fill the memory."""

_PLAIN, _DEFLATED, _WITH_DICTIONARY = b"\0", b"\1", b"\2"
_WINDOW = -15  # raw: the row has a checksum of its own
_LEVEL = 6  # the highest makes articles a tenth of a percent shorter


def packed(text: str) -> bytes:
    """A text as bytes, which `unpacked` reads."""
    data = text.encode("utf-8")
    deflater = zlib.compressobj(
        _LEVEL, zlib.DEFLATED, _WINDOW, 9, zlib.Z_DEFAULT_STRATEGY, common_phrases()
    )
    shorter = deflater.compress(data) + deflater.flush()
    return _WITH_DICTIONARY + shorter if len(shorter) < len(data) else _PLAIN + data


def unpacked(value: bytes | str) -> str:
    """The text that `packed` made bytes of; in formats 1 and 2 it is text already.

    Raises:
        ValueError: If these bytes are no text.
    """
    if isinstance(value, str):
        return value
    form, data = value[:1], value[1:]
    if form == _PLAIN:
        return data.decode("utf-8")
    if form == _DEFLATED:
        return _inflated(zlib.decompressobj(_WINDOW), data).decode("utf-8")
    if form == _WITH_DICTIONARY:
        inflater = zlib.decompressobj(_WINDOW, zdict=common_phrases())
        return _inflated(inflater, data).decode("utf-8")
    raise ValueError("a text is packed in a way that is not known")


@cache
def common_phrases() -> bytes:
    """The dictionary: pieces of English that many articles have, the commonest last."""
    return Path(__file__).with_name("common_phrases.txt").read_bytes()


def _inflated(inflater: zlib._Decompress, data: bytes) -> bytes:
    try:
        found = inflater.decompress(data, LARGEST_TEXT)
    except zlib.error as error:
        raise ValueError(f"a text cannot be unpacked ({error})") from error
    if not inflater.eof or inflater.unused_data:
        raise ValueError("a text is cut off or too long")
    return found
