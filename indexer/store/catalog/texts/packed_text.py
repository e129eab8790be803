"""Texts as the catalog keeps them: UTF-8, deflated where that is shorter.

The first byte says which: 0 for UTF-8 as it is, 1 for a raw deflate stream (RFC 1951), 2 for one
with the dictionary `common_phrases.txt` beside this file. It saves an eighth of a packed
English article; it is part of the form of an index and never changes.
"""

from __future__ import annotations

import zlib
from codecs import getincrementaldecoder
from functools import cache
from pathlib import Path

LARGEST_TEXT = 256 * 2**20
"""Bytes of a text: more is not unpacked, so that a small row cannot fill the memory."""

_PLAIN, _DEFLATED, _WITH_DICTIONARY = b"\0", b"\1", b"\2"
_WINDOW = -15  # raw: the row has a checksum of its own
_MORE = 64  # bytes beyond as many as characters: some take two or three
_LEVEL = 6  # the highest makes articles a tenth of a percent shorter


def packed(text: str) -> bytes:
    """A text as bytes, which `unpacked` reads."""
    data = text.encode("utf-8")
    deflater = zlib.compressobj(
        _LEVEL, zlib.DEFLATED, _WINDOW, 9, zlib.Z_DEFAULT_STRATEGY, common_phrases()
    )
    shorter = deflater.compress(data) + deflater.flush()
    return _WITH_DICTIONARY + shorter if len(shorter) < len(data) else _PLAIN + data


def unpacked(value: bytes | str, needed: int | None = None) -> str:
    """The text that `packed` made bytes of; in formats 1 and 2 it is text already.

    Args:
        value: The bytes.
        needed: How many characters are needed; the rest may be missing. None for the whole text.

    Raises:
        ValueError: If these bytes are no text.
    """
    if isinstance(value, str):
        return value
    form, data = value[:1], value[1:]
    if form == _PLAIN:
        return data.decode("utf-8")
    if form not in (_DEFLATED, _WITH_DICTIONARY):
        raise ValueError("a text is packed in a way that is not known")
    phrases = common_phrases() if form == _WITH_DICTIONARY else b""
    inflater = zlib.decompressobj(_WINDOW, zdict=phrases)
    if needed is None:
        return _inflated(inflater, data).decode("utf-8")
    return _beginning(inflater, data, needed)


@cache
def common_phrases() -> bytes:
    """The dictionary: pieces of English that many articles have, the commonest last."""
    return Path(__file__).with_name("common_phrases.txt").read_bytes()


def _beginning(inflater: zlib._Decompress, data: bytes, needed: int) -> str:
    """The first characters of a deflated text, or all if it has fewer."""
    decoder = getincrementaldecoder("utf-8")()
    found, needed = "", min(needed, LARGEST_TEXT)
    while len(found) < needed and not inflater.eof:
        try:
            part = inflater.decompress(data, needed - len(found) + _MORE)
        except zlib.error as error:
            raise ValueError(f"a text cannot be unpacked ({error})") from error
        if not part and not inflater.eof:
            raise ValueError("a text is cut off")
        found += decoder.decode(part, final=inflater.eof)
        data = inflater.unconsumed_tail
    return found


def _inflated(inflater: zlib._Decompress, data: bytes) -> bytes:
    try:
        found = inflater.decompress(data, LARGEST_TEXT)
    except zlib.error as error:
        raise ValueError(f"a text cannot be unpacked ({error})") from error
    if not inflater.eof or inflater.unused_data:
        raise ValueError("a text is cut off or too long")
    return found
