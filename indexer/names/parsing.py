"""A name as written -> its given names, particles, family name and suffix, each folded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.names.folding import fold
from indexer.names.lists import words

LONGEST_NAME = 200
"""Characters that are looked at: what is longer is no name, and must not cost time."""

_BRACKETED = re.compile(r"[(\[{][^()\[\]{}]{0,80}[)\]}]")
_PARTY = re.compile(r"^[A-Z](?:-|–)[\w. ]{1,24}$")  # "Ted Cruz, R-Texas"
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|ul)[-‐‑–]", re.IGNORECASE)
_HYPHENS = re.compile(r"[-‐‑–—]")
_INITIALS = re.compile(r"(?<=\.)(?=\w\.)")  # "J.K." are two names
_QUOTED = re.compile(r"[\"“”][^\"“”]{1,40}[\"“”]")  # Edward “Ned” Price


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; all parts are folded (see `folding.fold`).

    Attributes:
        given: First and middle names and initials, in order; empty for a bare family name.
        particles: What stands before the family name ("von der", "bin"), articles excluded.
        family: The family name; the only name of someone with one name; "" for no name at all.
        has_article: Whether the family name was written with the Arabic article.
        suffix: "jr", "sr", "ii" ..., or "".
        is_regnal: A king's, pope's or sister's name, which is no family name.
        is_organisation: Looks like the name of an organisation, which has no given names; all
            of it is `family`.
    """

    given: tuple[str, ...]
    particles: tuple[str, ...]
    family: str
    has_article: bool = False
    suffix: str = ""
    is_regnal: bool = False
    is_organisation: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether it is a family name alone."""
        return not self.given and not self.is_regnal and not self.is_organisation

    @property
    def words(self) -> tuple[str, ...]:
        """All of its words, in order, without titles, articles and suffix."""
        return (*self.given, *self.particles, *self.family.split())

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for two ways of writing the same names: case, diacritics, articles, titles."""
        kind = "king" if self.is_regnal else "body" if self.is_organisation else ""
        return (*self.given, kind, *self.particles, self.family, self.suffix)


@lru_cache(maxsize=1 << 16)
def parse_name(text: str) -> PersonName:
    """Take a name apart; never fails, whatever the text.

    >>> parse_name("Sen. Atheel al-Nujaifi").family, parse_name("Donald J. Trump, Jr.").suffix
    ('nujaifi', 'jr')
    >>> parse_name("von der Leyen").particles, parse_name("Leyen, Ursula von der").given
    (('von', 'der'), ('ursula',))
    """
    shown, suffixes = _in_order(_recoded(text[:LONGEST_NAME]))
    raw = _INITIALS.sub(" ", shown).split()
    if _is_organisation(raw):
        return _organisation(raw)
    regnal, raw = _without_titles(raw)
    raw, suffix = _without_endings(raw, suffixes)
    if not raw:
        return PersonName((), (), "")
    return _person(raw, suffix, regnal)


def _recoded(text: str) -> str:
    """A name in UTF-8 that somebody read in another coding: "TomÃ¡s" is Tomás."""
    if "Ã" in text or "Â" in text or "Å" in text:
        for coding in ("cp1252", "latin-1"):
            try:
                return text.encode(coding).decode("utf-8")
            except UnicodeError:  # it is as it should be, or lost
                continue
    return text


def title_of(text: str) -> str:
    """The titles that stand before a name, as written; "" for none.

    >>> title_of("Vice President Ada Tarn"), title_of("Ada Tarn"), title_of("Mayor")
    ('Vice President', '', '')
    """
    raw = _in_order(text[:LONGEST_NAME])[0].split()
    if _is_organisation(raw):
        return ""
    lists = words()
    titles = lists["titles"] | lists["regnal"]
    places = [at for at in range(len(raw) - 1) if fold(raw[at]) in titles]
    return " ".join(raw[: places[-1] + 1]) if places else ""


def _in_order(text: str) -> tuple[str, list[str]]:
    """The name with its family name last, and what stood after a comma that is no name."""
    plain = _QUOTED.sub(" ", _BRACKETED.sub(" ", text)) if not text.isalnum() else text
    head, comma, rest = plain.partition(",")
    if not comma:
        return plain, []
    tail = rest.strip()
    last = [fold(word) for word in tail.replace(",", " ").split()]
    lists = words()
    if not last or _PARTY.match(tail) or all(w in lists["suffixes"] for w in last):
        return head, last if last and not _PARTY.match(tail) else []
    if any(word in lists["credentials"] for word in last) or "," in rest or len(last) > 4:
        return head, []
    return f"{tail} {head}", []


def _is_organisation(raw: list[str]) -> bool:
    if len(raw) < 2:
        return False
    lists = words()
    folded = [word.lower() for word in raw]
    titled = folded[0].rstrip(".") in lists["titles"]
    if any(word in lists["joints"] for word in folded[1:-1]) and not titled:
        return True
    # "Wall Street Journal", but also "House Republicans"
    return folded[-1] in lists["organisation"] or folded[0] in ("the", "house")


def _organisation(raw: list[str]) -> PersonName:
    folded = [fold(word) for word in raw if word.lower() != "the"]
    return PersonName((), (), " ".join(filter(None, folded)), is_organisation=True)


def _without_titles(raw: list[str]) -> tuple[bool, list[str]]:
    """Whether it is a king's name, and the words after all titles; one word always remains."""
    lists = words()
    start, regnal = 0, False
    while start < len(raw) - 1:
        word = fold(raw[start])
        if word in lists["regnal"]:
            regnal = True
        elif word not in lists["titles"]:
            break
        start += 1
    # "Texas Sen. Ted Cruz": what stands before a title is no name, if a full name follows it.
    inner = [at for at in range(start, len(raw) - 2) if fold(raw[at]) in lists["titles"]]
    if inner and not _OF_ANOTHER.isdisjoint(map(str.lower, raw[start : inner[-1]])):
        inner = []  # "aide to Sen. Ted Cruz" is no Ted Cruz
    start = inner[-1] + 1 if inner else start
    return regnal and len(raw) - start == 1, raw[start:]


def _without_endings(raw: list[str], suffixes: list[str]) -> tuple[list[str], str]:
    """The name without what follows it, and the generation, if any ("jr")."""
    lists = words()
    suffix = suffixes[0] if suffixes else ""
    end = len(raw)
    while end > 1:
        word = fold(raw[end - 1])
        if word in lists["suffixes"]:
            suffix = word
        elif word not in lists["credentials"] or not raw[end - 1].isupper():
            break
        end -= 1
    return raw[:end], {"junior": "jr", "senior": "sr"}.get(suffix, suffix)


def _person(raw: list[str], suffix: str, regnal: bool) -> PersonName:
    last = raw[-1]
    has_article = bool(_ARTICLE.match(last))
    family = fold(_ARTICLE.sub("", last, count=1))
    start = len(raw) - 1
    lists = words()
    # A first word is a given name even where it looks like a particle: "Ben Carson"; two words
    # such as "Van Hollen" are left whole, as particle and family name.
    while start > 0 and _is_particle(raw[start - 1], start - 1):
        start -= 1
    before = [fold(word) for word in raw[start:-1]]
    if before and before[-1] in lists["articles"] and len(family) > 2:
        has_article, before = True, before[:-1]
    given = [part for word in raw[:start] for part in map(fold, _HYPHENS.split(word)) if part]
    return PersonName(tuple(given), tuple(before), family, has_article, suffix, regnal)


def _is_particle(word: str, place: int) -> bool:
    lists = words()
    lower = word.lower()
    if place == 0:
        # "Al Gore", "Ben Carson", "Van Jones", "Della Reese", "Mac Miller" have them as given
        # names; in small letters they are none.
        return (lower in lists["particles"] or lower in lists["articles"]) and (
            word == lower or lower in _ONLY_PARTICLES
        )
    return lower in lists["particles"] or lower in lists["articles"]


_OF_ANOTHER = frozenset(("to", "by", "with", "from"))
_ONLY_PARTICLES = frozenset(("von", "van", "bin", "ibn", "de", "le", "zu", "ter"))
