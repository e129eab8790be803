"""A word as it is compared: lower case, ASCII letters, nothing else."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from indexer.text.letters import UNDIVIDED

# Signs in names that are not letters: apostrophes, the signs for hamza and ayn, joiners.
_SIGNS = "'’‘`´ʼʻʾʿ＇\u00ad\u200b\u200c\u200d\u2060.·"
_DROPPED = dict.fromkeys(map(ord, _SIGNS))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word without case, diacritics and apostrophes, in ASCII letters and digits.

    Other scripts are transliterated; a word without letters gives "".

    >>> fold("O’Brien"), fold("ERDOĞAN"), fold("Зеленский")
    ('obrien', 'erdogan', 'zelenskiy')
    """
    folded = word.casefold().translate(_DROPPED)
    if not folded.isascii():
        folded = _romanised(folded)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def _romanised(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word).casefold().translate(UNDIVIDED)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    if not plain.isascii():
        from anyascii import anyascii  # slow: loads tables that few names need

        # Lone surrogates have no transliteration.
        plain = anyascii(word.encode("utf-8", "ignore").decode("utf-8")).lower()
    return plain.translate(_DROPPED)
