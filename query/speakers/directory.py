"""Who is quoted: the people behind the names, and who is meant by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.names.family import first_families, leading_family
from indexer.names.folding import fold
from indexer.names.introduced import names_behind_words, names_introduced
from indexer.names.keys import family_keys, name_keys
from indexer.names.matching import Level, match_name
from indexer.names.parsing import LONGEST_NAME, PersonName, parse_name, title_of
from indexer.names.people import Person, unify
from indexer.names.roles import role_words
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.text.analyzer import fold as fold_text
from query.parse.describe import shortened
from query.parse.tree import Filter, SpokenBy, speakers_named

ALIKE = 70
"""Of 100: how much of a name must be as in another for it to be suggested."""

MOST_ALIKE = 3
"""How many names are suggested for one that is nobody's."""


@dataclass(frozen=True, slots=True)
class Found:
    """Someone whom a name fits.

    Attributes:
        person: Who.
        level: How well the name fits.
        spoken: (document number, name as written there) of all that is theirs.
    """

    person: Person
    level: Level
    spoken: frozenset[tuple[int, str]]


class Directory:
    """The people who are quoted in one state of an index."""

    def __init__(self, catalog: Catalog) -> None:
        self._quotations = Quotations(catalog)
        self.find = lru_cache(maxsize=256)(self._find)
        self.person = lru_cache(maxsize=4096)(self._person)

    def everyone(self, pattern: str | None = None) -> list[Person]:
        """All people, most quoted first; with a pattern those with a name that it fits.

        Args:
            pattern: Words that a name must hold, in any order, the beginnings of words included;
                or a shell pattern (`*`, `?`) for the whole of a name. Case and diacritics do not
                count.
        """
        people = unify(self._quotations.occurrences())
        if pattern is None:
            return people
        is_meant = _matcher(pattern)
        return [one for one in people if any(map(is_meant, _names(one)))]

    def notes(self, named: Iterable[SpokenBy]) -> list[str]:
        """What a reader should know about how the names in a filter were understood.

        Of nobody's name also which others resemble it.
        """
        notes = []
        for one in named:
            found = self.find(one.name, one.variants)
            notes += notes_about(one.name, found)
            if not found:
                notes += self._similar(one.name)
        return notes

    def notes_excluded(self, named: Iterable[SpokenBy]) -> list[str]:
        """The same for names whose quotes are left out."""
        notes = []
        for one in named:
            chosen = meant(self.find(one.name, one.variants))
            name = shortened(one.name)
            who = _listed(chosen) if chosen else f"nobody: {name!r} is not quoted by name"
            notes.append(f"left out: {who}")
        return notes

    def notes_understood(self, spoken: Filter | None) -> list[str]:
        """The same for speakers whom a question names in passing, and how to undo it."""
        if spoken is None:
            return []
        notes = self.notes(speakers_named(spoken))
        return [f"{notes[0]}; --no-speaker-filter searches everyone's words", *notes[1:]]

    def _find(self, name: str, variants: bool = True) -> tuple[Found, ...]:
        """The people that a name may mean: best level first, then the most quoted.

        A given name alone, or a name without the "Jr." that people have, means them only if it
        fits nobody better; whether it does can be told from the levels (`meant`). With a title
        before a family name ("Senator Tarn") those are meant who are written with it, if any are.

        Args:
            name: As a reader types it.
            variants: Whether other spellings and short forms count.
        """
        found = self._named(name, title_of(name), variants)
        if not meant(found):
            for role, rest in names_introduced(name[:LONGEST_NAME]):
                introduced = self._named(rest, role, variants)
                if any(one.level <= Level.VARIANT for one in introduced):
                    return introduced
            for role, rest in names_behind_words(name[:LONGEST_NAME]):
                introduced = self._named(rest, "", variants)
                titled = _of_role(role.split()[-1], introduced)
                if titled:
                    return titled
        return found

    def _named(self, name: str, title: str, variants: bool) -> tuple[Found, ...]:
        asked = parse_name(name)
        keys = {*name_keys(name), *family_keys(asked), "".join(asked.words)} - {""}
        written = [one for one in self._quotations.names(keys) if _level(asked, one) is not None]
        found = [
            Found(person, level, spoken)
            for person, spoken in self._people(written)
            if (level := _best_level(asked, person)) is not None
        ]
        if not asked.given:
            found = _of_title(title, found)
        found.sort(key=lambda one: (one.level, -one.person.quotes, one.person.name))
        return tuple(one for one in found if variants or one.level != Level.VARIANT)

    def _similar(self, name: str) -> list[str]:
        names = _names_like(name[:LONGEST_NAME], [person.name for person in self.everyone()])
        return [f"speakers of a similar name: {', '.join(names)}"] if names else []

    def _person(self, document: int, name: str) -> Person | None:
        """Whose name it is in a document, as far as known from the whole archive."""
        for person, spoken in self._people([name]):
            if (document, name) in spoken:
                return person
        return None

    def _people(self, names: Iterable[str]) -> Iterable[tuple[Person, frozenset[tuple[int, str]]]]:
        """The people of these names, unified with all who could be the same or be confused."""
        keys: set[str] = set()
        for name in map(parse_name, names):
            keys |= family_keys(name) | {name.family, leading_family(name)} - {""}
            keys.update(first_families(name))
        if not keys:
            return
        occurrences = self._quotations.occurrences(self._quotations.names(keys))
        for person in unify(occurrences):
            own = [occurrences[place] for place in person.occurrences]
            yield person, frozenset((one.document, one.name) for one in own)


def meant(found: Sequence[Found]) -> tuple[Found, ...]:
    """Those of the people found who are meant: the others only if there are no better."""
    sure = tuple(one for one in found if one.level <= Level.VARIANT)
    return sure or tuple(one for one in found if one.level != Level.KIN)


def notes_about(name: str, found: Sequence[Found]) -> list[str]:
    """What a reader should know about how a name was understood, a line each.

    Args:
        name: As the reader typed it.
        found: Whom it fits.
    """
    chosen = meant(found)
    name = shortened(name)
    plain = [one for one in chosen if one.level != Level.VARIANT]
    other = [one for one in chosen if one.level == Level.VARIANT]
    left_out = found[len(chosen) :]
    notes = [f"speaker: {_listed(plain)}"] if plain else []
    if not chosen:
        notes = [f"nobody of the name {name!r} is quoted by name"]
    if other:
        notes.append(f"also spelt so: {_listed(other)}; --no-variants leaves them out")
    if left_out:
        notes.append(f"not taken to be meant by {name!r}: {_listed(left_out)}")
    return notes


def _listed(found: Sequence[Found], most: int = 5) -> str:
    names = [f"{one.person.name} ({one.person.quotes})" for one in found[:most]]
    more = [f"{len(found) - most} more"] if len(found) > most else []
    return ", ".join(names + more)


def quotes_by(catalog: Catalog, found: Iterable[Found]) -> list[int]:
    """Numbers of all quotes of these people, ascending."""
    spoken: set[tuple[int, str]] = set()
    for one in found:
        spoken |= one.spoken
    rows = Quotations(catalog).of_speakers(sorted({name for _, name in spoken}))
    return [quote for quote, document, name in rows if (document, name) in spoken]


def _of_role(role: str, found: Iterable[Found]) -> tuple[Found, ...]:
    """Those of the people found who may be meant and are written with a word of a role."""
    wanted = role_words(role)
    return tuple(
        one
        for one in found
        if one.level <= Level.VARIANT
        and any(wanted & role_words(held.role) for held in one.person.roles)
    )


def _of_title(title: str, found: list[Found]) -> list[Found]:
    """The people found; if some are written with a title, those without it are less likely."""
    titled = list(_of_role(title, found))
    if not titled:
        return found
    rest = [one for one in found if one not in titled]
    return titled + [replace(one, level=max(one.level, Level.WEAK)) for one in rest]


def _level(asked: PersonName, name: str) -> Level | None:
    return match_name(asked, parse_name(name))


def _best_level(asked: PersonName, person: Person) -> Level | None:
    levels = [level for name in _names(person) if (level := _level(asked, name)) is not None]
    return min(levels, default=None)


def _names(person: Person) -> list[str]:
    return [person.name, *(alias.name for alias in person.aliases)]


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a name fits a pattern."""
    if any(sign in pattern for sign in "*?"):
        signs = {"*": ".*", "?": "."}
        parts = (
            signs.get(part) or re.escape(_folded(part)) for part in re.split("([*?])", pattern)
        )
        whole = re.compile("".join(parts))
        return lambda name: whole.fullmatch(_folded(name)) is not None
    words = _folded(pattern).split()

    def has_words(name: str) -> bool:
        have = _folded(name).split()
        return all(any(word.startswith(one) for word in have) for one in words)

    return has_words


def _folded(text: str) -> str:
    """Folded words, an article or another first part apart; spaces at the ends are kept."""
    words = [fold(word) for word in re.split(r"[\s-]", text)]
    return " ".join(words)


def _names_like(name: str, known: Sequence[str]) -> list[str]:
    """The names that resemble one that is nobody's, likeliest first."""
    from rapidfuzz import fuzz  # few questions need it
    from rapidfuzz.process import extract

    likeliest = extract(
        name, known, scorer=fuzz.WRatio, processor=fold_text, score_cutoff=ALIKE, limit=MOST_ALIKE
    )
    return [known[place] for _, _, place in likeliest]
