"""Every spelling of every speaker -> one record for each person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.names.decided import Numbers, Pair, joined_by_word, numbered
from indexer.names.forms import collect_forms, join_forms
from indexer.names.lone_families import Surnames
from indexer.names.roles import same_role


class Occurrence(NamedTuple):
    """A speaker as one document names them.

    Attributes:
        document: Any number that stands for the document.
        name: The canonical name within the document; as written.
        role: Role as written there, or None.
        date: The document's date, ISO 8601 or a prefix of it, or None.
        quotes: How many quotes.
        likely: In how many of them the speaker is not sure.
    """

    document: int
    name: str
    role: str | None = None
    date: str | None = None
    quotes: int = 1
    likely: int = 0


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
    occurrences: Sequence[Occurrence],
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
    forms = collect_forms(
        (one.name, one.document, one.role, not graded or one.likely < one.quotes)
        for one in occurrences
    )
    is_one, are_two = numbered(forms, same), numbered(forms, different)
    groups = joined_by_word(forms, join_forms(forms, are_two), is_one, are_two)
    known = {number for pair in is_one for number in pair}
    surnames = Surnames(forms, groups)
    members: dict[int, list[int]] = {}
    for place, occurrence in enumerate(occurrences):
        form = forms.of[occurrence.name]
        group = groups[form]
        if forms.all[form].name.is_bare and form not in known:
            found = surnames.resolve(forms.all[form].name, occurrence.document)
            if found is not None and not _are_two(form, found, groups, are_two):
                group = found
        members.setdefault(group, []).append(place)
    people = []
    for places in members.values():
        if sure_only:
            places = [place for place in places if not occurrences[place].likely]
        if not places:
            continue
        full = {occurrences[place].name for place in places}
        full = {name for name in full if not forms.all[forms.of[name]].name.is_bare}
        alone = forms.all[forms.of[occurrences[places[0]].name]].name
        person = _person(occurrences, places, full, bool(full) or not surnames.is_known(alone))
        if within is not None:
            inside = [place for place in places if occurrences[place].document in within]
            if not inside:
                continue
            person = _person(occurrences, inside, {person.name}, person.is_resolved)
        people.append(person)
    return sorted(people, key=lambda person: (-person.quotes, person.name))


def _are_two(form: int, group: int, groups: Sequence[int], are_two: Numbers) -> bool:
    """Whether a form is another person's than a group, by a reader's word."""
    others = {other for pair in are_two if form in pair for other in pair if other != form}
    return any(groups[other] == group for other in others)


def _person(
    occurrences: Sequence[Occurrence], places: list[int], full: set[str], is_resolved: bool
) -> Person:
    own = [occurrences[place] for place in places]
    written: Counter[str] = Counter()
    for one in own:
        written[one.name] += one.quotes
    sure = {one.name for one in own if one.likely < one.quotes}
    among = full & sure or full or set(written) & sure or set(written)
    shown = min(among, key=lambda name: (-written[name], -len(name), name))
    others = sorted((name for name in written if name != shown), key=lambda n: (-written[n], n))
    dates = sorted(one.date for one in own if one.date)
    return Person(
        name=shown,
        aliases=tuple(Alias(name, written[name]) for name in others),
        roles=_roles(own),
        quotes=sum(one.quotes for one in own),
        documents=len({one.document for one in own}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        is_resolved=is_resolved,
        occurrences=tuple(places),
        likely=sum(one.likely for one in own),
    )


def _roles(own: Sequence[Occurrence]) -> tuple[Role, ...]:
    by_role: dict[str, list[Occurrence]] = {}
    for one in own:
        if one.role:
            by_role.setdefault(same_role(one.role), []).append(one)
    roles = []
    for same in by_role.values():
        written: Counter[str] = Counter()
        for one in same:
            written[one.role or ""] += one.quotes
        dates = sorted(one.date for one in same if one.date)
        shown = min(written, key=lambda role: (-written[role], role))
        first, last = (dates[0], dates[-1]) if dates else (None, None)
        roles.append(Role(shown, sum(one.quotes for one in same), first, last))
    return tuple(sorted(roles, key=lambda r: (r.first is None, r.first or "", r.role)))
