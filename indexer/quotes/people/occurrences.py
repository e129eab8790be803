"""Where the people of an article are named, and what stands for them elsewhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.quotes.people.name_functions import NameFunction
from indexer.quotes.people.person import Person

_MOST_BETWEEN = 200


class Occurrence(NamedTuple):
    """A place where somebody is named, or a pronoun or phrase that stands for them.

    Attributes:
        token: Its token: the last of a name, the first of a phrase.
        person: The person's number.
    """

    token: int
    person: int


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Every place where somebody is named, in order of the text.

    Attributes:
        sequence: The names; an ambiguous name counts for one person only.
        functions: What the name is in its sentence, by token.
        role_holders: Role -> the people who have it, the first of very many.
        links: The pronouns, and subjects such as "the governor" that fit one person only, with
            the person whom each was followed to.
    """

    sequence: Sequence[Occurrence]
    functions: Mapping[int, NameFunction]
    role_holders: Mapping[str, Sequence[Person]]
    links: Sequence[Occurrence]

    def link_before(self, token: int) -> Occurrence | None:
        """The last pronoun or phrase before a token that was followed to somebody."""
        at = bisect_left(self.links, (token, -1))
        return self.links[at - 1] if at else None

    def before(self, token: int, limit: int) -> Sequence[Occurrence]:
        """The last `limit` names before a token, nearest first."""
        at = bisect_left(self.sequence, (token, -1))
        return self.sequence[max(0, at - limit) : at][::-1]

    def after(self, token: int, limit: int) -> Sequence[Occurrence]:
        """The first `limit` names after a token, nearest first."""
        at = bisect_left(self.sequence, (token + 1, -1))
        return self.sequence[at : at + limit]

    def between(self, start: int, end: int) -> list[int] | None:
        """The numbers of the people named from token `start` on and before `end`.

        None if there are very many names; only a hostile text has so many between two quotes.
        """
        at, stop = bisect_left(self.sequence, (start, -1)), bisect_left(self.sequence, (end, -1))
        if stop - at > _MOST_BETWEEN:
            return None
        return [number for _, number in self.sequence[at:stop]]

    def last_before(self, person: Person, token: int) -> int | None:
        """The token of a person's last name before a token."""
        at = bisect_left(person.occurrences, token)
        return person.occurrences[at - 1] if at else None
