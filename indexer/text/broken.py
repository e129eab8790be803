r"""Words that the end of a line divides: "election-\neering" is also one word.

The text does not tell whether the hyphen belongs to the word ("well-\nknown"). So both readings
count: the two parts as they stand, and the word without its hyphen.
"""

from __future__ import annotations

import re

from indexer.text.analyzer import Token, terms
from indexer.text.languages.common_words import ENGLISH

_BREAK = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad][ \t\r]*\n[ \t]*(?=[^\W\d_])")
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_LETTERS = re.compile(r"[^\W\d_]+")

LONGEST_PART = 40
"""Letters of a part; a longer run of letters is no word."""


def joined(text: str) -> str:
    r"""The text with its broken words as whole words; all else stays.

    >>> joined("an election-\neering tour of Saint-\nDenis")
    'an electioneering tour of Saint-\nDenis'
    """
    if "\n" not in text:
        return text
    return _BREAK.sub(lambda found: "" if text[found.end()].islower() else found.group(), text)


def broken_words(text: str, language: str = ENGLISH) -> list[Token]:
    r"""Each broken word with the place of both its parts; the term is that of the whole word.

    >>> broken_words("a reorgan-\nised school")
    [Token(term='reorganis', start=2, end=15)]
    """
    if "\n" not in text:
        return []
    found = []
    for match in _BREAK.finditer(text):
        start, end = match.span()
        before = _LETTERS_BEFORE.search(text, max(0, start - LONGEST_PART), start)
        after = _LETTERS.match(text, end, end + LONGEST_PART)
        if before and after and text[end].islower():
            for term in terms(before.group() + after.group(), language)[:1]:
                found.append(Token(term, before.start(), after.end()))
    return found
