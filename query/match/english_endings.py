"""Which terms an English word with given first letters may have: fewer texts need to be read.

The English stemmer cuts endings off, one after another, and changes at most the last letter that
stays: "hopes" and "hoping" give "hope", "candies" gives "candi". So a word that begins with "recov"
cannot give "red", as no ending begins with "cov". A word that begins with "hopi" may give "hope".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

# The endings that the stemmer cuts off or replaces (https://snowballstem.org, "english"), and what
# it cuts off where it replaces one ("ational" gives "ate"). First those of words of any length,
# then those behind a vowel and a consonant (R1), then those behind two such pairs (R2).
_ANYWHERE = ("s", "es", "ed", "edly", "ing", "ingly", "e")
_BEHIND_ONE = (
    "ly", "li", "ful", "fully", "fulli", "fulness", "ness", "ist", "less", "lessly", "lessli",
)  # fmt: skip
_BEHIND_TWO = (
    "ational", "ional", "ency", "enci", "ancy", "anci", "ably", "abli", "ently", "entli",
    "emently", "mently", "izer", "er", "ization", "ation", "ion", "ator", "or", "alism", "ism",
    "ality", "aliti", "ally", "alli", "ously", "ousli", "ousness", "iveness", "ivity", "iviti",
    "ativity", "ativiti", "bility", "biliti", "ability", "abiliti", "ibility", "ibiliti",
    "ility", "iliti", "bly", "bli", "ibly", "ibli", "ogy", "ogi", "ogist", "alize", "icate",
    "icity", "iciti", "ical", "ative", "al", "ance", "ence", "ic", "able", "ible", "ant",
    "ement", "ment", "ent", "ate", "ity", "iti", "ous", "ive", "ize",
)  # fmt: skip
# What stays of an ending that the stemmer replaces: what it cuts off behind needs one pair only.
_REPLACED = ("ic", "al", "at", "iv", "iz", "tion", "b", "e", "log")

_DOUBLED = frozenset("bdfgmnprt")
_AFTER_DOUBLED = ("ed", "edly", "ing", "ingly")
_LAST = frozenset(("s", "es"))  # no other ending follows
_BEFORE_Y = ("enc", "anc", "bl", "og", "idl", "gentl", "singl")  # "agency", "agenc"
# "controlled", "hoped", "organizer": a letter that is an ending behind these letters.
_BEFORE = {"y": _BEFORE_Y, "i": _BEFORE_Y, "l": ("l",), "d": ("e",), "r": ("ize",)}
_PAIR = re.compile("[aeiouy][^aeiou]")  # "y" may be either


def _beginnings(endings: Iterable[str]) -> frozenset[str]:
    return frozenset(one[:size] for one in endings for size in range(1, len(one) + 1))


def _by_pairs() -> list[frozenset[str]]:
    """The endings that may be cut off behind no pair, one and two."""
    found, known = [], list[str]()
    for more in (_ANYWHERE, _BEHIND_ONE, _BEHIND_TWO):
        # "legalizing" gives "legal": an ending has lost its last "e" to the one behind it.
        known += [*more, *(one.removesuffix("e") for one in more if len(one) > 1)]
        found.append(frozenset(known))
    return found


_ENDINGS = _by_pairs()
_BEGINNINGS = list(map(_beginnings, _ENDINGS))


def may_give(start: str, term: str) -> bool:
    """Whether an English word that begins with some letters may have a term.

    Args:
        start: Small letters from a to z.
        term: A term that is no longer than `start` and has its letters, but for the last one.

    >>> may_give("hopi", "hope"), may_give("recov", "rec"), may_give("recov", "red")
    (True, False, False)
    """
    if start.startswith(term):
        return _may_end(start, len(term))
    kept = len(term) - 1
    before, written = start[:kept], start[kept]
    match term[kept]:
        case "i":
            return written == "y" and _may_end(start, kept + 1)  # "candy", "candi"
        case "e":
            is_added = written == "i" or (written == "a" and before.endswith("iz"))
            return is_added and _may_end(start, kept)  # "hoping", "hope"
        case "l":
            is_added = written == "i" and before.endswith("b")
            return is_added and _may_end(start, kept)  # "sensibility", "sensibl"
        case _:
            return term == "sky" and "skies".startswith(start)


@lru_cache(maxsize=1 << 14)
def _may_end(start: str, place: int) -> bool:
    """Whether all letters of a word from a place on may be endings; the last may be cut short."""
    kept, rest = start[:place], start[place:]
    pairs = _pairs(kept)
    if not rest or rest in _BEGINNINGS[pairs]:
        return True
    if _may_be_one_letter(kept, rest) and _may_end(start, place + 1):
        return True
    return any(
        rest[:size] in _ENDINGS[pairs] - _LAST and _may_end(start, place + size)
        for size in range(1, len(rest))
    )


def _may_be_one_letter(kept: str, rest: str) -> bool:
    """Whether the next letter may be an ending, because of the letters around it."""
    letter, follows = rest[0], rest[1:]
    if kept.endswith(_BEFORE.get(letter, ())):
        return True
    return (
        letter in _DOUBLED  # "stopped"
        and kept.endswith(letter)
        and any(one.startswith(follows) or follows.startswith(one) for one in _AFTER_DOUBLED)
    )


def _pairs(kept: str) -> int:
    """How many pairs of a vowel and a consonant stand before an ending, at most 2."""
    first = _PAIR.search(kept)
    if first is None:
        return 0
    return 2 if kept.endswith(_REPLACED) or _PAIR.search(kept, first.end()) else 1
