"""Bytes of a page -> text: byte order mark, UTF-8, what the page or its header says, then a guess.

UTF-8 that is well formed wins over what the page says: browsers convert pages when they save them
and leave the old name of the encoding in the page.
"""

from __future__ import annotations

import codecs
import re

from indexer.readers.decoding import UndecodableError, decode, normalise_newlines

_HEAD = 4096  # bytes in which a page names its encoding
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DAMAGED_SHARE = 0.01  # of the characters; a page with more is not in the encoding that it names
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""What browsers read instead of an encoding that a page names: the WHATWG's Encoding standard."""

# Neither UTF-16 nor UTF-32: a page whose ASCII could be read to find the name is in neither.
_OF_THE_WEB = re.compile(
    r"utf-8|ascii|cp\d+|iso8859-\d+|iso2022_\w+|koi8-\w+|tis-620|mac-\w+|gb\w+|hz|big5\w*|euc_\w+"
    r"|shift_jis\w*|johab"
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def decode_page(data: bytes, header: str | None = None) -> tuple[str, str]:
    """The text of a page and how it was decoded ("utf-8", "windows-1252 (declared)").

    Args:
        data: The page as it was served.
        header: The encoding that came with the page in a header, or None.

    Raises:
        UndecodableError: If the bytes are empty or no text.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UndecodableError("empty")
    if data.startswith(_MARKS):
        return _readable(*decode(data))
    declared = _codec(header) or _declared(data)
    if not _is_stateful(declared):
        try:
            return _readable(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    if declared and declared != "utf-8":
        text = data.decode(declared, errors="replace")
        if text.count("\ufffd") <= _DAMAGED_SHARE * len(text):
            return _readable(text, f"{_shown(declared)} (declared)")
    # A stray NUL is damage in a page, not a sign of another format.
    return _readable(*decode(data.replace(b"\0", b"\x1b")))


def _declared(data: bytes) -> str | None:
    """The encoding that the page itself names, as Python calls it, or None."""
    head = data[:_HEAD].replace(b"\0", b"")
    found = _META.search(head) or _XML.search(head)
    return _codec(found[1].decode("ascii", "replace")) if found else None


def _codec(name: str | None) -> str | None:
    """The codec of Python that reads an encoding of the web; None for a name that is none."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip("\"' ")).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(found, found) if _OF_THE_WEB.fullmatch(found) else None


def _is_stateful(codec: str | None) -> bool:
    """Whether an encoding writes other letters with bytes of ASCII, so that it looks like UTF-8."""
    return codec is not None and codec.startswith(("iso2022", "hz"))


def _shown(codec: str) -> str:
    return codec.replace("cp125", "windows-125")


def _readable(text: str, encoding: str) -> tuple[str, str]:
    """The text with newlines normalised and control characters as U+FFFD."""
    return _CONTROL.sub("\ufffd", normalise_newlines(text)), encoding
