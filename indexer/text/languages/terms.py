"""Words of other languages than English -> terms."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from indexer.text.languages.stemming import stem
from indexer.text.letters import UNDIVIDED

_TATWEEL = "\u0640"  # lengthens an Arabic word for the eye
_INDIC = range(0x0900, 0x0E00)
"""Scripts whose marks are vowels, and no ornament that a question may leave out."""


@lru_cache(maxsize=1 << 16)
def term_in(word: str, language: str) -> str:
    """The term of a word in a language; "" if nothing is left of it.

    >>> term_in("Élections", "fr"), term_in("Häuser", "de"), term_in("городах", "ru")
    ('elect', 'haus', 'город')
    """
    small = word.casefold().replace(_TATWEEL, "").replace("_", "")
    decomposed = unicodedata.normalize("NFKD", stem(small, language)).translate(UNDIVIDED)
    kept = (c for c in decomposed if c.isalnum() or (ord(c) in _INDIC and not c.isspace()))
    return unicodedata.normalize("NFC", "".join(kept))


def pair_term(pair: str) -> str:
    """The term of a pair of letters of a script without spaces."""
    return unicodedata.normalize("NFKC", pair).casefold()
