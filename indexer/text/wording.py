"""The words of a text without what print and punctuation add: do two texts say the same?

Terms of the analyzer are of no use for this: they lose endings, and a quote with another ending is
another quote.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

_WORD = re.compile(r"\w+")
# Signs inside a word: it is the same word with a straight or curly apostrophe, or a soft hyphen.
_DROPPED = re.compile("['\u2019\u02bc\u2018\uff07\u00b4`\u00ad\u200b\u200c\u200d\u2060]")
_DECISIVE = frozenset(
    (
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
        *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
        *("nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        *("hundred", "thousand", "million", "billion", "trillion", "half", "dozen", "dozens"),
        *("no", "not", "never", "nor", "neither", "none", "nobody", "nothing", "cannot", "without"),
        *("dont", "doesnt", "didnt", "wont", "cant", "isnt", "arent", "wasnt", "werent", "havent"),
        *("hasnt", "hadnt", "wouldnt", "couldnt", "shouldnt", "mustnt", "aint"),
    )
)


def wording(text: str) -> list[str]:
    """The words of a text in order, in small letters, without apostrophes and punctuation.

    >>> wording("“It’s a Re-count,” he said.")
    ['its', 'a', 're', 'count', 'he', 'said']
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFKC", text))
    return _WORD.findall(plain.casefold())


def wording_number(text: str) -> int | None:
    """A number of 63 bits that two texts share if they have the same words; None without a word.

    >>> wording_number("It’s over.") == wording_number("It's over!")
    True
    """
    words = wording(text)
    if not words:
        return None
    data = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "little") >> 1


def decisive_words(words: list[str]) -> frozenset[str]:
    """Figures and negations: a text with others says something else, however alike it is.

    >>> sorted(decisive_words(["not", "12", "dead", "three"]))
    ['12', 'not', 'three']
    """
    return frozenset(word for word in words if word in _DECISIVE or any(map(str.isdigit, word)))
