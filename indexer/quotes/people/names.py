"""Names compared: surnames, first names, suffixes, and leaders known by surname alone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indexer.quotes.lexicon import given_names, leaders, words
from indexer.quotes.rules import rule

KNOWN_NAMES = 4096
"""Names that a cache keeps: those of some days' news, not an archive's."""

_DOUBLED = re.compile(r"(.)\1")
_ARTICLES = ("al-", "el-", "ad-", "as-", "ash-", "an-", "at-")
_GENDERS = {"m": 2.0, "f": -2.0}
STATE_TITLES = frozenset(("president", "prime", "minister", "premier", "chancellor"))
"""Words of the titles of heads of state and government, in lower case."""


@lru_cache(maxsize=KNOWN_NAMES)
def surname_key(name: str) -> str:
    """A surname for comparison: lower case, without accents and the Arabic article.

    >>> surname_key("al-Nujaifi") == surname_key("Nujaifi")
    True
    """
    lower = _plain(name.lower().replace("’", "'"))
    if not lower.startswith(_ARTICLES):
        return lower
    for article in _ARTICLES:
        if lower.startswith(article) and len(lower) > len(article) + 2:
            return lower[len(article) :]
    return lower


@lru_cache(maxsize=KNOWN_NAMES)
def same_first_name(one: str, other: str) -> bool:
    """Whether two first names can be the same person's: equal, one an initial, or one a start.

    Doubled letters count once, accents nothing.

    >>> same_first_name("ben", "benjamin"), same_first_name("hilary", "hillary")
    (True, True)
    >>> same_first_name("bill", "hillary")
    False
    """
    if not one or not other:
        return one == other
    short, long = sorted((_folded(one), _folded(other)), key=len)
    return long.startswith(short) and (len(short) != 2 or short == long)


@lru_cache(maxsize=KNOWN_NAMES)
def _folded(word: str) -> str:
    """A word without accents, its doubled letters once."""
    return _DOUBLED.sub(r"\1", _plain(word))


def _plain(word: str) -> str:
    """A word without accents."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=KNOWN_NAMES)
def without_suffix(name: tuple[str, ...]) -> tuple[str, ...]:
    """A name without "Jr." and the like; at least one word is left."""
    suffixes = words()["name_suffixes"]
    size = len(name)
    while size > 1 and name[size - 1].lower().rstrip(".") in suffixes:
        size -= 1
    return name[:size]


@lru_cache(maxsize=KNOWN_NAMES)
def suffix_of(name: tuple[str, ...]) -> tuple[str, ...]:
    """The "jr", "iii" and the like of a name, for comparison."""
    return tuple(word.lower().rstrip(".") for word in name[len(without_suffix(name)) :])


def gender_of(first: str) -> float:
    """What a first name in lower case says: 2.0 male, -2.0 female, 0.0 nothing or either."""
    return _GENDERS.get(given_names().get(first, ""), 0.0)


@rule("leaders", otherwise=None)
def full_name_of_leader(surname: str, titles: frozenset[str]) -> tuple[str, ...] | None:
    """The full name of a head of state or government whom papers call by surname.

    Args:
        surname: As written.
        titles: Lower-case titles that stood before the name in the article.

    Returns:
        The words of the full name, or None where surname and titles do not tell.
    """
    alone, titled = _leaders()
    key = surname_key(surname)
    if key in alone:
        return alone[key]
    return titled.get(key) if titles & STATE_TITLES else None


@lru_cache(maxsize=1)
def _leaders() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    listed = leaders()
    alone, titled = (
        {surname_key(name[-1]): name for name in listed[section]} for section in ("alone", "titled")
    )
    return alone, titled
