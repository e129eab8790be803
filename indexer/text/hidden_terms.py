r"""Terms that a text has beside those of its words: for words that are easily lost or confused.

    election-\neering   also "electioneering", as one word
    the US, the U.S.    also "u.s", which the word "us" does not have

They come after all other terms of a text, so that the places of the others stay as they are.
"""

from __future__ import annotations

import re

from indexer.text.analyzer import Token
from indexer.text.broken import broken_words
from indexer.text.languages.common_words import ENGLISH
from indexer.text.written import ACRONYMS, form

_LETTERS = "|".join(r"\.?".join(name) for name in sorted(ACRONYMS))
_ACRONYM = re.compile(rf"\b(?:{_LETTERS})\b(?!\.?\w)\.?")


def acronym_term(word: str) -> str | None:
    """The term of an acronym that is another word in small letters; None for other words.

    >>> acronym_term("U.S."), acronym_term("us")
    ('u.s', None)
    """
    plain = form(word)
    return ".".join(plain.lower()) if plain in ACRONYMS else None


def hidden_terms(text: str, language: str = ENGLISH) -> list[Token]:
    """These terms with the places of the words, acronyms first.

    >>> hidden_terms("the U.S. told us")
    [Token(term='u.s', start=4, end=8)]
    >>> hidden_terms("the USA, the U.S.S.R. and Hit FM")
    []
    """
    acronyms = ((acronym_term(found.group()), found) for found in _ACRONYM.finditer(text))
    found = [Token(term, one.start(), one.end()) for term, one in acronyms if term]
    return found + broken_words(text, language)
