"""The Arabic article as readers type it: "al-Jubouri", "Aljubouri", "Al Jubouri", "El Jubouri".

Writers run the article and the name together, and then the first letter of the name may get lost:
"alubouri". Such names are looked up, but nothing here makes two names one person's.
"""

from __future__ import annotations

import re

from indexer.names.parsing import PersonName
from indexer.names.spelling import consonant_key, is_variant

ARTICLES = ("al", "el")
_SHORTEST = 5  # letters of a family name behind the article
# Most Arabic family names with an article end in i; Albright, Allen and Elliott do not.
_ENDING = re.compile(r"[iy]$")
# "Alessandri" has no article.
_LOST = re.compile(r"^[aiou]")
_FIRST_LETTERS = "bcdfghjklmnpqrstvwxyzCSX"  # of consonant keys


def stems(name: PersonName) -> tuple[str, ...]:
    """The family name, and what is left of it without an article that is written as part of it."""
    family = name.family
    rest = family[2:]
    if not family.startswith(ARTICLES) or len(rest) < _SHORTEST or not _ENDING.search(rest):
        return (family,)
    is_other = family[0] == "e" and rest[0] in "aeioul"  # "Elliotti"
    return (family,) if is_other else (family, rest)


def without_article(asked: PersonName) -> PersonName | None:
    """A family name that a reader typed as "Al Jubouri"; None for any other name."""
    if asked.given not in (("al",), ("el",)) or asked.particles or asked.suffix:
        return None
    if len(asked.family) < _SHORTEST or not _ENDING.search(asked.family):
        return None
    return PersonName((), (), asked.family, has_article=True)


def lookup_keys(asked: PersonName) -> set[str]:
    """The keys under which `names.keys` lists the names that may be meant."""
    keys: set[str] = set()
    for stem in stems(without_article(asked) or asked):
        key = consonant_key(stem)
        if len(stem) < _SHORTEST or len(key) < 2:
            continue
        keys |= {f"~{key}", f"~{consonant_key('al' + stem)}"}
        if key[0] != "A":
            keys |= {f"~A{key[1:]}", f"~Al{key[1:]}"}
        elif _has_lost(asked, stem):
            keys |= {f"~{first}{key[1:]}" for first in _FIRST_LETTERS}
    return keys


def article_variant(asked: PersonName, name: PersonName) -> bool:
    """Whether two family names may be one, with the article or with what it swallowed.

    >>> from indexer.names.parsing import parse_name
    >>> article_variant(parse_name("Jubouri"), parse_name("Najm alubouri"))
    True
    """
    if asked.particles and name.particles and asked.particles != name.particles:
        return False
    for one in stems(asked):
        for other in stems(name):
            has_article = one != asked.family or other != name.family
            if has_article and is_variant(one, other, foreign=True):
                return True
            if _has_lost(name, other) and _is_rest(one, other):
                return True
            if _has_lost(asked, one) and _is_rest(other, one):
                return True
    return False


def _has_lost(name: PersonName, stem: str) -> bool:
    """Whether a letter may have got lost between the article and a vowel: "al ubouri"."""
    has_article = name.has_article or stem != name.family
    is_long = len(stem) >= _SHORTEST
    return has_article and is_long and bool(_LOST.match(stem) and _ENDING.search(stem))


def _is_rest(whole: str, rest: str) -> bool:
    """Whether a name lacks nothing but the first consonant of another."""
    return consonant_key(whole)[:1] not in ("", "A") and is_variant(whole[1:], rest, foreign=True)
