"""Every spelling of every speaker -> one record for each person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.names.decided import Numbers, Pair, joined_by_word, numbered
from indexer.names.forms import Forms, collect_forms, join_forms
from indexer.names.lone_families import Surnames
from indexer.names.occurrences import Occurrence, Occurrences, in_columns, runs
from indexer.names.tally import Tally


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way in which a person's name is written, and in how many quotes."""

    name: str
    quotes: int


@dataclass(frozen=True, slots=True)
class Role:
    """A role as written, in how many quotes, and the dates between which it was written."""

    role: str
    quotes: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """One speaker across all documents.

    Attributes:
        name: The full form that most quotes have; ties: the longer, then the first by alphabet.
            A form of which no quote is sure is taken only where there is no other.
        aliases: The other forms, most frequent first.
        roles: By first date, undated last; each as it is written most often.
        quotes, documents: How many.
        likely: In how many of the quotes it is not sure that this person speaks.
        first, last: Earliest and latest date, as precise as known; None if all are undated.
        is_resolved: False for a family name alone that may be several people's.
        occurrences: Places in the input of all that was joined, ascending.
    """

    name: str
    aliases: tuple[Alias, ...]
    roles: tuple[Role, ...]
    quotes: int
    documents: int
    first: str | None
    last: str | None
    is_resolved: bool
    occurrences: tuple[int, ...]
    likely: int = 0

    @property
    def sure(self) -> int:
        """In how many of the quotes it is sure that this person speaks."""
        return self.quotes - self.likely


def unify(
    occurrences: Occurrences | Sequence[Occurrence],
    *,
    graded: bool = True,
    sure_only: bool = False,
    same: Sequence[Pair] = (),
    different: Sequence[Pair] = (),
    within: Collection[int] | None = None,
) -> list[Person]:
    """Join the occurrences of each person; a doubt leaves them apart.

    Equal names (but for case, diacritics, titles and the Arabic article) are one person. Two
    full names are one person if they differ only in middle names, never occur in one document,
    and no third name contradicts it. If they also differ in a known short form, an initial or the
    transliteration, their roles must have a distinctive word in common. A family name
    alone is the person of that name quoted in the same document, else the only one in all
    documents. A name of which no quote is sure joins at most one person that sure quotes make, and
    never joins others. Time is proportional to the number of occurrences.

    Args:
        occurrences: Who is quoted where.
        graded: Whether it is known which quotes are sure; if not, all names join alike.
        same: Pairs of names that are one person's by a reader's word, which is final.
        different: Pairs of names that are two people's by a reader's word.
        sure_only: Leave out occurrences that are not sure, once it is clear whose they are.
        within: Count only occurrences in these documents; None counts all. People keep the names
            that they have in all documents.

    Returns:
        Most quotes first; ties by name.
    """
    table = occurrences if isinstance(occurrences, Occurrences) else in_columns(occurrences)
    if not len(table.documents):
        return []
    forms = collect_forms(table, graded=graded)
    is_one, are_two = numbered(forms, same), numbered(forms, different)
    groups = joined_by_word(forms, join_forms(forms, are_two), is_one, are_two)
    known = {number for pair in is_one for number in pair}
    surnames = Surnames(forms, groups)
    owners = _owners(table, forms, groups, surnames, known, are_two)
    counted = table.likely == 0 if sure_only else np.ones(len(table.documents), dtype=bool)
    people = Tally(table, owners, counted)
    shown = {
        owner: (people.name(owner, full), bool(full) or not surnames.is_known(alone))
        for owner, names in people.names.items()
        for alone in [forms.all[forms.of[people.first_name(owner)]].name]
        for full in [{one for one in names if not forms.all[forms.of[one]].name.is_bare}]
    }
    if within is not None:
        counted &= np.isin(table.documents, np.array(sorted(within), dtype=np.int64))
        people = Tally(table, owners, counted)
    found = [_person(people, owner, *shown[owner]) for owner in people.names]
    return sorted(found, key=lambda person: (-person.quotes, person.name))


def _owners(
    table: Occurrences,
    forms: Forms,
    groups: Sequence[int],
    surnames: Surnames,
    known: set[int],
    are_two: Numbers,
) -> NDArray[np.int64]:
    """For each occurrence the number of the form that stands for its person."""
    form_of = np.array([forms.of.get(name, 0) for name in table.written], dtype=np.int64)
    form_numbers = form_of[table.names]
    owners = np.array(groups, dtype=np.int64)[form_numbers]
    order = np.argsort(form_numbers, kind="stable")
    documents = table.documents[order].tolist()
    begins, ends = runs(form_numbers[order])
    numbers = form_numbers[order[begins]].tolist()
    for form, begin, end in zip(numbers, begins.tolist(), ends.tolist(), strict=True):
        if not forms.all[form].name.is_bare or form in known:
            continue
        resolved = surnames.resolve(forms.all[form].name, documents[begin:end])
        apart = {one for one in set(resolved.values()) if _are_two(form, one, groups, are_two)}
        own = groups[form]
        owners[order[begin:end]] = [
            own if (one := resolved.get(document, own)) in apart else one
            for document in documents[begin:end]
        ]
    return owners


def _are_two(form: int, group: int, groups: Sequence[int], are_two: Numbers) -> bool:
    """Whether a form is another person's than a group, by a reader's word."""
    others = {other for pair in are_two if form in pair for other in pair if other != form}
    return any(groups[other] == group for other in others)


def _person(people: Tally, owner: int, name: str, is_resolved: bool) -> Person:
    written = people.names[owner]
    others = sorted((one for one in written if one != name), key=lambda n: (-written[n], n))
    first, last = people.dates(owner)
    return Person(
        name=name,
        aliases=tuple(Alias(one, written[one]) for one in others),
        roles=tuple(Role(*role) for role in people.roles(owner)),
        quotes=people.quotes[owner],
        documents=people.documents[owner],
        first=first,
        last=last,
        is_resolved=is_resolved,
        occurrences=people.places(owner),
        likely=people.likely[owner],
    )
