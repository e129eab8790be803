"""Words of a language -> stems, by the Snowball stemmer of the language.

A stemmer needs the diacritics of its language, so they are folded after it. A language without a
stemmer keeps its endings. English has its own rule (`indexer.text.analyzer`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali",
    "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
"""Two-letter code of a language -> the name of its stemmer. A version of PyStemmer that lacks one
leaves the endings of that language."""

_ELISION = re.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|(?:d|n|a|d?a|s?u)?[aeu]ll|un|quest|sant)"
    r"['\u2019\u02bc](?=\w)"
)
_ELIDING = frozenset({"fr", "it", "ca"})


def stem(word: str, language: str) -> str:
    """The stem of a word in small letters, with its diacritics.

    >>> stem("l'élection", "fr")
    'élect'
    """
    composed = unicodedata.normalize("NFC", word)
    if language in _ELIDING:
        composed = without_elision(composed)
    return _stemmer(language)(composed)


def without_elision(word: str) -> str:
    """A word in small letters without the article or the like that an apostrophe joins to it.

    >>> without_elision("l'eau"), without_elision("dell'acqua"), without_elision("o'clock")
    ('eau', 'acqua', "o'clock")
    """
    return _ELISION.sub("", word) if len(word) > 2 else word


@cache
def _stemmer(language: str) -> Callable[[str], str]:
    import Stemmer  # slow: only an analysis pays for it

    name = STEMMERS.get(language)
    if name not in Stemmer.algorithms():
        return str
    found: Callable[[str], str] = Stemmer.Stemmer(name, 0).stemWord
    return found
