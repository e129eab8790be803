"""Whose name a family name is that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

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
        self._forms = forms.all
        self._by_family: dict[str, dict[int, set[int]]] = {}
        self._by_first_family: dict[str, dict[int, set[int]]] = {}
        self._sure: set[int] = set()
        for number, form in enumerate(forms.all):
            name = form.name
            if name.is_bare or name.is_regnal or name.is_organisation:
                continue
            if self._forms[groups[number]].is_sure:
                self._sure.add(groups[number])
            for family in {name.family, leading_family(name)} - {""}:
                people = self._by_family.setdefault(family, {})
                people.setdefault(groups[number], set()).update(form.documents)
            for family in first_families(name):
                people = self._by_first_family.setdefault(family, {})
                people.setdefault(groups[number], set()).update(form.documents)

    def is_known(self, name: PersonName) -> bool:
        """Whether anybody has that family name."""
        return bool(self._by_family.get(name.family))

    def resolve(self, name: PersonName, document: int) -> int | None:
        """The person whose name it is in that document, or None if there is a doubt.

        It is the only person of that family name in the document; else the only one there with two
        family names that begin with it; else, if the name alone is distinctive, the only one in
        all documents. A person of whom no quote is sure is in doubt.
        """
        people = self._by_family.get(name.family, {})
        if name.particles:
            # "Van Jones" may be a given name and a family name: it is no "Alex Jones".
            people = {
                group: documents
                for group, documents in people.items()
                if self._forms[group].name.particles and same_family(name, self._forms[group].name)
            }
        here = [group for group, documents in people.items() if document in documents]
        if not here and not name.particles:
            double = self._by_first_family.get(name.family, {})
            here = [group for group, documents in double.items() if document in documents]
        if not here and is_distinctive(name):
            here = list(people)
        return here[0] if len(here) == 1 and here[0] in self._sure else None
