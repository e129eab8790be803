"""A byline as the names that reference managers want."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BY = re.compile(r"^\s*by\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|\band\b|&|\bwith\b)\s*", re.IGNORECASE)
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:press|news|reuters|times|post|agency|staff|editors?|desk|bureau|team|board|service|"
    r"agence|inc|ltd|magazine|journal|associated|wire|correspondents?|reporters?)\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    ["van", "von", "de", "der", "den", "al", "el", "bin", "ibn", "da", "di", "la"]
)


@dataclass(frozen=True, slots=True)
class Author:
    """One author.

    Attributes:
        family: Family name, or the whole name of an organisation.
        given: Given names, "" for an organisation or a single name.
        suffix: "Jr." and the like, or "".
    """

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Family name first, as in a list of references."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def plain(self) -> str:
        """The name as it is spoken."""
        name = " ".join(part for part in (self.given, self.family) if part)
        return f"{name}, {self.suffix}" if self.suffix else name


def authors_of(byline: str | None) -> tuple[Author, ...]:
    """The authors in a byline, in order.

    >>> [one.inverted for one in authors_of("By Ann Lee Fox and Reuters")]
    ['Fox, Ann Lee', 'Reuters']
    """
    text = _BY.sub("", byline or "")
    names: list[str] = []
    for piece in _AND.split(text):
        for name in (one.strip() for one in piece.split(",")):
            if name and names and _SUFFIX.match(name):
                names[-1] += f", {name}"
            elif name:
                names.append(name)
    return tuple(_author(" ".join(name.split())) for name in names)


def _author(name: str) -> Author:
    name, _, suffix = name.partition(", ")
    words = name.split(" ")
    if len(words) == 1 or len(words) > 5 or _COMPANY.search(name):
        return Author(name)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return Author(" ".join(words[start:]), " ".join(words[:start]), suffix)
