"""A name as written -> given names, particles, family name and suffix, all folded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from indexer.names.folding import fold
from indexer.names.lists import words

LONGEST_NAME = 200
"""Characters that are read; a longer text is not a name and must not cost time."""

_BRACKETED = re.compile(r"[(\[{][^()\[\]{}]{0,80}[)\]}]")
_PARTY = re.compile(r"^[A-Z](?:-|–)[\w. ]{1,24}$")  # "Ted Cruz, R-Texas"
_ARTICLE = re.compile(r"^(?:al|el|as|ash|ad|an|ar|at|az|ul)[-‐‑–]", re.IGNORECASE)
_HYPHENS = re.compile(r"[-‐‑–—]")
_INITIALS = re.compile(r"(?<=\.)(?=\w\.)")  # "J.K." are two names
_QUOTED = re.compile(r"[\"“”][^\"“”]{1,40}[\"“”]")  # Edward “Ned” Price
_MOST_RECODINGS = 2


class NameKind(Enum):
    """What a name is the name of.

    PERSON: somebody with a family name, or with one name only.
    REGNAL: a king, pope or sister, whose name is not a family name.
    ORGANISATION: an organisation, which has no given names.
    """

    PERSON = "person"
    REGNAL = "regnal"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; all parts are folded (see `folding.fold`).

    Attributes:
        given: First and middle names and initials, in order; empty for a bare family name.
        particles: What stands before the family name ("von der", "bin"), without articles.
        family: The family name; the only name of someone with one name; all of the name of an
            organisation; "" for no name at all.
        has_article: Whether the family name was written with the Arabic article.
        suffix: "jr", "sr", "ii" ..., or "".
        kind: What it looks like the name of.
    """

    given: tuple[str, ...]
    particles: tuple[str, ...]
    family: str
    has_article: bool = False
    suffix: str = ""
    kind: NameKind = NameKind.PERSON

    @property
    def is_regnal(self) -> bool:
        """Whether it is the name of a king, pope or sister."""
        return self.kind is NameKind.REGNAL

    @property
    def is_organisation(self) -> bool:
        """Whether it looks like the name of an organisation."""
        return self.kind is NameKind.ORGANISATION

    @property
    def is_bare(self) -> bool:
        """Whether it is a family name alone."""
        return not self.given and self.kind is NameKind.PERSON

    @property
    def words(self) -> tuple[str, ...]:
        """All words of the name, in order, without titles, articles and suffix."""
        return (*self.given, *self.particles, *self.family.split())

    @property
    def key(self) -> tuple[str, ...]:
        """A key that ignores how a name is written: case, diacritics, articles, titles."""
        return (*self.given, self.kind.value, *self.particles, self.family, self.suffix)


@lru_cache(maxsize=1 << 16)
def parse_name(text: str) -> PersonName:
    """Take a name apart; any text gives a result.

    >>> parse_name("Sen. Atheel al-Nujaifi").family, parse_name("Donald J. Trump, Jr.").suffix
    ('nujaifi', 'jr')
    >>> parse_name("von der Leyen").particles, parse_name("Leyen, Ursula von der").given
    (('von', 'der'), ('ursula',))
    """
    shown, suffixes = _in_order(recoded(text[:LONGEST_NAME]))
    raw = _INITIALS.sub(" ", shown).split()
    if _is_organisation(raw):
        return _organisation(raw)
    kind, raw = _without_titles(raw)
    raw, suffix = _without_endings(raw, suffixes)
    if not raw:
        return PersonName((), (), "")
    return _person(raw, suffix, kind)


def recoded(text: str) -> str:
    r"""Repair a name in UTF-8 that was read in another encoding, once or twice: "TomÃ¡s" is Tomás.

    >>> recoded("TomÃ¡s"), recoded("FranÃ\x83Â§ois"), recoded("Âne")
    ('Tomás', 'François', 'Âne')
    """
    for _ in range(_MOST_RECODINGS):
        repaired = _recoded_once(text)
        if repaired == text:
            break
        text = repaired
    return text


def _recoded_once(text: str) -> str:
    if "Ã" in text or "Â" in text or "Å" in text:
        for coding in ("cp1252", "latin-1"):
            try:
                return text.encode(coding).decode("utf-8")
            except UnicodeError:  # not damaged in this way
                continue
    return text


def title_of(text: str) -> str:
    """The titles before a name, as written; "" for none.

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
    """The name with its family name last, and the words after a comma if they are not a name."""
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
    return PersonName((), (), " ".join(filter(None, folded)), kind=NameKind.ORGANISATION)


def _without_titles(raw: list[str]) -> tuple[NameKind, list[str]]:
    """The kind of name that the titles show, and the words behind them: always one at least."""
    lists = words()
    start, regnal = 0, False
    while start < len(raw) - 1:
        word = fold(raw[start])
        if word in lists["regnal"]:
            regnal = True
        elif word not in lists["titles"]:
            break
        start += 1
    # "Texas Sen. Ted Cruz": words before a title are not a name if a full name follows it.
    inner = [at for at in range(start, len(raw) - 2) if fold(raw[at]) in lists["titles"]]
    if inner and not _OF_ANOTHER.isdisjoint(map(str.lower, raw[start : inner[-1]])):
        inner = []  # "aide to Sen. Ted Cruz" is not Ted Cruz
    start = inner[-1] + 1 if inner else start
    is_regnal = regnal and len(raw) - start == 1
    return NameKind.REGNAL if is_regnal else NameKind.PERSON, raw[start:]


def _without_endings(raw: list[str], suffixes: list[str]) -> tuple[list[str], str]:
    """The name without the words behind it, and the generation, if any ("jr")."""
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


def _person(raw: list[str], suffix: str, kind: NameKind) -> PersonName:
    last = raw[-1]
    has_article = bool(_ARTICLE.match(last))
    family = fold(_ARTICLE.sub("", last, count=1))
    start = len(raw) - 1
    lists = words()
    # A first word is a given name even if it looks like a particle ("Ben Carson"). Two words such
    # as "Van Hollen" stay together, as particle and family name.
    while start > 0 and _is_particle(raw[start - 1], start - 1):
        start -= 1
    before = [fold(word) for word in raw[start:-1]]
    if before and before[-1] in lists["articles"] and len(family) > 2:
        has_article, before = True, before[:-1]
    given = [part for word in raw[:start] for part in map(fold, _HYPHENS.split(word)) if part]
    return PersonName(tuple(given), tuple(before), family, has_article, suffix, kind)


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
