"""Letters that Unicode does not take apart into a base letter and a mark."""

from __future__ import annotations

UNDIVIDED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""For `str.translate`, in small letters: "Łódź" and "Lodz" are one word. Part of the index format,
as the terms and the keys of names are."""
