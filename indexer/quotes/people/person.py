"""One named source of an article, and what the article tells of it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

_MOST_BY_PRONOUNS = 1.2  # what pronouns can tell of a gender in all


@dataclass(frozen=True, slots=True, eq=False)
class Person:
    """A named person, or another thing with a name, within one article.

    Attributes:
        number: Place in the order in which names were found.
        name: The name that it was first found under, without titles.
        first: First name in lower case, "" where only one name is known.
        nicknames: Names that stood between marks within the name, in lower case.
        last: Key of the surname, see `surname_key`.
        canonical: The name as shown, composed: the form of the full name that is commonest in
            the article, of equally common ones the first.
        named_gender: Evidence from given name and titles: above zero male, below female.
        pronoun_gender: Evidence from pronouns close by, weaker.
        is_organisation: Whether the name looks like an organisation's or a place's.
        titles: Lower-case titles that stood before the name.
        roles: What the text says the person is: role nouns beside the name, lower case.
        described: All words that explain the name somewhere, lower case.
        speaks: Whether a reporting word stands beside the name somewhere.
        with_article: How many mentions have an article before the name.
        located: How many stand after "in", "at" and the like, as places do.
        acts: Whether the name is the subject of a sentence somewhere.
        certain: How many mentions can mean nobody else.
        full_names: Token numbers of the mentions with the full name, ascending.
        occurrences: Token numbers of its mentions, ascending.
    """

    number: int
    name: tuple[str, ...]
    first: str
    last: str
    nicknames: Set[str]
    canonical: str
    named_gender: float
    pronoun_gender: float
    is_organisation: bool
    titles: Set[str]
    roles: Set[str]
    described: Set[str]
    speaks: bool
    with_article: int
    located: int
    acts: bool
    certain: int
    full_names: Sequence[int]
    occurrences: Sequence[int]

    @property
    def gender(self) -> float:
        """Above zero male, below female; beyond 1 either way is firm."""
        return combined_gender(self.named_gender, self.pronoun_gender)


def combined_gender(named: float, by_pronouns: float) -> float:
    """The evidence of names and titles together with the weaker evidence of pronouns."""
    if not by_pronouns or abs(named) > 1:
        return named
    return named + max(-_MOST_BY_PRONOUNS, min(_MOST_BY_PRONOUNS, by_pronouns))
