"""One name in several spellings: the same consonants, and vowels that writers confuse.

A name from another script has as many spellings as transcribers: Jubouri, Jabouri, Juboori;
Gaddafi, Qaddafi, Kadhafi. They share the row of consonants, once each consonant is written in one
way. This row is the *consonant key*, under which the name is looked up. The *vowels* between the
consonants are compared one by one. General edit distances cannot tell "Hussein" and "Husayn" (one
name) from "Hassan" and "Hussein" (two names); the vowels can.

Vowels may differ only in names that show signs of another script. Western names that differ in one
letter (Miller, Muller; Baker, Becker) belong to different people.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.names.lists import transliterated

LARGEST_DIFFERENCE = 0.5
"""Largest sum of vowel differences of one name: one vowel of another colour."""

CERTAIN = "blmnrz"
"""Consonants that no rule below makes or takes away, unless another of their kind stays: all
spellings of a name have the same of these."""

# In this order. Each is one sound that is written in several ways, the longest way first. A word
# needs the letters before the pattern: to look for them takes a tenth of the pattern's time.
_CONSONANTS = (
    ("ch", re.compile(r"^[dt]sh?ch|^tch|tsch"), "C"),
    ("sch", re.compile(r"sch"), "X"),  # kept from "sh": Busch is not Bush
    ("sh", re.compile(r"sh"), "S"),
    ("ch", re.compile(r"ch"), "C"),
    ("dj", re.compile(r"^dj"), "j"),
    ("ph", re.compile(r"ph"), "f"),
    ("kh", re.compile(r"kh"), "k"),
    ("q", re.compile(r"q(?!u)"), "k"),
    ("d", re.compile(r"dh|dd"), "d"),
    ("th", re.compile(r"th"), "t"),
    ("gh", re.compile(r"gh(?=[aeiouy])"), "g"),
    ("ck", re.compile(r"ck"), "k"),
    ("ff", re.compile(r"([ao]|e)ff$"), r"\1v"),
    ("wsk", re.compile(r"w(?=ski|sky)"), "v"),
    ("h", re.compile(r"h$|h(?![aeiouy])"), ""),
    ("", re.compile(r"([b-df-hj-np-tv-z])\1+"), r"\1"),
)
# One name's first letter: Gaddafi, Qaddafi, Kadhafi; but not Gates and Kates.
_FIRST_STOP = re.compile(r"^g(?=a[a-z]{2,8}[b-df-hj-np-tv-z][iy]$)")
_VOWELS = (
    ("e", re.compile(r"(?<=[b-df-hj-np-tv-z])([ou])e(?=[b-df-hj-np-tv-z]+[aeiouy])"), r"\1"),
    ("e", re.compile(r"^[iy](?=e)"), ""),  # Yeltsin, Eltsin; above: Mueller
    ("", re.compile(r"^[iy](?=[aou])"), "Y"),
    ("", re.compile(r"[iyj]{1,4}$"), "i"),  # Zelensky, Zelenskyy, Zelenskiy, Zelenskyj
    ("", re.compile(r"[ae][iy]$"), "eI"),  # Haley is no Hale
    ("", re.compile(r"[ae][iy]"), "E"),  # Husayn, Hussein, Husain
    ("", re.compile(r"ou|oo|uw|ow(?![aeiou])"), "u"),
    ("", re.compile(r"ee|ie|iy|yy"), "i"),
    ("aa", re.compile(r"aa"), "a"),
    ("E", re.compile(r"E"), "e"),
    ("", re.compile(r"[yI]"), "i"),
)
_KINDS = str.maketrans(
    {**dict.fromkeys("aeiouyhwsjtd"), **dict.fromkeys("qcg", "k"), **dict.fromkeys("pv", "f")}
)
_REPEATED = re.compile(r"(.)\1+")
_SOUNDS = (*_CONSONANTS, *_VOWELS)
_SPLIT = re.compile(r"[^aeiou]")
_IS_VOWEL = frozenset("aeiou")
# How far apart two single vowels are, between the same consonants.
_DISTANCE = {"ou": 0.05, "ae": 0.25, "ei": 0.25, "ao": 0.5, "au": 0.5, "eo": 0.5, "eu": 0.5} | {
    "e": 0.25, "a": 0.5, "i": 0.5, "o": 0.5, "u": 0.5,
}  # fmt: skip
_FOREIGN = re.compile(
    r"q(?!u)|kh|dh|(?<!^)aa|^dj|zh|ullah|allah|(?<![aeiou])[iy]$|sk[iy]y?$|"
    r"(?:[oe]v|[oe]ff|enko|chuk|vich|vych|shvili|zadeh|oglu)$"
)
_WESTERN_ENDING = re.compile(r"(?<![s])[^k]y$")


class Spelling(NamedTuple):
    """A spelling taken apart.

    Attributes:
        consonants: The consonants, one letter each; "A" for a vowel at the beginning.
        vowels: The vowels before, between and after them; one more than consonants.
        is_foreign: Whether the spelling shows signs of another script.
    """

    consonants: str
    vowels: tuple[str, ...]
    is_foreign: bool


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> Spelling:
    """Analyse one folded word.

    >>> spelling("jubouri").consonants == spelling("jabouri").consonants
    True
    """
    plain = _FIRST_STOP.sub("k", word) if word.startswith("g") else word
    for letters, pattern, sound in _SOUNDS:
        if letters in plain:
            plain = pattern.sub(sound, plain)
    consonants = "".join(c for c in plain if c not in _IS_VOWEL)
    begins = "A" if plain[:1] in _IS_VOWEL else ""
    return Spelling(begins + consonants, tuple(_SPLIT.split(plain)), is_foreign(word))


def coarse_key(word: str) -> str | None:
    """A folded word's consonants by kinds of sounds, without those that come and go.

    Words with the same consonant key have the same coarse key, which is found much sooner. None
    where only the consonant key tells.

    >>> coarse_key("gaddafi"), coarse_key("qadhafi"), coarse_key("hussein")
    ('kf', 'kf', 'n')
    """
    if "sch" in word or "wsk" in word:
        return None
    return _REPEATED.sub(r"\1", word.translate(_KINDS))


def is_foreign(word: str) -> bool:
    """Whether a folded word looks transliterated, so that its vowels may vary."""
    if word in transliterated():
        return True
    return bool(_FOREIGN.search(word)) and not _WESTERN_ENDING.search(word)


def consonant_key(word: str) -> str:
    """The key that all spellings of a name share."""
    return spelling(word).consonants


def sounds_alike(one: str, other: str) -> bool:
    """Whether two folded words sound the same: they differ in doubled letters, or i and y.

    >>> sounds_alike("zelensky", "zelenskiy"), sounds_alike("jubouri", "jabouri")
    (True, False)
    """
    return spelling(one)[:2] == spelling(other)[:2]


def is_variant(one: str, other: str, *, foreign: bool = False) -> bool:
    """Whether two folded words can be spellings of one name; equal words are.

    Args:
        one: A folded word.
        other: Another.
        foreign: Whether something else (an Arabic article) shows that vowels may differ.

    >>> is_variant("mohammed", "muhammad"), is_variant("hassan", "hussein")
    (True, False)
    """
    if one == other:
        return True
    a, b = spelling(one), spelling(other)
    if a.consonants != b.consonants or len(a.consonants) < 2 or len(a.vowels) != len(b.vowels):
        return False
    if len(a.consonants.strip("A")) <= 2 and _is_open(a) != _is_open(b):
        return False  # the last vowel makes a short name: Ali is not Al, Kane not Khan
    apart = sum(map(_apart, a.vowels, b.vowels))
    if apart == 0:
        return True
    return (foreign or a.is_foreign or b.is_foreign) and apart <= LARGEST_DIFFERENCE


def _is_open(name: Spelling) -> bool:
    """Whether it ends in a vowel."""
    return bool(name.vowels[-1])


def _apart(one: str, other: str) -> float:
    if len(one) == len(other) and one:
        pairs = zip(one, other, strict=True)
        return sum(0.0 if a == b else _DISTANCE.get(min(a, b) + max(a, b), 1.0) for a, b in pairs)
    if len(one) + len(other) < 2:
        return _DISTANCE.get(one + other, 0.0)
    return 0.25 if one[:1] == other[:1] else 1.0
