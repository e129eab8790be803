"""Scripts that tell a language, or a few between which single letters decide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple


class Script(NamedTuple):
    """A script of one language or some.

    Attributes:
        letters: A pattern for one of its letters; compiled when a text needs it.
        language: Most texts in it are in this language.
        others: Letters that only another language has -> that language; the first that is found
            counts.
    """

    letters: str
    language: str
    others: Mapping[str, str] = {}


def _script(letters: str, language: str, **others: str) -> Script:
    return Script(f"[{letters}]", language, {v: k for k, v in others.items()})


# The letters of Japanese stand before those of Chinese, which Japanese texts have as well.
SCRIPTS = (
    _script("\u3040-\u30ff", "ja"),
    _script("\uac00-\ud7a3\u1100-\u11ff", "ko"),
    _script("\u4e00-\u9fff\u3400-\u4dbf", "zh"),
    _script("\u0400-\u04ff", "ru", uk="іїєґ", be="ў", sr="ђјљњћџ"),
    _script("\u0600-\u06ff", "ar", ur="ٹڈے", fa="پچژگی"),
    _script("\u0590-\u05ff", "he"),
    _script("\u0370-\u03ff\u1f00-\u1fff", "el"),
    _script("\u0900-\u097f", "hi"),
    _script("\u0b80-\u0bff", "ta"),
    _script("\u0530-\u058f", "hy"),
    _script("\u0e00-\u0e7f", "th"),
)
LATIN = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")

JAPANESE_SHARE = 0.05
"""A text of which more than this share is kana is Japanese, however much Chinese it has."""


def language_of_script(text: str) -> str | None:
    """The language that the script of a text tells; None if most letters are Latin, or none is.

    >>> language_of_script("Где находится мост?")
    'ru'
    """
    if text.isascii():
        return None
    counts = [len(re.findall(script.letters, text)) for script in SCRIPTS]
    latin = len(LATIN.findall(text))
    most = max(counts)
    if most <= latin:
        return None
    best = counts.index(most)
    if counts[0] > JAPANESE_SHARE * sum(counts):
        best = 0
    found = SCRIPTS[best]
    for letters, language in found.others.items():
        if any(letter in text for letter in letters):
            return language
    return found.language
