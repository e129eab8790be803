"""Nouns by the kind of source that they name."""

from __future__ import annotations

from functools import lru_cache

from indexer.quotes.feature_enum import FeatureEnum
from indexer.quotes.lexicon import words

_KNOWN_NOUNS = 4096  # remembered at a time


class NounClass(FeatureEnum):
    """The kind of source that a noun names."""

    ANONYMOUS = "a"  # "source", "witness"
    DOCUMENT = "d"  # "report"
    ROLE = "r"  # "mayor"
    PLURAL = "p"  # "officials"
    OTHER_PLURAL = "s"  # any other word that ends in "s"
    OTHER = "-"


SPEAKING_NOUNS = frozenset(
    (NounClass.ANONYMOUS, NounClass.DOCUMENT, NounClass.ROLE, NounClass.PLURAL)
)
"""The classes of nouns for what speaks: people and documents."""
NOUNS_FOR_PEOPLE = SPEAKING_NOUNS - {NounClass.DOCUMENT}

_LISTS = {
    "anonymous_heads": NounClass.ANONYMOUS,
    "document_heads": NounClass.DOCUMENT,
    "role_nouns": NounClass.ROLE,
    "plural_sources": NounClass.PLURAL,
}


@lru_cache(maxsize=_KNOWN_NOUNS)
def noun_class(lower: str) -> NounClass:
    """The class of a noun in lower case; of several lists that hold it the first decides."""
    lists = words()
    for name, found in _LISTS.items():
        if lower in lists[name]:
            return found
    return NounClass.OTHER_PLURAL if lower.endswith("s") else NounClass.OTHER
