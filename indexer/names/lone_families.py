"""Whose name a family name is that stands alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from indexer.names.family import first_families, is_distinctive, leading_family, same_family
from indexer.names.forms import Forms
from indexer.names.parsing import PersonName


class Surnames:
    """The people, by family name.

    Args:
        forms: All forms of names.
        groups: For each the number that stands for its person.
    """

    def __init__(self, forms: Forms, groups: Sequence[int]) -> None:
        self._forms, self._groups = forms.all, groups
        self._by_family: dict[str, list[int]] = {}
        self._by_first_family: dict[str, list[int]] = {}
        self._sure: set[int] = set()
        for number, form in enumerate(forms.all):
            name = form.name
            if name.is_bare or name.is_regnal or name.is_organisation:
                continue
            if self._forms[groups[number]].is_sure:
                self._sure.add(groups[number])
            for family in {name.family, leading_family(name)} - {""}:
                self._by_family.setdefault(family, []).append(number)
            for family in first_families(name):
                self._by_first_family.setdefault(family, []).append(number)

    def is_known(self, name: PersonName) -> bool:
        """Whether anybody has that family name."""
        return name.family in self._by_family

    def resolve(self, name: PersonName, documents: Collection[int]) -> dict[int, int]:
        """The person whose name it is, by document; documents that leave a doubt are absent.

        It is the only person of that family name in the document; else the only one there with two
        family names that begin with it; else, if the name alone is distinctive, the only one in
        all documents. A person of whom no quote is sure is in doubt.

        Args:
            name: A family name alone.
            documents: Where it stands.
        """
        people = self._people(self._by_family.get(name.family, ()))
        if name.particles:
            # "Van Jones" may be a given name and a family name: it is no "Alex Jones".
            people = {
                group: documents
                for group, documents in people.items()
                if self._forms[group].name.particles and same_family(name, self._forms[group].name)
            }
        own = set(documents)
        here = _together(people, own)
        double: dict[int, list[int]] = {}
        if not name.particles:
            double = _together(self._people(self._by_first_family.get(name.family, ())), own)
        everywhere = list(people) if is_distinctive(name) else []
        found = {}
        for document in own:
            groups = here.get(document) or double.get(document) or everywhere
            if len(groups) == 1 and groups[0] in self._sure:
                found[document] = groups[0]
        return found

    def _people(self, numbers: Iterable[int]) -> dict[int, set[int]]:
        """The people who have some forms, with the documents of these forms."""
        people: dict[int, set[int]] = {}
        for number in numbers:
            people.setdefault(self._groups[number], set()).update(self._forms[number].documents)
        return people


def _together(people: Mapping[int, set[int]], documents: set[int]) -> dict[int, list[int]]:
    """Which people stand in some documents, by document."""
    found: dict[int, list[int]] = {}
    for group, own in people.items():
        for document in own & documents:
            found.setdefault(document, []).append(group)
    return found
