"""Front matter that cannot be understood."""

from __future__ import annotations

MAX_LENGTH = 2**16
"""Code points; a longer block is not front matter."""


class FrontMatterError(ValueError):
    """The front matter cannot be understood; the message begins with its line."""
