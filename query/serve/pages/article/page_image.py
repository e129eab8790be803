"""A page of a PDF as a PNG, without a library for pictures."""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

WIDTH = 1100
"""Pixels of a page's width."""

TALLEST = 4400
"""Pixels of a page's height: a longer page is drawn smaller."""


def page_image(content: bytes, number: int) -> bytes | None:
    """A page as a picture; None if there is no such page or it is damaged.

    PDFium draws for one thread at a time: the caller sees to that.

    Args:
        content: The PDF.
        number: Of the page, from 1.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return None
    try:
        return _png(_drawn(document, number)) if 1 <= number <= len(document) else None
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.close()


def _drawn(document: Any, number: int) -> NDArray[np.uint8]:
    """The page's pixels, shape (height, width, 3)."""
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
        bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
        try:
            pixels: NDArray[np.uint8] = np.array(bitmap.to_numpy(), dtype=np.uint8)
        finally:
            bitmap.close()
    finally:
        page.close()
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    if pixels.shape[2] < 3:
        pixels = np.repeat(pixels[:, :, :1], 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])


def _png(pixels: NDArray[np.uint8]) -> bytes:
    height, width, _ = pixels.shape
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = np.concatenate((np.zeros((height, 1), np.uint8), pixels.reshape(height, -1)), axis=1)
    parts = (("IHDR", header), ("IDAT", zlib.compress(rows.tobytes(), 6)), ("IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name.encode(), data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)
