"""The people named in one article, by full name, surname and first name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from indexer.quotes.lexicon import words
from indexer.quotes.mentions.mention import Mention
from indexer.quotes.people.draft import PersonDraft
from indexer.quotes.people.names import (
    full_name_of_leader,
    gender_of,
    same_first_name,
    suffix_of,
    surname_key,
    without_suffix,
)
from indexer.quotes.people.proper_names import nicknames_in

_MAX_NAMESAKES = 40  # no article has more; only a hostile text does


class NameIndex:
    """People and the names that they are known by.

    Attributes:
        people: In the order in which their names were found.
    """

    def __init__(self) -> None:
        self.people: list[PersonDraft] = []
        self._by_name: dict[tuple[str, ...], PersonDraft] = {}
        self._by_last: dict[str, list[PersonDraft]] = {}
        self._by_first: dict[str, list[PersonDraft]] = {}

    def add(self, name: tuple[str, ...]) -> PersonDraft:
        """The person of that name, new if not known under it."""
        person = self._by_name.get(name)
        if person is None:
            person = self._by_name[name] = self._find(name)
        person.forms[name] = person.forms.get(name, 0) + 1
        return person

    def _find(self, name: tuple[str, ...]) -> PersonDraft:
        plain = without_suffix(name)
        last = surname_key(plain[-1])
        first = plain[0].lower().rstrip(".") if len(plain) > 1 else ""
        for person in self._by_last.get(last, ()):
            is_same = first in person.nicknames or same_first_name(person.first, first)
            if is_same and suffix_of(person.name) == suffix_of(name):
                return person
        person = PersonDraft(len(self.people), name, first, last, nicknames_in(name))
        self.people.append(person)
        _note(self._by_last, last, person)
        for one in (first, *sorted(person.nicknames)):
            _note(self._by_first, one, person)
        person.named_gender += gender_of(first or last)
        return person

    def of_surname(self, word: str) -> Sequence[PersonDraft]:
        """The people whose surname a word is, in the order in which they were found."""
        return self._by_last.get(surname_key(word), ())

    def knows(self, word: str) -> bool:
        """Whether somebody's surname or first name is the key of a word."""
        key = surname_key(word)
        return key in self._by_last or key in self._by_first

    def matches(self, mention: Mention) -> list[PersonDraft]:
        """The people whose surname, or else first name, a single name is.

        Where the title before it tells the gender, those of the other one are left out.
        """
        return of_title_gender(self.of_name(mention), mention)

    def of_name(self, mention: Mention) -> list[PersonDraft]:
        """The people whose surname, or else first name, a single name is, whatever its title."""
        plain = without_suffix(mention.name)
        found = self._by_last.get(surname_key(plain[-1]), [])
        if not found and len(plain) == 1:
            found = self._by_first.get(plain[0].lower(), [])
        suffix = suffix_of(mention.name)
        if suffix:  # "Roe Jr." is not Paul Roe Sr.
            found = [one for one in found if suffix_of(one.name) == suffix] or found
        return list(found)

    def complete_leaders(self) -> None:
        """Give heads of state their first name where the article takes it for known."""
        for person in self.people:
            if person.first or person.is_organisation:
                continue
            namesakes = [one for one in self._by_last[person.last] if one is not person]
            if namesakes and not person.titles:
                continue
            name = full_name_of_leader(person.name[-1], frozenset(person.titles))
            if name is None or self._is_known(name[0], person.last):
                continue
            if gender_of(name[0].lower()) * person.gender >= 0:
                person.name, person.first = name, name[0].lower()
                person.forms = {name: 1}
                person.named_gender += gender_of(person.first)

    def _is_known(self, first: str, key: str) -> bool:
        return any(same_first_name(one.first, first.lower()) for one in self._by_last.get(key, ()))


def _note(index: dict[str, list[PersonDraft]], key: str, person: PersonDraft) -> None:
    """Put a person into an index, under "" nobody."""
    namesakes = index.setdefault(key, [])
    if key and len(namesakes) < _MAX_NAMESAKES:
        namesakes.append(person)


class Gendered(Protocol):
    """Somebody of whom names and pronouns tell a gender."""

    @property
    def named_gender(self) -> float:
        """Evidence from given name and titles: above zero male, below female."""

    @property
    def gender(self) -> float:
        """The same with what pronouns tell."""


G = TypeVar("G", bound=Gendered)


def of_title_gender(people: list[G], mention: Mention) -> list[G]:
    """The people whom the title before a name can mean by its gender.

    "Mr. Roe" is not Jane Roe, even if nobody else of that name is known.
    """
    if not mention.titles:
        return people
    lists = words()
    is_male = not lists["male_titles"].isdisjoint(mention.titles)
    is_female = not lists["female_titles"].isdisjoint(mention.titles)
    sign = is_male - is_female
    if not sign:
        return people
    possible = [one for one in people if one.named_gender * sign >= -1]
    return [one for one in possible if one.gender * sign >= 0] or possible
