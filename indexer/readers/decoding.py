r"""Bytes -> text, without changing a word in silence.

    with a byte order mark   UTF-8, UTF-16 or UTF-32, as the mark says
    valid UTF-8              UTF-8, even with a few damaged bytes (each becomes U+FFFD)
    anything else            what charset-normalizer is sure of, else Windows-1252; a text with
                             mostly letters beyond ASCII cannot be Windows-1252 and is refused

`Document.rules["encoding"]` names any encoding but plain UTF-8. Newlines become "\\n"; nothing else
changes.
"""

from __future__ import annotations

import codecs
import io
import re

MAX_TEXT_BYTES = 64 * 2**20
"""Bytes of the largest article that is read: a hundred novels. A larger file is no article."""

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "a database"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x1b\b")) + b"\x7f"
_CONTROL_SHARE = 0.01  # of the bytes; a text has none, other formats have many
_FEW_CONTROLS = 3  # a stray one does not make a short text binary
_DAMAGED_SHARE = (
    0.01  # of the characters; with more, the text is not in the encoding that it claims
)
_SAMPLE = 2**16  # bytes; enough to recognise an encoding quickly
_ASCII = bytes(range(0x80))
_LETTERS = bytes(byte for byte in _ASCII if chr(byte).isalpha())
_HIGH = re.compile(rb"[\x80-\xff]")
# Quotation marks, dashes, signs and small letters of Windows-1252. A text that has a few of these
# and no other bytes beyond ASCII is in this encoding, or in one that gives the same text.
_COMMON = bytes(
    [0x80, 0x85, *range(0x91, 0x98), 0x99, 0xC9, *range(0xA0, 0xC0), *range(0xE0, 0x100)]
)
_COMMON_SHARE = 0.06  # of the letters
_MOST_HIGH = 0.6  # of the letters; every language of Windows-1252 stays far below
_LEAST_COHERENCE = 0.1  # Chinese, Japanese and Korean texts have .13 and more
_MARGIN = 0.03  # of coherence; within it, Western encodings cannot be told apart


class UndecodableError(ValueError):
    """The bytes are not a text; the message says why in a few words."""


def decode(data: bytes) -> tuple[str, str]:
    """The text, with newlines normalised, and how it was decoded ("utf-8" and the like).

    Raises:
        UndecodableError: If the bytes are empty or not a text.
    """
    if not data:
        raise UndecodableError("empty")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding)
    check_text(data)
    try:
        return normalise_newlines(data.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _decode_other(data)
        return normalise_newlines(text), encoding


def check_text(data: bytes) -> None:
    """Refuse bytes that are not a text in any encoding without a byte order mark.

    Raises:
        UndecodableError: If they are a known binary format, or hold NULs or many controls.
    """
    for head, name in _FORMATS:
        if data.startswith(head):
            raise UndecodableError(f"binary: {name}, not text")
    null = data.find(b"\0")
    if null >= 0:
        raise UndecodableError(f"binary: a NUL at byte {null + 1}")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, _CONTROL_SHARE * len(data)):
        raise UndecodableError(f"binary: {controls} of {len(data)} bytes are control characters")


def normalise_newlines(text: str) -> str:
    r"""The text with "\\r\\n" and "\\r" as "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str]:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd") - data.decode(encoding, errors="ignore").count("\ufffd")
    controls = sum(map(text.count, map(chr, _CONTROLS)))
    if damaged + controls > max(1, _DAMAGED_SHARE * len(text)):
        raise UndecodableError(f"binary: begins like {encoding.upper()} but is not")
    if not text:
        raise UndecodableError("empty")
    return normalise_newlines(text), _described(encoding, damaged)


def _decode_other(data: bytes) -> tuple[str, str]:
    """Decode bytes without a mark that are not clean UTF-8."""
    text = data.decode("utf-8", errors="replace")
    whole = data.decode("utf-8", errors="ignore")
    damaged = text.count("\ufffd") - whole.count("\ufffd")
    beyond = len(whole) - len(whole.encode("ascii", errors="ignore"))
    # Bytes of another encoding hardly ever look like UTF-8; if most do, the rest is damage.
    if beyond > damaged:
        return text, _described("utf-8", damaged)
    share = _high_share(data)
    detected = _detected(_sample(data), share)
    if detected:
        return data.decode(detected, errors="replace"), f"{detected} (detected)"
    if share > _MOST_HIGH:
        raise UndecodableError("encoding not recognised; convert the file to UTF-8")
    # The five bytes that Windows-1252 leaves open become U+FFFD.
    return data.decode("cp1252", errors="replace"), "windows-1252 (fallback)"


def _described(encoding: str, damaged: int) -> str:
    return f"{encoding}, {damaged} damaged bytes replaced" if damaged else encoding


def _detected(sample: bytes, share: float) -> str | None:
    """The encoding that charset-normalizer is sure of, or None for Windows-1252."""
    others = sample.translate(None, _COMMON + _ASCII)
    if not others and share <= _COMMON_SHARE:
        return None
    from charset_normalizer import from_bytes  # slow: its tables take a while to load

    matches = list(from_bytes(sample))
    if not matches or matches[0].coherence < _LEAST_COHERENCE:
        return None
    best = matches[0]
    for match in matches:
        if "cp1252" in match.could_be_from_charset and (
            match.chaos <= best.chaos and match.coherence >= best.coherence - _MARGIN
        ):
            return None
    return "mac_roman" if "mac_roman" in best.could_be_from_charset else best.encoding


def _high_share(data: bytes) -> float:
    """The share that bytes beyond ASCII have of all bytes that are or may be letters."""
    high = len(data.translate(None, _ASCII))
    return high / (high + len(data) - len(data.translate(None, _LETTERS)))


def _sample(data: bytes) -> bytes:
    """The first lines that are not ASCII, each from its first byte beyond ASCII on."""
    lines = []
    size = 0
    for line in io.BytesIO(data):
        first = _HIGH.search(line)
        if first:
            lines.append(line[first.start() : first.start() + _SAMPLE])
            size += len(lines[-1])
            if size >= _SAMPLE:
                break
    return b"".join(lines)
