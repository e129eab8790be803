"""The people who are quoted, and who is meant by a name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from indexer.decisions.decision import Identity
from indexer.decisions.file import read_decisions
from indexer.names.articles import lookup_keys
from indexer.names.family import first_families, leading_family
from indexer.names.introduced import names_behind_words, names_introduced
from indexer.names.keys import family_keys, name_keys
from indexer.names.matching import Level, match_name
from indexer.names.occurrences import Occurrences
from indexer.names.parsing import LONGEST_NAME, PersonName, parse_name, title_of
from indexer.names.people import Person, unify
from indexer.names.roles import role_words
from indexer.store.catalog.quotes import Quotations
from indexer.store.catalog.reader import Catalog
from indexer.store.layout import Layout
from query.parse.describe import shortened
from query.parse.tree import Filter, SpokenBy, speakers_named
from query.speakers.names_like import matcher, names_like


@dataclass(frozen=True, slots=True)
class Found:
    """Someone whom a name fits.

    Attributes:
        person: Who.
        level: How well the name fits.
        spoken: (document number, name as written there) of all their quotes.
    """

    person: Person
    level: Level
    spoken: frozenset[tuple[int, str]]


Resolved = tuple[tuple[Person, frozenset[tuple[int, str]]], ...]
"""People, each with (document number, name as written there) of all their quotes."""

FAMILIES_KEPT = 4
"""Families that are remembered: the quotes of one answer are often by one person. A family whose
members are quoted ten thousand times takes 2 MB."""


class Directory:
    """The people who are quoted in one state of an index.

    Args:
        catalog: Of the index.
        sure_only: Count only quotes whose speaker is sure.
    """

    def __init__(self, catalog: Catalog, *, sure_only: bool = False) -> None:
        self._catalog = catalog
        self._sure_only = sure_only
        self._quotations = Quotations(catalog)
        self._decisions = read_decisions(Layout(catalog.path.parent))
        # An index of format 1 does not tell which speakers are sure.
        self._is_graded = catalog.format > 1
        self.find = lru_cache(maxsize=256)(self._find)
        self.person = lru_cache(maxsize=4096)(self._person)
        self._of_families = lru_cache(maxsize=FAMILIES_KEPT)(self._find_families)

    def everyone(
        self, pattern: str | None = None, *, within: Collection[int] | None = None
    ) -> list[Person]:
        """All people, most quoted first; with a pattern those with a name that it fits.

        Args:
            pattern: Words of the name or their beginnings, in any order; or a shell pattern (`*`,
                `?`) for the whole name. Case and diacritics do not count.
            within: Numbers of documents; only their quotes count. None counts all.
        """
        if within is None:
            people = self._everyone
        else:
            people = self._unified(self._quotations.occurrences(), within)
        if pattern is None:
            return list(people)
        is_meant = matcher(pattern)
        return [one for one in people if any(map(is_meant, _names(one)))]

    @cached_property
    def _everyone(self) -> list[Person]:
        # A server lists people again and again.
        return self._unified(self._quotations.occurrences())

    @property
    def damage(self) -> tuple[str, ...]:
        """What is wrong with the file of the reader's decisions, a line for each thing."""
        return self._decisions.notes

    def is_quoted(self, name: str) -> bool:
        """Whether somebody is quoted under just this name, but for case and the like."""
        key = parse_name(name).key
        found = self._quotations.names(set(name_keys(name)) - {""})
        names = [one for one in found if parse_name(one).key == key]
        return bool(names and len(self._quotations.occurrences(names).documents))

    def notes(self, named: Iterable[SpokenBy]) -> list[str]:
        """How the names in a filter were understood, for the reader.

        For a name that nobody has, also which names resemble it.
        """
        notes = []
        for one in named:
            directory = self._counting(one)
            found = directory.find(one.name, one.variants)
            if one.sure_only and not meant(found) and meant(self.find(one.name, one.variants)):
                notes.append(f"no quote is surely by {shortened(one.name)!r}")
                continue
            notes += notes_about(one.name, found)
            if not found:
                notes += directory._similar(one.name)
        return notes

    def notes_excluded(self, named: Iterable[SpokenBy]) -> list[str]:
        """The same for names that a filter excludes."""
        notes = []
        for one in named:
            chosen = meant(self._counting(one).find(one.name, one.variants))
            name = shortened(one.name)
            who = _listed(chosen) if chosen else f"nobody, since nobody named {name!r} is quoted"
            notes.append(f"left out: {who}")
        return notes

    def notes_understood(self, spoken: Filter | None) -> list[str]:
        """The same for speakers whom the question itself names, and how to prefer nobody."""
        if spoken is None:
            return []
        notes = self.notes(speakers_named(spoken))
        return [f"preferred {notes[0]}; --no-speaker-preference prefers nobody", *notes[1:]]

    @cached_property
    def surely(self) -> Directory:
        """The people who are surely quoted, by these quotes alone."""
        return Directory(self._catalog, sure_only=True)

    def _counting(self, named: SpokenBy) -> Directory:
        """The directory of the quotes that a filter counts."""
        return self.surely if named.sure_only else self

    def _unified(
        self, occurrences: Occurrences, within: Collection[int] | None = None
    ) -> list[Person]:
        return unify(
            occurrences,
            graded=self._is_graded,
            sure_only=self._sure_only,
            same=self._decisions.names(Identity.SAME),
            different=self._decisions.names(Identity.DIFFERENT),
            within=within,
        )

    def _find(self, name: str, variants: bool = True) -> tuple[Found, ...]:
        """The people that a name may mean: best level first, then the most quoted.

        A given name alone, or a name without its "Jr.", means someone only if it fits nobody
        better; the levels tell (`meant`). A title before a family name ("Senator Tarn") means the
        people who are written with it, if there are any.

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
        keys = {*name_keys(name), *family_keys(asked), *lookup_keys(asked), "".join(asked.words)}
        written = [
            one for one in self._quotations.names(keys - {""}) if _level(asked, one) is not None
        ]
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
        names = names_like(name[:LONGEST_NAME], [person.name for person in self.everyone()])
        return [f"speakers of a similar name: {', '.join(names)}"] if names else []

    def _person(self, document: int, name: str) -> Person | None:
        """The person behind a name in a document, as far as the whole archive tells."""
        for person, spoken in self._people([name]):
            if (document, name) in spoken:
                return person
        return None

    def _people(self, names: Iterable[str]) -> Resolved:
        """The people with these names, resolved together with all others who may be the same."""
        keys = _family_keys(names)
        if not keys:
            return ()
        # A reader's word joins names that have nothing in common.
        for verdict in Identity:
            keys |= _family_keys(one for pair in self._decisions.names(verdict) for one in pair)
        return self._of_families(frozenset(keys))

    def _find_families(self, keys: frozenset[str]) -> Resolved:
        """The people whose names have some keys."""
        occurrences = self._quotations.occurrences(self._quotations.names(keys))
        return tuple(
            (person, frozenset(occurrences.spoken(person.occurrences)))
            for person in self._unified(occurrences)
        )


def _family_keys(names: Iterable[str]) -> set[str]:
    """The keys of all names that may be of one person with these."""
    keys: set[str] = set()
    for name in map(parse_name, names):
        keys |= family_keys(name) | {name.family, leading_family(name)} - {""}
        keys.update(first_families(name))
    return keys


def meant(found: Sequence[Found]) -> tuple[Found, ...]:
    """The people who are meant: poor fits count only if there is no better one."""
    sure = tuple(one for one in found if one.level <= Level.VARIANT)
    return sure or tuple(one for one in found if one.level != Level.KIN)


def notes_about(name: str, found: Sequence[Found]) -> list[str]:
    """How a name was understood, a line for each thing to know.

    Args:
        name: As the reader typed it.
        found: The people whom it fits.
    """
    chosen = meant(found)
    name = shortened(name)
    plain = [one for one in chosen if one.level != Level.VARIANT]
    other = [one for one in chosen if one.level == Level.VARIANT]
    left_out = found[len(chosen) :]
    notes = [f"speaker: {_listed(plain)}"] if plain else []
    if not chosen:
        notes = [f"nobody named {name!r} is quoted"]
    if other:
        notes.append(f"other spellings: {_listed(other)}; --no-variants leaves them out")
    if left_out:
        notes.append(f"probably not meant by {name!r}: {_listed(left_out)}")
    return notes


def _listed(found: Sequence[Found], most: int = 5) -> str:
    names = [f"{one.person.name} ({one.person.quotes})" for one in found[:most]]
    more = [f"{len(found) - most} more"] if len(found) > most else []
    return ", ".join(names + more)


def quotes_by(catalog: Catalog, found: Iterable[Found], *, sure_only: bool = False) -> list[int]:
    """Numbers of all quotes of these people, or of those that are sure, ascending."""
    spoken: set[tuple[int, str]] = set()
    for one in found:
        spoken |= one.spoken
    names = {name for _, name in spoken}
    rows = Quotations(catalog).of_speakers(names, sure_only=sure_only)
    return sorted({quote for quote, document, name in rows if (document, name) in spoken})


def _of_role(role: str, found: Iterable[Found]) -> tuple[Found, ...]:
    """The people who may be meant and are written with a word of a role."""
    wanted = role_words(role)
    return tuple(
        one
        for one in found
        if one.level <= Level.VARIANT
        and any(wanted & role_words(held.role) for held in one.person.roles)
    )


def _of_title(title: str, found: list[Found]) -> list[Found]:
    """The people, less likely without the title if some are written with it."""
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
