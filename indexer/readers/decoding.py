r"""Bytes -> text, without changing a word in silence.

    with a byte order mark   UTF-8, UTF-16 or UTF-32, as the mark says
    valid UTF-8              UTF-8, even with a few damaged bytes (each becomes U+FFFD)
    anything else            a guess: the code page whose letters make words of one language
                             (`text.code_pages`), or what charset-normalizer is sure of for
                             alphabets that are neither Latin nor Cyrillic; refused if
                             neither fits

`Document.rules["encoding"]` names any encoding but plain UTF-8. Newlines become "\\n"; nothing else
changes.
"""

from __future__ import annotations

import codecs
import io
import re

from indexer.text.code_pages import CYRILLIC_PAGES, guess_code_page

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
# The ellipsis, quotation marks and dashes of Windows-1252 and its kin. A text that has only these
# beyond ASCII reads the same in all of them.
_COMMON = bytes([0x85, *range(0x91, 0x98)])
_MOST_HIGH = 0.6  # of the letters; every language of Windows-1252 stays far below
_LEAST_COHERENCE = 0.1  # Chinese, Japanese and Korean texts have .13 and more
_LEAST_CYRILLIC = 40  # bytes; less could be in any alphabet
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LONGEST_WORD = 40  # bytes

GUESSED = "(guess)"
"""What follows the name of an encoding that nothing in the file states."""


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
    encoding = _guessed(_sample(data), share)
    if encoding is None:
        raise UndecodableError("encoding not recognised; convert the file to UTF-8")
    # Bytes that the code page leaves open become U+FFFD.
    shown = encoding.replace("cp125", "windows-125").replace("iso8859_", "iso-8859-")
    return data.decode(encoding, errors="replace"), f"{shown} {GUESSED}"


def _described(encoding: str, damaged: int) -> str:
    return f"{encoding}, {damaged} damaged bytes replaced" if damaged else encoding


def _guessed(sample: bytes, share: float) -> str | None:
    """The encoding that fits best; None if none is likely.

    Args:
        sample: A part of the text.
        share: What bytes beyond ASCII have of all that are or may be letters.
    """
    if not sample.translate(None, _COMMON + _ASCII):
        return "cp1252"
    code_page = guess_code_page(sample)
    if share <= _MOST_HIGH:
        return code_page or "cp1252"
    detected = _detected(sample)
    if detected and not _CYRILLIC.search(sample.decode(detected, errors="replace")):
        return detected
    is_long = len(sample) >= _LEAST_CYRILLIC
    return code_page if code_page in CYRILLIC_PAGES and is_long else detected


def _detected(sample: bytes) -> str | None:
    """The encoding that charset-normalizer is sure of; for alphabets other than the Latin one."""
    from charset_normalizer import from_bytes  # slow: its tables take a while to load

    best = from_bytes(sample).best()
    return best.encoding if best and best.coherence >= _LEAST_COHERENCE else None


def _high_share(data: bytes) -> float:
    """The share that bytes beyond ASCII have of all bytes that are or may be letters."""
    high = len(data.translate(None, _ASCII))
    return high / (high + len(data) - len(data.translate(None, _LETTERS)))


def _sample(data: bytes) -> bytes:
    """The first lines that are not ASCII, each from the word of its first byte beyond ASCII on."""
    lines = []
    size = 0
    for line in io.BytesIO(data):
        first = _HIGH.search(line)
        if first:
            start = max(line.rfind(b" ", 0, first.start()) + 1, first.start() - _LONGEST_WORD)
            lines.append(line[start : start + _SAMPLE])
            size += len(lines[-1])
            if size >= _SAMPLE:
                break
    return b"".join(lines)
