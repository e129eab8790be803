"""The words of a text as written: without case and diacritics, but with their endings.

The terms of the index have lost their endings, so that "secured" is found as "secure". Someone who
puts words in quotation marks wants these words. An acronym that is a common word in small letters
stays in capitals: "US" and "U.S." are one word, and "us" is another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.text.analyzer import fold, words
from indexer.text.broken import joined

ACRONYMS = frozenset(("US", "IT", "WHO", "AIDS"))
"""Acronyms that are other words in small letters."""

SHOUTED = 0.6
"""Share of capitals among the letters of a text in which capitals tell nothing."""

_APOSTROPHES = dict.fromkeys(map(ord, "\u2019\u02bc\u2018\uff07\u00b4`"), "'")
_DROPPED = dict.fromkeys(map(ord, ",_\u00ad\u200c\u200d\u2060"))


def readings(text: str) -> list[list[str]]:
    """The words of a text in order: as they stand, and with broken words joined if it has some.

    >>> readings("Not us, the U.S.")
    [['Not', 'us', 'the', 'U.S.']]
    """
    found = [words(text)]
    whole = joined(text)
    return found if whole == text else [*found, words(whole)]


@lru_cache(maxsize=1 << 16)
def form(word: str) -> str:
    """A word without case, diacritics and signs that do not count.

    >>> form("O’Hara"), form("Łódź"), form("U.S."), form("us"), form("1,500")
    ("o'hara", 'lodz', 'US', 'us', '1500')
    """
    plain = word.translate(_APOSTROPHES).translate(_DROPPED)
    if not plain[:1].isdigit():
        plain = plain.replace(".", "")
    return plain if plain in ACRONYMS else fold(plain)


def is_shouted(text: str) -> bool:
    """Whether a text is in capitals, so that no word in it is known for an acronym."""
    letters = re.findall(r"[^\W\d_]", text)
    return sum(map(str.isupper, letters)) > SHOUTED * len(letters)
